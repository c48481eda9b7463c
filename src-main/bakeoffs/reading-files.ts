import { faultsOfEntries, sideAndOrderOfName } from '../../src-shared/bakeoffs';
import type { ErrorRecord } from '../../src-shared/kernel/errors';
import { type Description, factsOfRun, faultsOf, mergedFacts, type StoredMetadata, stemOf } from './facts-in-file';
import type { ReadOutcome } from './jobs';
import type { FileHead } from './mapped/fits';
import type { ReadRun } from './read-run';

/** One file of a reading that is a run, or cannot be one. */
export interface ReadingFile {
  file: string;
  name: string;
  /** Further files of the same run. */
  beside: { file: string; name: string }[];
  bytes: number;
  run: ReadRun | null;
  problem: ErrorRecord | null;
  metadata: StoredMetadata;
  ranBy: string | null;
  described: string | null;
  notes: string[];
  /** What tells which saved mappings fit a file that no reader knows. */
  unrecognised: FileHead | null;
}

/** Joins descriptions with the files they are about; a description without its file is a problem of its own. */
export function readingFiles(outcomes: readonly ReadOutcome[], sizes: ReadonlyMap<string, number>): ReadingFile[] {
  const described = outcomes.flatMap(({ description }) => description ?? []);
  const descriptions = described.filter(({ faults }) => !faults);
  const used = new Set<string>();
  const files = outcomes.flatMap((outcome): ReadingFile[] => {
    const { file, name, beside, run, problem, description, unrecognised = null } = outcome;
    if (description) return [];
    const base = { file, name, beside, bytes: run?.bytes ?? sizes.get(file) ?? 0, run, problem, unrecognised };
    const own =
      descriptions.find((one) => run && one.files.some(({ sha256 }) => isOf(run, sha256))) ??
      descriptions.find((one) => stemOf(one.name) === stemOf(name));
    const faulted = withFaults(run, name, described, used);
    const named = sideAndOrderOfName(name);
    const place = named ? { order: named.order } : {};
    if (!own) {
      return [
        {
          ...base,
          metadata: { ...(run && { ...place, ...factsOfRun(run) }), ...faulted.facts },
          ranBy: null,
          described: null,
          notes: faulted.notes,
        },
      ];
    }
    used.add(own.name);
    const facts = run ? mergedFacts({ ...place, ...factsOfRun(run) }, own.metadata) : own.metadata;
    // What was seen in the file outweighs what is said about it.
    const complete = run && factsOfRun(run).complete === false ? { complete: false } : {};
    return [
      {
        ...base,
        problem: problem ?? otherBytes(run, own),
        metadata: { ...facts, ...complete, ...faulted.facts },
        ranBy: own.ranBy,
        described: own.name,
        notes: [...own.notes, ...faulted.notes],
      },
    ];
  });
  const lonely = outcomes.flatMap(({ file, name, description }): ReadingFile[] => {
    if (!description || used.has(name)) return [];
    const problem: ErrorRecord = {
      code: 'bad-input',
      message: `${name} describes a run that is not among the files.`,
      where: { file: name },
      hint: `Hand over ${stemOf(name)} with its ending together with its description.`,
    };
    const bytes = sizes.get(file) ?? 0;
    const nothing = { run: null, metadata: {}, ranBy: null, described: null, notes: [], unrecognised: null };
    return [{ file, name, beside: [], bytes, problem, ...nothing }];
  });
  return [...files, ...lonely];
}

/** The faults that tables tell of a run, as facts of it; what does not fit is said and left out. */
function withFaults(
  run: ReadRun | null,
  name: string,
  described: readonly Description[],
  used: Set<string>,
): { facts: StoredMetadata; notes: string[] } {
  const tables = described.filter((table) => faultsOf(table, name).length > 0);
  for (const table of tables) used.add(table.name);
  if (!run || tables.length === 0) return { facts: {}, notes: [] };
  const faults = faultsOfEntries(
    tables.flatMap((table) => faultsOf(table, name)),
    run.startedMs,
  );
  return typeof faults === 'string'
    ? { facts: {}, notes: [`${tables[0]!.name} is not taken over: ${faults}.`] }
    : { facts: { faults }, notes: [] };
}

const isOf = (run: ReadRun, digest: string): boolean => run.files.some(({ sha256 }) => sha256 === digest);

/** A description that names this file with another digest is about another file. */
function otherBytes(
  run: ReadRun | null,
  description: { name: string; files: readonly { name: string; sha256: string }[] },
): ErrorRecord | null {
  if (!run || description.files.length === 0) return null;
  if (description.files.some(({ sha256 }) => isOf(run, sha256))) return null;
  return {
    code: 'bad-input',
    message: `${description.name} was written for other bytes: it names SHA-256 ${description.files[0]!.sha256.slice(0, 12)}…, the file has ${run.sha256.slice(0, 12)}….`,
    where: { file: description.name, field: 'files' },
    hint: 'The results or the description were changed after the run.',
  };
}

/** The warnings of a file together with what its description could not bring in. */
export function warningsOf({ run, notes, name }: ReadingFile) {
  return [
    ...(run?.warnings ?? []),
    ...notes.map((message) => ({ code: 'description', message, where: { file: name } })),
  ];
}

/** A run counts as read with warnings when its description has some. */
export function parseWith({ parse }: Pick<ReadRun, 'parse'>, warnings: number): ReadRun['parse'] {
  return parse === 'ok' && warnings > 0 ? 'ok-with-warnings' : parse;
}
