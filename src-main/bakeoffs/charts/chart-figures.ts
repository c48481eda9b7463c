import {
  bandLimits,
  type ChartFigure,
  type ChartTable,
  type ComparedRow,
  type Metric,
  measureName,
  type SideName,
  shareUnit,
  type TimeMeasure,
  timeMeasures,
  type VerdictRow,
} from '../../../src-shared/bakeoffs';
import { pooled, type SampleSketch } from '../distribution';
import { coarser, medianOf, type RunTimeline } from './run-timeline';

/** A run as its pictures are drawn from: its side, and the distributions of its series. */
export interface DrawnRun {
  id: string;
  name: string;
  side: SideName;
  sketches: readonly SampleSketch[];
}

export const sideNames = ['ours', 'theirs'] as const;

/** The picture of all rows that have an interval on one axis: ratios as percent, or differences in their unit where there are no ratios. */
export function intervalFigure(rows: readonly ComparedRow[]): ChartFigure {
  const ratios = rows.filter(({ row }) => row.scale === 'ratio');
  const shown = ratios.length > 0 ? ratios : rows;
  const onAxis = (row: VerdictRow, value: number | null) =>
    value === null || row.scale === 'difference' ? value : (value - 1) * 100;
  const drawn = shown.map(({ row }) => {
    const limits = bandLimits(row);
    return {
      key: row.key,
      label: row.label,
      point: onAxis(row, row.estimate),
      low: onAxis(row, row.lower),
      high: onAxis(row, row.upper),
      verdict: row.verdict.replaceAll(' ', '-') as 'better',
      band: { low: onAxis(row, limits.low) ?? 0, high: onAxis(row, limits.high) ?? 0 },
    };
  });
  return {
    id: 'intervals',
    kind: 'intervals',
    row: '',
    subject: '',
    title: 'Difference of ours to theirs, with 95 % intervals',
    unit: ratios.length > 0 ? '%' : (shown[0]?.row.unit ?? ''),
    measurements: null,
    table: {
      columns: [
        ...['Row', 'Unit', 'Scale'].map(plain),
        ...['Ours', 'Theirs', 'Estimate', 'Lower', 'Upper', 'p, Holm'].map(plain),
        ...['Runs, ours', 'Runs, theirs', 'Verdict'].map(plain),
      ],
      rows: rows.map(({ row }) => [
        ...[row.label, row.unit, row.scale],
        ...[row.oursMedian, row.theirsMedian, row.estimate, row.lower, row.upper, row.pHolm],
        ...[row.ours.length, row.theirs.length, row.verdict],
      ]),
    },
    drawing: { kind: 'intervals', rows: drawn },
  };
}

const plain = (label: string): { label: string } => ({ label });

/** A row's figures in the order of their runs. */
export function orderFigure({ metric, points }: ComparedRow, nameOf: (run: string) => string): ChartFigure | null {
  const runs = points.flatMap(({ run, side, value, used, repetition = 0 }, index) =>
    value === null
      ? []
      : [{ key: `${run}/${repetition}`, place: index + 1, side, value, ...(!used && { marked: true }) }],
  );
  if (runs.length === 0) return null;
  return {
    id: `order.${metric.id}`,
    kind: 'order',
    row: metric.id,
    subject: metric.label,
    title: `${metric.label}, run by run`,
    unit: metric.unit,
    measurements: null,
    table: {
      columns: [
        plain('Place'),
        plain('Run'),
        plain('Side'),
        { label: metric.label, unit: metric.unit },
        plain('Counted'),
      ],
      rows: points.map(({ run, side, value, used, repetition }, index) => [
        index + 1,
        repetition === undefined ? nameOf(run) : `${nameOf(run)} #${repetition}`,
        side,
        value,
        used ? 'yes' : 'no',
      ]),
    },
    drawing: { kind: 'order', runs },
  };
}

/** The pictures of single measurements: one of each kind for each series of the rows. Series without measurements have none. */
export function measurementFigures(metrics: readonly Metric[], runs: readonly DrawnRun[]): ChartFigure[] {
  const series = new Map<string, Metric>();
  for (const metric of metrics) {
    const name = `${metric.series}\n${metric.metric}`;
    if (!series.has(name)) series.set(name, metric);
  }
  return [...series.values()].flatMap((metric) => {
    const of = (side: SideName) =>
      runs.flatMap((run) =>
        run.side === side
          ? run.sketches.filter((one) => one.key === metric.series && one.metric === metric.metric)
          : [],
      );
    const sides = sideNames.map((side) => ({ side, sketches: of(side) })).filter(({ sketches }) => sketches.length > 0);
    if (sides.length === 0) return [];
    const about: Series = {
      metric,
      name: nameOfSeries(metric, [...series.values()]),
      unit: sides[0]!.sketches[0]!.unit,
      sides,
      measurements: sides.reduce((sum, { sketches }) => sum + sketches.reduce((all, { n }) => all + n, 0), 0),
    };
    return [
      distributionFigure(about),
      percentileFigure(about),
      ...timeMeasures.flatMap((measure) => timeFigure(about, measure) ?? []),
    ];
  });
}

/** The workload; with its metric where several metrics of it are drawn. */
const nameOfSeries = ({ series, metric }: Metric, all: readonly Metric[]): string =>
  all.filter((one) => one.series === series).length > 1 ? `${series}, ${metric}` : series;

