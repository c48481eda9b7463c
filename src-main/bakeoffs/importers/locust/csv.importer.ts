import type { HarnessFile, Importer, Json, ParseContext, ParsedRun, ParsedSeries } from '../interface';
import { numberApart } from '../reading/several-results';
import type { SkippedRows } from '../reading/skipped';
import { readDistribution, readExceptions, readFailures, readHistory } from './beside';
import { isOldStats, type LocustFile, locustFileOf, metrics } from './columns';
import { readStats, type Whole } from './stats';

const formats: Record<LocustFile, string> = {
  stats: 'locust-stats-csv',
  history: 'locust-stats-history-csv',
  distribution: 'locust-distribution-csv',
  failures: 'locust-failures-csv',
  exceptions: 'locust-exceptions-csv',
};
const oldStats = 'locust-stats-csv-old';
/** The endings of the files of one run (`--csv PREFIX`), the one with the statistics first. */
const endings = [
  '_stats.csv',
  '_requests.csv',
  '_stats_history.csv',
  '_distribution.csv',
  '_failures.csv',
  '_exceptions.csv',
];

/** Locust's CSV files (`--csv PREFIX`): statistics, with history, failures and exceptions of the same run where they lie beside. */
export const importer: Importer = {
  tool: 'locust',
  formats: [formats.stats, oldStats, formats.history, formats.distribution, formats.failures, formats.exceptions],
  metrics,

  detect(head) {
    const kind = locustFileOf(head);
    return kind && { format: formatOf(kind, head), by: 'content' };
  },

  together(names) {
    const runs = new Map<string, string[]>();
    for (const ending of endings) {
      for (const name of names) {
        if (!name.endsWith(ending)) continue;
        const prefix = name.slice(0, -ending.length);
        runs.set(prefix, [...(runs.get(prefix) ?? []), name]);
      }
    }
    return [...runs.values()].filter((group) => group.length > 1 && /_(?:stats|requests)\.csv$/.test(group[0]!));
  },

  async parse(files, context): Promise<ParsedRun> {
    const run = new LocustRun(formatOf(locustFileOf(files[0]!.head) ?? 'stats', files[0]!.head), context);
    for (const file of files) await run.take(file);
    return run.finished(files[0]!);
  },
};

function formatOf(kind: LocustFile, head: Uint8Array): string {
  return kind === 'stats' && isOldStats(head) ? oldStats : formats[kind];
}

/** One run while its files come in: the first gives the series, the others what belongs to them. */
class LocustRun {
  #series: ParsedSeries[] | undefined;
  #whole: Whole | undefined;
  #skippedRows = 0;
  readonly #totals: { [name: string]: Json } = {};
  readonly #metadata: { [name: string]: Json } = {};

  constructor(
    private readonly format: string,
    private readonly context: ParseContext,
  ) {}

  async take(file: HarnessFile): Promise<void> {
    const { context } = this;
    switch (locustFileOf(file.head)) {
      case 'stats': {
        const { series, whole, skipped } = await readStats(file, context);
        this.#add(series, skipped, file);
        this.#whole ??= whole;
        break;
      }
      case 'history': {
        const { series, whole, metadata, skipped } = await readHistory(file, context);
        this.#add(series, skipped, file);
        this.#whole ??= whole;
        Object.assign(this.#metadata, metadata);
        break;
      }
      case 'distribution': {
        const { series, skipped } = await readDistribution(file, context);
        this.#takePercentiles(series);
        this.#add(series, skipped, file);
        break;
      }
      case 'failures': {
        const { series, listed, skipped } = await readFailures(file, context);
        this.#add(series, skipped, file);
        if (listed.length > 0) this.#metadata.failures = listed;
        break;
      }
      case 'exceptions': {
        const { series, total, listed, skipped } = await readExceptions(file, context);
        this.#add(series, skipped, file);
        this.#totals.exceptions = total;
        if (listed.length > 0) this.#metadata.exceptions = listed;
        break;
      }
      case null:
        if (this.#series === undefined) {
          throw context.refusal(file, { message: 'The header is none of a file of Locust.', where: { line: 1 } });
        }
        context.warn({
          code: 'foreign-file',
          message: `${file.name} lies beside the statistics but is no file of Locust; it was left out.`,
          where: { file: file.name, line: 1 },
        });
    }
    if (file.encoding !== 'utf-8') this.#metadata.encoding = file.encoding;
  }

  #add(series: ParsedSeries[], skipped: SkippedRows, file: HarnessFile): void {
    this.#series ??= series;
    this.#skippedRows += skipped.total;
    skipped.report(file, this.context);
  }

  /** Before 1.0 the percentiles of a request stood in a file of their own. */
  #takePercentiles(percentiles: readonly ParsedSeries[]): void {
    const byKey = new Map(percentiles.map((one) => [one.key, one.printed?.percentiles]));
    for (const one of this.#series ?? []) {
      const found = one.metric === 'response_time' ? byKey.get(one.key) : undefined;
      if (!found || !one.printed || Object.keys(found).length === 0) continue;
      one.printed.percentiles = found;
      one.source = 'histogram';
    }
  }

  finished(first: HarnessFile): ParsedRun {
    const series = this.#series ?? [];
    numberApart(series);
    const timed = series.filter(({ metric }) => metric === 'response_time');
    const whole = this.#whole;
    const none = timed.length > 0 && timed.every(({ printed }) => printed?.n === 0);
    return {
      format: this.format,
      outcome: series.length === 0 ? 'empty' : none ? 'ok-no-samples' : 'ok',
      series,
      totals: { ...(whole && wholeTotals(whole)), ...this.#totals, ...this.#skipped() },
      metadata: {
        ...(timed.length > 0 && {
          loadModel: 'closed',
          rounding:
            'Locust rounds the times behind its percentiles to 1 ms, to 10 ms from 100 ms on, to 100 ms from 1 s on',
        }),
        ...(whole?.exact && { durationFrom: 'the number of requests by their rate, as Locust counts the rate' }),
        ...this.#metadata,
        ...(this.format === formats.history && { figures: `the last cumulative row of each name in ${first.name}` }),
      },
    };
  }

  #skipped(): { [name: string]: Json } {
    return this.#skippedRows > 0 ? { skippedRows: this.#skippedRows } : {};
  }
}

/** Locust's rate is the number of requests by the seconds from the start to the last request, so these seconds are in the file too. */
function wholeTotals({ requests, failures, rate, exact }: Whole): { [name: string]: Json } {
  return {
    count: requests,
    errors: failures,
    ...(rate !== undefined && { throughput: rate, throughputUnit: 'requests/s' }),
    ...(exact && rate && requests > 0 && { durationSeconds: requests / rate }),
  };
}
