import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { DocumentRecord } from '../src-shared/documents';
import { Workspace as WorkspaceEntity } from '../src-shared/workspace';
import { type ReadableBlob, readableFor } from './desk';
import { mayReachCustomer } from './documents';
import { bringFiles } from './files-on-demand';
import type { Session } from './session';
import { requireStillIn } from './sync';
import { nameInRows } from './sync/blob-names';

/**
 * A blob of the open workspace, if the session may read a field that references it; null otherwise. One that is not on this device is fetched
 * from the server; throws `unavailable` where that cannot be reached.
 */
export async function readableBlob(session: Session, digest: string): Promise<ReadableBlob | null> {
  const workspace = session.desk.workspace();
  requireStillIn(workspace);
  const readable = readableFor(session);
  const allowed = workspace.blobs.references(digest).some(({ entity, id, field }) => {
    const definition = workspace.definitions.get(entity);
    const declared = definition?.fields[field];
    if (!definition || !declared || !readable.readers.includes(declared.readers)) return false;
    if (session.customerAccount === null) return true;
    if (!declared.customerVisible) return false;
    const row = workspace.reader.get(definition, id) as Record<string, unknown> | undefined;
    // Whoever knows a digest has a document no sooner than it may leave the house.
    const document = entity === DocumentRecord.name ? workspace.reader.get(DocumentRecord, id) : undefined;
    if (document && !mayReachCustomer(session, document)) return false;
    const account = definition.customerAccountField === 'id' ? id : row?.[definition.customerAccountField ?? ''];
    return entity === WorkspaceEntity.name || account === session.customerAccount;
  });
  if (!allowed) return null;
  if (!workspace.blobs.has(digest)) {
    // Who asks is told why it is not here; a workspace without a server has no more to say.
    const name = nameInRows(workspace, digest) ?? 'This file';
    const [absent] = await bringFiles(session.desk, [{ name, sha256: digest }]);
    if (absent?.why) throw absent.why;
    if (absent) return null;
  }
  const info = workspace.blobs.info(digest);
  return {
    content: Readable.toWeb(createReadStream(workspace.blobs.path(digest))) as ReadableBlob['content'],
    contentType: info?.mediaType ?? 'application/octet-stream',
    name: info?.name ?? digest,
  };
}
