import {
  Bakeoff,
  Contender,
  confirmationsNeeded,
  faultsOfEntries,
  type MappingChoice,
  type ReadFile,
  type ReadingView,
  type RunMapping,
  refusal,
  type SeriesSummary,
  type SideName,
  sideAndOrderOfName,
} from '../../src-shared/bakeoffs';
import { newId } from '../../src-shared/kernel/context';
import { type ErrorRecord, errorRecord, ProofdeskError } from '../../src-shared/kernel/errors';
import type { Desk } from '../desk';
import type { Session } from '../session';
import { tables } from '../tables';
import {
  type Description,
  factsOfRun,
  faultsOf,
  isDescription,
  mergedFacts,
  type StoredMetadata,
  stemOf,
} from './facts-in-file';
import { type ReadOutcome, readRunsJob } from './jobs';
import type { FileHead } from './mapped/fits';
import { chosenMapping, fittingMappings } from './mapping-queries';
import type { ReadRun } from './read-run';
import { runOfDigest } from './run-commands';
import { keepSketches } from './sketches';
import type { ContenderRecord } from './standing';

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

/** Files that were read and wait until a person says what is imported. Lives as long as the program. */
export interface Reading {
  id: string;
  workspace: string;
  /** Null while nobody has said which bakeoff they belong to. */
  bakeoff: string | null;
  /** All files that were handed over, descriptions too. */
  handed: { file: string; name: string }[];
  /** Sides that a person chose, by file. */
  sides: Readonly<Record<string, SideName>>;
  /** Mappings that a person chose, by file. */
  mappings: Readonly<Record<string, RunMapping>>;
  job: string;
  state: ReadingView['state'];
  names: string[];
  files: ReadingFile[];
  error: ErrorRecord | null;
  /** Settles, and never rejects, when reading has ended. */
  done: Promise<void>;
}

const byDesk = new WeakMap<Desk, Map<string, Reading>>();

function readingsOf(desk: Desk): Map<string, Reading> {
  const found = byDesk.get(desk) ?? new Map<string, Reading>();
  byDesk.set(desk, found);
  return found;
}

/**
 * Starts reading handed-over files in the background: for the rows of a bakeoff, or without one to see what they are. Nothing is stored
 * by it.
 */
export function startReading(
  session: Session,
  bakeoff: string | null,
  fileIds: readonly string[],
  sides: Reading['sides'] = {},
  mappings: Reading['mappings'] = {},
): Reading {
  const { desk } = session;
  const workspace = desk.workspace();
  const row = bakeoff === null ? null : workspace.reader.require(Bakeoff, bakeoff);
  const files = fileIds.map((id) => desk.intake.file(id));
  const what = files.length === 1 ? files[0]!.name : `${files.length} files`;
  const reading: Reading = {
    id: newId(desk.context),
    workspace: workspace.id,
    bakeoff,
    handed: files.map(({ id, name }) => ({ file: id, name })),
    sides,
    mappings,
    job: '',
    state: 'reading',
    names: files.map(({ name }) => name),
    files: [],
    error: null,
    done: Promise.resolve(),
  };
  const sizes = new Map(files.map(({ id, bytes }) => [id, bytes]));
  const { id: job, result } = desk.jobs.start(readRunsJob, {
    title: row ? `${what} for ${row.number}` : what,
    input: {
      files: files.map(({ id, name, path }) => ({ file: id, name, path, mapping: mappings[id] })),
      metrics: row?.metrics ?? [],
      discardSeconds: row?.discardSeconds ?? 0,
    },
    commit(outcomes) {
      reading.files = readingFiles(outcomes, sizes);
      reading.state = 'read';
      if (row) for (const { run } of reading.files) if (run) keepSketches(desk, run, row, run.sketches);
    },
  });
  reading.job = job;
  reading.done = result.catch((thrown: unknown) => {
    reading.error = errorRecord(thrown);
    reading.state = reading.error.code === 'cancelled' ? 'cancelled' : 'failed';
  });
  readingsOf(desk).set(reading.id, reading);
  return reading;
}

