import type { Json, ParsedRun, ParsedSeries, PrintedFigures, Samples } from '../interface';
import { NumberColumn } from '../reading/number-column';
import { count, percentileName } from '../reading/quantities';

/** The figures of one kind of operation, in microseconds. */
class Operation {
  operations: number | undefined;
  readonly printed: PrintedFigures = {};
  readonly percentiles: Record<string, number> = {};
  readonly returns: { [code: string]: number } = {};
  readonly values = new NumberColumn();
  readonly times = new NumberColumn();
  /** Whether the percentiles come from a histogram and not from all measurements. */
  histogram = true;
}

const percentile = /^(\d+(?:\.\d+)?)(?:th|st|nd|rd)?PercentileLatency\((us|ms)\)$/;
const average = /^(Average|Min|Max)Latency\((us|ms)\)$/;
const rawFigures: Record<string, 'mean' | 'min' | 'max'> = { Average: 'mean', Min: 'min', Max: 'max' };
const figureNames = { Average: 'mean', Min: 'min', Max: 'max' } as const;
/** Kinds that are no work of their own: opening and closing, and what is counted under its parts as well. */
const noWork = /^(?:Intended-)?(?:CLEANUP|INIT)$/;
const composed = /^(?:Intended-)?(?:READ-MODIFY-WRITE|READMODIFYWRITE|TX-.*|.*-FAILED)$/;
const succeeded = new Set(['OK', 'BATCHED_OK', '0']);

/**
 * What YCSB measured, taken one measurement at a time from any of its exporters: the name in brackets, what was measured, and the
 * value.
 */
export class Measurements {
  readonly #operations = new Map<string, Operation>();
  readonly #overall: { runTimeMs?: number; throughput?: number } = {};
  readonly #collections: { [name: string]: Json } = {};

  /** Whether there was an `OVERALL` section. */
  get complete(): boolean {
    return this.#overall.throughput !== undefined || this.#overall.runTimeMs !== undefined;
  }

  /** Takes one measurement; `value` undefined stands for a number that is none (NaN). False for a figure that cannot be one. */
  add(name: string, measurement: string, value: number | undefined): boolean {
    if (value !== undefined && value < 0 && !/^(Min|Max)Latency|Below is a summary/.test(measurement)) return false;
    if (name === 'OVERALL') {
      if (measurement === 'RunTime(ms)' && value !== undefined) this.#overall.runTimeMs = value;
      if (measurement === 'Throughput(ops/sec)' && value !== undefined) this.#overall.throughput = value;
      return true;
    }
    if (/^TOTAL_GC/.test(name)) {
      if (value !== undefined && /^TOTAL_GC(s|_TIME|_TIME_%)$/.test(name)) this.#collections[name] = value;
      return true;
    }
    const operation = this.#operation(name);
    if (measurement === 'Operations' || measurement === 'Total Operations') {
      const operations = value === undefined ? undefined : count(String(value));
      operation.operations = operations;
      return operations !== undefined;
    }
    if (value !== undefined) takeFigure(operation, measurement, value);
    return true;
  }

  /** Takes one single measurement (`measurementtype=raw`): when it ended, in milliseconds since 1970, and microseconds. */
  addRaw(name: string, time: number, latency: number): void {
    const operation = this.#operation(name);
    operation.values.add(latency);
    operation.times.add(time);
  }

  #operation(name: string): Operation {
    let operation = this.#operations.get(name);
    if (!operation) {
      operation = new Operation();
      this.#operations.set(name, operation);
    }
    return operation;
  }

  /** The series, one a kind of operation, then the throughput of all. */
  series(): ParsedSeries[] {
    const found = [...this.#operations].flatMap(([name, operation]) => seriesOf(name, operation));
    const { throughput } = this.#overall;
    if (found.length > 0 && throughput !== undefined) {
      const named = { key: 'OVERALL', metric: 'throughput', unit: 'operations/s', better: 'higher' } as const;
      found.push({ ...named, source: 'summary-only', value: throughput });
    }
    return found;
  }

  totals(): ParsedRun['totals'] {
    const work = [...this.#operations].filter(
      ([name]) => !noWork.test(name) && !composed.test(name) && !name.startsWith('Intended-'),
    );
    const all = work.length > 0 ? work : [...this.#operations].filter(([name]) => !noWork.test(name));
    const operations = all.map(([, operation]) => numberOf(operation));
    const errors = all.reduce((sum, [, { returns }]) => sum + failuresOf(returns), 0);
    const { runTimeMs, throughput } = this.#overall;
    return {
      ...(runTimeMs !== undefined && { durationSeconds: runTimeMs / 1000 }),
      ...(throughput !== undefined && { throughput, throughputUnit: 'operations/s' }),
      count: operations.reduce((sum, number) => sum + number, 0),
      errors,
      attempts: operations.reduce((sum, number) => sum + number, errors),
    };
  }

  metadata(): ParsedRun['metadata'] {
    return { ...(Object.keys(this.#collections).length > 0 && { garbageCollection: this.#collections }) };
  }
}

const numberOf = ({ operations, values }: Operation): number => operations ?? values.length;

function takeFigure(operation: Operation, measurement: string, value: number): void {
  const returned = /^Return=(.*)$/.exec(measurement);
  if (returned) {
    operation.returns[returned[1]!] = value;
    return;
  }
  const rank = percentile.exec(measurement);
  if (rank) {
    operation.percentiles[percentileName(Number(rank[1]))] = rank[2] === 'ms' ? value * 1000 : value;
    return;
  }
  const figure = average.exec(measurement);
  if (figure) {
    // The extremes of an operation that never happened are -1.
    const name = figureNames[figure[1] as keyof typeof figureNames];
    if (value >= 0) operation.printed[name] = figure[2] === 'ms' ? value * 1000 : value;
    return;
  }
  const variance = measurement === 'LatencyVariance(us)' ? value : undefined;
  if (variance !== undefined) operation.printed.stddev = Math.sqrt(variance);
  // The raw type names its figures otherwise: Average, Min, Max, p1, p50, p99.9.
  const raw = rawFigures[measurement];
  if (raw) operation.printed[raw] = value;
  else if (/^p\d+(\.\d+)?$/.test(measurement)) operation.percentiles[measurement] = value;
  else return;
  operation.histogram = false;
}

const failuresOf = (returns: { [code: string]: number }): number =>
  Object.entries(returns).reduce((sum, [code, times]) => sum + (succeeded.has(code) ? 0 : times), 0);

function seriesOf(name: string, operation: Operation): ParsedSeries[] {
  const n = numberOf(operation);
  if (noWork.test(name) || n === 0) return [];
  const { printed, percentiles, returns, values, times, histogram } = operation;
  const samples: Samples | undefined =
    values.length > 0 ? { values: values.values(), times: times.values() } : undefined;
  const reported = Object.keys(percentiles).length > 0 ? { percentiles } : {};
  return [
    {
      key: name,
      metric: 'latency',
      unit: 'us',
      better: 'lower',
      source: samples ? 'samples' : histogram ? 'histogram' : 'summary-only',
      ...(samples && { samples }),
      printed: samples ? reported : { n, ...printed, ...reported },
      errors: failuresOf(returns),
      attempts: n + failuresOf(returns),
      details: { intended: name.startsWith('Intended-'), ...(Object.keys(returns).length > 0 && { returns }) },
    },
  ];
}
