import type { RowOf } from '../../kernel/entity';
import type { Rows } from '../../kernel/reading';
import { type Quote, QuoteAcceptance, QuoteSent, QuoteVersion } from '../../quotes';
import { addDays, dayOf } from './days';
import { readFrozenRows } from './pricing-of';
import { changedSince } from './read-agreement';

/** What speaks against optional lines that are said to be taken: lines that the version does not offer so. */
export function notOptional(state: Rows, quote: string, version: number, taken: readonly string[]): string[] {
  if (taken.length === 0 || state.where(QuoteVersion, { quote, version }).length === 0) return [];
  const offered = new Set(
    readFrozenRows(state, quote, version)
      .input.lines.filter(({ optional }) => optional)
      .map(({ id }) => id),
  );
  const unknown = taken.filter((id) => !offered.has(id)).length;
  return unknown === 0 ? [] : [`${unknown} of the lines that were taken are no optional lines of version ${version}.`];
}

/** What speaks against an accepted amendment: another one changed the agreement since it was drawn up. */
export function notInForce(state: Rows, quote: RowOf<typeof Quote>, version: number): string[] {
  const basis = state.where(QuoteVersion, { quote: quote.id, version })[0]?.input.amendment?.basis;
  if (!basis || quote.agreement === null) return [];
  const changed = changedSince(state, quote.agreement, basis);
  return changed === null ? [] : [`${changed} What was accepted is not made on what is in force.`];
}

/** What an acceptance says of itself. */
interface Said {
  version: number;
  contact: string;
  acceptedOn: string;
  alternative?: string | undefined;
  sheet?: unknown;
}

/** What speaks against the day of an acceptance, and against recording the same one twice. A sheet may follow what was told. */
export function notInOrder(state: Rows, quote: string, said: Said, now: number): string[] {
  const { version, contact, acceptedOn, alternative = null, sheet } = said;
  const contested: string[] = [];
  const sent = state.where(QuoteSent, { quote, version }).map(({ sentAt }) => sentAt);
  const first = dayOf(Math.min(...sent, now));
  const twice = state
    .where(QuoteAcceptance, { quote, version, contact })
    .some((earlier) => earlier.acceptedOn === acceptedOn && earlier.alternative === alternative);
  // A day somewhere may be a day before or after that of UTC.
  if (sent.length === 0) contested.push(`Version ${version} was not recorded as sent.`);
  else if (acceptedOn < addDays(first, -1))
    contested.push(`It was accepted on ${acceptedOn}, before it was sent on ${first}.`);
  if (acceptedOn > addDays(dayOf(now), 1)) contested.push(`${acceptedOn}, when it was accepted, is still to come.`);
  if (twice && !sheet) contested.push(`This acceptance of version ${version} on ${acceptedOn} is recorded already.`);
  return contested;
}