/**
 * Gives files of a reading to a bakeoff: they are read again, for its rows, as a reading of that bakeoff. `unavailable` while the files
 * are still being read, `not-found` for files that are not among them.
 */
export function assignFiles(
  session: Session,
  id: string,
  bakeoff: string,
  { files, sides }: { files?: readonly string[] | undefined; sides: Reading['sides'] },
): { reading: string; job: string; bakeoff: string } {
  const { desk } = session;
  const reading = requireReading(desk, id);
  if (reading.state !== 'read') {
    throw new ProofdeskError({
      code: 'unavailable',
      message: 'The files are not read yet.',
      hint: 'Wait until they are, or hand them over again.',
    });
  }
  const chosen = reading.files.filter(({ file }) => files === undefined || files.includes(file));
  if (chosen.length === 0) {
    throw new ProofdeskError({ code: 'not-found', message: 'These files are no longer at hand.' });
  }
  const left = reading.files.filter((one) => !chosen.includes(one));
  const ids = new Set(chosen.flatMap(({ file, beside }) => [file, ...beside.map((one) => one.file)]));
  const descriptions = new Set(chosen.map(({ described }) => described));
  const given = reading.handed.filter(
    ({ file, name }) => ids.has(file) || descriptions.has(name) || (left.length === 0 && !isFileOf(reading, file)),
  );
  const next = startReading(
    session,
    bakeoff,
    given.map(({ file }) => file),
    sides,
    reading.mappings,
  );
  reading.files = left;
  reading.handed = reading.handed.filter((one) => !given.includes(one));
  if (left.length === 0) readingsOf(desk).delete(id);
  return { reading: next.id, job: next.job, bakeoff };
}

/** One chosen mapping for all files that are no descriptions. */
export function mappingsOfFiles(
  session: Session,
  { files, mapping: choice }: { files: readonly string[]; mapping?: MappingChoice | undefined },
): Reading['mappings'] {
  if (!choice) return {};
  const mapping = chosenMapping(session, choice);
  const results = files.filter((id) => !isDescription(session.desk.intake.file(id).name));
  return Object.fromEntries(results.map((id) => [id, mapping]));
}

/**
 * Reads one file of a reading again, through a mapping, with the description that belongs to it. `not-found` for a file that is not among
 * them or a mapping that there is not.
 */
export async function remapFile(session: Session, id: string, file: string, choice: MappingChoice): Promise<Reading> {
  const { desk } = session;
  const reading = requireReading(desk, id);
  const before = reading.files.find((one) => one.file === file);
  if (!before) throw new ProofdeskError({ code: 'not-found', message: 'This file is no longer at hand.' });
  const mapping = chosenMapping(session, choice);
  const row = reading.bakeoff === null ? null : desk.workspace().reader.require(Bakeoff, reading.bakeoff);
  const wanted = [file, ...reading.handed.filter(({ name }) => name === before.described).map((one) => one.file)];
  const files = wanted.map((one) => desk.intake.file(one));
  const outcomes = await desk.jobs.start(readRunsJob, {
    title: before.name,
    input: {
      files: files.map(({ id: one, name, path }) => ({ file: one, name, path, ...(one === file && { mapping }) })),
      metrics: row?.metrics ?? [],
      discardSeconds: row?.discardSeconds ?? 0,
    },
  }).result;
  const [read] = readingFiles(outcomes, new Map(files.map(({ id: one, bytes }) => [one, bytes])));
  // A mapping that does not fit must not be the last one.
  const after = { ...read!, unrecognised: before.unrecognised };
  reading.mappings = { ...reading.mappings, [file]: mapping };
  reading.files = reading.files.map((one) => (one.file === file ? after : one));
  if (row && after.run) keepSketches(desk, after.run, row, after.run.sketches);
  return reading;
}

const isFileOf = ({ files }: Reading, id: string): boolean =>
  files.some(({ file, beside }) => file === id || beside.some((one) => one.file === id));

