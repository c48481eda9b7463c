import { Composition, type DocumentLine, type DocumentOrder, DocumentRecord } from '../../../src-shared/documents';
import type { RowOf } from '../../../src-shared/kernel/entity';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import type { Session } from '../../session';
import { buildDocument } from '../build-document';
import { documentFile, listDocuments } from '../queries';
import { buildComposition } from './build-composition';
import { sameDocument } from './freshness';

/** Makes a document again from what it was made of, as that is now. Returns the id of the new record. */
export async function rebuildDocument(session: Session, id: string): Promise<string> {
  const { reader } = session.desk.workspace();
  const row = reader.get(DocumentRecord, id);
  if (!row || documentFile(session, row) === null) {
    throw new ProofdeskError({ code: 'not-found', message: 'There is no such document.' });
  }
  if (row.kind === 'acceptance' && row.final) {
    throw new ProofdeskError({
      code: 'stale',
      message: 'What was signed is not made again.',
      hint: 'Make a new acceptance sheet of the quote.',
    });
  }
  if (row.composition !== null) {
    const composition = reader.get(Composition, row.composition);
    // A final document is made again from the last version that was handed in; a draft from what stands there now.
    const version = row.compositionVersion === null ? undefined : (composition?.version ?? row.compositionVersion);
    return buildComposition(session, { composition: row.composition, version });
  }
  return buildDocument(session, orderAgain(row));
}

function orderAgain(row: RowOf<typeof DocumentRecord>): DocumentOrder {
  const { kind, subject, disclosure, askedFor } = row;
  return {
    kind,
    subject,
    disclosure,
    ...(askedFor.topic && { topic: askedFor.topic as NonNullable<DocumentOrder['topic']> }),
    ...(askedFor.paper && { paper: askedFor.paper as NonNullable<DocumentOrder['paper']> }),
  };
}

/** Documents in which something is out of date, the newest of each: what was made again since is left out. */
export function outdatedDocuments(session: Session, deal?: string): DocumentLine[] {
  const { reader } = session.desk.workspace();
  const newest: RowOf<typeof DocumentRecord>[] = [];
  return listDocuments(session, deal ? { deal } : {}).filter((line) => {
    const row = reader.get(DocumentRecord, line.id)!;
    if (newest.some((one) => sameDocument(one, row))) return false;
    newest.push(row);
    return line.stale.length > 0;
  });
}
