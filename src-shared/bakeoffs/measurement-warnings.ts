import type { Finding } from './comparability';
import type { RunMetadata } from './metadata';
import type { Metric } from './metrics';
import type { RowObservation, RunObservations, Work } from './observations';
import type { RunDrift, SideName } from './run-order';
import { median } from './statistics';
import { defaultDifferenceBand } from './verdict-schema';
import { metricKind, shortNumber } from './verdict-wording';

/** A run with what was seen in its measurements when it was read. */
export interface ObservedRun {
  side: SideName;
  metadata: RunMetadata;
  observed: RunObservations | null;
}

export interface MeasuredTable {
  metrics: readonly Metric[];
  /** Too small to matter, as a share. */
  band: number;
  runs: readonly ObservedRun[];
  /** Over the order of the runs, by row. */
  drift: readonly { metric: Metric; ours: RunDrift; theirs: RunDrift }[];
}

const sideNames = ['ours', 'theirs'] as const;
/** A share of a side's runs that makes an observation one of the side, and not of a single run. */
const mostRuns = 0.75;

const warning = (check: string, sentence: string): Finding => ({ check, severity: 'warning', sentence });

const percent = (share: number): string => `${shortNumber(share * 100)} %`;

const listed = (names: readonly string[]): string =>
  names.length > 3
    ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
    : names.length > 1
      ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
      : names.join('');

/** Warnings about what the measurements themselves show. Each is made from stored observations and recorded facts alone. */
export function measurementWarnings(table: MeasuredTable): Finding[] {
  return [
    ...coordinatedOmission(table),
    ...driftInside(table),
    ...driftOverOrder(table),
    ...heaps(table),
    ...quickFailures(table),
    ...unlikeWork(table),
    ...weakerSettings(table),
  ];
}

/** Harnesses whose users wait for each answer unless they are told otherwise. */
const closedHarnesses = new Set([
  'JMeter',
  'Locust',
  'wrk',
  'ApacheBench',
  'autocannon',
  'pgbench',
  'sysbench',
  'redis-benchmark',
  'YCSB',
]);

/** Series that are counted from when a request was due, whatever the load model says. */
const countedFromSchedule = /intended|schedule/i;

function coordinatedOmission({ metrics, runs }: MeasuredTable): Finding[] {
  const times = metrics.filter(
    ({ unit, better, series, metric, measure }) =>
      metricKind(unit, better) === 'time' &&
      measure.kind !== 'errorRate' &&
      measure.kind !== 'throughput' &&
      !countedFromSchedule.test(`${series} ${metric}`),
  );
  if (times.length === 0) return [];
  const closed = (run: ObservedRun): boolean => {
    const { load, harness } = run.metadata;
    if (load?.model !== undefined) return load.model === 'closed';
    // A rate that was asked for is a schedule of some kind; what the harness makes of it is not known.
    return load?.targetRate === undefined && harness?.name !== undefined && closedHarnesses.has(harness.name);
  };
  const sides = sideNames.filter((side) => runs.some((run) => run.side === side && closed(run)));
  if (sides.length === 0) return [];
  const tools = [...new Set(runs.filter(closed).flatMap(({ metadata }) => metadata.harness?.name ?? []))];
  const whose = sides.length === 2 ? 'on both sides' : sides[0] === 'ours' ? 'on our side' : 'on their side';
  return [
    warning(
      'coordinated-omission',
      `Load was closed ${whose}${tools.length > 0 ? ` (${tools.join(', ')})` : ''}: a slow answer holds back the next request, so the times leave out the waiting that users who come on their own would have (coordinated omission)`,
    ),
  ];
}

interface Seen {
  metric: Metric;
  of(side: SideName): RowObservation[];
}

function seen({ metrics, runs }: MeasuredTable): Seen[] {
  return metrics.map((metric) => ({
    metric,
    of: (side) =>
      runs.flatMap((run) =>
        run.side === side ? (run.observed?.rows.filter((row) => row.metric === metric.id) ?? []) : [],
      ),
  }));
}

/** Rows of one series say the same of its measurements: the first stands for all. */
function bySeries(rows: readonly Seen[]): Seen[] {
  const names = new Set<string>();
  return rows.filter(({ metric }) => {
    const name = `${metric.series}\n${metric.metric}`;
    if (names.has(name)) return false;
    names.add(name);
    return true;
  });
}