/** A reading of the open workspace; `not-found` when the program was started again since. */
export function requireReading(desk: Desk, id: string): Reading {
  const reading = readingsOf(desk).get(id);
  if (reading && reading.workspace === desk.workspace().id) return reading;
  throw new ProofdeskError({
    code: 'not-found',
    message: 'These files are no longer at hand.',
    hint: 'Hand them over again; nothing of them was imported.',
  });
}

/** Readings that wait for a decision: of a bakeoff, or all. */
export function openReadings(desk: Desk, bakeoff?: string): Reading[] {
  const workspace = desk.workspace().id;
  return [...readingsOf(desk).values()].filter(
    (one) => one.workspace === workspace && (bakeoff === undefined || one.bakeoff === bakeoff),
  );
}

/** Forgets a reading or some of its files, with the uploads behind them; returns how many files are left. */
export async function discardFiles(desk: Desk, id: string, files?: readonly string[]): Promise<number> {
  const reading = requireReading(desk, id);
  if (files === undefined && reading.state === 'reading') desk.jobs.cancel(reading.job);
  const gone = reading.files.filter(({ file }) => files === undefined || files.includes(file));
  reading.files = reading.files.filter((one) => !gone.includes(one));
  if (files === undefined || reading.files.length === 0) readingsOf(desk).delete(id);
  const ids = gone.flatMap(({ file, beside }) => [file, ...beside.map((one) => one.file)]);
  await Promise.all(ids.map((id) => desk.intake.discard(id)));
  return reading.files.length;
}

