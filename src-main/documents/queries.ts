import { Account, Deal } from '../../src-shared/deals';
import { type DocumentLine, DocumentRecord } from '../../src-shared/documents';
import type { RowOf } from '../../src-shared/kernel/entity';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { readableFor } from '../desk';
import type { Session } from '../session';
import { personName } from '../workspace';
import { documentStaleness, isKeptInside } from './builders';
import { staleSources } from './studio/freshness';

/** Documents that were made, the newest first. */
export function listDocuments(
  session: Session,
  filter: { deal?: string; subject?: string; kind?: DocumentLine['kind'] },
): DocumentLine[] {
  const staleOf = documentStaleness(session);
  const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
  return session.desk
    .workspace()
    .reader.where(DocumentRecord, given)
    .filter((row) => documentFile(session, row) !== null)
    .map((row) => documentLine(session, row, staleOf))
    .reverse();
}

export function getDocument(session: Session, id: string): DocumentLine {
  const row = session.desk.workspace().reader.get(DocumentRecord, id);
  if (!row || documentFile(session, row) === null)
    throw new ProofdeskError({ code: 'not-found', message: 'There is no such document.' });
  return documentLine(session, row, documentStaleness(session));
}

/** Whether a document is one that its customer may have: final, and neither made for inside nor kept there by what became of it. */
export function mayReachCustomer(
  session: Session,
  { final, disclosure, kind, subject }: Pick<RowOf<typeof DocumentRecord>, 'final' | 'disclosure' | 'kind' | 'subject'>,
): boolean {
  return final && disclosure !== 'internal' && !isKeptInside(session, kind, subject);
}

/** The documents of the account in customer view that its customer may have. */
export function customerDocuments(session: Session) {
  if (session.customerAccount === null) return [];
  return session.desk
    .workspace()
    .reader.where(DocumentRecord, { account: session.customerAccount, final: true })
    .filter((row) => mayReachCustomer(session, row))
    .flatMap((row) => {
      const { id, kind, title, name, size, builtAt } = row;
      // A file with costs is never a customer's, whatever else is said of it.
      const file = row.file || row.personalFile;
      return !file ? [] : [{ id, kind, title, file, name, size, builtAt }];
    });
}

/**
 * The digest of a document's file, whoever it is for; null where the session may not read it, or where it went with a person who was
 * forgotten.
 */
export function documentFile(session: Session, row: RowOf<typeof DocumentRecord>): string | null {
  const { file, insideFile, claimsFile, personalFile } = readableFor(session).see(DocumentRecord, row);
  return file || insideFile || claimsFile || personalFile || null;
}

function documentLine(
  session: Session,
  row: RowOf<typeof DocumentRecord>,
  staleOf: ReturnType<typeof documentStaleness>,
): DocumentLine {
  const workspace = session.desk.workspace();
  const {
    archived: _a,
    entity: _e,
    insideFile: _i,
    claimsFile: _f,
    personalFile: _p,
    contact: _c,
    askedFor: _o,
    account,
    builtBy,
    ...line
  } = row;
  const file = documentFile(session, row) ?? '';
  return {
    ...line,
    file,
    dealTitle: workspace.reader.get(Deal, row.deal)?.title ?? '',
    accountName: workspace.reader.get(Account, account)?.name ?? '',
    builtByName: personName(workspace, builtBy),
    receipt: workspace.receiptOf(DocumentRecord.name, row.id, 'document.record'),
    present: workspace.blobs.has(file),
    stale: [...new Set([...staleOf(row.kind, row.subject), ...staleSources(session, row)])],
  };
}
