import { sql } from 'kysely';
import { type DealFilter, type DealSort, openStages, stages } from '../../src-shared/deals';
import { tables } from '../tables';

/** Which part of a list is asked for. */
export interface Page {
  offset: number;
  limit: number;
}

/** The day at Greenwich of a time in milliseconds, as `YYYY-MM-DD`. */
export function dayOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

/** Deals with their accounts' and owners' names, those that a filter lets through. `today` decides what is late. */
export function filteredDeals(filter: DealFilter, today: string) {
  let query = tables
    .selectFrom('deal')
    .innerJoin('account', 'account.id', 'deal.account')
    .leftJoin('person', 'person.id', 'deal.owner')
    .where('deal.archived', '=', filter.archived ? 1 : 0);
  if (filter.stages) query = query.where('deal.stage', 'in', filter.stages.length > 0 ? filter.stages : ['' as never]);
  if (filter.owner) query = query.where('deal.owner', '=', filter.owner);
  if (filter.account) query = query.where('deal.account', '=', filter.account);
  for (const word of wordsOf(filter.text)) {
    const like = likeOf(word);
    query = query.where(
      sql<boolean>`(deal.title LIKE ${like} ESCAPE '\\' OR account.name LIKE ${like} ESCAPE '\\'
        OR deal.number LIKE ${like} ESCAPE '\\' OR deal.nextStep LIKE ${like} ESCAPE '\\')`,
    );
  }
  if (filter.late) {
    query = query
      .where('deal.stage', 'in', [...openStages])
      .where(({ or, eb }) => or([eb('deal.expectedClose', '<', today), eb('deal.nextStepDue', '<', today)]));
  }
  return query;
}

/** A word as a pattern that finds it anywhere; `\\` is its escape. */
export function likeOf(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`;
}

/** The words of a filter's text. */
export function wordsOf(text: string | undefined): string[] {
  return (text ?? '').trim().split(/\s+/).filter(Boolean);
}

const stageOrder = sql.raw(`CASE deal.stage ${stages.map((stage, at) => `WHEN '${stage}' THEN ${at}`).join(' ')} END`);

/** What each sort compares. Values are compared within their currency, since amounts of two currencies have no order. */
export function sortTerms(sort: DealSort) {
  switch (sort) {
    case 'title':
      return [sql`deal.title COLLATE NOCASE`];
    case 'account':
      return [sql`account.name COLLATE NOCASE`];
    case 'owner':
      return [sql`person.name COLLATE NOCASE`];
    case 'stage':
      return [stageOrder, sql`deal.stageSince`];
    case 'value':
      return [sql`deal.currency`, sql`deal.valueMinor`];
    case 'nextStep':
      return [sql`deal.nextStepDue`, sql`deal.nextStep COLLATE NOCASE`];
    default:
      return [sql.ref(`deal.${sort}`)];
  }
}
