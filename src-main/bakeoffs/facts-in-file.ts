import {
  type FaultEntry,
  type RunMetadata,
  readFaultTable,
  runMetadataSchema,
  type StoredMetadata,
  storedMetadataSchema,
  tellsIncomplete,
} from '../../src-shared/bakeoffs';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { jsonOf } from '../../src-shared/kernel/json-text';
import type { Json } from './importers/interface';
import type { ReadRun } from './read-run';

export type { StoredMetadata };

/** How people write the tools' names. */
const toolNames: Record<string, string> = {
  jmeter: 'JMeter',
  k6: 'k6',
  hyperfine: 'hyperfine',
  'google-benchmark': 'Google Benchmark',
  jmh: 'JMH',
  criterion: 'Criterion.rs',
  'go-bench': 'go test -bench',
  'lm-eval': 'lm-evaluation-harness',
  vllm: 'vLLM benchmark',
  ycsb: 'YCSB',
  ab: 'ApacheBench',
  locust: 'Locust',
  gatling: 'Gatling',
  vegeta: 'Vegeta',
  artillery: 'Artillery',
};

const number = (value: Json | undefined): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
const whole = (value: Json | undefined): number | undefined => {
  const found = number(value);
  return found !== undefined && Number.isSafeInteger(found) ? found : undefined;
};

/**
 * The facts that a result file itself tells: harness, start, duration, users, requests and failures, offered and achieved load where
 * the harness counts what it could not start, and whether anything is missing. What it does not tell stays unknown.
 */
export function factsOfRun({ tool, totals, facts, warnings, exact, percentilesBy }: ReadRun): StoredMetadata {
  const seconds = number(totals.durationSeconds);
  // Where those that failed are not among the count, the file's reader says how many were tried in all.
  const total = whole(totals.attempts) ?? whole(totals.count) ?? whole(totals.httpRequests);
  const failed = whole(totals.errors);
  // The users that were set up. How many were seen active at most is no fact of the load: it varies from run to run.
  const users =
    whole(facts.allocatedVirtualUsers) ??
    whole(facts.clients) ??
    whole(facts.maxConcurrency) ??
    whole(facts.concurrency);
  const [original, effective] = [whole(totals.itemsOfTasks), whole(totals.itemsTaken)];
  const version = typeof facts.toolVersion === 'string' ? facts.toolVersion : undefined;
  const found: RunMetadata = {
    harness: { name: toolNames[tool] ?? tool, ...(version && { version }) },
    ...(typeof facts.command === 'string' && { command: facts.command }),
    ...(typeof facts.startedAt === 'string' && { startedAt: facts.startedAt }),
    ...(seconds !== undefined && { durationSeconds: seconds }),
    ...loadOf(totals, seconds, users, number(facts.targetRate), facts.loadModel, achievedBy(tool, total, seconds)),
    ...(total !== undefined && failed !== undefined && { requests: { total, failed } }),
    ...(original !== undefined && effective !== undefined && { samples: { original, effective } }),
    ...(exact
      ? { percentiles: 'exact' }
      : percentilesBy && {
          percentiles: `${percentilesBy === 'histogram' ? 'histogram of' : 'as printed by'} ${toolNames[tool] ?? tool}`,
        }),
    ...buildOf(facts),
    ...(tellsIncomplete(warnings) && { complete: false }),
  };
  const checked = storedMetadataSchema.safeParse(found);
  if (checked.success) return checked.data;
  // A file may say something that is no fact, such as a start in no known zone; then it is unknown.
  const wrong = new Set(checked.error.issues.map(({ path }) => path[0]));
  return storedMetadataSchema.parse(Object.fromEntries(Object.entries(found).filter(([name]) => !wrong.has(name))));
}

/** Harnesses that send what they were asked for at even steps, and those that draw the steps by chance. */
const evenSteps = new Set(['wrk2', 'ycsb', 'redis-benchmark']);
const chanceSteps = new Set(['pgbench', 'sysbench']);
/** With so many requests three standard deviations of a Poisson count are under 2 %, the share by which load may fall short. */
const enoughByChance = 22_500;

/** Requests a second that a harness with a target really made; unknown where chance or a last long answer would weigh too much. */
function achievedBy(tool: string, total: number | undefined, seconds: number | undefined): number | undefined {
  if (total === undefined || seconds === undefined || seconds <= 0) return undefined;
  return evenSteps.has(tool) || (chanceSteps.has(tool) && total >= enoughByChance) ? total / seconds : undefined;
}

