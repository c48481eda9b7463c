import type { MappedQuantity } from '../../../src-shared/bakeoffs';
import type { HarnessFile, Json, ParseContext, ParsedRun, ParsedSeries, PrintedFigures } from '../importers/interface';
import { present } from '../importers/reading/quantities';
import { SampleColumns } from '../importers/reading/samples';
import { SkippedRows, type Unusable } from '../importers/reading/skipped';
import { instant } from '../importers/reading/timestamps';

/** More different workloads are no workloads: another column was meant. */
const mostSeries = 5_000;
/** Measurements that are held, 21 bytes each. */
const mostSamples = 20_000_000;
/** Ids of items that are held. */
const mostItems = 1_000_000;

interface Open {
  key: string;
  quantity: MappedQuantity;
  printed: PrintedFigures;
  value?: number;
  errors?: number;
  taken: Set<string>;
  /** Failures without a value. */
  lost: number;
  items: string[];
}

/** What goes with a value. */
export interface Beside {
  time: number;
  failed: boolean;
  item: string | undefined;
}

/** Brings the values of a mapped file together into series. Memory grows with the number of values, never with the length of the file. */
export class GatheredRun {
  readonly skipped = new SkippedRows();
  /** Rows, objects or lines that were used. */
  used = 0;
  /** Those that the mapping passes over. */
  passedOver = 0;
  failures = 0;
  readonly #open: Open[] = [];
  readonly #numbers = new Map<string, Map<string, number>>();
  readonly #samples: SampleColumns;
  readonly #timed: boolean;
  readonly #outcomes: boolean;
  #first = Number.POSITIVE_INFINITY;
  #last = Number.NEGATIVE_INFINITY;
  #items = 0;

  constructor(
    private readonly file: HarnessFile,
    private readonly context: ParseContext,
    options: { times: boolean; outcomes: boolean },
  ) {
    this.#timed = options.times;
    this.#outcomes = options.outcomes;
    this.#samples = new SampleColumns({ times: options.times });
  }

  /** Adds a value of a workload; says why not where the same figure stands there already. */
  add(key: string, quantity: MappedQuantity, value: number, beside: Beside): Unusable | undefined {
    const number = this.#seriesOf(key, quantity);
    const open = this.#open[number]!;
    const { figure } = quantity;
    if (figure === 'sample') {
      if (this.#samples.length >= mostSamples) throw this.#tooMany();
      this.#samples.add(number, value, beside.time, beside.failed);
      if (beside.item !== undefined) this.#keepItem(open, beside.item);
      return undefined;
    }
    if (open.taken.has(figure))
      return { reason: `the ${figure} of ${quantity.metric} stands a second time for`, value: key };
    open.taken.add(figure);
    if (figure === 'value') open.value = value;
    else if (figure === 'errors') open.errors = value;
    else if (figure.startsWith('p')) open.printed.percentiles = { ...open.printed.percentiles, [figure]: value };
    else open.printed[figure as 'n' | 'mean' | 'median' | 'min' | 'max' | 'stddev'] = value;
    return undefined;
  }

  /** Counts a failure that has no value. */
  lose(key: string, quantity: MappedQuantity): void {
    if (quantity.figure === 'sample') this.#open[this.#seriesOf(key, quantity)]!.lost += 1;
  }

  /** Notes when something happened. */
  at(time: number): void {
    if (time < this.#first) this.#first = time;
    if (time > this.#last) this.#last = time;
  }

  #seriesOf(key: string, quantity: MappedQuantity): number {
    let metrics = this.#numbers.get(key);
    if (!metrics) {
      metrics = new Map();
      this.#numbers.set(key, metrics);
    }
    const known = metrics.get(quantity.metric);
    if (known !== undefined) return known;
    const number = this.#open.length;
    if (number >= mostSeries) {
      throw this.context.refusal(this.file, {
        message: `There are more than ${mostSeries} different workloads in this file, such as “${key.slice(0, 40)}”.`,
        hint: 'Choose another column for the workload, or a constant.',
      });
    }
    metrics.set(quantity.metric, number);
    this.#open.push({ key, quantity, printed: {}, taken: new Set(), lost: 0, items: [] });
    return number;
  }

  #keepItem(open: Open, item: string): void {
    this.#items += 1;
    if (this.#items > mostItems) {
      throw this.context.refusal(this.file, {
        message: `There are more than ${mostItems} items in this file, more than can be paired.`,
        hint: 'Leave the column of the item out of the mapping.',
      });
    }
    open.items.push(item);
  }

  #tooMany(): Error {
    return this.context.refusal(this.file, {
      message: `There are more than ${mostSamples} measurements in this file, more than can be held.`,
      hint: 'Split the file by workload, or export fewer of its columns.',
    });
  }

  /** The run; throws the context's refusal where rows are there and none could be used. `noun` is what a row of this kind is called. */
  finish(options: {
    format: string;
    noun: 'row' | 'line';
    repetitions: boolean;
    elapsed: boolean;
    metadata: { [name: string]: Json };
  }): ParsedRun {
    const { skipped, file, context } = this;
    const wrong = skipped.first();
    if (this.used === 0 && wrong) {
      throw context.refusal(file, {
        message: `No ${options.noun} can be used: ${wrong.reason}.`,
        where: wrong.place,
        hint: 'Check the mapping against the file.',
      });
    }
    skipped.report(file, context, options.noun);
    const samples = this.#samples.bySeries(this.#open.length);
    const series = this.#open.map(
      (open, number): ParsedSeries => this.#finished(open, samples[number]!, options.repetitions),
    );
    const seconds = (this.#last - this.#first) / 1000;
    const empty = this.used === 0;
    return {
      format: options.format,
      outcome: empty ? 'empty' : series.length === 0 ? 'ok-no-samples' : 'ok',
      series,
      totals: {
        count: this.used,
        ...(this.#outcomes && { errors: this.failures }),
        ...(this.passedOver > 0 && { passedOver: this.passedOver }),
        ...(skipped.total > 0 && { [options.noun === 'row' ? 'skippedRows' : 'skippedLines']: skipped.total }),
        ...(seconds > 0 && Number.isFinite(seconds) && { durationSeconds: seconds }),
      },
      metadata: {
        ...options.metadata,
        ...(this.#timed &&
          !options.elapsed &&
          present({ startedAt: Number.isFinite(this.#first) ? instant(this.#first) : undefined })),
        ...(file.encoding !== 'utf-8' && options.format !== 'mapped-parquet' && { encoding: file.encoding }),
      },
    };
  }

  #finished(open: Open, samples: ReturnType<SampleColumns['bySeries']>[number], repetitions: boolean): ParsedSeries {
    const { key, quantity, printed, value, lost, items } = open;
    const { metric, unit, better } = quantity;
    const measured = samples.values.length;
    const failed = samples.failed.reduce((sum, one) => sum + one, 0);
    const tells = this.#outcomes && (measured > 0 || lost > 0);
    return {
      key,
      metric,
      unit,
      better,
      source: measured > 0 ? 'samples' : 'summary-only',
      ...(measured > 0 && {
        samples: {
          values: samples.values,
          ...(this.#timed && { times: samples.times }),
          ...(this.#outcomes && { failed: samples.failed }),
          ...(items.length === measured && { items }),
        },
        ...(repetitions && { repetitions: true as const }),
      }),
      ...(Object.keys(printed).length > 0 && { printed }),
      ...(value !== undefined && { value }),
      ...(open.errors !== undefined ? { errors: open.errors } : tells && { errors: failed + lost }),
      ...(tells && lost > 0 && { attempts: measured + lost }),
    };
  }
}
