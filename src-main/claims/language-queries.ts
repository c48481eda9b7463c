import {
  CompetitorName,
  type FlagView,
  type LanguageContext,
  type LanguageRule,
  LanguageSnippet,
  LanguageWaiver,
  type SnippetView,
} from '../../src-shared/claims';
import type { Session } from '../session';
import { personName } from '../workspace';
import { requireChart, requireElement, whole, wholeRows } from './draft-rows';
import { draftContent } from './frozen';
import { chartLanguage, type PlacedFlag, rulesInForce } from './language';
import { draftReading, type Reading, readingOf } from './reading';
import { dayOf } from './review-commands';

/** A flag with the reason of what lets it stand. */
export function flagView({ state, workspace }: Reading, flag: PlacedFlag): FlagView {
  const { rule, category, place, element, start, end, text, reason, suggestion, status, by, note } = flag;
  const row = status === 'waived' && by ? state.get(LanguageWaiver, by) : undefined;
  const waiver = row && whole(LanguageWaiver, row);
  return {
    ...{ rule, category, place, element, start, end, text, reason, suggestion, status },
    waiver: waiver
      ? { id: waiver.id, reason: waiver.reason, byName: personName(workspace, waiver.by), at: waiver.at }
      : null,
    note: note ? noteText(note) : null,
  };
}

function noteText(note: NonNullable<PlacedFlag['note']>): string {
  return note.kind === 'verdict-differs'
    ? `${note.reference} says “${note.outcome}”.`
    : `The approved phrase expired on ${note.on}.`;
}

export function listRules(session: Session): ReturnType<typeof rulesInForce> {
  return rulesInForce(draftReading(session).state);
}

/** What the check needs while somebody types into an element's mapping, or into the summary. */
export function languageContext(
  session: Session,
  { chart: named, element }: { chart: string; element?: string | undefined },
): { rules: LanguageRule[]; context: LanguageContext } {
  const { state, now } = draftReading(session);
  const chart = requireChart(state, named);
  const { head, elements } = draftContent(state, chart);
  const { rules, contextOf } = chartLanguage(state, chart.id, head, elements, now);
  const of = element === undefined ? null : requireElement(state, element).id;
  return { rules, context: contextOf(elements.find((one) => one.element === of) ?? null) };
}

/** Approved phrases, those that hold first. */
export function listSnippets(session: Session): SnippetView[] {
  const { state, workspace, now } = draftReading(session);
  const today = dayOf(now);
  return wholeRows(state, LanguageSnippet, {})
    .map(({ id, title, text, expiresOn, by, at }) => ({
      ...{ id, title, text, expiresOn, at },
      expired: expiresOn !== null && expiresOn < today,
      byName: personName(workspace, by),
    }))
    .sort((a, b) => Number(a.expired) - Number(b.expired) || (a.title < b.title ? -1 : 1));
}

export function listCompetitorNames(session: Session): string[] {
  const { state, readable } = readingOf(session);
  if (!readable.has('claims')) return [];
  return wholeRows(state, CompetitorName, {})
    .map(({ name }) => name)
    .sort();
}
