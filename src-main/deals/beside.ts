import type { QuoteClock } from '../../src-shared/deals';
import type { Session } from '../session';

/** What another domain shows beside deals. */
export interface BesideDeals {
  /** Name of its tab in the deal room: `quotes`, `bakeoffs`. */
  tab: string;
  /** How many of its things belong to a deal, for the figure beside the tab. */
  count?(session: Session, deal: string): number;
  /** How the newest quote of each of these deals stands against the clock; one query for all of them. */
  quoteClocks?(session: Session, deals: readonly string[]): ReadonlyMap<string, QuoteClock>;
}

const registered = new Map<string, BesideDeals>();

/** Lets another domain show figures beside deals; called once when that domain is loaded. */
export function showBesideDeals(beside: BesideDeals): void {
  registered.set(beside.tab, beside);
}

/** Figures beside the tabs of one deal. */
export function countsBeside(session: Session, deal: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { tab, count } of registered.values()) if (count) counts[tab] = count(session, deal);
  return counts;
}

/** Quote clocks of some deals, from whichever domain knows them. */
export function quoteClocksOf(session: Session, deals: readonly string[]): ReadonlyMap<string, QuoteClock> {
  for (const { quoteClocks } of registered.values()) if (quoteClocks) return quoteClocks(session, deals);
  return new Map();
}
