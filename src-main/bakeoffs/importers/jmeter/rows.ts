import type {
  HarnessFile,
  Json,
  MetricDeclaration,
  ParseContext,
  ParsedRun,
  ParsedSeries,
  Place,
  Samples,
  Timeline,
  ValueCounts,
} from '../interface';
import { SampleColumns } from '../reading/samples';
import { SkippedRows } from '../reading/skipped';
import { instant } from '../reading/timestamps';

export const metrics: readonly MetricDeclaration[] = [
  {
    name: 'elapsed',
    unit: 'ms',
    better: 'lower',
    about: 'Time from just before the request is sent to just after the last of the answer was received, by label.',
  },
];

/** With more labels than this, a label names a request and not a kind of request. */
export const mostLabels = 50_000;
/** How many kinds of failure are listed. */
export const mostCodes = 20;

/** What JMeter writes as the response message of a transaction controller's row. */
export const transactionMessage = 'Number of samples in transaction';

/** One result as it stands in a results file. Undefined is what the file does not say. */
export interface ResultRow {
  /** Number of the label, from `label()`. */
  label: number;
  /** Milliseconds. */
  elapsed: number;
  /** Milliseconds since 1970; NaN where the file has no times. */
  start: number;
  failed: boolean | undefined;
  transaction: boolean;
}

/**
 * Collects the results of one file, whatever its layout, into series by label. Rows of transaction controllers are series like
 * the others, marked as such, since their time contains that of other rows.
 */
export class ResultRows {
  readonly skipped = new SkippedRows();
  readonly #columns: SampleColumns;
  readonly #labels: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #transactionRows: number[] = [];
  readonly #failedCodes = new Map<string, number>();
  #knowsFailures = false;
  #first = Number.POSITIVE_INFINITY;
  #last = Number.NEGATIVE_INFINITY;
  #mostThreads = 0;

  constructor(
    private readonly file: HarnessFile,
    private readonly context: ParseContext,
    options: { times: boolean },
  ) {
    this.#columns = new SampleColumns(options);
  }

  get count(): number {
    return this.#columns.length;
  }

  /** The number of a label, given out in the order of appearance. */
  label(text: string, place: Place): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    if (this.#labels.length >= mostLabels) {
      throw this.context.refusal(this.file, {
        message: `The file has more than ${mostLabels} different labels, so each names a single request.`,
        where: place,
        hint: 'Give the samplers fixed names in the test plan, without identifiers in them.',
      });
    }
    this.#labels.push(text);
    this.#transactionRows.push(0);
    this.#numbers.set(text, this.#labels.length - 1);
    return this.#labels.length - 1;
  }

  add(row: ResultRow): void {
    const failed = row.failed === true;
    this.#columns.add(row.label, row.elapsed, row.start, failed);
    if (row.failed !== undefined) this.#knowsFailures = true;
    if (row.transaction) this.#transactionRows[row.label]! += 1;
    if (row.start < this.#first) this.#first = row.start;
    if (row.start + row.elapsed > this.#last) this.#last = row.start + row.elapsed;
  }

  /** Notes the response code of a failed row. */
  failedCode(code: string): void {
    if (this.#failedCodes.size < mostCodes || this.#failedCodes.has(code)) {
      this.#failedCodes.set(code, (this.#failedCodes.get(code) ?? 0) + 1);
    }
  }

  /** Notes how many threads were active. */
  threads(active: number): void {
    if (active > this.#mostThreads) this.#mostThreads = active;
  }

  /** The run. `zoned` tells whether the times are instants (and not wall clock of an unknown zone). */
  run(format: string, metadata: { [name: string]: Json }, zoned: boolean): ParsedRun {
    const samples = this.#columns.bySeries(this.#labels.length);
    return runOfResults({
      format,
      labels: this.#labels.map((key, label): LabelResults => {
        const own = samples[label]!;
        return {
          key,
          count: own.values.length,
          errors: this.#knowsFailures ? own.failed.reduce((sum, failed) => sum + failed, 0) : undefined,
          transactions: this.#transactionRows[label]!,
          samples: this.#knowsFailures ? own : { ...own, failed: undefined },
        };
      }),
      first: this.#first,
      last: this.#last,
      zoned,
      mostThreads: this.#mostThreads,
      failedCodes: this.#failedCodes,
      skipped: this.skipped.total,
      metadata,
    });
  }
}

/** The results under one label: single measurements, or how often each time occurred. */
export interface LabelResults {
  key: string;
  count: number;
  /** Undefined where the file does not say what failed. */
  errors: number | undefined;
  /** How many of them are rows of a transaction controller. */
  transactions: number;
  samples?: Samples;
  counts?: ValueCounts;
  timeline?: Timeline;
}

export interface FileResults {
  format: string;
  labels: readonly LabelResults[];
  /** Milliseconds since 1970 of the first start and the last end; not finite where the file has no times. */
  first: number;
  last: number;
  zoned: boolean;
  mostThreads: number;
  failedCodes: ReadonlyMap<string, number>;
  skipped: number;
  metadata: { [name: string]: Json };
}

/** A run from the results of its labels, however they were read. */
export function runOfResults(results: FileResults): ParsedRun {
  const { labels, first, last, zoned, failedCodes, mostThreads, skipped } = results;
  const count = labels.reduce((sum, label) => sum + label.count, 0);
  const transactions = labels.reduce((sum, label) => sum + label.transactions, 0);
  const knowsFailures = labels.some(({ errors }) => errors !== undefined);
  const timed = Number.isFinite(first) && Number.isFinite(last);
  const started = zoned && timed ? instant(first) : undefined;
  const finished = zoned && timed ? instant(last) : undefined;
  return {
    format: results.format,
    outcome: count === 0 ? 'empty' : 'ok',
    series: labels.filter((label) => label.count > 0).map(seriesOf),
    totals: {
      count,
      ...(knowsFailures && { errors: labels.reduce((sum, label) => sum + (label.errors ?? 0), 0) }),
      ...(timed && { durationSeconds: (last - first) / 1000 }),
      ...(transactions > 0 && { transactions }),
      ...(skipped > 0 && { skippedRows: skipped }),
    },
    metadata: {
      ...(started && { startedAt: started }),
      ...(finished && { finishedAt: finished }),
      ...(mostThreads > 0 && { maxThreads: mostThreads }),
      ...(failedCodes.size > 0 && { failedResponseCodes: Object.fromEntries(failedCodes) }),
      ...results.metadata,
    },
  };
}

function seriesOf({ key, count, errors, transactions, samples, counts, timeline }: LabelResults): ParsedSeries {
  return {
    key,
    metric: 'elapsed',
    unit: 'ms',
    better: 'lower',
    source: 'samples',
    ...(samples && { samples }),
    ...(counts && { counts }),
    ...(timeline && { timeline }),
    ...(errors !== undefined && { errors }),
    ...(transactions === count && { details: { transaction: true } }),
  };
}
