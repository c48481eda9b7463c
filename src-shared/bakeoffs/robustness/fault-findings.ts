import type { Finding } from '../comparability';
import type { RunMetadata } from '../metadata';
import type { Metric } from '../metrics';
import type { Fault } from './faults';

/** Faults of one length are the same within the stretches in which a run is watched. */
const lengthInSeconds = ({ from, to }: Fault): number => Math.round(to - from);

const inWords = (faults: readonly Fault[]): string =>
  faults.map((fault) => `${fault.kind} for ${lengthInSeconds(fault)} s`).join(', then ');

/** That the sides were given different faults, where rows are about faults: then nothing about them can be compared. */
export function faultFindings(
  metrics: readonly Pick<Metric, 'measure'>[],
  ours: readonly RunMetadata[],
  theirs: readonly RunMetadata[],
): Finding[] {
  if (!metrics.some(({ measure }) => measure.kind === 'underFault')) return [];
  const of = (runs: readonly RunMetadata[]) =>
    [...new Set(runs.flatMap(({ faults = [] }) => (faults.length > 0 ? [inWords(faults)] : [])))].sort();
  const [a, b] = [of(ours), of(theirs)];
  if (a.length === 0 || b.length === 0 || (a.length === 1 && b.length === 1 && a[0] === b[0])) return [];
  return [
    {
      check: 'fault',
      severity: 'stop',
      sentence: `Fault differs: ours ${a.join(' or ')}, theirs ${b.join(' or ')}`,
    },
  ];
}
