import { Contender, topicOf, VerdictRecord } from '../../bakeoffs';
import {
  ClaimLanguageRule,
  CompetitorName,
  checkLanguage,
  type FrozenElement,
  type FrozenHead,
  type LanguageContext,
  type LanguageFlag,
  type LanguageRule,
  LanguageSnippet,
  LanguageWaiver,
  shippedLanguageRules,
} from '../../claims';
import { type State, wholeRows } from './draft-rows';

/** Where the summary of a chart stands, as waivers name it. */
export const summaryPlace = 'chart/summary';

/** Where the mapping of an element stands. */
export const mappingPlace = (element: string): string => `${element}/mapping`;

/** The rules in force: shipped ones, edited ones in their place, and the house's own behind them. */
export function rulesInForce(state: State): { rule: LanguageRule; origin: 'shipped' | 'edited' | 'own' }[] {
  const edited = new Map(wholeRows(state, ClaimLanguageRule, {}).map(({ rule, content }) => [rule, content]));
  const shipped = shippedLanguageRules.map((rule) => {
    const own = edited.get(rule.id);
    edited.delete(rule.id);
    return own ? { rule: own, origin: 'edited' as const } : { rule, origin: 'shipped' as const };
  });
  return [...shipped, ...[...edited.values()].map((rule) => ({ rule, origin: 'own' as const }))];
}

/** What the check of a chart's texts needs, besides where a text stands. */
export type ChartLanguage = {
  rules: LanguageRule[];
  /** The context of an element's mapping, or of the summary where none is given. */
  contextOf(element: FrozenElement | null): LanguageContext;
};

/** Gathers rules, names, waivers, approved phrases and cited verdicts for the texts of one chart. */
export function chartLanguage(
  state: State,
  chart: string,
  head: Pick<FrozenHead, 'subject' | 'claim'>,
  elements: readonly FrozenElement[],
  now: number,
): ChartLanguage {
  const isArchetype = head.subject.kind === 'archetype';
  const competitors = isArchetype
    ? [
        ...new Set([
          ...wholeRows(state, CompetitorName, {}).map(({ name }) => name),
          ...state.where(Contender, { side: 'theirs' }).map(({ product }) => product),
        ]),
      ]
    : [];
  const waivers = wholeRows(state, LanguageWaiver, { chart }).map(({ id, rule, phrase, place }) => ({
    ...{ id, rule, phrase, place },
  }));
  const snippets = wholeRows(state, LanguageSnippet, {}).map(({ id, text, expiresOn }) => ({
    ...{ id, text, expires: expiresOn },
  }));
  const quotable = [head.claim.text, ...elements.map(({ limitation }) => limitation)];
  const cited = elements.flatMap((element) =>
    citedVerdicts(state, element).map((one) => ({ ...one, of: element.element })),
  );
  return {
    rules: rulesInForce(state).map(({ rule }) => rule),
    contextOf: (element) => ({
      competitors,
      archetype: isArchetype ? head.subject.name : null,
      quotable: [...quotable, ...(element ? quotesOf(element) : elements.flatMap(quotesOf))],
      verdicts: cited.map(({ of, ...verdict }) => ({ ...verdict, attached: of === element?.element })),
      waivers,
      snippets,
      place: element ? mappingPlace(element.element) : summaryPlace,
      today: new Date(now).toISOString().slice(0, 10),
    }),
  };
}

/** A flag with where it stands. */
export interface PlacedFlag extends LanguageFlag {
  place: string;
  element: string | null;
}

/** Every flag of a chart's texts: of the summary, then of each element's mapping. */
export function flagsOf(language: ChartLanguage, summary: string, elements: readonly FrozenElement[]): PlacedFlag[] {
  const check = (text: string, element: FrozenElement | null): PlacedFlag[] => {
    const context = language.contextOf(element);
    return checkLanguage(text, language.rules, context).map((flag) => ({
      ...flag,
      place: context.place,
      element: element?.element ?? null,
    }));
  };
  return [...check(summary, null), ...elements.flatMap((element) => check(element.mapping, element))];
}

const quotesOf = ({ evidence }: FrozenElement): string[] =>
  evidence.flatMap(({ citation }) => ('quote' in citation ? [citation.quote] : []));

function citedVerdicts(
  state: State,
  { evidence }: FrozenElement,
): Omit<LanguageContext['verdicts'][number], 'attached'>[] {
  return evidence.flatMap(({ citation }) => {
    if (citation.kind !== 'metric' || !citation.verdict || citation.outcome === null) return [];
    const metric = state.get(VerdictRecord, citation.verdict)?.metrics.find(({ id }) => id === citation.row);
    return metric ? [{ reference: citation.name, topic: topicOf(metric), outcome: citation.outcome }] : [];
  });
}
