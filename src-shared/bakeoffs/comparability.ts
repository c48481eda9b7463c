import { agreedRunsFindings, conditionFindings } from './agreed-conditions';
import type { RunMetadata, Waiver } from './metadata';
import { factOf } from './metadata';
import { fewestRuns } from './planning';
import { orderOfRuns } from './run-order';

/** How much a finding weighs: a stop blocks the comparison until it is waived with a reason, a warning is shown beside it. */
export type Severity = 'stop' | 'warning';

/** One thing that the gate found about two sides. */
export interface Finding {
  /** Name of the check, by which it is waived. */
  check: string;
  severity: Severity;
  /** A sentence for a person, with the facts of both sides. */
  sentence: string;
  /** Present when somebody accepted a stop. */
  waiver?: Waiver;
}

/** What the gate says about a comparison. */
export interface GateResult {
  findings: Finding[];
  /** Sentences of stops that nobody waived: the rows are not comparable. */
  open: string[];
  /** Names of facts that could not be checked because a run does not have them. */
  unknown: string[];
}

/** What the template fixed before the runs. */
export interface GateAgreement {
  /** Largest share of failed requests; not checked where nothing was agreed. */
  errorRateLimit?: number;
  /** Months after which a competitor's version counts as old. */
  oldAfterMonths?: number;
  waivers?: readonly Waiver[];
  /** Complete executions a side, where a file holds several of them. */
  executions?: { ours: number; theirs: number };
  /** Facts that were agreed to be recorded and equal; a difference in them is a stop, whatever it weighs otherwise. */
  mustBeEqual?: readonly string[];
  /** Facts and evidence that every run was agreed to have. */
  mustBePresent?: readonly string[];
  /** Seconds from each run's start that are left out. */
  discardSeconds?: number;
  runsWanted?: number | null;
  /** Whether the files of each run hold its single measurements, in the order of the runs. */
  measured?: { ours: readonly (boolean | undefined)[]; theirs: readonly (boolean | undefined)[] };
  /** What the measurements themselves show. */
  further?: readonly Finding[];
}

/** Where a side achieved less than this share of the load that was offered, it was not measured at that load. */
const LEAST_ACHIEVED = 0.98;
/** A client busier than this may be what was measured. */
const BUSY_CLIENT = 0.8;

interface FactRule {
  check: string;
  severity: Severity;
  path: string;
  label: string;
}

/** Facts that must, or should, be the same on both sides. */
const equalFacts: readonly FactRule[] = [
  { check: 'workload', severity: 'stop', path: 'workload.name', label: 'Workload' },
  { check: 'workload-version', severity: 'stop', path: 'workload.version', label: 'Workload version' },
  { check: 'workload-size', severity: 'stop', path: 'workload.size', label: 'Workload size' },
  { check: 'data-set', severity: 'stop', path: 'dataSet.name', label: 'Data set' },
  { check: 'data-set-version', severity: 'stop', path: 'dataSet.version', label: 'Data set version' },
  { check: 'data-set-size', severity: 'stop', path: 'dataSet.size', label: 'Data set size' },
  { check: 'data-set-digest', severity: 'stop', path: 'dataSet.sha256', label: 'Data set digest' },
  { check: 'load-model', severity: 'stop', path: 'load.model', label: 'Load model' },
  { check: 'load-users', severity: 'stop', path: 'load.users', label: 'Virtual users' },
  { check: 'load-rate', severity: 'stop', path: 'load.targetRate', label: 'Target rate' },
  { check: 'percentile-definition', severity: 'stop', path: 'percentiles', label: 'Percentile definition' },
  { check: 'cpu-model', severity: 'warning', path: 'server.model', label: 'Server machine' },
  { check: 'cpu-cores', severity: 'warning', path: 'server.cores', label: 'Server cores' },
  { check: 'memory', severity: 'warning', path: 'server.memoryGiB', label: 'Server memory' },
  { check: 'storage', severity: 'warning', path: 'server.storage', label: 'Server storage' },
  { check: 'network', severity: 'warning', path: 'server.network', label: 'Server network' },
  { check: 'instance-type', severity: 'warning', path: 'cloud.instanceType', label: 'Cloud instance type' },
  { check: 'region', severity: 'warning', path: 'cloud.region', label: 'Region' },
  { check: 'operating-system', severity: 'warning', path: 'operatingSystem.name', label: 'Operating system' },
  {
    check: 'operating-system-version',
    severity: 'warning',
    path: 'operatingSystem.version',
    label: 'Operating system version',
  },
  { check: 'kernel', severity: 'warning', path: 'operatingSystem.kernel', label: 'Kernel' },
  { check: 'client-machine', severity: 'warning', path: 'client.model', label: 'Client machine' },
  { check: 'client-cores', severity: 'warning', path: 'client.cores', label: 'Client cores' },
  { check: 'harness', severity: 'warning', path: 'harness.name', label: 'Harness' },
  { check: 'harness-version', severity: 'warning', path: 'harness.version', label: 'Harness version' },
  { check: 'warm-up', severity: 'warning', path: 'warmUpSeconds', label: 'Warm-up' },
];

