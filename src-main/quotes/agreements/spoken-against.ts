import type { PlanState } from '../../../src-core/commands/implementation';
import type { RowOf } from '../../../src-shared/kernel/entity';
import { type Quote, QuoteVersion } from '../../../src-shared/quotes';
import { readFrozenRows } from '../pricing-of';
import { changedSince } from './read-agreement';

/** What speaks against optional lines that are said to be taken: lines that the version does not offer so. */
export function notOptional(state: PlanState, quote: string, version: number, taken: readonly string[]): string[] {
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
export function notInForce(state: PlanState, quote: RowOf<typeof Quote>, version: number): string[] {
  const basis = state.where(QuoteVersion, { quote: quote.id, version })[0]?.input.amendment?.basis;
  if (!basis || quote.agreement === null) return [];
  const changed = changedSince(state, quote.agreement, basis);
  return changed === null ? [] : [`${changed} What was accepted is not made on what is in force.`];
}
