import { type FindingRecord, type RunMetadata, shortDigest, type VerdictRow } from '../../src-shared/bakeoffs';
import { exactText, type ProofDeck } from '../../src-shared/documents';

type Environment = ProofDeck['environment'];
type Facts = ProofDeck['facts'];

/** One line of the environment: what each run recorded of it, and the checks of the gate that are about it. */
interface EnvironmentLine {
  label: string;
  checks: readonly string[];
  of(run: RunMetadata): string | undefined;
  /** Left out where no run says anything of it. */
  optional?: boolean;
}

const joined = (...parts: (string | number | undefined)[]): string | undefined => {
  const known = parts.filter((part) => part !== undefined && part !== '');
  return known.length === 0 ? undefined : known.join(', ');
};
const unit = (value: number | undefined, name: string): string | undefined =>
  value === undefined ? undefined : `${value} ${name}`;

/** What stood where; what names a single run (its start, its order, its files) stands in the list of runs. */
const environmentLines: readonly EnvironmentLine[] = [
  {
    label: 'Machine',
    checks: ['cpu-model', 'cpu-cores', 'memory'],
    of: ({ server }) => joined(server?.model, unit(server?.cores, 'cores'), unit(server?.memoryGiB, 'GiB')),
  },
  {
    label: 'Storage and network',
    checks: ['storage', 'network'],
    of: ({ server }) => joined(server?.storage, server?.network),
  },
  {
    label: 'Client',
    checks: ['client-machine', 'same-machine-ours', 'same-machine-theirs', 'client-busy-ours', 'client-busy-theirs'],
    of: ({ client, sameMachine }) => (sameMachine ? 'on the same machine' : client?.model),
  },
  {
    label: 'Operating system',
    checks: ['operating-system', 'operating-system-version', 'kernel'],
    of: ({ operatingSystem: os }) => joined([os?.name, os?.version].filter(Boolean).join(' '), os?.kernel),
  },
  {
    label: 'Region and instance',
    checks: ['region', 'instance-type'],
    of: ({ cloud }) => joined(cloud?.region, cloud?.instanceType),
    optional: true,
  },
  {
    label: 'Harness',
    checks: ['harness', 'harness-version'],
    of: ({ harness }) => [harness?.name, harness?.version].filter(Boolean).join(' ') || undefined,
  },
  {
    label: 'Workload',
    checks: ['workload', 'workload-version', 'workload-size'],
    of: ({ workload }) => joined(workload?.name, workload?.size),
  },
  {
    label: 'Data set',
    checks: ['data-set', 'data-set-version', 'data-set-size', 'data-set-digest'],
    of: ({ dataSet }) => joined(dataSet?.name, dataSet?.sha256 && `SHA-256 ${shortDigest(dataSet.sha256)}`),
  },
  {
    label: 'Load',
    checks: ['load-model', 'load-users', 'load-rate', 'load-not-reached-ours', 'load-not-reached-theirs'],
    of: ({ load }) =>
      joined(
        load?.model,
        load?.users === undefined ? undefined : load.users === 1 ? 'one at a time' : `${load.users} users`,
        unit(load?.targetRate, 'requests/s'),
      ),
  },
  {
    label: 'Warm-up',
    checks: ['warm-up', 'no-warm-up-ours', 'no-warm-up-theirs'],
    of: (run) => unit(run.warmUpSeconds, 's'),
  },
  {
    label: 'Edition and list price',
    checks: ['old-version'],
    of: ({ edition, listPrice: price }) =>
      joined(
        edition,
        price && `${price.amount} ${price.currency}${price.per ? ` per ${price.per}` : ''} on ${price.date}`,
      ),
  },
];

/** What each side ran on and with; what was not recorded is `unknown`, and a finding of the gate stands below with its reason. */
export function environmentOf(
  ours: readonly RunMetadata[],
  theirs: readonly RunMetadata[],
  findings: readonly FindingRecord[],
): Environment {
  const runs = [...ours, ...theirs];
  return environmentLines
    .filter(({ optional, of }) => !optional || runs.some((run) => of(run) !== undefined))
    .map(({ label, checks, of }): Environment[number] => {
      const [a, b] = [lineOf(ours.map(of)), lineOf(theirs.map(of))];
      const notes = findings
        .filter(({ check }) => checks.includes(check))
        .map(({ sentence, waiver }) => (waiver ? `${sentence}. Accepted: ${waiver.reason}` : `${sentence}.`));
      return {
        name: label,
        ours: a,
        ...(a !== b && { theirs: b }),
        ...(notes.length > 0 && { note: notes.join(' ') }),
      };
    });
}

/** Checks whose findings stand beside a line of the environment. */
export const checksInEnvironment: ReadonlySet<string> = new Set(environmentLines.flatMap(({ checks }) => checks));

/** What the runs of one side recorded, as one line; `unknown` where a run lacks it. */
function lineOf(values: readonly (string | undefined)[]): string {
  if (values.length === 0 || values.some((value) => value === undefined)) return 'unknown';
  const texts = [...new Set(values)];
  const line = texts.length > 3 ? `${texts.slice(0, 3).join('; ')} and ${texts.length - 3} more` : texts.join('; ');
  return line.replace(/\s+/g, ' ').slice(0, 400);
}

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
    // What a cost is for stands in the row's label.
    const unit = (row.unit ?? '').replace(/^([A-Z]{3}) per .*$/, '$1');
    const figure = (value: number) => ({ number: exactText(value), ...(unit && { unit }), significant: 3 });
    const name = (figureName: string) => `/rows/${pointerStep(row.key)}/${figureName}`;
    places.push({ name: name('oursMedian'), at: `/facts/${index}/value` });
    places.push({ name: name('theirsMedian'), at: `/facts/${index}/text/1` });
    return {
      value: figure(row.oursMedian ?? 0),
      text: [`${row.label}; theirs `, figure(row.theirsMedian ?? 0)],
    };
  });
  facts.push({
    value: `${runs.ours} + ${runs.theirs} runs`,
    text: 'each run counts as one figure',
  });
  return { facts, places };
}

const pointerStep = (text: string): string => text.replaceAll('~', '~0').replaceAll('/', '~1');