/** Checks that look at a fact in other ways than whether it is the same on both sides. */
const otherChecks: Readonly<Record<string, readonly string[]>> = {
  settings: ['tuned-against-default'],
  versionReleased: ['old-version'],
  newestVersionReleased: ['old-version'],
  'listPrice.amount': ['list-price'],
  build: ['debug-build-ours', 'debug-build-theirs'],
  cpuScaling: ['cpu-scaling-ours', 'cpu-scaling-theirs'],
  sameMachine: ['same-machine-ours', 'same-machine-theirs'],
  warmUpSeconds: ['no-warm-up-ours', 'no-warm-up-theirs'],
};

/** Names of the gate's checks that look at a fact; none where the gate does not. */
export function factChecks(path: string): readonly string[] {
  return [...equalFacts.filter((fact) => fact.path === path).map(({ check }) => check), ...(otherChecks[path] ?? [])];
}

const distinct = (runs: readonly RunMetadata[], path: string): string[] =>
  [
    ...new Set(
      runs
        .map((run) => factOf(run, path))
        .filter((value) => value !== undefined)
        .map(String),
    ),
  ].sort();

/** Differences in facts that should be equal, between the sides or between runs of one side. */
function unequalFacts(
  ours: readonly RunMetadata[],
  theirs: readonly RunMetadata[],
  mustBeEqual: readonly string[],
): Finding[] {
  const findings: Finding[] = [];
  for (const { check, severity, path, label } of equalFacts) {
    const a = distinct(ours, path);
    const b = distinct(theirs, path);
    if (a.length === 0 || b.length === 0 || new Set([...a, ...b]).size === 1) continue;
    findings.push({
      check,
      severity: mustBeEqual.includes(path) ? 'stop' : severity,
      sentence: `${label} differs: ours ${a.join(' and ')}, theirs ${b.join(' and ')}`,
    });
  }
  return findings;
}

/** Labels of the facts that every run of both sides has and that are the same in all of them. */
export function agreedFacts(ours: readonly RunMetadata[], theirs: readonly RunMetadata[]): string[] {
  const runs = [...ours, ...theirs];
  if (ours.length === 0 || theirs.length === 0) return [];
  return equalFacts
    .filter(({ path }) => runs.every((run) => factOf(run, path) !== undefined) && distinct(runs, path).length === 1)
    .map(({ label }) => label);
}

interface Side {
  name: 'ours' | 'theirs';
  runs: readonly RunMetadata[];
}

const percent = (value: number): string => `${Math.round(value * 1000) / 10} %`;

/** The number of runs for which something holds, as `3 of 7 runs of ours`; null for none. */
function affected({ name, runs }: Side, holds: (run: RunMetadata) => boolean): string | null {
  const count = runs.filter(holds).length;
  return count === 0 ? null : `${count} of ${runs.length} runs of ${name}`;
}