/** Joins descriptions with the files they are about; a description without its file is a problem of its own. */
function readingFiles(outcomes: readonly ReadOutcome[], sizes: ReadonlyMap<string, number>): ReadingFile[] {
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

/** A reading as the page sees it. */
export function readingView(session: Session, reading: Reading): ReadingView {
  const { desk } = session;
  const { reader } = desk.workspace();
  const { id, job, state, names, error } = reading;
  const bakeoff = reading.bakeoff === null ? undefined : reader.get(Bakeoff, reading.bakeoff);
  const contenders = bakeoff ? reader.where(Contender, { bakeoff: bakeoff.id }) : [];
  const known: Known = {
    contenders,
    sides: reading.sides,
    present: bakeoff ? runOfDigest(reader, bakeoff.id) : runsAnywhere(session, reading),
    waiting: firstOfDigest(desk),
    mappings: reading.mappings,
    mappingsFor: (head) => fittingMappings(session, head),
  };
  return {
    id,
    bakeoff: bakeoff ? { id: bakeoff.id, number: bakeoff.number, title: bakeoff.title } : null,
    job,
    state,
    names,
    error,
    files: reading.files.map((one) => readFileView(one, known)),
  };
}

interface Known {
  contenders: readonly ContenderRecord[];
  sides: Reading['sides'];
  /** Runs by the digests of their files. */
  present: ReadonlyMap<string, { run: string; name: string; bakeoff?: string | null }>;
  /** By digest, the first of the files that wait. */
  waiting: ReadonlyMap<string, ReadingFile>;
  mappings: Reading['mappings'];
  mappingsFor(head: FileHead): { id: string; name: string }[];
}

/** Which of the files of a reading are runs of any bakeoff already. */
function runsAnywhere(session: Session, { files }: Reading): Known['present'] {
  const workspace = session.desk.workspace();
  const found = new Map<string, { run: string; name: string; bakeoff: string }>();
  const digests = files.flatMap(({ run }) => run?.files.map(({ sha256 }) => sha256) ?? []);
  // A digest that no blob has was never imported, so that the runs are looked through for few files or none.
  for (const digest of digests.filter((one) => workspace.blobs.has(one))) {
    const query = tables
      .selectFrom('benchmarkRun')
      .innerJoin('bakeoff', 'bakeoff.id', 'benchmarkRun.bakeoff')
      .select(['benchmarkRun.id', 'benchmarkRun.name', 'bakeoff.number'])
      .where('benchmarkRun.archived', '=', 0)
      .where('benchmarkRun.files', 'like', `%${digest}%` as never)
      .limit(1);
    const row = workspace.runner.first(query);
    if (row) found.set(digest, { run: row.id, name: row.name, bakeoff: row.number });
  }
  return found;
}

/** The first waiting file of each digest: what comes after it is the same file once more. */
function firstOfDigest(desk: Desk): Known['waiting'] {
  const first = new Map<string, ReadingFile>();
  for (const { files } of openReadings(desk)) {
    for (const file of files) if (file.run && !first.has(file.run.sha256)) first.set(file.run.sha256, file);
  }
  return first;
}

/** The warnings of a file together with what its description could not bring in. */
export function warningsOf({ run, notes, name }: ReadingFile) {
  return [
    ...(run?.warnings ?? []),
    ...notes.map((message) => ({ code: 'description', message, where: { file: name } })),
  ];
}

function readFileView(
  one: ReadingFile,
  { contenders, sides, present, waiting, mappings, mappingsFor }: Known,
): ReadFile {
  const { file, name, bytes, run, metadata, ranBy, described } = one;
  const refused = run && refusal(run.parse);
  const problem: ErrorRecord | null =
    one.problem ?? (refused ? { code: 'bad-input', message: refused, where: { file: name } } : null);
  const warnings = warningsOf(one);
  const former = run?.files.map(({ sha256 }) => present.get(sha256)).find((found) => found !== undefined);
  const first = run && waiting.get(run.sha256);
  const side = sides[file] ?? sideOfName(name);
  return {
    file,
    name,
    bytes,
    sha256: run?.sha256 ?? null,
    problem,
    duplicateOf: former ? { run: former.run, name: former.name, bakeoff: former.bakeoff ?? null } : null,
    sameAs: first && first !== one ? first.name : null,
    beside: one.beside.map(({ name: other }) => other),
    run: run && {
      tool: run.tool,
      format: run.format,
      parse: parseWith(run, warnings.length),
      series: run.series as SeriesSummary[],
      seriesCount: run.seriesCount,
      figures: run.figures,
      warnings,
      confirmations: confirmationsNeeded(run.parse, warnings),
    },
    unrecognised: one.unrecognised !== null,
    mapping: through(mappings[file] ?? run?.mapping ?? null),
    mappings: one.unrecognised ? mappingsFor(one.unrecognised) : [],
    metadata,
    ranBy,
    described,
    side,
    suggested: suggestedContender(metadata, contenders, side, sides[file] !== undefined),
  };
}

const through = (mapping: RunMapping | null): ReadFile['mapping'] =>
  mapping && { name: mapping.name, version: mapping.saved?.version ?? null, content: mapping.content };

/** A run counts as read with warnings when its description has some. */
export function parseWith({ parse }: Pick<ReadRun, 'parse'>, warnings: number): ReadRun['parse'] {
  return parse === 'ok' && warnings > 0 ? 'ok-with-warnings' : parse;
}

const sideMarks: Record<SideName, RegExp> = {
  ours: /(^|[^a-z])(ours|our|a)($|[^a-z])/i,
  theirs: /(^|[^a-z])(theirs|their|b)($|[^a-z])/i,
};

/** The side that a mark in a name tells. */
function sideOfName(name: string): SideName | null {
  const stem = stemOf(name);
  const marked = (['ours', 'theirs'] as const).filter((side) => sideMarks[side].test(stem));
  return marked.length === 1 ? marked[0]! : null;
}

/** Which contender a file seems to be of: as a person said, by the product that its description names, else by a mark in its name. */
function suggestedContender(
  { product }: StoredMetadata,
  contenders: readonly ContenderRecord[],
  side: SideName | null,
  said: boolean,
): ReadFile['suggested'] {
  const ofSide = contenders.filter((one) => one.side === side);
  if (said && ofSide.length === 1) return { contender: ofSide[0]!.id, because: 'you said so' };
  const named = contenders.filter(
    (one) => product && one.product.trim().toLowerCase() === product.trim().toLowerCase(),
  );
  if (named.length === 1) return { contender: named[0]!.id, because: `its description names ${named[0]!.product}` };
  return ofSide.length === 1 ? { contender: ofSide[0]!.id, because: 'its name says so' } : null;
}
