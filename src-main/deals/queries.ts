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
import { tables } from '../tables';
import { personName } from '../workspace';
import { accountView, contactView } from './account-queries';
import { dayOf, filteredDeals, type Page, sortOf, wordsOf } from './filter';
import { quoteClocksOf } from './quote-clocks';
import { type DealSums, stageSums, sumsOf, sumViews, valued } from './sums';

type RawDeal = Omit<DealRow, 'late' | 'quote'>;

const todayOf = (session: Session, filter: { today?: string }): string =>
  filter.today ?? dayOf(session.desk.context.now());

/** One page of deals, and how many the filter lets through. */
export function listDeals(session: Session, input: DealFilter & Page & { sort: DealSort; descending: boolean }) {
  const { runner } = session.desk.workspace();
  const today = todayOf(session, input);
  const filtered = filteredDeals(input, today);
  const ordered = sortedIds(filtered, input.sort, input.descending);
  if (wordsOf(input.text).length === 0) {
    const rows = runner.all(ordered.limit(input.limit).offset(input.offset));
    const { total } = runner.first(filtered.select(sql<number>`COUNT(*)`.as('total'))) as { total: number };
    return { rows: dealRows(session, ids(rows), today), total };
  }
  // Looking through texts is what costs: once for the page and the number together.
  const rows = runner.all(ordered);
  return {
    rows: dealRows(session, ids(rows.slice(input.offset, input.offset + input.limit)), today),
    total: rows.length,
  };
}

/** Number and sums of all deals that a filter lets through. */
export function sumDeals(session: Session, filter: DealFilter): DealSums {
  return sumsOf(session, filter, todayOf(session, filter));
}

function sortedIds(filtered: ReturnType<typeof filteredDeals>, sort: DealSort, descending: boolean) {
  const { terms, by } = sortOf(sort);
  let query = filtered.select('deal.id as id');
  if (by === 'account') query = query.innerJoin('account', 'account.id', 'deal.account') as never;
  if (by === 'person') query = query.leftJoin('person', 'person.id', 'deal.owner') as never;
  for (const term of terms)
    query = query.orderBy(term, (order) => (descending ? order.desc() : order.asc()).nullsLast());
  return query.orderBy('deal.id');
}

const ids = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);

/** Deals per stage: the number, the sums and the first deals of each column, those with the nearest close first. */
export function boardOfDeals(session: Session, input: DealFilter & { perColumn: number }) {
  const { runner } = session.desk.workspace();
  const today = todayOf(session, input);
  const perStage = stageSums(session, input, today);
  const wanted = input.stages ?? stages;
  const columns = stages
    .filter((stage) => wanted.includes(stage))
    .map((stage) => {
      const own = perStage.filter((entry) => entry.stage === stage);
      const filtered = filteredDeals({ ...input, stages: [stage] }, today);
      const first =
        own.length > 0 ? runner.all(sortedIds(filtered, 'expectedClose', false).limit(input.perColumn)) : [];
      return {
        stage,
        total: own.reduce((count, { deals }) => count + deals, 0),
        sums: sumViews(sumStages(valued(own))),
        ids: ids(first),
      };
    });
  const shown = dealRows(
    session,
    columns.flatMap((column) => column.ids),
    today,
  );
  const rows = new Map(shown.map((row) => [row.id, row]));
  return {
    columns: columns.map(({ ids: own, ...column }) => ({
      ...column,
      rows: own.flatMap((id) => rows.get(id) ?? []),
    })),
  };
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
  const [row] = dealRows(session, [id], today);
  const { source, notes, customerNotes, lostReason, created, archived } = deal;
  return {
    deal: { ...row!, source, notes, customerNotes, lostReason, created, archived },
    account: accountView(readable.see(Account, account)),
    contacts: workspace.reader
      .where(Contact, { account: deal.account })
      .map((contact) => contactView(readable.see(Contact, contact), account.name)),
    notes: notesOf(session, workspace, id),
    moves: deal.archived ? [] : allowedMoves(deal.stage),
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

/** Slim rows in the order of their ids: without what the session may not read, with what is late and how the quote stands. */
export function dealRows(session: Session, wanted: readonly string[], today: string): DealRow[] {
  if (wanted.length === 0) return [];
  const query = tables
    .selectFrom('deal')
    .innerJoin('account', 'account.id', 'deal.account')
    .leftJoin('person', 'person.id', 'deal.owner')
    // One parameter for any number of ids, so that the statement stays prepared.
    .where(sql<boolean>`deal.id IN (SELECT value FROM json_each(${JSON.stringify(wanted)}))`)
    .select([
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
    ]);
  const raw = session.desk.workspace().runner.all(query) as unknown as RawDeal[];
  const byId = new Map(raw.map((row) => [row.id, row]));
  const seesPeople = readableFor(session).has('personal');
  const clocks = quoteClocksOf(session, wanted);
  return wanted.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    const { ownerName, ...rest } = row;
    return [
      {
        ...rest,
        ownerName: seesPeople ? ownerName : null,
        late: overdue(row, today),
        quote: clocks.get(id) ?? null,
      },
    ];
  });
}