interface Series {
  metric: Metric;
  /** What it is called in a picture's title. */
  name: string;
  unit: string;
  sides: { side: SideName; sketches: SampleSketch[] }[];
  measurements: number;
}

const common = ({ metric, name, measurements }: Series) => ({ row: metric.id, subject: name, measurements });

function distributionFigure(series: Series): ChartFigure {
  const drawn = series.sides.map(({ side, sketches }) => {
    const { values, shares } = pooled(sketches)!;
    return { side, points: values.map((x, index) => ({ x, share: shares[index]! })) };
  });
  const tails = drawn.map(({ points }) => points.find(({ share }) => share >= 0.99)?.x ?? points.at(-1)!.x);
  return {
    ...common(series),
    id: `distribution.${series.metric.id}`,
    kind: 'distribution',
    title: `${series.name}: share done within`,
    unit: series.unit,
    table: sideTable({ label: 'Within', unit: series.unit }, ['Share'], drawn, ({ x, share }) => [x, share]),
    drawing: { kind: 'distribution', series: drawn, end: Math.max(...tails, Number.MIN_VALUE) * 1.08 },
  };
}

function percentileFigure(series: Series): ChartFigure {
  const drawn = series.sides.map(({ side, sketches }) => ({
    side,
    points: (sketches[0]?.percentiles ?? []).map(({ percent }, step) => {
      const steps = sketches.flatMap(({ percentiles }) => percentiles[step] ?? []);
      const values = steps.map(({ value }) => value);
      return {
        percent,
        value: medianOf(values)!,
        low: Math.min(...values),
        high: Math.max(...values),
        borne: steps.every(({ enough }) => enough),
      };
    }),
  }));
  const columns = ['Median', 'Lowest run', 'Highest run', 'Enough'];
  return {
    ...common(series),
    id: `percentiles.${series.metric.id}`,
    kind: 'percentiles',
    title: `${series.name}: percentiles (type 7)`,
    unit: series.unit,
    table: sideTable({ label: 'Percentile' }, columns, drawn, ({ percent, value, low, high, borne }) => [
      percent,
      value,
      low,
      high,
      borne ? 'yes' : 'no',
    ]),
    drawing: { kind: 'percentiles', series: drawn },
  };
}

const timeTitles: Record<TimeMeasure, string> = {
  median: measureName({ kind: 'median' }),
  p95: 'p95',
  throughput: measureName({ kind: 'throughput' }),
  errors: measureName({ kind: 'errorRate' }),
};

function timeFigure(series: Series, measure: TimeMeasure): ChartFigure | null {
  const lines = series.sides.map(({ side, sketches }) => ({
    side,
    runs: sketches.flatMap(({ timeline }) => (timeline && (measure !== 'errors' || timeline.failed) ? [timeline] : [])),
  }));
  if (lines.every(({ runs }) => runs.length === 0)) return null;
  const width = Math.max(...lines.flatMap(({ runs }) => runs.map((run) => run.width)));
  const drawn = lines
    .filter(({ runs }) => runs.length > 0)
    .map(({ side, runs }) => ({
      side,
      points: overTime(
        runs.map((run) => coarser(run, width)),
        width,
        measure,
      ),
    }));
  const unit = measure === 'throughput' ? '1/s' : measure === 'errors' ? shareUnit : series.unit;
  return {
    ...common(series),
    id: `time-${measure}.${series.metric.id}`,
    kind: 'time',
    title: `${series.name}: ${timeTitles[measure]} over the run`,
    unit,
    table: sideTable(
      { label: 'Time', unit: 's' },
      ['Median', 'Lowest run', 'Highest run'],
      drawn,
      ({ x, value, low, high }) => [x, value, low, high],
    ),
    drawing: { kind: 'time', measure, series: drawn },
  };
}

/** The runs of a side laid over each other: the median and the range in each stretch. The last stretch of a run is seldom whole. */
function overTime(runs: readonly RunTimeline[], width: number, measure: TimeMeasure) {
  const length = Math.max(...runs.map(({ count }) => count.length));
  return Array.from({ length }, (_, at) => {
    const values = runs.flatMap((run) => valueAt(run, at, measure) ?? []);
    return {
      x: (at + 0.5) * width,
      value: medianOf(values),
      low: values.length > 0 ? Math.min(...values) : null,
      high: values.length > 0 ? Math.max(...values) : null,
    };
  });
}

function valueAt({ width, count, failed, median, p95 }: RunTimeline, at: number, measure: TimeMeasure): number | null {
  const done = count[at];
  if (done === undefined) return null;
  switch (measure) {
    case 'median':
      return median[at]!;
    case 'p95':
      return p95[at]!;
    case 'throughput':
      // How much of the last stretch the run was under way is not known.
      return at === count.length - 1 && count.length > 1 ? null : done / width;
    case 'errors':
      return done === 0 ? null : failed![at]! / done;
  }
}

/** One row a point, the sides below each other. */
function sideTable<Point>(
  first: ChartTable['columns'][number],
  figures: readonly string[],
  sides: readonly { side: SideName; points: readonly Point[] }[],
  cells: (point: Point) => (string | number | null)[],
): ChartTable {
  return {
    columns: [{ label: 'Side' }, first, ...figures.map(plain)],
    rows: sides.flatMap(({ side, points }) => points.map((point) => [side, ...cells(point)])),
  };
}
