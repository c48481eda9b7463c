import { sql } from 'kysely';
import type { QuoteClock } from '../../src-shared/deals';
import { Workspace as Settings } from '../../src-shared/workspace';
import type { Session } from '../session';
import { tables } from '../tables';

/** The newest quote of each deal against its turnaround, in one query for a whole page of deals. */
export function dealQuoteClocks(session: Session, deals: readonly string[]): ReadonlyMap<string, QuoteClock> {
  if (deals.length === 0) return new Map();
  const { runner, reader } = session.desk.workspace();
  const hours = reader.where(Settings, {})[0]?.turnaroundHours ?? 24;
  const rows = runner.all(
    tables
      .selectFrom('quote')
      .where('archived', '=', 0)
      // One parameter for any number of ids, so that the statement stays prepared.
      .where(sql<boolean>`deal IN (SELECT value FROM json_each(${JSON.stringify(deals)}))`)
      .select(['id as quote', 'number', 'deal', 'status', 'requestedAt'])
      .select(sql<number | null>`(SELECT MIN(sentAt) FROM quoteSent WHERE quoteSent.quote = quote.id)`.as('sentAt'))
      .orderBy('requestedAt')
      .orderBy('id'),
  );
  // The last one of a deal wins.
  return new Map(
    rows.map(({ quote, number, deal, status, requestedAt, sentAt }) => [
      deal,
      { quote, number, state: status, requestedAt, dueAt: requestedAt + hours * 3_600_000, sentAt },
    ]),
  );
}