/** How the library that measures was built, and whether the clock of the processor was scaled, as Google Benchmark tells. */
function buildOf(facts: ReadRun['facts']): Pick<RunMetadata, 'build' | 'cpuScaling'> {
  const { library_build_type: build, cpu_scaling_enabled: scaling } = facts;
  return {
    ...((build === 'debug' || build === 'release') && { build: build as 'debug' | 'release' }),
    ...(typeof scaling === 'boolean' && { cpuScaling: scaling }),
  };
}

/** k6 counts iterations that an open load model could not start: then load was offered on schedule, and this much was achieved. */
function loadOf(
  totals: ReadRun['totals'],
  seconds: number | undefined,
  users: number | undefined,
  rate: number | undefined,
  loadModel: Json | undefined,
  achieved: number | undefined,
): Pick<RunMetadata, 'load'> {
  const dropped = whole(totals.droppedIterations);
  const done = whole(totals.iterations);
  const target =
    rate !== undefined && rate > 0
      ? { targetRate: rate, ...(achieved !== undefined && { achievedRate: achieved }) }
      : {};
  const model = loadModel === 'open' || loadModel === 'closed' ? { model: loadModel as 'open' | 'closed' } : {};
  const crowd = { ...model, ...(users !== undefined && users > 0 && { users }), ...target };
  if (dropped !== undefined && dropped > 0 && done !== undefined && seconds) {
    return { load: { ...crowd, model: 'open', offeredRate: (done + dropped) / seconds, achievedRate: done / seconds } };
  }
  return Object.keys(crowd).length > 0 ? { load: crowd } : {};
}

/** A description beside a result file, such as `01-a.meta.json` for `01-a.jtl`. */
export interface Description {
  name: string;
  metadata: StoredMetadata;
  ranBy: string | null;
  /** The files that it says it is about. */
  files: NonNullable<RunMetadata['files']>;
  /** What in it is not taken over, in sentences. */
  notes: string[];
  /** Of a table of faults: what it tells. It is about the run of its stem, or, named `faults.csv`, about all of them. */
  faults?: FaultEntry[];
}

const faultTable = /(^|[./\\])faults\.csv$/i;

/** Whether a file's name says that it describes a run, or the faults that were injected into it. */
export const isDescription = (name: string): boolean => /\.meta\.json$/i.test(name) || faultTable.test(name);

/** A file's name without what follows its stem: `01-a` for `01-a.jtl`, `01-a.meta.json` and `01-a.faults.csv`. */
export const stemOf = (name: string): string =>
  isDescription(name) ? name.replace(/\.meta\.json$/i, '').replace(faultTable, '') : name.replace(/\.[^./]+$/, '');

/** Whether a table of faults says something of a file: by its stem, or, of a table of all runs, by the stem of each entry. */
export function faultsOf({ name: table, faults = [] }: Description, name: string): FaultEntry[] {
  const stem = stemOf(name);
  const ofAll = /^faults\.csv$/i.test(table.split(/[\\/]/).at(-1) ?? '');
  if (!ofAll && stemOf(table) !== stem) return [];
  const bare = stem.split(/[\\/]/).at(-1);
  return faults.filter(({ run }) => run === undefined || run === stem || run === bare || run === name);
}

/** Reads a description. Throws `bad-input` naming the fact that does not fit. */
export function readDescription(name: string, text: string): Description {
  if (faultTable.test(name)) {
    return { name, metadata: {}, ranBy: null, files: [], notes: [], faults: readFaultTable(text, name) };
  }
  const value = jsonOf(text, name, { file: name });
  const parsed = runMetadataSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = issue?.path.map(String).join('.') ?? '';
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${name} does not describe a run: ${field || 'the whole'} ${issue?.message ?? 'does not fit'}.`,
      where: { file: name, ...(field && { field }) },
    });
  }
  const { files = [], ranBy = null, waivers = [], ...metadata } = parsed.data;
  const strange = Object.keys(value as object).filter((key) => !Object.hasOwn(runMetadataSchema.shape, key));
  return {
    name,
    metadata,
    ranBy,
    files,
    notes: [
      ...(strange.length > 0 ? [`${name} has facts that are not known here: ${strange.join(', ')}.`] : []),
      ...(waivers.length > 0
        ? [`${name} accepts deviations; these are not taken over. Accept them here, under your own name.`]
        : []),
    ],
  };
}

/** Facts with others laid over them; objects such as `load` are laid over each other, too. */
export function mergedFacts(base: StoredMetadata, over: StoredMetadata): StoredMetadata {
  const isPlain = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  const merged: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(over)) {
    if (value === undefined) continue;
    const below = merged[name];
    merged[name] = isPlain(below) && isPlain(value) ? { ...below, ...value } : value;
  }
  return merged as StoredMetadata;
}
