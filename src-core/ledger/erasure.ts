import { readerGroups } from '../../src-shared/kernel/entity';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { findDigests } from '../store/blob-references';
import type { Connection } from '../store/database';
import type { Workspace } from '../workspace/workspace';
import { parsePart } from './journal';

export interface ErasureScope {
  /** Digests of the parts about this person. */
  parts: string[];
  /** Digests of files that only personal fields about this person refer to. */
  blobs: string[];
  /** Where the person's name may stand in free text or documents: for a human to look at. */
  toReview: { entity: string; id: string; text: string }[];
}

/** What forgetting a person takes, and what a human must look at. Reads only. */
export function erasureScope(workspace: Workspace, person: string, names: readonly string[]): ErasureScope {
  const rows = workspace.runner
    .statement('SELECT digest, body FROM parts WHERE readers = ? AND body IS NOT NULL ORDER BY digest')
    .all(`personal:${person}`) as { digest: string; body: string }[];
  const blobs = new Set<string>();
  for (const { body } of rows) {
    for (const change of parsePart(body).changes) {
      const fields = workspace.definitions.get(change.entity)?.fields ?? {};
      for (const [name, value] of Object.entries(change.fields)) {
        if (fields[name]?.blobs) for (const digest of findDigests(value)) blobs.add(digest);
      }
    }
  }
  const toReview: ErasureScope['toReview'] = [];
  for (const name of names.filter((text) => text.trim().length > 2)) {
    for (const hit of workspace.search.find(name, readerGroups, 200)) {
      const own = workspace.definitions.get(hit.entity)?.personalOf === 'id' && hit.id === person;
      if (!own) toReview.push({ entity: hit.entity, id: hit.id, text: hit.excerpt });
    }
  }
  return { parts: rows.map(({ digest }) => digest), blobs: [...blobs].sort(), toReview };
}

/** Takes what was erased out of free pages and side files too. The store stays open; takes time in proportion to its size. */
export function scrubStore(workspace: Workspace): void {
  scrubDatabase(workspace.connection);
}

/** The same on any connection that may write. Throws `unavailable` while somebody reads an older state, which the log must then keep. */
export function scrubDatabase(connection: Connection): void {
  connection.exec("INSERT INTO search (search) VALUES ('optimize')");
  connection.exec('VACUUM');
  const [answer] = connection.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  if (answer?.busy) {
    throw new ProofdeskError({
      code: 'unavailable',
      message: 'Another process is reading this workspace, so what was erased could not be overwritten everywhere yet.',
      hint: 'It is done when the workspace is opened next.',
    });
  }
}
