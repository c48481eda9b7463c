import type { QuoteClock } from '../../src-shared/deals';
import type { Session } from '../session';

/** How the newest quote of each of some deals stands against the clock; one query for all of them. */
export type QuoteClocks = (session: Session, deals: readonly string[]) => ReadonlyMap<string, QuoteClock>;

let ask: QuoteClocks = () => new Map();

/** Lets the quotes' domain show its clocks beside deals; deals know nothing of quotes. Called once, when that domain is loaded. */
export function showQuoteClocks(clocks: QuoteClocks): void {
  ask = clocks;
}

/** Quote clocks of some deals; a deal without a quote has none. */
export const quoteClocksOf: QuoteClocks = (session, deals) => ask(session, deals);
