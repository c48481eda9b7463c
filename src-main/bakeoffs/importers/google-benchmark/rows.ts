import type {
  Better,
  HarnessFile,
  Json,
  MetricDeclaration,
  ParseContext,
  ParsedSeries,
  PrintedFigures,
} from '../interface';
import { GatheredSeries, type SeriesNames } from '../reading/gathered';

export const metrics: readonly MetricDeclaration[] = [
  {
    name: 'real_time',
    unit: 'as in the file: ns, us, ms or s',
    better: 'lower',
    about: 'Wall-clock time of one iteration.',
  },
  {
    name: 'cpu_time',
    unit: 'as in the file: ns, us, ms or s',
    better: 'lower',
    about: 'Processor time of one iteration.',
  },
  { name: 'items_per_second', unit: 'items/s', better: 'higher', about: 'Items processed per second.' },
  { name: 'bytes_per_second', unit: 'B/s', better: 'higher', about: 'Bytes processed per second.' },
  { name: 'allocs_per_iter', unit: '1/iteration', better: 'lower', about: 'Allocations of one iteration.' },
  { name: 'max_bytes_used', unit: 'B', better: 'lower', about: 'Largest memory in use.' },
  { name: '*', unit: '1', better: 'n/a', about: 'A counter that the benchmark names itself.' },
];

/** One row of results, whichever reporter wrote it. */
export interface Row {
  name: string;
  /** Name of the benchmark where the row says it, or where it was found out: without `_mean` and the like. */
  runName?: string;
  /** `mean`, `median`, `stddev`, `cv`, `BigO`, `RMS` or a statistic of the author's; absent for a repetition. */
  aggregate?: string;
  realTime?: number;
  cpuTime?: number;
  timeUnit: string;
  repetitions?: number;
  iterations?: number;
  threads?: number;
  label?: string;
  /** Message of a benchmark that failed or was skipped; it has no figures. */
  error?: string;
  skipped?: boolean;
  counters: [name: string, value: number][];
  complexity?: { [name: string]: Json };
}

/** What the rows of one file add up to. */
export interface Report {
  series: ParsedSeries[];
  benchmarkErrors: { [name: string]: string };
  skipped: { [name: string]: string };
  complexity: { [name: string]: Json };
}

const suffix = /^(.+)_(mean|median|stddev|cv|BigO|RMS)$/;

/** Names the aggregates of reporters that tell them by the ending of the name alone (CSV, console, JSON before 1.5). */
export function tellAggregates(rows: Row[]): void {
  const names = new Set(rows.map(({ name }) => name));
  for (const row of rows) {
    const match = suffix.exec(row.name);
    if (row.aggregate !== undefined || row.runName !== undefined || !match) continue;
    const [, stem, ending] = match;
    const fitted = ending === 'BigO' || ending === 'RMS';
    const siblings = names.has(`${stem}_mean`) && names.has(`${stem}_stddev`);
    if (fitted || names.has(stem!) || siblings) {
      row.runName = stem!;
      row.aggregate = ending!;
    }
  }
}

const counterMeasures: Record<string, { unit: string; better: Better }> = {
  items_per_second: { unit: 'items/s', better: 'higher' },
  bytes_per_second: { unit: 'B/s', better: 'higher' },
  allocs_per_iter: { unit: '1/iteration', better: 'lower' },
  max_bytes_used: { unit: 'B', better: 'lower' },
  total_allocated_bytes: { unit: 'B', better: 'lower' },
  net_heap_growth: { unit: 'B', better: 'lower' },
};

function measuresOf(row: Row): [Omit<SeriesNames, 'key'>, number | undefined][] {
  const time = { unit: row.timeUnit, better: 'lower' as const };
  return [
    [{ metric: 'real_time', ...time }, row.realTime],
    [{ metric: 'cpu_time', ...time }, row.cpuTime],
    ...row.counters.map(([metric, value]): [Omit<SeriesNames, 'key'>, number] => [
      { metric, ...(counterMeasures[metric] ?? { unit: '1', better: 'n/a' }) },
      value,
    ]),
  ];
}

const printedNames: Record<string, 'mean' | 'median' | 'stddev' | 'min' | 'max'> = {
  mean: 'mean',
  median: 'median',
  stddev: 'stddev',
  min: 'min',
  max: 'max',
};

/**
 * The series of all rows: each repetition is a sample, aggregates are figures only where their repetitions are not in the file.
 * A repetition without a usable time is left out and counted in `unusable`. Throws the context's refusal for a negative time
 * and for one benchmark in two units.
 */
