import {
  Bakeoff,
  Contender,
  confirmationsNeeded,
  type ReadFile,
  type ReadingView,
  refusal,
  type SeriesSummary,
  type SideName,
  sideAndOrderOfName,
} from '../../src-shared/bakeoffs';
import { newId } from '../../src-shared/kernel/context';
import { type ErrorRecord, errorRecord, ProofdeskError } from '../../src-shared/kernel/errors';
import type { Desk } from '../desk';
import type { Session } from '../session';
import { factsOfRun, mergedFacts, type StoredMetadata, stemOf } from './facts-in-file';
import { type ReadOutcome, readRunsJob } from './jobs';
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
}

/** Files that were read for a bakeoff and wait until a person says what is imported. Lives as long as the program. */
export interface Reading {
  id: string;
  workspace: string;
  bakeoff: string;
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

/** Starts reading handed-over files for a bakeoff, in the background. Nothing is stored by it. */
export function startReading(session: Session, bakeoff: string, fileIds: readonly string[]): Reading {
  const { desk } = session;
  const workspace = desk.workspace();
  const row = workspace.reader.require(Bakeoff, bakeoff);
  const { metrics, number, discardSeconds } = row;
  const files = fileIds.map((id) => desk.intake.file(id));
  const title = files.length === 1 ? `${files[0]!.name} for ${number}` : `${files.length} files for ${number}`;
  const reading: Reading = {
    id: newId(desk.context),
    workspace: workspace.id,
    bakeoff,
    job: '',
    state: 'reading',
    names: files.map(({ name }) => name),
    files: [],
    error: null,
    done: Promise.resolve(),
  };
  const sizes = new Map(files.map(({ id, bytes }) => [id, bytes]));
  const { id: job, result } = desk.jobs.start(readRunsJob, {
    title,
    input: { files: files.map(({ id, name, path }) => ({ file: id, name, path })), metrics, discardSeconds },
    commit(outcomes) {
      reading.files = readingFiles(outcomes, sizes);
      reading.state = 'read';
      for (const { run } of reading.files) if (run) keepSketches(desk, run, row, run.sketches);
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

/** Readings of a bakeoff that wait for a decision. */
export function openReadings(desk: Desk, bakeoff: string): Reading[] {
  const workspace = desk.workspace().id;
  return [...readingsOf(desk).values()].filter((one) => one.workspace === workspace && one.bakeoff === bakeoff);
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
  const descriptions = outcomes.flatMap(({ description }) => description ?? []);
  const used = new Set<string>();
  const files = outcomes.flatMap((outcome): ReadingFile[] => {
    const { file, name, beside, run, problem, description } = outcome;
    if (description) return [];
    const base = { file, name, beside, bytes: run?.bytes ?? sizes.get(file) ?? 0, run, problem };
    const own =
      descriptions.find((one) => run && one.files.some(({ sha256 }) => isOf(run, sha256))) ??
      descriptions.find((one) => stemOf(one.name) === stemOf(name));
    const named = sideAndOrderOfName(name);
    const place = named ? { order: named.order } : {};
    if (!own) {
      return [
        { ...base, metadata: run ? { ...place, ...factsOfRun(run) } : {}, ranBy: null, described: null, notes: [] },
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
        metadata: { ...facts, ...complete },
        ranBy: own.ranBy,
        described: own.name,
        notes: own.notes,
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
    return [
      { file, name, beside: [], bytes, run: null, problem, metadata: {}, ranBy: null, described: null, notes: [] },
    ];
  });
  return [...files, ...lonely];
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
  const { reader } = session.desk.workspace();
  const contenders = reader.where(Contender, { bakeoff: reading.bakeoff });
  const present = runOfDigest(reader, reading.bakeoff);
  const { id, bakeoff, job, state, names, error } = reading;
  return {
    id,
    bakeoff,
    job,
    state,
    names,
    error,
    files: reading.files.map((one) => readFileView(one, contenders, present)),
  };
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
  contenders: readonly ContenderRecord[],
  present: ReadonlyMap<string, { run: string; name: string }>,
): ReadFile {
  const { file, name, bytes, run, metadata, ranBy, described } = one;
  const refused = run && refusal(run.parse);
  const problem: ErrorRecord | null =
    one.problem ?? (refused ? { code: 'bad-input', message: refused, where: { file: name } } : null);
  const warnings = warningsOf(one);
  return {
    file,
    name,
    bytes,
    sha256: run?.sha256 ?? null,
    problem,
    duplicateOf: run?.files.map(({ sha256 }) => present.get(sha256)).find((former) => former !== undefined) ?? null,
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
    metadata,
    ranBy,
    described,
    suggested: suggestedContender(name, metadata, contenders),
  };
}

/** A run counts as read with warnings when its description has some. */
export function parseWith({ parse }: Pick<ReadRun, 'parse'>, warnings: number): ReadRun['parse'] {
  return parse === 'ok' && warnings > 0 ? 'ok-with-warnings' : parse;
}

const sideMarks: Record<SideName, RegExp> = {
  ours: /(^|[^a-z])(ours|our|a)($|[^a-z])/i,
  theirs: /(^|[^a-z])(theirs|their|b)($|[^a-z])/i,
};

/** Which contender a file seems to be of: by the product that its description names, else by a mark in its name. */
function suggestedContender(
  name: string,
  { product }: StoredMetadata,
  contenders: readonly ContenderRecord[],
): ReadFile['suggested'] {
  const named = contenders.filter(
    (one) => product && one.product.trim().toLowerCase() === product.trim().toLowerCase(),
  );
  if (named.length === 1) return { contender: named[0]!.id, because: `its description names ${named[0]!.product}` };
  const stem = stemOf(name);
  const marked = contenders.filter(({ side }) => sideMarks[side].test(stem));
  return marked.length === 1 ? { contender: marked[0]!.id, because: `its name says so` } : null;
}
