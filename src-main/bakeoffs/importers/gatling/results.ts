import type { HarnessFile, Json, MetricDeclaration, ParseContext, ParsedRun, ParsedSeries, Place } from '../interface';
import { SampleColumns } from '../reading/samples';
import { numberApart } from '../reading/several-results';
import { SkippedRows, type Unusable } from '../reading/skipped';
import { instant } from '../reading/timestamps';

/** Gatling's own name for all requests together. */
export const wholeName = 'Global Information';

export const metrics: readonly MetricDeclaration[] = [
  {
    name: 'response_time',
    unit: 'ms',
    better: 'lower',
    about: 'One request, from sending it to the end of its answer.',
  },
  { name: 'throughput', unit: 'requests/s', better: 'higher', about: 'Requests per second over the whole run.' },
  {
    name: 'group_response_time',
    unit: 'ms',
    better: 'lower',
    about: 'The requests of one passage through a group added up, without pauses.',
  },
  { name: 'group_duration', unit: 'ms', better: 'lower', about: 'One passage through a group, pauses included.' },
];

/** With more series than this, the names name requests and not kinds of requests. */
const mostSeries = 50_000;

/** The version as a format's name has it: `gatling-simulation-log-3.5` for 3.5.1. */
export function logFormat(version: string): string {
  const [, major, minor] = /^(\d{1,3})(?:\.(\d{1,3}))?/.exec(version) ?? [];
  return major === undefined ? 'gatling-simulation-log' : `gatling-simulation-log-${major}.${minor ?? 0}`;
}

/** The formats of Gatling's logs: text up to 3.10, binary from 3.11 on. */
export const logFormats: readonly string[] = [
  ...Array.from({ length: 4 }, (_, minor) => logFormat(`2.${minor}`)),
  ...Array.from({ length: 21 }, (_, minor) => logFormat(`3.${minor}`)),
];

/** A request as the log tells it; times in milliseconds since 1970. */
export interface LoggedRequest {
  groups: readonly string[];
  name: string;
  start: number;
  end: number;
  ok: boolean;
  message: string;
}

/** A request's name with the groups around it, as Gatling's report writes it. */
export const pathOf = (groups: readonly string[], name: string): string => [...groups, name].join(' / ');

/** Collects the records of one log, whatever layout they come from. */
export class LoggedRun {
  readonly #columns = new SampleColumns({ times: true });
  readonly #numbers = new Map<string, number>();
  /** The first series is that of all requests; a request may have the same name. */
  readonly #names: { key: string; metric: string }[] = [{ key: wholeName, metric: 'response_time' }];
  readonly #messages = new Map<string, number>();
  readonly #scenarios = new Map<string, number>();
  readonly skipped = new SkippedRows();
  #requests = 0;
  #failures = 0;
  #errors = 0;
  #active = 0;
  #mostActive = 0;
  #first = Number.POSITIVE_INFINITY;
  #last = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly file: HarnessFile,
    private readonly context: ParseContext,
  ) {}

  get requests(): number {
    return this.#requests;
  }

  /** Takes a request, or says why it cannot be used. */
  request({ groups, name, start, end, ok, message }: LoggedRequest, place: Place): Unusable | undefined {
    const elapsed = end - start;
    if (!(elapsed >= 0) || start < 0)
      return { reason: 'the request does not end after its start', value: `${start} to ${end}` };
    this.#columns.add(0, elapsed, start, !ok);
    this.#sample(pathOf(groups, name), 'response_time', elapsed, start, !ok, place);
    this.#requests += 1;
    if (!ok) {
      this.#failures += 1;
      if (message !== '') this.#messages.set(message, (this.#messages.get(message) ?? 0) + 1);
    }
    this.#first = Math.min(this.#first, start);
    this.#last = Math.max(this.#last, end);
    return undefined;
  }

  /** Takes a passage through a group. */
  group(
    path: readonly string[],
    start: number,
    end: number,
    added: number,
    ok: boolean,
    place: Place,
  ): Unusable | undefined {
    if (!(end - start >= 0) || !(added >= 0) || start < 0) return { reason: 'the group does not end after its start' };
    const key = path.join(' / ');
    this.#sample(key, 'group_response_time', added, start, !ok, place);
    this.#sample(key, 'group_duration', end - start, start, !ok, place);
    return undefined;
  }

  /** Notes that a virtual user starts or ends. */
  user(scenario: string, starts: boolean): void {
    this.#active += starts ? 1 : -1;
    this.#mostActive = Math.max(this.#mostActive, this.#active);
    if (starts) this.#scenarios.set(scenario, (this.#scenarios.get(scenario) ?? 0) + 1);
  }

  /** Notes an error outside of requests, such as a crash of the script. */
  error(): void {
    this.#errors += 1;
  }

  #sample(key: string, metric: string, value: number, time: number, failed: boolean, place: Place): void {
    const id = JSON.stringify([metric, key]);
    let number = this.#numbers.get(id);
    if (number === undefined) {
      number = this.#names.length;
      if (number >= mostSeries) {
        throw this.context.refusal(this.file, {
          message: `The log has more than ${mostSeries} different names of requests.`,
          where: place,
          hint: 'Give requests to the same endpoint one name.',
        });
      }
      this.#numbers.set(id, number);
      this.#names.push({ key, metric });
    }
    this.#columns.add(number, value, time, failed);
  }

  /** The run. Throws the context's refusal where no record could be used. */
  finished(format: string, noun: 'line' | 'row', metadata: { [name: string]: Json }): ParsedRun {
    const failure = this.skipped.first();
    if (this.#requests === 0 && this.#scenarios.size === 0 && failure) {
      throw this.context.refusal(this.file, {
        message: `No ${noun} can be used: ${failure.reason}.`,
        where: failure.place,
      });
    }
    this.skipped.report(this.file, this.context, noun);
    const samples = this.#columns.bySeries(this.#names.length);
    const series = this.#names.map(({ key, metric }, number): ParsedSeries => {
      const own = samples[number]!;
      const errors = own.failed.reduce((sum, failed) => sum + failed, 0);
      return { key, metric, unit: 'ms', better: 'lower', source: 'samples', samples: own, errors };
    });
    numberApart(series);
    const timed = this.#requests > 0;
    const started = timed ? instant(this.#first) : undefined;
    const finished = timed ? instant(this.#last) : undefined;
    return {
      format,
      outcome: timed ? 'ok' : 'ok-no-samples',
      series: series.filter(({ samples: own }) => own!.values.length > 0),
      totals: {
        count: this.#requests,
        errors: this.#failures,
        ...(timed && { durationSeconds: (this.#last - this.#first) / 1000 }),
        ...(this.#errors > 0 && { scriptErrors: this.#errors }),
        ...(this.skipped.total > 0 && { [noun === 'line' ? 'skippedLines' : 'skippedRows']: this.skipped.total }),
      },
      metadata: {
        ...metadata,
        ...(started && { startedAt: started }),
        ...(finished && { finishedAt: finished }),
        ...(this.#scenarios.size > 0 && { usersStarted: Object.fromEntries(this.#scenarios) }),
        ...(this.#mostActive > 0 && { mostActiveUsers: this.#mostActive }),
        ...(this.#messages.size > 0 && { failureMessages: Object.fromEntries([...this.#messages].slice(0, 100)) }),
      },
    };
  }
}
