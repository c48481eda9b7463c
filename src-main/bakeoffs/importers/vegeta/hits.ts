import type { HarnessFile, Json, ParseContext, ParsedRun, ParsedSeries, Place } from '../interface';
import { SampleColumns } from '../reading/samples';
import { numberApart } from '../reading/several-results';
import { SkippedRows, type Unusable } from '../reading/skipped';
import { instant } from '../reading/timestamps';
import { isSuccess } from './metrics';

/** More targets or attacks than this are not told apart: their addresses name requests and not kinds of requests. */
const mostNames = 200;

/** One request as Vegeta encodes it: its start in milliseconds since 1970, its time in nanoseconds. */
export interface Hit {
  code: number;
  start: number;
  nanoseconds: number;
  bytesIn: number;
  bytesOut: number;
  error: string;
  attack: string;
  /** Method and path; empty where the version does not write them. */
  target: string;
}

/** Method and path of a request. Without host and query, so that two contenders' series bear the same names. */
export function targetOf(method: string, url: string): string {
  const path = /^[a-z][a-z\d+.-]*:\/\/[^/?#]*([^?#]*)/i.exec(url)?.[1];
  return method === '' || path === undefined ? '' : `${method} ${path === '' ? '/' : path}`;
}

/** Collects the requests of one file. */
export class Hits {
  readonly #all = new SampleColumns({ times: true });
  readonly #attacks = new Names();
  readonly #targets = new Names();
  readonly #codes = new Map<string, number>();
  readonly #errors = new Map<string, number>();
  readonly skipped = new SkippedRows();
  #failures = 0;
  #bytesIn = 0;
  #bytesOut = 0;
  #first = Number.POSITIVE_INFINITY;
  #latest = Number.NEGATIVE_INFINITY;
  #end = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly file: HarnessFile,
    private readonly context: ParseContext,
  ) {}

  /** Takes one request, or notes why it cannot be used. */
  take(hit: Hit | Unusable, place: Place): void {
    if ('reason' in hit) {
      this.skipped.add(hit, place);
      return;
    }
    const failed = !isSuccess(hit.code);
    const value = hit.nanoseconds / 1e6;
    this.#all.add(0, value, hit.start, failed);
    this.#attacks.add(hit.attack, value, hit.start, failed);
    this.#targets.add(hit.target, value, hit.start, failed);
    this.#codes.set(String(hit.code), (this.#codes.get(String(hit.code)) ?? 0) + 1);
    if (failed) this.#failures += 1;
    if (hit.error !== '' && (this.#errors.has(hit.error) || this.#errors.size < 100)) {
      this.#errors.set(hit.error, (this.#errors.get(hit.error) ?? 0) + 1);
    }
    this.#bytesIn += hit.bytesIn;
    this.#bytesOut += hit.bytesOut;
    this.#first = Math.min(this.#first, hit.start);
    this.#latest = Math.max(this.#latest, hit.start);
    this.#end = Math.max(this.#end, hit.start + value);
  }

  /** The run. Throws the context's refusal where no row could be used. */
  finished(format: string, noun: 'line' | 'row'): ParsedRun {
    const failure = this.skipped.first();
    const count = this.#all.length;
    if (count === 0 && failure) {
      throw this.context.refusal(this.file, {
        message: `No ${noun} can be used: ${failure.reason}.`,
        where: failure.place,
      });
    }
    this.skipped.report(this.file, this.context, noun);
    const series = [
      ...(count > 0 ? [seriesOf('all', this.#all.bySeries(1)[0]!, this.#failures)] : []),
      ...this.#attacks.series(),
      ...this.#targets.series(),
    ];
    numberApart(series);
    const startedAt = count > 0 ? instant(this.#first) : undefined;
    const finishedAt = count > 0 ? instant(this.#end) : undefined;
    return {
      format,
      outcome: count === 0 ? 'empty' : 'ok',
      series,
      totals: {
        count,
        errors: this.#failures,
        ...(count > 0 && {
          durationSeconds: (this.#end - this.#first) / 1000,
          attackSeconds: (this.#latest - this.#first) / 1000,
          bytesIn: this.#bytesIn,
          bytesOut: this.#bytesOut,
        }),
        ...(this.skipped.total > 0 && { [noun === 'line' ? 'skippedLines' : 'skippedRows']: this.skipped.total }),
      },
      metadata: {
        loadModel: 'open',
        ...(startedAt && { startedAt }),
        ...(finishedAt && { finishedAt }),
        ...(count > 0 && { statusCodes: Object.fromEntries(this.#codes) }),
        ...(this.#errors.size > 0 && { errorMessages: Object.fromEntries(this.#errors) }),
        ...(this.file.encoding !== 'utf-8' && { encoding: this.file.encoding }),
      } as { [name: string]: Json },
    };
  }
}

type Own = ReturnType<SampleColumns['bySeries']>[number];

function seriesOf(key: string, samples: Own, errors: number): ParsedSeries {
  const named = { key, metric: 'latency', unit: 'ms', better: 'lower', source: 'samples' } as const;
  return { ...named, samples, errors, details: { load: 'open-loop' } };
}

/** Requests by a name of theirs; given up where the names are too many. */
class Names {
  #columns: SampleColumns | undefined = new SampleColumns({ times: true });
  readonly #numbers = new Map<string, number>();

  add(name: string, value: number, time: number, failed: boolean): void {
    if (!this.#columns) return;
    let number = this.#numbers.get(name);
    if (number === undefined) {
      number = this.#numbers.size;
      if (number >= mostNames) {
        this.#columns = undefined;
        return;
      }
      this.#numbers.set(name, number);
    }
    this.#columns.add(number, value, time, failed);
  }

  /** A series for each name, where there are at least two. */
  series(): ParsedSeries[] {
    if (!this.#columns || this.#numbers.size < 2) return [];
    const samples = this.#columns.bySeries(this.#numbers.size);
    return [...this.#numbers].map(([name, number]) => {
      const own = samples[number]!;
      return seriesOf(
        name === '' ? 'without a name' : name,
        own,
        own.failed.reduce((sum, failed) => sum + failed, 0),
      );
    });
  }
}
