import { ClaimChart } from '../../claims';
import { type State, whole } from './draft-rows';
import { type ChartContent, frozenVersion } from './frozen';
import { chartLanguage, flagsOf } from './language';
import { LivingEvidence } from './living';

/** What stands between a chart and its approval, counted for policies and said for people. */
export interface Readiness {
  unsupported: number;
  openFlags: number;
  stale: number;
  broken: number;
  elements: number;
  /** Sentences about what has to be put right. */
  blockers: string[];
}

/** Whether every element stands on evidence that holds, and every wording may stand. Cited files are not read here. */
export function readinessOf(state: State, chart: string, { head, elements }: ChartContent, now: number): Readiness {
  const living = new LivingEvidence(state, now);
  const unsupported = elements.filter(({ evidence }) => evidence.length === 0).map(({ label }) => label);
  const states = elements.map(({ label, status, evidence }) => ({
    label,
    found: evidence.map(({ citation }) => living.stateOf(citation, status, now)),
  }));
  const broken = states.filter(({ found }) => found.some((one) => one.broken));
  const stale = states.filter(({ found }) => found.some((one) => one.stale.length > 0));
  const language = chartLanguage(state, chart, head, elements, now);
  const open = flagsOf(language, head.summary, elements).filter(({ status }) => status === 'open');
  const labels = new Map(elements.map(({ element, label }) => [element, label]));
  return {
    unsupported: unsupported.length,
    openFlags: open.length,
    stale: stale.length,
    broken: broken.length,
    elements: elements.length,
    blockers: [
      ...(elements.length === 0 ? ['It has no element.'] : []),
      ...unsupported.map((label) => `${label} has no observable evidence.`),
      ...broken.map(
        ({ label, found }) => `${label}: ${found.flatMap((one) => (one.broken ? one.stale : [])).join(' ')}`,
      ),
      ...open.map(
        ({ element, text, reason }) =>
          `${element ? (labels.get(element) ?? 'An element') : 'The summary'} says “${text}”: ${reason}`,
      ),
    ],
  };
}

/** The same of a frozen version; empty where it is not here. */
export function versionBlockers(state: State, chart: string, version: number, now: number): string[] {
  const row = state.get(ClaimChart, chart);
  if (!row) return [];
  // A device of somebody who may not read drafts has the row and nothing in it; whoever looks at it there is told so.
  if (row.number === null) return ['It is not on this device as a whole.'];
  return readinessOf(state, chart, frozenVersion(state, whole(ClaimChart, row), version).content, now).blockers;
}
