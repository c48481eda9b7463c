import type { ExplainStep } from '../kernel/explain';
import { costInWords, explainPrices } from './cost/explain-cost';
import type { PriceSheet } from './cost/price-sheet';
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

/** The price sheets by side. */
export type SidePrices = Readonly<Record<'ours' | 'theirs', PriceSheet>>;

/** The price sheets of two contenders. */
export function pricesOf(contenders: readonly { side: 'ours' | 'theirs'; prices: PriceSheet }[]): SidePrices {
  const of = (side: 'ours' | 'theirs') => contenders.find((one) => one.side === side)?.prices ?? [];
  return { ours: of('ours'), theirs: of('theirs') };
}

const noPrices: SidePrices = { ours: [], theirs: [] };

/** How one run's figure came about: the measurements in its file, the importer, the receipt. */
export function runFigureStep(
  metric: Metric,
  point: Pick<RowPoint, 'value' | 'used' | 'reason' | 'repetition' | 'work'>,
  run: RunSource,
  prices: SidePrices = noPrices,
): ExplainStep {
  const measured = point.repetition === undefined ? measureName(metric.measure) : `repetition ${point.repetition}`;
  const where = `${measured} of “${metric.series}”, ${metric.metric}`;
  return {
    what: `${run.name}, ${run.side}`,
    how: point.used
      ? [where, costInWords(metric, point.work, prices[run.side])].filter(Boolean).join(': ')
      : `${where}; not counted: ${point.reason ?? 'left out'}`,
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
  about: {
    metric: Metric;
    points: readonly RowPoint[];
    runs: ReadonlyMap<string, RunSource>;
    prices?: SidePrices;
  },
): ExplainStep[] {
  const wanted = figure === 'oursMedian' ? ['ours'] : figure === 'theirsMedian' ? ['theirs'] : ['ours', 'theirs'];
  const steps = about.points.flatMap((point): ExplainStep[] => {
    const run = about.runs.get(point.run);
    return run && wanted.includes(point.side) ? [runFigureStep(about.metric, point, run, about.prices)] : [];
  });
  const { prices, metric } = about;
  const priced =
    prices && metric.measure.kind === 'cost'
      ? (['ours', 'theirs'] as const).flatMap((side) =>
          wanted.includes(side) ? explainPrices(side, prices[side]) : [],
        )
      : [];
  return [...priced, ...steps, ...explainVerdict(row, figure)];
}