/** What is wrong within one side, whatever the other did. */
function sideFindings(side: Side, agreement: GateAgreement): Finding[] {
  const findings: Finding[] = [];
  const add = (check: string, severity: Severity, who: string | null, what: string) => {
    if (who !== null) findings.push({ check, severity, sentence: `${who} ${what}` });
  };
  const achieved = ({ load }: RunMetadata): number | null => {
    const asked = load?.offeredRate ?? load?.targetRate;
    return asked === undefined || asked === 0 || load?.achievedRate === undefined ? null : load.achievedRate / asked;
  };
  const errorRate = ({ requests }: RunMetadata): number | null =>
    requests && requests.total > 0 ? requests.failed / requests.total : null;
  const shares = side.runs.map(achieved).filter((value) => value !== null);
  const lowest = shares.reduce((least, value) => Math.min(least, value), 1);
  add(
    `load-not-reached-${side.name}`,
    'stop',
    affected(side, (run) => (achieved(run) ?? 1) < LEAST_ACHIEVED),
    `did not reach the offered load (lowest ${percent(lowest)}, needed ${percent(LEAST_ACHIEVED)})`,
  );
  add(
    `incomplete-${side.name}`,
    'stop',
    affected(side, (run) => run.complete === false),
    'are incomplete or truncated',
  );
  add(
    `bad-exit-${side.name}`,
    'stop',
    affected(side, ({ exitCode }) => exitCode !== undefined && exitCode !== 0),
    'ended with an exit code other than 0',
  );
  add(
    `limited-${side.name}`,
    'stop',
    affected(side, ({ samples }) => samples !== undefined && samples.effective < samples.original),
    'used fewer items than the workload has',
  );
  const { errorRateLimit } = agreement;
  if (errorRateLimit !== undefined) {
    add(
      `error-rate-${side.name}`,
      'stop',
      affected(side, (run) => (errorRate(run) ?? 0) > errorRateLimit),
      `have an error rate above the agreed ${percent(errorRateLimit)}`,
    );
  }
  add(
    `same-machine-${side.name}`,
    'warning',
    affected(side, (run) => run.sameMachine === true),
    'had client and server on one machine',
  );
  add(
    `client-busy-${side.name}`,
    'warning',
    affected(side, (run) => (run.client?.cpuUse ?? 0) > BUSY_CLIENT),
    `had a client busier than ${percent(BUSY_CLIENT)}, so the client may be what was measured`,
  );
  add(
    `debug-build-${side.name}`,
    'warning',
    affected(side, (run) => run.build === 'debug'),
    'measured a debug build',
  );
  add(
    `cpu-scaling-${side.name}`,
    'warning',
    affected(side, (run) => run.cpuScaling === true),
    'ran with CPU frequency scaling on',
  );
  add(
    `no-warm-up-${side.name}`,
    'warning',
    // What is left out of every figure at the start of a run is its warm-up.
    (agreement.discardSeconds ?? 0) > 0
      ? null
      : affected(side, (run) => run.warmUpSeconds === undefined || run.warmUpSeconds === 0),
    'have no warm-up recorded',
  );
  const executions = Math.max(side.runs.length, agreement.executions?.[side.name] ?? 0);
  if (side.runs.length < fewestRuns && executions >= fewestRuns) {
    findings.push({
      check: `repetitions-${side.name}`,
      severity: 'warning',
      sentence: `The runs of ${side.name} are ${executions} repetitions in ${side.runs.length === 1 ? 'one file' : `${side.runs.length} files`}, one after the other: what changed between the files looks like a difference of the products`,
    });
  } else if (side.runs.length < fewestRuns) {
    findings.push({
      check: `few-runs-${side.name}`,
      severity: 'warning',
      sentence: `Only ${side.runs.length === 1 ? '1 run' : `${side.runs.length} runs`} of ${side.name}; a verdict needs at least ${fewestRuns}`,
    });
  }
  return findings;
}

/** The day of a run in its own zone. */
function dayOf(run: RunMetadata): string | undefined {
  return run.startedAt?.slice(0, 10);
}

function tuned(runs: readonly RunMetadata[]): boolean | null {
  const known = runs.filter((run) => run.settings !== undefined);
  return known.length === 0 ? null : known.some((run) => (run.settings ?? []).length > 0);
}

/** Whole months from one day to a later one. */
function monthsBetween(from: string, to: string): number {
  const [year = 0, month = 0, day = 0] = from.split('-').map(Number);
  const [laterYear = 0, laterMonth = 0, laterDay = 0] = to.split('-').map(Number);
  return (laterYear - year) * 12 + (laterMonth - month) - (laterDay < day ? 1 : 0);
}

