import type { HarnessFile, Importer, Json, ParseContext, ParsedRun, ParsedSeries, PrintedFigures } from '../interface';
import { textLines } from '../reading/lines';
import { SkippedRows, type Unusable } from '../reading/skipped';
import { headText, isBlank } from '../reading/text';
import { instant } from '../reading/timestamps';
import { threadsTogether } from './log-names';
import { logMetrics } from './metrics';

const format = 'pgbench-aggregate-log';
/** How many fields a line has: of latencies only; with lag; with what was skipped; with retries and failures (15 and later). */
const widths = [6, 10, 11, 15, 16];
/** Seconds since 1970 in the first field. */
const row = /^\d{9,10} \d+ \d+ \d+ \d+ \d+( \d+)*\r?$/;

/**
 * The aggregated log of pgbench (`--aggregate-interval`): sums of each interval, in microseconds. Mean, deviation and extremes of
 * the whole run follow from them; percentiles do not.
 */
export const importer: Importer = {
  tool: 'pgbench',
  formats: [format],
  metrics: logMetrics.filter(({ name }) => name !== 'retries'),

  detect(head) {
    if (isBlank(head)) return null;
    const [first] = headText(head).split('\n', 1);
    return row.test(first!) && widths.includes(first!.trim().split(' ').length) ? { format, by: 'content' } : null;
  },

  together: threadsTogether,

  async parse(files, context): Promise<ParsedRun> {
    const sums = new IntervalSums();
    for (const file of files) await sums.read(file, context);
    return sums.run(files[0]!, context);
  },
};

/** Sums over all intervals of one measure. */
class Moments {
  n = 0;
  sum = 0;
  squares = 0;
  min = Number.POSITIVE_INFINITY;
  max = 0;

  add(n: number, [sum, squares, min, max]: number[]): void {
    if (n === 0) return;
    this.n += n;
    this.sum += sum!;
    this.squares += squares!;
    this.min = Math.min(this.min, min!);
    this.max = Math.max(this.max, max!);
  }

  printed(): PrintedFigures {
    const { n, sum, squares, min, max } = this;
    const variance = n > 1 ? (squares - (sum * sum) / n) / (n - 1) : Number.NaN;
    return { n, mean: sum / n, min, max, ...(variance >= 0 && { stddev: Math.sqrt(variance) }) };
  }
}

class IntervalSums {
  readonly #latency = new Moments();
  readonly #lag = new Moments();
  readonly #counts = { skipped: 0, retried: 0, retries: 0, errors: 0 };
  #intervals = 0;
  #widest = 0;
  #first = Number.POSITIVE_INFINITY;
  #failure: ReturnType<SkippedRows['first']>;

  async read(file: HarnessFile, context: ParseContext): Promise<void> {
    const skipped = new SkippedRows();
    let width = 0;
    for await (const { first, lines } of textLines(file, context)) {
      for (let index = 0; index < lines.length; index += 1) {
        if (lines[index] === '') continue;
        const fields = lines[index]!.split(' ');
        const unusable = problemOf(fields, width);
        if (unusable) skipped.add(unusable, { line: first + index });
        else {
          width = fields.length;
          this.#add(fields.map(Number));
        }
      }
    }
    this.#widest = Math.max(this.#widest, width);
    this.#failure ??= skipped.first();
    skipped.report(file, context, 'line');
  }

  #add(fields: number[]): void {
    const [start, n] = [fields[0]!, fields[1]!];
    this.#intervals += 1;
    this.#first = Math.min(this.#first, start);
    this.#latency.add(n, fields.slice(2, 6));
    if (fields.length >= 10) this.#lag.add(n, fields.slice(6, 10));
    const [skipped = 0, retried = 0, retries = 0, ...failures] = fields.slice(10);
    this.#counts.skipped += skipped;
    this.#counts.retried += retried;
    this.#counts.retries += retries;
    this.#counts.errors += failures.reduce((sum, failed) => sum + failed, 0);
  }

  run(file: HarnessFile, context: ParseContext): ParsedRun {
    if (this.#intervals === 0 && this.#failure) {
      const { reason, place } = this.#failure;
      throw context.refusal(file, { message: `No line can be used: ${reason}.`, where: place });
    }
    const { n } = this.#latency;
    const named = { key: 'all', unit: 'us', better: 'lower', source: 'summary-only' } as const;
    const series: ParsedSeries[] = n === 0 ? [] : [{ ...named, metric: 'latency', printed: this.#latency.printed() }];
    // From version 15 on there are zeros where no rate was asked for.
    if (this.#lag.max > 0) series.push({ ...named, metric: 'schedule_lag', printed: this.#lag.printed() });
    const { skipped, retried, retries, errors } = this.#counts;
    const totals: { [name: string]: Json } = {
      count: n,
      ...(this.#widest >= 11 && { skipped }),
      ...(this.#widest >= 15 && { retried, retries, errors }),
    };
    const startedAt = instant(this.#first * 1000);
    return {
      format,
      outcome: n === 0 ? 'ok-no-samples' : 'ok',
      series,
      totals,
      metadata: { intervals: this.#intervals, ...(startedAt !== undefined && { startedAt }) },
    };
  }
}

function problemOf(fields: readonly string[], width: number): Unusable | undefined {
  if (width === 0 ? !widths.includes(fields.length) : fields.length !== width) {
    return { reason: 'it has not the number of fields of an interval (the file may be cut off)' };
  }
  const wrong = fields.find((field) => !/^\d{1,25}$/.test(field));
  return wrong === undefined ? undefined : { reason: 'a field is no whole number', value: wrong };
}
