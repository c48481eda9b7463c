import { VerdictRecord } from '../../src-shared/bakeoffs';
import {
  ChartElement,
  ClaimChart,
  ElementEvidence,
  ElementMetric,
  type SupportedElement,
} from '../../src-shared/claims';
import { requireVerdict } from '../bakeoffs';
import type { Session } from '../session';
import { whole, wholeRows } from './draft-rows';
import { readingOf } from './reading';

/** Which elements a verdict says something about: those that cite it or a run of its bakeoff, and those whose row was planned in it. */
export function elementsOfVerdict(session: Session, named: string): SupportedElement[] {
  const { state, readable } = readingOf(session);
  if (!readable.has('claims')) return [];
  const verdict = readable.see(VerdictRecord, requireVerdict(session, named));
  const cited = wholeRows(state, ElementEvidence, {}).flatMap(({ element, citation }) =>
    citation.kind === 'metric' && citation.bakeoff === verdict.bakeoff
      ? [{ element, row: citation.row, cited: citation.verdict === verdict.id }]
      : [],
  );
  const planned = wholeRows(state, ElementMetric, { bakeoff: verdict.bakeoff }).map(({ element, row }) => ({
    ...{ element, row },
    cited: false,
  }));
  const seen = new Map<string, SupportedElement>();
  // Those that cite it go first: a row that was planned for the same element adds nothing.
  for (const link of [...cited, ...planned].sort((a, b) => Number(b.cited) - Number(a.cited))) {
    const key = `${link.element} ${link.row}`;
    const row = state.get(ChartElement, link.element);
    const element = row && !row.archived ? whole(ChartElement, row) : undefined;
    const of = element && state.get(ClaimChart, element.chart);
    if (!element || !of || of.archived || seen.has(key)) continue;
    const chart = whole(ClaimChart, of);
    const { label, limitation, status } = element;
    const judged = verdict.rows.find((one) => one.key === link.row);
    seen.set(key, {
      chart: chart.id,
      chartNumber: chart.number,
      chartTitle: chart.title,
      element: element.id,
      ...{ label, limitation, status },
      row: link.row,
      rowLabel: judged?.label ?? link.row,
      outcome: judged?.verdict ?? null,
      cited: link.cited,
    });
  }
  return [...seen.values()];
}
