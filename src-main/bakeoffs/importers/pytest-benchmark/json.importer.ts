import type {
  HarnessFile,
  Importer,
  Json,
  MetricDeclaration,
  ParseContext,
  ParsedRun,
  ParsedSeries,
} from '../interface';
import { asNumber, asObject, readJson } from '../reading/json';
import { headText, isBlank } from '../reading/text';
import { isoTimestamp } from '../reading/timestamps';

const format = 'pytest-benchmark-json';

export const metrics: readonly MetricDeclaration[] = [
  {
    name: 'wall_time',
    unit: 's',
    better: 'lower',
    about: 'Time of one call, averaged over the iterations of a round.',
  },
];

/** pytest-benchmark's JSON: the figures of each test and, where they were saved, the times of all rounds, in seconds. */
export const importer: Importer = {
  tool: 'pytest-benchmark',
  formats: [format],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    const text = headText(head);
    if (!/^\s*\{/.test(text)) return null;
    if (/"machine_info"\s*:/.test(text) && /"(commit_info|benchmarks)"\s*:/.test(text))
      return { format, by: 'content' };
    const rounds = /"benchmarks"\s*:\s*\[/.test(text) && /"stats"\s*:\s*\{/.test(text) && /"rounds"\s*:/.test(text);
    return rounds && /"fullname"\s*:/.test(text) ? { format, by: 'content' } : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const document = asObject(await readJson(file!, context, { bareNumbers: true }));
    const benchmarks = document?.benchmarks;
    if (!document || !Array.isArray(benchmarks)) {
      throw context.refusal(file!, { message: 'The document has no list of benchmarks.', where: { line: 1 } });
    }
    const failed: string[] = [];
    const series = benchmarks.flatMap((entry, index) => {
      const found = seriesOf(entry, index, file!, context);
      if (asObject(entry)?.has_error === true) failed.push(found?.key ?? `benchmark ${index + 1}`);
      return found ? [found] : [];
    });
    tellApart(series);
    const rounds = series.map(({ samples, printed }) => samples?.values.length ?? printed?.n);
    return {
      format,
      outcome: failed.length > 0 ? 'ok-with-failures' : outcomeOf(series.length, benchmarks.length),
      series,
      totals: {
        ...(rounds.length > 0 &&
          rounds.every((one) => one !== undefined) && { rounds: rounds.reduce((sum, one) => sum! + one!, 0)! }),
      },
      metadata: {
        ...metadataOf(document),
        ...(failed.length > 0 && { failed }),
        ...(file!.encoding !== 'utf-8' && { encoding: file!.encoding }),
      },
    };
  },
};

function outcomeOf(read: number, listed: number): ParsedRun['outcome'] {
  if (read > 0) return 'ok';
  return listed > 0 ? 'ok-no-samples' : 'empty';
}

function seriesOf(value: unknown, index: number, file: HarnessFile, context: ParseContext): ParsedSeries | undefined {
  const entry = asObject(value);
  const damaged = (message: string): Error =>
    context.refusal(file, { message: `Benchmark ${index + 1}: ${message}; the file is damaged.` });
  const key = entry?.fullname ?? entry?.name;
  if (!entry || typeof key !== 'string') throw damaged('there is no name');
  const stats = asObject(entry.stats);
  if (!stats) {
    if (entry.stats !== undefined && entry.stats !== null) throw damaged('its statistics are no object');
    return undefined;
  }
  const times = timesOf(stats.data, damaged);
  const figure = (name: string): number | undefined => {
    const found = asNumber(stats[name]);
    if (found !== undefined && found < 0) throw damaged(`“${name}” is ${found}`);
    return found;
  };
  const named = { key, metric: 'wall_time', unit: 's', better: 'lower' } as const;
  const details: { [name: string]: Json } = {
    reported: present(stats, [
      'mean',
      'median',
      'stddev',
      'iqr',
      'q1',
      'q3',
      'rounds',
      'iterations',
      'ops',
      'total',
      'outliers',
    ]),
    ...(typeof entry.group === 'string' && { group: entry.group }),
    ...(asObject(entry.params) && { parameters: plainMembers(entry.params) }),
    ...(asObject(entry.extra_info) &&
      Object.keys(entry.extra_info as object).length > 0 && { extraInfo: plainMembers(entry.extra_info) }),
    ...(asObject(entry.options) && {
      options: present(entry.options as Record<string, unknown>, [
        'timer',
        'warmup',
        'disable_gc',
        'min_rounds',
        'max_time',
        'min_time',
      ]),
    }),
  };
  if (times && times.length > 0) {
    return { ...named, source: 'samples', samples: { values: times }, repetitions: true, details };
  }
  const [n, mean, median] = [figure('rounds'), figure('mean'), figure('median')];
  const [min, max, stddev] = [figure('min'), figure('max'), figure('stddev')];
  if (mean === undefined && median === undefined && min === undefined) return undefined;
  const printed = {
    ...(n !== undefined && { n }),
    ...(mean !== undefined && { mean }),
    ...(median !== undefined && { median }),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    // Of a single round the file says 0; a spread needs two.
    ...(stddev !== undefined && n !== 1 && { stddev }),
  };
  return { ...named, source: 'summary-only', printed, details };
}

function timesOf(value: unknown, damaged: (message: string) => Error): Float64Array | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw damaged('its rounds are no list');
  return Float64Array.from(value as unknown[], (one, at) => {
    const time = asNumber(one);
    if (time === undefined || time < 0) throw damaged(`round ${at + 1} is ${JSON.stringify(one)?.slice(0, 40)}`);
    return time;
  });
}

/** Tests of one name (a file that was put together from several) are told apart by a number. */
export function tellApart(series: ParsedSeries[]): void {
  const seen = new Map<string, number>();
  for (const one of series) {
    const before = seen.get(one.key) ?? 0;
    seen.set(one.key, before + 1);
    if (before > 0) one.key = `${one.key} #${before + 1}`;
  }
}

function present(from: Record<string, unknown>, names: readonly string[]): { [name: string]: Json } {
  return Object.fromEntries(
    names.flatMap((name): [string, Json][] => {
      const value = from[name];
      const plain = typeof value === 'string' || typeof value === 'boolean' || asNumber(value) !== undefined;
      return plain ? [[name, value as Json]] : [];
    }),
  );
}

const plainMembers = (value: unknown): { [name: string]: Json } =>
  Object.fromEntries(
    Object.entries(asObject(value) ?? {}).map(([name, one]) => [
      name,
      typeof one === 'object' && one !== null ? JSON.stringify(one) : String(one),
    ]),
  );

/** Version, machine and commit, as far as the file tells them; the start only where it has a zone. */
function metadataOf(document: Record<string, unknown>): { [name: string]: Json } {
  const machine = asObject(document.machine_info) ?? {};
  const cpu = asObject(machine.cpu) ?? {};
  const commit = asObject(document.commit_info) ?? {};
  const text = (name: string, value: unknown): { [name: string]: Json } =>
    typeof value === 'string' && value !== '' ? { [name]: value } : {};
  const started = typeof document.datetime === 'string' ? document.datetime : '';
  const zoned = Number.isFinite(isoTimestamp(started));
  return {
    ...text('toolVersion', document.version),
    ...text(zoned ? 'startedAt' : 'datetime', started),
    ...text('host', machine.node),
    ...text('python', machine.python_version),
    ...text('pythonImplementation', machine.python_implementation),
    ...text('system', machine.system),
    ...text('release', machine.release),
    ...text('machine', machine.machine),
    ...text('cpu', cpu.brand_raw ?? cpu.brand ?? machine.processor),
    ...text('commit', commit.id),
    ...text('branch', commit.branch),
    ...(typeof commit.dirty === 'boolean' && { dirty: commit.dirty }),
  };
}
