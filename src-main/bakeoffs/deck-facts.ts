import {
  type FindingRecord,
  factOf,
  type RunMetadata,
  recordedFacts,
  shortDigest,
  type VerdictRow,
} from '../../src-shared/bakeoffs';
import { exactText, type ProofDeck } from '../../src-shared/documents';

type Environment = ProofDeck['environment'];
type Facts = ProofDeck['facts'];

/** Facts that say what stood where; what names a single run (its start, its order, its files) stands in the list of runs. */
const environmentPaths: readonly { path: string; label: string; check?: string }[] = [
  { path: 'server.model', label: 'Machine', check: 'cpu-model' },
  { path: 'server.cores', label: 'Cores', check: 'cpu-cores' },
  { path: 'server.memoryGiB', label: 'Memory, GiB', check: 'memory' },
  { path: 'server.storage', label: 'Storage', check: 'storage' },
  { path: 'server.network', label: 'Network', check: 'network' },
  { path: 'client.model', label: 'Client machine', check: 'client-machine' },
  { path: 'operatingSystem.name', label: 'Operating system', check: 'operating-system' },
  { path: 'operatingSystem.kernel', label: 'Kernel', check: 'kernel' },
  { path: 'cloud.region', label: 'Region', check: 'region' },
  { path: 'cloud.instanceType', label: 'Instance type', check: 'instance-type' },
  { path: 'harness.name', label: 'Harness', check: 'harness' },
  { path: 'harness.version', label: 'Harness version', check: 'harness-version' },
  { path: 'workload.name', label: 'Workload', check: 'workload' },
  { path: 'workload.size', label: 'Workload size', check: 'workload-size' },
  { path: 'dataSet.name', label: 'Data set', check: 'data-set' },
  { path: 'dataSet.size', label: 'Data set size', check: 'data-set-size' },
  { path: 'dataSet.sha256', label: 'Data set digest', check: 'data-set-digest' },
  { path: 'load.model', label: 'Load model', check: 'load-model' },
  { path: 'load.users', label: 'Virtual users', check: 'load-users' },
  { path: 'warmUpSeconds', label: 'Warm-up, seconds', check: 'warm-up' },
  { path: 'edition', label: 'Edition' },
  { path: 'listPrice', label: 'List price' },
];

/** Facts of a cloud are left out where nothing was run in one. */
const cloudOnly = new Set(['cloud.region', 'cloud.instanceType']);

/** What each side ran on and with; what was not recorded is `unknown`, and a difference that was accepted carries its reason. */
export function environmentOf(
  ours: readonly RunMetadata[],
  theirs: readonly RunMetadata[],
  findings: readonly FindingRecord[],
): Environment {
  const inCloud = [...ours, ...theirs].some(({ cloud }) => cloud !== undefined);
  return environmentPaths
    .filter(({ path }) => inCloud || !cloudOnly.has(path))
    .map(({ path, label, check }): Environment[number] => {
      const [a, b] = [factText(ours, path), factText(theirs, path)];
      const finding = findings.find((one) => one.check === check);
      return {
        name: label,
        ours: a,
        ...(a !== b && { theirs: b }),
        ...(finding && {
          note: finding.waiver ? `${finding.sentence}. Accepted: ${finding.waiver.reason}` : `${finding.sentence}.`,
        }),
      };
    });
}

/** A fact over the runs of one side as one line; `unknown` where a run lacks it. */
function factText(runs: readonly RunMetadata[], path: string): string {
  const values = runs.map((run) => factOf(run, path));
  if (values.length === 0 || values.some((value) => value === undefined)) return 'unknown';
  const texts = [...new Set(values.map((value) => written(path, value)))];
  const line = texts.length > 3 ? `${texts.slice(0, 3).join(', ')} and ${texts.length - 3} more` : texts.join(', ');
  return line.replace(/\s+/g, ' ').slice(0, 400);
}

function written(path: string, value: unknown): string {
  if (path === 'dataSet.sha256') return `SHA-256 ${shortDigest(String(value))}`;
  if (path === 'listPrice') {
    const { amount, currency, per, date } = value as NonNullable<RunMetadata['listPrice']>;
    return `${amount} ${currency}${per ? ` per ${per}` : ''}, ${date}`;
  }
  return String(value);
}

/** Labels of recorded facts that at least one run lacks, for the sentence that says so. */
export function unknownLabels(runs: readonly RunMetadata[]): string[] {
  return recordedFacts
    .filter(({ path }) => (inUse(runs, path) ? runs.some((run) => factOf(run, path) === undefined) : false))
    .map(({ label }) => label);
}

const inUse = (runs: readonly RunMetadata[], path: string): boolean =>
  !cloudOnly.has(path) || runs.some(({ cloud }) => cloud !== undefined);

/** A fact under the headline, with where its figures come from. */
export interface TracedFacts {
  facts: Facts;
  /** Pairs of a figure's name in the computation and its place in the document. */
  places: { name: string; at: string }[];
}

/**
 * Three facts: the medians of two rows, and how many runs they rest on. Rows with a verdict come first, a loss beside a win, so that
 * what speaks against us is not left out where something speaks for us.
 */
export function factsOf(rows: readonly VerdictRow[], runs: { ours: number; theirs: number }): TracedFacts {
  const measured = rows.filter(({ oursMedian, theirsMedian }) => oursMedian !== null && theirsMedian !== null);
  const by = (verdict: VerdictRow['verdict']) => measured.filter((row) => row.verdict === verdict);
  const [wins, losses] = [by('better'), by('worse')];
  const chosen = [...new Set([...wins.slice(0, 1), ...losses.slice(0, 1), ...wins, ...losses, ...measured])].slice(
    0,
    2,
  );
  const places: TracedFacts['places'] = [];
  const facts: Facts = chosen.map((row, index) => {
    const unit = row.unit ?? '';
    const figure = (value: number) => ({ number: exactText(value), ...(unit && { unit }), significant: 3 });
    const name = (figureName: string) => `/rows/${pointerStep(row.key)}/${figureName}`;
    places.push({ name: name('oursMedian'), at: `/facts/${index}/value` });
    places.push({ name: name('theirsMedian'), at: `/facts/${index}/text/1` });
    return {
      value: figure(row.oursMedian ?? 0),
      text: [`${row.label}; theirs `, figure(row.theirsMedian ?? 0)],
    };
  });
  const total = runs.ours + runs.theirs;
  facts.push({
    value: `${runs.ours} + ${runs.theirs} runs`,
    text:
      total === 0
        ? 'nothing was measured'
        : 'each run is one figure; requests inside a run are not counted as evidence of their own',
  });
  return { facts, places };
}

const pointerStep = (text: string): string => text.replaceAll('~', '~0').replaceAll('/', '~1');
