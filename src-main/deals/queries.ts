import { sql } from 'kysely';
import type { Workspace } from '../../src-core/workspace/workspace';
import {
  Account,
  allowedMoves,
  Contact,
  Deal,
  type DealFilter,
  DealNote,
  type DealRoom,
  type DealRow,
  type DealSort,
  overdue,
  stages,
  sumStages,
} from '../../src-shared/deals';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { readableFor } from '../desk';
import type { Session } from '../session';
import { personName } from '../workspace';
import { accountView, contactView } from './account-queries';
import { countsBeside, quoteClocksOf } from './beside';
import { dayOf, filteredDeals, type Page, sortTerms } from './filter';
import { stageSums, sumsOf, sumViews, valued } from './sums';

type RawDeal = Omit<DealRow, 'late' | 'quote'>;

const slimColumns = [
  'deal.id as id',
  'deal.number as number',
  'deal.title as title',
  'deal.account as account',
  'account.name as accountName',
  'deal.stage as stage',
  'deal.stageSince as stageSince',
  'deal.owner as owner',
  'person.name as ownerName',
  'deal.valueMinor as valueMinor',
  'deal.currency as currency',
  'deal.expectedClose as expectedClose',
  'deal.nextStep as nextStep',
  'deal.nextStepDue as nextStepDue',
] as const;

const todayOf = (session: Session, filter: { today?: string }): string =>
  filter.today ?? dayOf(session.desk.context.now());

/** One page of deals with the number and the sums of all that the filter lets through. */
export function listDeals(session: Session, input: DealFilter & Page & { sort: DealSort; descending: boolean }) {
  const { runner } = session.desk.workspace();
  const today = todayOf(session, input);
  const direction = input.descending ? ('desc' as const) : ('asc' as const);
  let query = filteredDeals(input, today).select(slimColumns);
  for (const term of sortTerms(input.sort)) {
    // What has no date or value comes last in either direction.
    query = query.orderBy(sql`${term} IS NULL`).orderBy(term, direction);
  }
  const raw = runner.all(query.orderBy('deal.id').limit(input.limit).offset(input.offset)) as unknown as RawDeal[];
  const { total, sums } = sumsOf(session, input, today);
  return { rows: dealRows(session, raw, today), total, sums };
}

/** Deals per stage: the number, the sums and the first deals of each column, those with the nearest close first. */
export function boardOfDeals(session: Session, input: DealFilter & { perColumn: number }) {
  const { runner } = session.desk.workspace();
  const today = todayOf(session, input);
  const perStage = stageSums(session, input, today);
  const wanted = input.stages ?? stages;
  const columns = stages
    .filter((stage) => wanted.includes(stage))
    .map((stage) => {
      const query = filteredDeals({ ...input, stages: [stage] }, today)
        .select(slimColumns)
        .orderBy(sql`deal.expectedClose IS NULL`)
        .orderBy('deal.expectedClose')
        .orderBy('deal.id')
        .limit(input.perColumn);
      const own = perStage.filter((entry) => entry.stage === stage);
      return {
        stage,
        total: own.reduce((count, { deals }) => count + deals, 0),
        sums: sumViews(sumStages(valued(own))),
        rows: dealRows(session, runner.all(query) as unknown as RawDeal[], today),
      };
    });
  return { columns };
}

/** Everything that the deal's own page shows. */
export function dealRoom(session: Session, id: string, givenToday?: string): DealRoom {
  const workspace = session.desk.workspace();
  const stored = workspace.reader.get(Deal, id);
  if (!stored) throw new ProofdeskError({ code: 'not-found', message: 'There is no such deal.' });
  const readable = readableFor(session);
  const deal = readable.see(Deal, stored);
  const account = workspace.reader.get(Account, deal.account);
  if (!account) throw new ProofdeskError({ code: 'not-found', message: 'The account of this deal is not here.' });
  const today = todayOf(session, { today: givenToday });
  const raw: RawDeal = { ...deal, accountName: account.name, ownerName: personName(workspace, deal.owner) };
  const [row] = dealRows(session, [raw], today);
  const { source, notes, customerNotes, lostReason, created, archived } = deal;
  return {
    deal: { ...row!, source, notes, customerNotes, lostReason, created, archived },
    account: accountView(readable.see(Account, account)),
    contacts: workspace.reader
      .where(Contact, { account: deal.account })
      .map((contact) => contactView(readable.see(Contact, contact), account.name)),
    notes: notesOf(session, workspace, id),
    moves: deal.archived ? [] : allowedMoves(deal.stage),
    counts: countsBeside(session, id),
  };
}

/** The deal that text names: its id, its number, or its whole title. Throws `not-found`, also for a title that several deals have. */
export function findDeal(session: Session, text: string): { id: string; number: string } {
  const { reader } = session.desk.workspace();
  const byId = reader.get(Deal, text);
  const found = byId ? [byId] : [...reader.where(Deal, { number: text }), ...reader.where(Deal, { title: text })];
  if (found.length === 1) return { id: found[0]!.id, number: found[0]!.number };
  throw new ProofdeskError({
    code: 'not-found',
    message: found.length === 0 ? `There is no deal “${text}”.` : `Several deals are called “${text}”.`,
    hint:
      found.length === 0
        ? 'Name it by its number, such as D-A7-0001; proofdesk deal list shows them.'
        : `Name it by its number: ${found.map(({ number }) => number).join(', ')}.`,
  });
}

function notesOf(session: Session, workspace: Workspace, deal: string): DealRoom['notes'] {
  const readable = readableFor(session);
  return workspace.reader
    .where(DealNote, { deal })
    .map((note) => readable.see(DealNote, note))
    .map(({ id, kind, text, at, by }) => ({ id, kind, text, at, by, byName: personName(workspace, by) }))
    .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
}

/** Slim rows as they are answered: without what the session may not read, with what is late and how the quote stands. */
export function dealRows(session: Session, raw: readonly RawDeal[], today: string): DealRow[] {
  const seesPeople = readableFor(session).has('personal');
  const clocks = quoteClocksOf(
    session,
    raw.map(({ id }) => id),
  );
  return raw.map((row) => ({
    id: row.id,
    number: row.number,
    title: row.title,
    account: row.account,
    accountName: row.accountName,
    stage: row.stage,
    stageSince: row.stageSince,
    owner: row.owner,
    ownerName: seesPeople ? row.ownerName : null,
    valueMinor: row.valueMinor,
    currency: row.currency,
    expectedClose: row.expectedClose,
    nextStep: row.nextStep,
    nextStepDue: row.nextStepDue,
    late: overdue(row, today),
    quote: clocks.get(row.id) ?? null,
  }));
}