export function reportOf(rows: readonly Row[], file: HarnessFile, context: ParseContext): Report {
  const gathered = new GatheredSeries();
  const report: Report = { series: [], benchmarkErrors: {}, skipped: {}, complexity: {} };
  const reported = new Map<string, { [aggregate: string]: { [name: string]: Json } }>();
  for (const row of rows) {
    const key = row.runName ?? row.name;
    if (row.error !== undefined) {
      define(row.skipped ? report.skipped : report.benchmarkErrors, key, row.error);
    } else if (row.complexity || row.aggregate === 'BigO' || row.aggregate === 'RMS') {
      const known = (report.complexity[key] ?? {}) as { [name: string]: Json };
      define(report.complexity, key, { ...known, ...row.complexity });
    } else {
      for (const [names, value] of measuresOf(row)) {
        refuseImpossible(names, row, value, gathered, file, context);
        const series = gathered.of({ key, ...names });
        if (row.aggregate === undefined) addSample(series.values, series.more, value, row);
        else if (value !== undefined) addAggregate(series.more, row, value);
      }
      if (row.aggregate !== undefined) {
        const list = reported.get(key) ?? {};
        define(list, row.aggregate, {
          ...(row.realTime !== undefined && { real_time: row.realTime }),
          ...(row.cpuTime !== undefined && { cpu_time: row.cpuTime }),
          unit: row.timeUnit,
        });
        reported.set(key, list);
      }
    }
  }
  report.series = gathered.finished({ repetitions: true }).filter(hasFigures);
  for (const series of report.series) {
    const aggregates = reported.get(series.key);
    if (aggregates && series.metric === 'real_time') {
      series.details = { ...series.details, reportedAggregates: aggregates };
    }
    // Printed aggregates describe the same repetitions; where these are there, the figures come from them.
    if (series.samples) delete series.printed;
  }
  return report;
}

function addSample(values: number[], more: Partial<ParsedSeries>, value: number | undefined, row: Row): void {
  const details = more.details ?? {};
  if (value === undefined) more.details = { ...details, unusable: Number(details.unusable ?? 0) + 1 };
  else values.push(value);
  more.details = {
    ...more.details,
    ...(row.threads !== undefined && { threads: row.threads }),
    ...(row.label !== undefined && { label: row.label }),
  };
}

function addAggregate(more: Partial<ParsedSeries>, row: Row, value: number): void {
  const name = printedNames[row.aggregate!];
  if (name) more.printed = { ...more.printed, [name]: value } satisfies PrintedFigures;
  more.details = {
    ...more.details,
    ...(row.repetitions !== undefined && { repetitions: row.repetitions }),
    ...(row.threads !== undefined && { threads: row.threads }),
    ...(row.label !== undefined && { label: row.label }),
  };
}

const hasFigures = ({ samples, printed }: ParsedSeries): boolean => samples !== undefined || printed !== undefined;

function refuseImpossible(
  { metric, unit }: Omit<SeriesNames, 'key'>,
  row: Row,
  value: number | undefined,
  gathered: GatheredSeries,
  file: HarnessFile,
  context: ParseContext,
): void {
  const key = row.runName ?? row.name;
  if ((metric === 'real_time' || metric === 'cpu_time') && value !== undefined && value < 0) {
    throw context.refusal(file, { message: `The time of “${row.name}” is negative; the file is damaged.` });
  }
  if (gathered.has(key, metric)) {
    const known = gathered.of({ key, metric, unit, better: 'n/a' });
    if (known.unit !== unit) {
      throw context.refusal(file, {
        message: `“${key}” has its times in ${known.unit} and in ${unit}; these are results of different benchmarks.`,
        hint: 'Import the runs from a file each.',
      });
    }
  }
}

/** Sets a member even where its name is `__proto__`. */
function define(target: object, name: string, value: Json): void {
  Object.defineProperty(target, name, { value, enumerable: true, writable: true, configurable: true });
}

/** How the run went: benchmarks that failed beside others that did not are told, not counted against the file. */
export function outcomeOf({ series, benchmarkErrors, skipped }: Report): 'ok' | 'ok-no-samples' | 'empty' {
  if (series.length > 0) return 'ok';
  return Object.keys(benchmarkErrors).length + Object.keys(skipped).length > 0 ? 'ok-no-samples' : 'empty';
}

/** The parts of the metadata that every reporter's rows give. */
export function metadataOf({ benchmarkErrors, skipped, complexity }: Report): { [name: string]: Json } {
  const present = (name: string, value: { [name: string]: Json }): { [name: string]: Json } =>
    Object.keys(value).length > 0 ? { [name]: value } : {};
  return {
    ...present('benchmarkErrors', benchmarkErrors),
    ...present('skipped', skipped),
    ...present('complexity', complexity),
  };
}
