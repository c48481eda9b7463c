import type { ExplainStep } from '../kernel/explain';
import { type Metric, measureName } from './metrics';
import type { RowPoint } from './row-points';
import { explainVerdict, type VerdictFigureName } from './verdict-explain';
import type { VerdictRow } from './verdict-schema';

/** Where a run's figure comes from. */
export interface RunSource {
  id: string;
  name: string;
  side: 'ours' | 'theirs';
  files: readonly { name: string; sha256: string }[];
  importer: string;
  /** Hash of the receipt that brought it in; null where that receipt is not on this device. */
  receipt: string | null;
}

/** The first and last digits of a digest, as people compare them. */
export const shortDigest = (digest: string): string => `${digest.slice(0, 4)}…${digest.slice(-4)}`;

/** How one run's figure came about: the measurements in its file, the importer, the receipt. */
export function runFigureStep(
  metric: Metric,
  point: Pick<RowPoint, 'value' | 'used' | 'reason' | 'repetition'>,
  run: RunSource,
): ExplainStep {
  const measured = point.repetition === undefined ? measureName(metric.measure) : `repetition ${point.repetition}`;
  const where = `${measured} of “${metric.series}”, ${metric.metric}`;
  return {
    what: `${run.name}, ${run.side}`,
    how: point.used ? where : `${where}; not counted: ${point.reason ?? 'left out'}`,
    value: point.value,
    unit: metric.unit,
    from: [
      ...run.files.map(({ name, sha256 }) => `file ${name}, SHA-256 ${sha256}`),
      `read by ${run.importer}`,
      ...(run.receipt ? [`receipt ${run.receipt}`] : []),
    ],
  };
}

/**
 * Every step to a figure of a judged row, from the raw files on: each run's figure with its file and receipt, then the statistics.
 */
export function explainRow(
  row: VerdictRow,
  figure: VerdictFigureName,
  about: { metric: Metric; points: readonly RowPoint[]; runs: ReadonlyMap<string, RunSource> },
): ExplainStep[] {
  const wanted = figure === 'oursMedian' ? ['ours'] : figure === 'theirsMedian' ? ['theirs'] : ['ours', 'theirs'];
  const steps = about.points.flatMap((point): ExplainStep[] => {
    const run = about.runs.get(point.run);
    return run && wanted.includes(point.side) ? [runFigureStep(about.metric, point, run)] : [];
  });
  return [...steps, ...explainVerdict(row, figure)];
}
