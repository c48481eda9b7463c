import type {
  HarnessFile,
  Importer,
  Json,
  MetricDeclaration,
  ParseContext,
  ParsedRun,
  ParsedSeries,
  Samples,
} from '../interface';
import { asNumber, asObject, readJson } from '../reading/json';
import { headText, isBlank } from '../reading/text';

const format = 'hyperfine-json';

export const metrics: readonly MetricDeclaration[] = [
  { name: 'wall_time', unit: 's', better: 'lower', about: 'Wall-clock time of one execution of the command.' },
  {
    name: 'peak_memory',
    unit: 'B',
    better: 'lower',
    about: 'Largest memory of one execution (hyperfine 1.19 and later).',
  },
];

/** hyperfine's JSON export: every execution of every command. Each execution is a repetition of its own. */
export const importer: Importer = {
  tool: 'hyperfine',
  formats: [format],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    const text = headText(head);
    if (!/^\s*\{\s*"results"\s*:\s*\[/.test(text)) return null;
    if (/^\s*\{\s*"results"\s*:\s*\[\s*\]/.test(text)) return { format, by: 'shape' };
    return /"command"\s*:/.test(text) && /"(mean|times|exit_codes)"\s*:/.test(text) ? { format, by: 'content' } : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const results = asObject(await readJson(file!, context))?.results;
    if (!Array.isArray(results)) {
      throw context.refusal(file!, { message: 'The document has no list of results.', where: { line: 1 } });
    }
    const series = results.flatMap((result, index) => seriesOf(result, index, file!, context));
    nameApart(series);
    return {
      format,
      outcome: series.length === 0 ? 'empty' : 'ok',
      series,
      totals: { ...(series.length > 0 && { count: executions(series), errors: failures(series) }) },
      metadata: {
        commands: results.map((result) => String(asObject(result)?.command)),
        ...(file!.encoding !== 'utf-8' && { encoding: file!.encoding }),
      },
    };
  },
};

const wallTimes = (series: readonly ParsedSeries[]): ParsedSeries[] =>
  series.filter(({ metric }) => metric === 'wall_time');
const executions = (series: readonly ParsedSeries[]): number =>
  wallTimes(series).reduce((sum, { samples }) => sum + (samples?.values.length ?? 0), 0);
const failures = (series: readonly ParsedSeries[]): number =>
  wallTimes(series).reduce((sum, { errors }) => sum + (errors ?? 0), 0);

function seriesOf(result: unknown, index: number, file: HarnessFile, context: ParseContext): ParsedSeries[] {
  const entry = asObject(result);
  const damaged = (message: string): Error =>
    context.refusal(file, { message: `Result ${index + 1}: ${message}; the file is damaged.` });
  if (!entry || typeof entry.command !== 'string') throw damaged('there is no command');
  const key = entry.command;
  const column = (name: string): Float64Array | undefined => {
    const list = entry[name];
    if (list === undefined || list === null) return undefined;
    if (!Array.isArray(list)) throw damaged(`“${name}” is no list`);
    const values = new Float64Array(list.length);
    for (let at = 0; at < list.length; at += 1) {
      const value = asNumber(list[at]);
      if (value === undefined || value < 0)
        throw damaged(`entry ${at + 1} of “${name}” is ${JSON.stringify(list[at])}`);
      values[at] = value;
    }
    return values;
  };
  const times = column('times');
  const memory = column('memory_usage_byte');
  const failed = failedOf(entry.exit_codes);
  if (times && failed && failed.length !== times.length) {
    throw damaged(`there are ${times.length} times and ${failed.length} exit codes`);
  }
  const errors = failed?.reduce((sum, one) => sum + one, 0);
  const details: { [name: string]: Json } = {
    reported: reportedOf(entry),
    parameters: parametersOf(entry.parameters),
    ...(errors !== undefined && { nonZeroExits: errors }),
  };
  const samplesOf = (values: Float64Array): Samples => ({ values, ...(failed && { failed }) });
  const wall: ParsedSeries = { key, metric: 'wall_time', unit: 's', better: 'lower', source: 'summary-only', details };
  if (errors !== undefined) wall.errors = errors;
  if (times && times.length > 0) {
    wall.source = 'samples';
    wall.samples = samplesOf(times);
    wall.repetitions = true;
  } else {
    const { mean, stddev, median, min, max } = entry;
    wall.printed = numbers({ mean, stddev, median, min, max });
  }
  if (!memory || memory.length === 0) return [wall];
  const peak = {
    key,
    metric: 'peak_memory',
    unit: 'B',
    better: 'lower',
    source: 'samples',
    repetitions: true,
  } as const;
  return [wall, { ...peak, samples: { values: memory }, details: { parameters: parametersOf(entry.parameters) } }];
}

/** 1 for each execution that did not exit with 0; null stands for a command that a signal ended. */
function failedOf(codes: unknown): Uint8Array | undefined {
  return Array.isArray(codes) ? Uint8Array.from(codes, (code) => (code === 0 ? 0 : 1)) : undefined;
}

/** What hyperfine printed, in seconds; stddev is null after a single run. */
function reportedOf(entry: Record<string, unknown>): { [name: string]: Json } {
  const names = ['mean', 'stddev', 'median', 'min', 'max', 'user', 'system'] as const;
  return Object.fromEntries(
    names.filter((name) => entry[name] !== undefined).map((name) => [name, asNumber(entry[name]) ?? null]),
  );
}

function parametersOf(value: unknown): { [name: string]: Json } {
  return Object.fromEntries(
    Object.entries(asObject(value) ?? {}).map(([name, parameter]) => [name, String(parameter)]),
  );
}

function numbers(values: Record<string, unknown>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const number = asNumber(value);
      return number === undefined ? [] : [[name, number]];
    }),
  );
}

/** Gives results of equal commands different keys: by their parameters, else by a number. */
export function nameApart(series: ParsedSeries[]): void {
  const taken = new Map<string, number>();
  for (const one of series) {
    const name = (): string => `${one.metric}\n${one.key}`;
    const parameters = Object.entries((one.details?.parameters ?? {}) as Record<string, Json>);
    if (taken.has(name()) && parameters.length > 0) {
      one.key = `${one.key} (${parameters.map(([parameter, value]) => `${parameter}=${value}`).join(', ')})`;
    }
    const base = name();
    const before = taken.get(base) ?? 0;
    taken.set(base, before + 1);
    if (before > 0) one.key = `${one.key} #${before + 1}`;
  }
}
