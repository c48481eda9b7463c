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

/**
 * The deals that a filter lets through. `today` decides what is late. The table stands alone: names of accounts are looked through
 * once for all deals, so that ten thousand deals need no ten thousand look-ups.
 */
export function filteredDeals(filter: DealFilter, today: string) {
  let query = tables.selectFrom('deal').where('deal.archived', '=', filter.archived ? 1 : 0);
  if (filter.stages) query = query.where('deal.stage', 'in', filter.stages.length > 0 ? filter.stages : ['' as never]);
  if (filter.owner) query = query.where('deal.owner', '=', filter.owner);
  if (filter.account) query = query.where('deal.account', '=', filter.account);
  for (const word of wordsOf(filter.text)) {
    const like = likeOf(word);
    query = query.where(
      sql<boolean>`(deal.title LIKE ${like} ESCAPE '\\' OR deal.account IN (SELECT id FROM account WHERE name LIKE ${like} ESCAPE '\\')
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

/** A word as a pattern that finds it anywhere; `\` is its escape. */
export function likeOf(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`;
}

/** The words of a filter's text. */
export function wordsOf(text: string | undefined): string[] {
  return (text ?? '').trim().split(/\s+/).filter(Boolean);
}

const stageOrder = sql.raw(`CASE deal.stage ${stages.map((stage, at) => `WHEN '${stage}' THEN ${at}`).join(' ')} END`);

/**
 * What each sort compares, and by whose names. Values are compared within their currency, since amounts of two currencies have no
 * order; what has no value or date comes last in either direction.
 */
export function sortOf(sort: DealSort): { terms: ReturnType<typeof sql>[]; by: 'account' | 'person' | null } {
  switch (sort) {
    case 'title':
      return { terms: [sql`deal.title COLLATE NOCASE`], by: null };
    case 'account':
      return { terms: [sql`account.name COLLATE NOCASE`], by: 'account' };
    case 'owner':
      return { terms: [sql`person.name COLLATE NOCASE`], by: 'person' };
    case 'stage':
      return { terms: [stageOrder, sql`deal.stageSince`], by: null };
    case 'value':
      return { terms: [sql`deal.currency`, sql`deal.valueMinor`], by: null };
    case 'nextStep':
      return { terms: [sql`deal.nextStepDue`, sql`NULLIF(deal.nextStep, '') COLLATE NOCASE`], by: null };
    default:
      return { terms: [sql.ref(`deal.${sort}`)], by: null };
  }
}