function driftInside(table: MeasuredTable): Finding[] {
  return sideNames.flatMap((side): Finding[] => {
    const moved = bySeries(seen(table)).flatMap(({ metric, of }) => {
      const thirds = of(side).flatMap(({ thirds: both }) => (both ? [both] : []));
      if (thirds.length === 0) return [];
      const limit = 1 + table.band;
      const up = thirds.filter(({ first, last }) => last > first * limit).length;
      const down = thirds.filter(({ first, last }) => first > last * limit).length;
      const most = Math.max(up, down);
      if (most / thirds.length < mostRuns) return [];
      return [`${metric.series} ${up > down ? 'rises' : 'falls'} in ${most} of ${thirds.length}`];
    });
    if (moved.length === 0) return [];
    return [
      warning(
        `drift-within-${side}`,
        `Runs of ${side} are not steady: from the first third to the last, ${listed(moved)}, by more than matters (not warmed up, or drifting)`,
      ),
    ];
  });
}

function driftOverOrder({ drift }: MeasuredTable): Finding[] {
  return sideNames.flatMap((side): Finding[] => {
    const rows = drift.filter((row) => row[side].warning !== null).map(({ metric }) => metric.label);
    if (rows.length === 0) return [];
    return [
      warning(
        `drift-over-runs-${side}`,
        `Figures of ${side} rise or fall with the order of the runs more than chance explains: ${listed(rows)}`,
      ),
    ];
  });
}

/** Rows about the measured values themselves, in their unit: a share, a rate or a cost of the same series is in another. */
const ofValues = (rows: readonly Seen[]): Seen[] =>
  rows.filter(({ metric: { measure } }) => !notOfValues.has(measure.kind));
const notOfValues = new Set<Metric['measure']['kind']>(['errorRate', 'throughput', 'cost', 'underFault']);

function heaps(table: MeasuredTable): Finding[] {
  return sideNames.flatMap((side): Finding[] => {
    const split = bySeries(ofValues(seen(table))).flatMap(({ metric, of }) => {
      const rows = of(side);
      const found = rows.flatMap(({ heaps: one }) => (one ? [one] : []));
      if (rows.length === 0 || found.length / rows.length < mostRuns) return [];
      const [low, high] = [median(found.map((one) => one.low)), median(found.map((one) => one.high))];
      const share = median(found.map((one) => one.lowShare));
      return [
        `${metric.series} about ${shortNumber(low)} and ${shortNumber(high)} ${metric.unit} (${percent(Math.round(share * 100) / 100)} in the lower)`,
      ];
    });
    if (split.length === 0) return [];
    return [
      warning(
        `two-heaps-${side}`,
        `Measurements of ${side} stand in two heaps, so that one figure describes neither: ${listed(split)}`,
      ),
    ];
  });
}

/** The pooled share of failures of a side's runs; null where the files do not count them. */
function failureShare(rows: readonly RowObservation[]): number | null {
  const known = rows.flatMap(({ failures }) => failures ?? []);
  const tried = known.reduce((sum, one) => sum + one.tried, 0);
  return tried === 0 ? null : known.reduce((sum, one) => sum + one.failed, 0) / tried;
}

function quickFailures(table: MeasuredTable): Finding[] {
  return sideNames.flatMap((side): Finding[] => {
    const other = side === 'ours' ? 'theirs' : 'ours';
    const flattered = bySeries(ofValues(seen(table))).flatMap(({ metric, of }) => {
      const rows = of(side);
      const both = rows.flatMap(({ good, failed }) =>
        good && failed ? [{ good: good.median, failed: failed.median }] : [],
      );
      const [own, others] = [failureShare(rows), failureShare(of(other))];
      if (metric.better !== 'lower' || both.length === 0 || own === null || others === null) return [];
      if (own - others <= defaultDifferenceBand) return [];
      const [good, failed] = [median(both.map((one) => one.good)), median(both.map((one) => one.failed))];
      if (failed >= good) return [];
      return [
        `${metric.series} (failed ${shortNumber(failed)} ${metric.unit}, good ${shortNumber(good)} ${metric.unit}; ${percent(own)} failed, of ${other} ${percent(others)})`,
      ];
    });
    if (flattered.length === 0) return [];
    return [
      warning(
        `quick-failures-${side}`,
        `Failures make the times of ${side} look good, because they end sooner and are more than on the other side: ${listed(flattered)}`,
      ),
    ];
  });
}

const middle = (values: readonly (number | undefined)[]): number | null => {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 || known.length < values.length ? null : median(known);
};

