import {
  Bakeoff,
  type MappingChoice,
  type ReadingView,
  type RunMapping,
  type SideName,
} from '../../src-shared/bakeoffs';
import { newId } from '../../src-shared/kernel/context';
import { type ErrorRecord, errorRecord, ProofdeskError } from '../../src-shared/kernel/errors';
import type { Desk } from '../desk';
import type { Session } from '../session';
import { isDescription } from './facts-in-file';
import { readRunsJob } from './jobs';
import { chosenMapping } from './mapping-queries';
import { type ReadingFile, readingFiles } from './reading-files';
import { keepSketches } from './sketches';

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
