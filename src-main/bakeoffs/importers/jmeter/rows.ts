import type { HarnessFile, Json, MetricDeclaration, ParseContext, ParsedRun, ParsedSeries, Place } from '../interface';
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
const mostLabels = 50_000;
/** How many kinds of failure are listed. */
const mostCodes = 20;

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
  #errors = 0;
  #transactions = 0;
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
    if (failed) this.#errors += 1;
    if (row.transaction) {
      this.#transactions += 1;
      this.#transactionRows[row.label]! += 1;
    }
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
    const series = this.#labels.map((key, label): ParsedSeries => {
      const own = samples[label]!;
      const errors = own.failed.reduce((sum, failed) => sum + failed, 0);
      return {
        key,
        metric: 'elapsed',
        unit: 'ms',
        better: 'lower',
        source: 'samples',
        samples: this.#knowsFailures ? own : { ...own, failed: undefined },
        ...(this.#knowsFailures && { errors }),
        ...(this.#transactionRows[label]! === own.values.length && { details: { transaction: true } }),
      };
    });
    const timed = Number.isFinite(this.#first) && Number.isFinite(this.#last);
    const started = zoned && timed ? instant(this.#first) : undefined;
    const finished = zoned && timed ? instant(this.#last) : undefined;
    return {
      format,
      outcome: this.count === 0 ? 'empty' : 'ok',
      series: series.filter((one) => one.samples!.values.length > 0),
      totals: {
        count: this.count,
        ...(this.#knowsFailures && { errors: this.#errors }),
        ...(timed && { durationSeconds: (this.#last - this.#first) / 1000 }),
        ...(this.#transactions > 0 && { transactions: this.#transactions }),
        ...(this.skipped.total > 0 && { skippedRows: this.skipped.total }),
      },
      metadata: {
        ...(started && { startedAt: started }),
        ...(finished && { finishedAt: finished }),
        ...(this.#mostThreads > 0 && { maxThreads: this.#mostThreads }),
        ...(this.#failedCodes.size > 0 && { failedResponseCodes: Object.fromEntries(this.#failedCodes) }),
        ...metadata,
      },
    };
  }
}
