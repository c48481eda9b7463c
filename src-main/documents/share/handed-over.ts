import { serverOf } from '../../../src-core/sync';
import type { Workspace } from '../../../src-core/workspace/workspace';
import { Contact, Deal } from '../../../src-shared/deals';
import { DocumentRecord, DocumentShare, type HandedOver, type Shareable } from '../../../src-shared/documents';
import type { RowOf } from '../../../src-shared/kernel/entity';
import { Quote, QuoteSent } from '../../../src-shared/quotes';
import { readableFor } from '../../desk';
import type { Session } from '../../session';
import { personName } from '../../workspace';
import { documentFile, listDocuments, mayReachCustomer } from '../queries';
import { casesInRoom } from './room-source';

/** Why a document may not be given to its customer, as a sentence; null where it may. */
export function refusedFor(session: Session, row: RowOf<typeof DocumentRecord>): string | null {
  const digest = documentFile(session, row);
  if (row.disclosure === 'internal') return 'It is internal.';
  if (row.insideFile || row.claimsFile === digest)
    return 'It shows what is kept inside: costs, or claims that are not released.';
  if (!row.final) return 'It is not approved, and says so on every page.';
  if (!mayReachCustomer(session, row)) return 'What it shows is kept inside now.';
  const workspace = session.desk.workspace();
  // One that the server may have is fetched when it is given.
  if (digest === null || !(workspace.blobs.has(digest) || serverOf(workspace)))
    return 'Its file is not on this device.';
  return null;
}

/** What of a deal can be given to its customer: its documents, the newest first, and its frozen ROI cases. */
export function shareableOf(session: Session, deal: string): Shareable[] {
  const { reader } = session.desk.workspace();
  const documents = listDocuments(session, { deal }).map((line): Shareable => {
    const { id, kind, title, version, name, file, size, builtAt, stale } = line;
    const refused = refusedFor(session, reader.require(DocumentRecord, id));
    return { id, kind, title, version, name, sha256: file, size, builtAt, stale, refused };
  });
  return [...documents, ...casesInRoom(session, deal)];
}

/** Everything that the customer of a deal has: what was given and which quotes were sent, the newest first. */
export function handedOverOn(session: Session, deal: string): HandedOver[] {
  const workspace = session.desk.workspace();
  const { reader } = workspace;
  const { account } = reader.require(Deal, deal);
  const staleOf = new Map(listDocuments(session, { deal }).map(({ id, stale }) => [id, stale]));
  const readable = readableFor(session);
  const contactName = (id: string | null): string | null => {
    const contact = id === null ? undefined : reader.get(Contact, id);
    return contact ? readable.see(Contact, contact).name : null;
  };
  const given = reader.where(DocumentShare, { deal }).map((row): HandedOver => {
    const { id, how, folder, note, roi, page } = readable.see(DocumentShare, row);
    return {
      ...{ id, how, folder, note, roi, page },
      entity: 'documentShare',
      at: row.sharedAt,
      byName: personName(workspace, row.sharedBy),
      contactName: contactName(row.contact),
      receipt: workspace.receiptOf(DocumentShare.name, row.id, 'document.share'),
      files: row.files.map((file) => ({
        ...file,
        stale: (file.document && staleOf.get(file.document)) || [],
        present: isPresent(session, workspace, file),
      })),
    };
  });
  return [...given, ...quotesSent(session, deal, account, staleOf)].sort((one, other) => other.at - one.at);
}

/** Quotes of a deal that were noted as sent. */
function quotesSent(
  session: Session,
  deal: string,
  account: string,
  staleOf: ReadonlyMap<string, string[]>,
): HandedOver[] {
  const workspace = session.desk.workspace();
  const { reader } = workspace;
  const quotes = new Map(reader.where(Quote, { deal }).map((quote) => [quote.id, quote]));
  const records = reader.where(DocumentRecord, { deal });
  return [...quotes.keys()]
    .flatMap((quote) => reader.where(QuoteSent, { quote }))
    .filter((sent) => sent.account === account)
    .map((sent): HandedOver => {
      const record = records.find(({ file }) => file === sent.document);
      const title = record?.title ?? `${quotes.get(sent.quote)!.number}, version ${sent.version}`;
      return {
        ...{ id: sent.id, entity: 'quoteSent', at: sent.sentAt, how: sent.how, folder: '', note: '' },
        ...{ contactName: null, roi: null, page: null },
        byName: null,
        receipt: workspace.receiptOf(QuoteSent.name, sent.id, 'quote.recordSent'),
        files: [
          {
            name: record?.name ?? title,
            sha256: sent.document,
            size: record?.size ?? 1,
            title,
            kind: record?.kind ?? 'quote',
            document: record?.id ?? null,
            version: sent.version,
            stale: (record && staleOf.get(record.id)) || [],
            present: workspace.blobs.has(sent.document),
          },
        ],
      };
    });
}

/** Whether a file that was given is here and may be read by whoever asks: a document by its record, a page by everybody here. */
function isPresent(
  session: Session,
  workspace: Workspace,
  { document, sha256 }: { document: string | null; sha256: string },
): boolean {
  if (!workspace.blobs.has(sha256)) return false;
  if (document === null) return true;
  const row = workspace.reader.get(DocumentRecord, document);
  return row !== undefined && documentFile(session, row) === sha256;
}
