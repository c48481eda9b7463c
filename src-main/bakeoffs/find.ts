import { Bakeoff, BakeoffWaiver, BenchmarkRun, Contender, VerdictRecord } from '../../src-shared/bakeoffs';
import type { RowOf } from '../../src-shared/kernel/entity';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { Session } from '../session';

/** A recorded verdict as it is stored. */
export type VerdictRecordRow = RowOf<typeof VerdictRecord>;

/** A bakeoff by its id or its number, archived or not; or by the id of one of its runs, contenders or accepted deviations. */
export function requireBakeoff(session: Session, named: string): RowOf<typeof Bakeoff> {
  const { reader } = session.desk.workspace();
  const found =
    reader.get(Bakeoff, named) ??
    reader.where(Bakeoff, { number: named })[0] ??
    reader.where(Bakeoff, { number: named, archived: true })[0] ??
    bakeoffAround(session, named);
  if (found) return found;
  throw new ProofdeskError({
    code: 'not-found',
    message: `There is no bakeoff ${named}.`,
    hint: 'proofdesk bakeoff list, or the page Bakeoffs, shows those that there are.',
  });
}

/** The bakeoff that something belongs to: search results and receipts lead from it there. */
function bakeoffAround(session: Session, id: string): RowOf<typeof Bakeoff> | undefined {
  const { reader } = session.desk.workspace();
  const part = reader.get(BenchmarkRun, id) ?? reader.get(Contender, id) ?? reader.get(BakeoffWaiver, id);
  return part && reader.get(Bakeoff, part.bakeoff);
}

/** A verdict by its id or its number (`B-A7-0017/2`); by a bakeoff's number, its newest. */
export function requireVerdict(session: Session, named: string): RowOf<typeof VerdictRecord> {
  const { reader } = session.desk.workspace();
  const found = reader.get(VerdictRecord, named) ?? reader.where(VerdictRecord, { number: named })[0];
  if (found) return found;
  const bakeoff = reader.where(Bakeoff, { number: named })[0] ?? reader.get(Bakeoff, named);
  const newest = bakeoff && reader.where(VerdictRecord, { bakeoff: bakeoff.id }).at(-1);
  if (newest) return newest;
  throw new ProofdeskError({
    code: 'not-found',
    message: bakeoff ? `No verdict of ${bakeoff.number} was recorded yet.` : `There is no verdict ${named}.`,
    hint: bakeoff ? 'Record one when the runs are in.' : 'Verdicts are numbered like B-A7-0017/1.',
  });
}