/** Kinds of work that are compared, each run's figure; `each`: by request, because how many were done may be the result itself. */
const workKinds: readonly { name: string; of(work: Work): number | undefined; each?: true }[] = [
  { name: 'requests a run', of: ({ requests }) => requests },
  {
    name: 'bytes a request',
    of: ({ bytes, requests }) => (bytes !== undefined && requests ? bytes / requests : undefined),
    each: true,
  },
  {
    name: 'input tokens a request',
    of: ({ inputTokens, requests }) => (inputTokens !== undefined && requests ? inputTokens / requests : undefined),
    each: true,
  },
  {
    name: 'generated tokens a request',
    of: ({ outputTokens, requests }) => (outputTokens !== undefined && requests ? outputTokens / requests : undefined),
    each: true,
  },
];

/** Sides whose runs last equally long within this share were stopped by the clock. */
const sameLength = 0.02;

function unlikeWork({ runs, band }: MeasuredTable): Finding[] {
  const worked = (side: SideName): Work[] =>
    runs.flatMap((run) => (run.side === side && run.observed ? [run.observed.work] : []));
  const [ours, theirs] = [worked('ours'), worked('theirs')];
  const open = runs.length > 0 && runs.every(({ metadata }) => metadata.load?.model === 'open');
  const [long, longTheirs] = [middle(ours.map(({ seconds }) => seconds)), middle(theirs.map(({ seconds }) => seconds))];
  const byClock =
    long !== null && longTheirs !== null && Math.abs(long - longTheirs) <= sameLength * Math.max(long, longTheirs);
  const unlike = workKinds.flatMap(({ name, of, each }) => {
    // Timed runs under closed load do as many requests as the system lets them: that is its throughput, not its task.
    if (!each && byClock && !open) return [];
    const [a, b] = [middle(ours.map(of)), middle(theirs.map(of))];
    if (a === null || b === null || Math.max(a, b) <= Math.min(a, b) * (1 + band)) return [];
    return [`${name} ours ${shortNumber(a)}, theirs ${shortNumber(b)}`];
  });
  if (unlike.length === 0) return [];
  return [warning('unlike-work', `The sides did different amounts of work: ${listed(unlike)}`)];
}

function weakerSettings({ runs }: MeasuredTable): Finding[] {
  const findings: Finding[] = [];
  const of = (side: SideName) => runs.filter((run) => run.side === side);
  const least = [
    { name: 'cores', unit: '', of: ({ server }: RunMetadata) => server?.cores },
    { name: 'memory', unit: ' GiB', of: ({ server }: RunMetadata) => server?.memoryGiB },
  ].flatMap(({ name, unit, of: fact }) => {
    const [ours, theirs] = (['ours', 'theirs'] as const).map((side) => of(side).map(({ metadata }) => fact(metadata)));
    const [a, b] = [middle(ours ?? []), middle(theirs ?? [])];
    return a !== null && b !== null && b < a
      ? [`${name} ${shortNumber(b)}${unit} against ${shortNumber(a)}${unit}`]
      : [];
  });
  if (least.length > 0) findings.push(warning('weaker-machine', `Their side had the weaker machine: ${listed(least)}`));
  const unexplained = [
    ...new Set(
      of('theirs').flatMap(({ metadata }) =>
        (metadata.settings ?? []).filter(({ reason }) => !reason).map(({ name }) => name),
      ),
    ),
  ];
  if (unexplained.length > 0) {
    findings.push(
      warning(
        'settings-without-reason',
        `Settings of theirs differ from the product’s own and nobody recorded why: ${listed(unexplained)}`,
      ),
    );
  }
  return findings;
}

/** What a finding warns of, where it is about what was measured and not about what differs between the sides' facts. */
export type MeasurementWarning =
  | 'coordinated-omission'
  | 'load-not-reached'
  | 'drift'
  | 'two-heaps'
  | 'quick-failures'
  | 'unlike-work'
  | 'weaker-side';

const kindsOfChecks: readonly (readonly [RegExp, MeasurementWarning])[] = [
  [/^coordinated-omission$/, 'coordinated-omission'],
  [/^load-not-reached-/, 'load-not-reached'],
  [/^drift-(within|over-runs)-/, 'drift'],
  [/^two-heaps-/, 'two-heaps'],
  [/^quick-failures-/, 'quick-failures'],
  [/^unlike-work$/, 'unlike-work'],
  [/^(weaker-machine|settings-without-reason)$/, 'weaker-side'],
];

/** The kind of a gate's check; null for one that is about facts. */
export const measurementWarningOf = (check: string): MeasurementWarning | null =>
  kindsOfChecks.find(([pattern]) => pattern.test(check))?.[1] ?? null;