/** What only shows when both sides are looked at together. */
function pairFindings(
  ours: readonly RunMetadata[],
  theirs: readonly RunMetadata[],
  agreement: GateAgreement,
): Finding[] {
  const findings: Finding[] = [];
  const warn = (check: string, sentence: string) => findings.push({ check, severity: 'warning', sentence });
  const days = new Set([...ours, ...theirs].map(dayOf).filter((day) => day !== undefined));
  if (days.size > 1) warn('different-days', `The runs were made on ${days.size} different days`);
  const order = orderOfRuns(ours, theirs);
  if (order?.blocked) warn('blocked-order', order.sentence);
  const [tunedOurs, tunedTheirs] = [tuned(ours), tuned(theirs)];
  if (tunedOurs !== null && tunedTheirs !== null && tunedOurs !== tunedTheirs) {
    warn(
      'tuned-against-default',
      `Only ${tunedOurs ? 'our' : 'their'} side was tuned; the other ran with its own settings`,
    );
  }
  const listed = (runs: readonly RunMetadata[]) =>
    runs.length > 0 && runs.every(({ listPrice }) => listPrice !== undefined);
  if ([...ours, ...theirs].some(({ listPrice }) => listPrice !== undefined) && listed(ours) !== listed(theirs)) {
    warn('list-price', `The list price is recorded of ${listed(ours) ? 'our' : 'their'} side only`);
  }
  const limit = agreement.oldAfterMonths;
  if (limit !== undefined) {
    const behind = theirs.map((run) =>
      run.versionReleased && run.newestVersionReleased
        ? monthsBetween(run.versionReleased, run.newestVersionReleased)
        : 0,
    );
    const most = behind.reduce((largest, value) => Math.max(largest, value), 0);
    if (most > limit) warn('old-version', `Their version was ${most} months behind their newest when it was run`);
  }
  return findings;
}

/** Facts of the gate that one of the runs does not have. */
function uncheckable(runs: readonly RunMetadata[], agreement: GateAgreement): string[] {
  const names = equalFacts
    .filter(({ path }) => runs.some((run) => factOf(run, path) === undefined))
    .map(({ label }) => label);
  if (runs.some((run) => run.load?.achievedRate === undefined)) names.push('Achieved load');
  if (runs.some((run) => run.complete === undefined)) names.push('Completeness');
  if (runs.some((run) => run.startedAt === undefined)) names.push('Time of the run');
  if (agreement.errorRateLimit === undefined) names.push('Agreed error rate');
  return names;
}

/**
 * The comparability gate: may these runs of two sides be compared at all? Stops block the comparison until each is waived with a
 * reason and a name; warnings are shown. A fact that is missing is never taken as equal: it is listed as unknown.
 */
export function comparabilityGate(
  ours: readonly RunMetadata[],
  theirs: readonly RunMetadata[],
  agreement: GateAgreement = {},
): GateResult {
  const waivers = new Map((agreement.waivers ?? []).map((waiver) => [waiver.check, waiver]));
  for (const run of [...ours, ...theirs]) for (const waiver of run.waivers ?? []) waivers.set(waiver.check, waiver);
  const { mustBeEqual = [], mustBePresent = [], measured } = agreement;
  const conditioned = (runs: readonly RunMetadata[], side: 'ours' | 'theirs') =>
    runs.map((metadata, index) => ({ metadata, measured: measured?.[side][index] }));
  const findings = [
    ...unequalFacts(ours, theirs, mustBeEqual),
    ...conditionFindings(
      { ours: conditioned(ours, 'ours'), theirs: conditioned(theirs, 'theirs') },
      { mustBeEqual, mustBePresent },
      new Set(equalFacts.map(({ path }) => path)),
    ),
    ...sideFindings({ name: 'ours', runs: ours }, agreement),
    ...sideFindings({ name: 'theirs', runs: theirs }, agreement),
    ...pairFindings(ours, theirs, agreement),
    ...agreedRunsFindings({ ours: ours.length, theirs: theirs.length }, agreement.runsWanted ?? null),
    ...(agreement.further ?? []),
  ].map((finding): Finding => {
    const waiver = waivers.get(finding.check);
    return waiver ? { ...finding, waiver } : finding;
  });
  return {
    findings,
    open: findings
      .filter((finding) => finding.severity === 'stop' && !finding.waiver)
      .map((finding) => finding.sentence),
    unknown: uncheckable([...ours, ...theirs], agreement),
  };
}

/** How a series was measured, as far as two series must agree before their figures may stand in one row. */
export interface SeriesDefinition {
  unit: string;
  better: 'lower' | 'higher';
}

/** Why two series must not stand in one row: other unit or other direction; empty when they may. */
export function seriesDifferences(ours: SeriesDefinition, theirs: SeriesDefinition): string[] {
  const reasons: string[] = [];
  if (ours.unit !== theirs.unit) reasons.push(`Unit differs: ours ${ours.unit}, theirs ${theirs.unit}`);
  if (ours.better !== theirs.better)
    reasons.push(`Direction differs: ours ${ours.better}, theirs ${theirs.better} is better`);
  return reasons;
}
