import type { HarnessFile, Importer, Json, ParseContext, ParsedRun, ParsedSeries } from '../interface';
import { asObject } from '../reading/json';
import { textLines } from '../reading/lines';
import { SampleColumns } from '../reading/samples';
import { SkippedRows, type Unusable } from '../reading/skipped';
import { headText, isBlank } from '../reading/text';
import { instant, isoTimestamp } from '../reading/timestamps';
import {
  builtInKind,
  byKeyThenMetric,
  contentsOf,
  directionOfRate,
  isMetricType,
  type MetricKind,
  measureOf,
  metrics,
} from './metrics';

const format = 'k6-ndjson';
/** With more series than this, the names name requests and not kinds of requests. */
const mostSeries = 50_000;

/** k6 points (`k6 run --out json=FILE`): a line for each metric and one for each measurement. */
export const importer: Importer = {
  tool: 'k6',
  formats: [format],
  metrics,

  detect(head, name) {
    if (isBlank(head)) return /\.ndjson$/i.test(name) ? { format, by: 'name' } : null;
    const lines = headText(head).split('\n', 20);
    return lines.some(isK6Line) ? { format, by: 'content' } : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    return new Points(file!, context).read();
  },
};

function isK6Line(line: string): boolean {
  return /"type"\s*:\s*"(Point|Metric)"/.test(line) && /"metric"\s*:/.test(line) && /^\s*\{.*"data"\s*:/.test(line);
}

/** One series while its points come in. */
interface Row {
  key: string;
  metric: string;
  kind: MetricKind;
  sum: number;
  nonZero: number;
  last: number;
  min: number;
  max: number;
}

class Points {
  readonly #declared = new Map<string, MetricKind>();
  readonly #thresholds: [string, Json][] = [];
  readonly #numbers = new Map<string, Map<string, number>>();
  readonly #rows: Row[] = [];
  readonly #samples = new SampleColumns({ times: true });
  readonly #skipped = new SkippedRows();
  readonly #scenarios = new Set<string>();
  /** k6 itself decides what a failed request is and says so in a tag (since version 0.31). */
  #knowsFailures = false;
  #first = Number.POSITIVE_INFINITY;
  #last = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly file: HarnessFile,
    private readonly context: ParseContext,
  ) {}

  async read(): Promise<ParsedRun> {
    for await (const { first, lines } of textLines(this.file, this.context)) {
      for (let index = 0; index < lines.length; index += 1)
        if (lines[index] !== '') this.#line(lines[index]!, first + index);
    }
    const failure = this.#skipped.first();
    if (this.#samples.length === 0 && this.#declared.size === 0 && failure) {
      throw this.context.refusal(this.file, {
        message: `No line can be used: ${failure.reason}.`,
        where: failure.place,
      });
    }
    this.#skipped.report(this.file, this.context, 'line');
    return this.#run();
  }

  #line(text: string, line: number): void {
    const unusable = this.#take(text, line);
    if (unusable) this.#skipped.add(unusable, { line });
  }

  /** Takes what one line says, or says why it cannot be used. */
  #take(text: string, line: number): Unusable | undefined {
    let entry: Record<string, unknown> | undefined;
    try {
      entry = asObject(JSON.parse(text));
    } catch {
      return { reason: 'it is not JSON (the file may be cut off)', value: text.slice(0, 200) };
    }
    const data = asObject(entry?.data);
    const metric = entry?.metric;
    if (typeof metric !== 'string' || !data) return { reason: 'it has no metric and data' };
    if (entry!.type === 'Metric') return this.#declare(metric, data);
    if (entry!.type === 'Point') return this.#point(metric, data, line);
    return { reason: 'it is neither a metric nor a point' };
  }

  #declare(metric: string, data: Record<string, unknown>): Unusable | undefined {
    if (!isMetricType(data.type)) return { reason: 'the metric is of an unknown type', value: String(data.type) };
    this.#declared.set(metric, { type: data.type, contains: contentsOf(data.contains) });
    const thresholds = Array.isArray(data.thresholds) ? data.thresholds.filter((one) => typeof one === 'string') : [];
    if (thresholds.length > 0) this.#thresholds.push([metric, thresholds]);
    return undefined;
  }

  #point(metric: string, data: Record<string, unknown>, line: number): Unusable | undefined {
    const kind = this.#declared.get(metric) ?? builtInKind(metric);
    if (!kind) return { reason: 'its metric is nowhere declared', value: metric };
    const value = data.value;
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      return { reason: 'its value is no number', value: String(value) };
    }
    if (value < 0 && kind.contains === 'time') return { reason: 'its value is no duration', value: String(value) };
    const time = typeof data.time === 'string' ? isoTimestamp(data.time) : Number.NaN;
    if (Number.isNaN(time)) return { reason: 'its time is no time', value: String(data.time) };
    const tags = asObject(data.tags) ?? {};
    if (typeof tags.scenario === 'string') this.#scenarios.add(tags.scenario);
    const number = this.#number(metric, keyOf(metric, kind, tags), kind, line);
    const row = this.#rows[number]!;
    row.sum += value;
    if (value !== 0) row.nonZero += 1;
    row.last = value;
    if (value < row.min) row.min = value;
    if (value > row.max) row.max = value;
    if (tags.expected_response !== undefined) this.#knowsFailures = true;
    this.#samples.add(number, value, time, tags.expected_response === 'false');
    if (time < this.#first) this.#first = time;
    if (time > this.#last) this.#last = time;
    return undefined;
  }

  #number(metric: string, key: string, kind: MetricKind, line: number): number {
    let keys = this.#numbers.get(metric);
    if (!keys) {
      keys = new Map();
      this.#numbers.set(metric, keys);
    }
    const known = keys.get(key);
    if (known !== undefined) return known;
    if (this.#rows.length >= mostSeries) {
      throw this.context.refusal(this.file, {
        message: `The file has more than ${mostSeries} different request names, so each names a single request.`,
        where: { line },
        hint: 'Give requests a name tag in the script (tags: { name: … }), without identifiers in it.',
      });
    }
    const extremes = { min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY };
    this.#rows.push({ key, metric, kind, sum: 0, nonZero: 0, last: 0, ...extremes });
    keys.set(key, this.#rows.length - 1);
    return this.#rows.length - 1;
  }

  #run(): ParsedRun {
    const samples = this.#samples.bySeries(this.#rows.length);
    const failures = this.#failuresByName();
    const series = this.#rows.map((row, index): ParsedSeries => {
      const { key, metric, kind } = row;
      const own = samples[index]!;
      const n = own.values.length;
      const named = { key, metric, ...measureOf(metric, kind), source: 'samples' as const };
      if (kind.type === 'trend') {
        const errors = metric === 'http_req_duration' ? failures?.get(key) : undefined;
        const known = this.#knowsFailures ? own : { ...own, failed: undefined };
        return { ...named, samples: known, ...(errors !== undefined && { errors }) };
      }
      if (kind.type === 'rate') {
        const details = { passes: row.nonZero, fails: n - row.nonZero };
        return { ...named, better: directionOfRate(metric), printed: { n }, value: row.nonZero / n, details };
      }
      if (kind.type === 'counter') return { ...named, value: row.sum };
      return { ...named, value: row.last, printed: { min: row.min, max: row.max } };
    });
    series.sort(byKeyThenMetric);
    return {
      format,
      outcome: series.length === 0 ? 'empty' : 'ok',
      series,
      totals: this.#totals(),
      metadata: this.#metadata(),
    };
  }

  /** How many requests of each name failed; undefined where k6 did not count failures (before version 0.31). */
  #failuresByName(): Map<string, number> | undefined {
    const keys = this.#numbers.get('http_req_failed');
    if (!keys) return undefined;
    return new Map([...keys].map(([key, number]) => [key, this.#rows[number]!.nonZero]));
  }

  #total(metric: string, of: (row: Row) => number): number | undefined {
    const keys = this.#numbers.get(metric);
    if (keys) return [...keys.values()].reduce((sum, number) => sum + of(this.#rows[number]!), 0);
    return this.#declared.has(metric) ? 0 : undefined;
  }

  #totals(): { [name: string]: Json } {
    const httpRequests = this.#total('http_reqs', (row) => row.sum);
    const iterations = this.#total('iterations', (row) => row.sum);
    const dropped = this.#total('dropped_iterations', (row) => row.sum);
    const errors = this.#total('http_req_failed', (row) => row.nonZero);
    return {
      ...(httpRequests !== undefined && { httpRequests }),
      ...(iterations !== undefined && { iterations }),
      ...(dropped !== undefined && { droppedIterations: dropped }),
      ...(errors !== undefined && { errors }),
      // From the first to the last point; a point is written when what it measures is over.
      ...(this.#last >= this.#first && { durationSeconds: (this.#last - this.#first) / 1000 }),
      ...(this.#skipped.total > 0 && { skippedLines: this.#skipped.total }),
    };
  }

  #metadata(): { [name: string]: Json } {
    const started = instant(this.#first);
    const finished = instant(this.#last);
    const users = this.#numbers.get('vus')?.get('all');
    const allocated = this.#numbers.get('vus_max')?.get('all');
    return {
      ...(started && { startedAt: started }),
      ...(finished && { finishedAt: finished }),
      ...(users !== undefined && { maxVirtualUsers: this.#rows[users]!.max }),
      ...(allocated !== undefined && { allocatedVirtualUsers: this.#rows[allocated]!.max }),
      ...(this.#scenarios.size > 0 && { scenarios: [...this.#scenarios].sort() }),
      ...(this.#thresholds.length > 0 && { thresholdsDeclared: Object.fromEntries(this.#thresholds) }),
      ...(this.file.encoding !== 'utf-8' && { encoding: this.file.encoding }),
    };
  }
}

/**
 * What a point belongs to: the name that the request carries, the check, or the group; `all` for what belongs to the run as a
 * whole (iterations, a script's own metric without a name). Counters and gauges are of the whole run.
 */
function keyOf(metric: string, { type }: MetricKind, tags: Record<string, unknown>): string {
  if (type === 'counter' || type === 'gauge') return 'all';
  const tag = metric === 'checks' ? tags.check : metric === 'group_duration' ? tags.group : tags.name;
  return typeof tag === 'string' && tag !== '' ? tag : 'all';
}
