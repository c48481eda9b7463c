import { open } from 'node:fs/promises';
import { filesNotHere } from '../../../src-core/blobs/missing-file';
import { BenchmarkRun, type RawWindowView, type RunFile } from '../../../src-shared/bakeoffs';
import type { RowOf } from '../../../src-shared/kernel/entity';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { type Desk, readableFor } from '../../desk';
import type { Session } from '../../session';
import { requireBakeoff } from '../find';
import { sortedRuns } from '../standing';
import { type LineIndex, lineIndexJob, lineOfOffset, offsetOfLine } from './line-index';
import { rawWindow, read } from './raw-window';
import { type FoundBytes, searchBytesJob } from './search-bytes';

/** A run by its id, by its place in a bakeoff (`B-A7-0001#3`), or by the digest of one of its raw files. Throws `not-found`. */
export function requireRun(session: Session, named: string): RowOf<typeof BenchmarkRun> {
  const { reader, blobs } = session.desk.workspace();
  const { see } = readableFor(session);
  const found = reader.get(BenchmarkRun, named);
  if (found) return see(BenchmarkRun, found);
  const placed = /^(.+)#(\d+)$/.exec(named);
  if (placed) {
    const { id } = requireBakeoff(session, placed[1]!);
    const run = sortedRuns(reader.where(BenchmarkRun, { bakeoff: id }))[Number(placed[2]) - 1];
    if (run) return see(BenchmarkRun, run);
  }
  if (/^[0-9a-f]{64}$/.test(named)) {
    const holder = blobs.references(named).find(({ entity }) => entity === BenchmarkRun.name);
    const run = holder && reader.get(BenchmarkRun, holder.id);
    if (run) return see(BenchmarkRun, run);
  }
  throw new ProofdeskError({
    code: 'not-found',
    message: `There is no run ${named}.`,
    hint: 'proofdesk bakeoff show BAKEOFF lists the runs of a bakeoff with their places.',
  });
}

/** A raw file of a run that is on this device. Throws `not-found` otherwise. */
function requireFile(session: Session, run: string, place: number): { file: RunFile; path: string } {
  const file = requireRun(session, run).files[place];
  const { blobs } = session.desk.workspace();
  if (!file) throw new ProofdeskError({ code: 'not-found', message: `The run has no file number ${place + 1}.` });
  if (blobs.has(file.sha256)) return { file, path: blobs.path(file.sha256) };
  throw filesNotHere([file], { hint: 'Import the same file again, or look at it where it was imported.' });
}

/** Lines of raw files, by their digest: they can be counted again at any time, so nothing of them is stored. */
const indexes = new WeakMap<Desk, Map<string, LineIndex>>();
const mostIndexes = 50;

function indexesOf(desk: Desk): Map<string, LineIndex> {
  const found = indexes.get(desk) ?? new Map<string, LineIndex>();
  indexes.set(desk, found);
  return found;
}

interface RawAsk {
  run: string;
  file: number;
  offset: number;
  before: number;
  after: number;
}

/** Rows of a raw file around a byte; reads only what it shows, however large the file is. */
export async function rawRows(session: Session, { run, file: place, ...ask }: RawAsk): Promise<RawWindowView> {
  const { file, path } = requireFile(session, run, place);
  const [window, encoding] = await Promise.all([rawWindow(path, ask), encodingOf(path)]);
  const index = indexesOf(session.desk).get(file.sha256);
  const first = window.rows[0];
  const line = first === undefined || first.at === 0 ? 1 : index ? await lineOfOffset(path, index, first.at) : null;
  return { name: file.name, ...window, line, lines: index?.lines ?? null, encoding };
}

async function encodingOf(path: string): Promise<RawWindowView['encoding']> {
  const handle = await open(path);
  try {
    const [a, b] = await read(handle, 0, 2);
    if (a === 0x1f && b === 0x8b) return 'gzip';
    return (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) ? 'utf-16' : null;
  } finally {
    await handle.close();
  }
}

/** Where a line begins. Counts the file's lines in the background when it is asked for the first time. */
export async function rawLine(
  session: Session,
  { run, file: place, line }: { run: string; file: number; line: number },
  signal?: AbortSignal,
): Promise<{ offset: number; line: number; lines: number }> {
  const { file, path } = requireFile(session, run, place);
  const kept = indexesOf(session.desk);
  const index =
    kept.get(file.sha256) ??
    (await session.desk.jobs.start(lineIndexJob, {
      title: `Lines of ${file.name}`,
      input: { path, name: file.name },
      ...(signal && { signal }),
    }).result);
  kept.delete(file.sha256);
  kept.set(file.sha256, index);
  for (const oldest of kept.keys()) {
    if (kept.size <= mostIndexes) break;
    kept.delete(oldest);
  }
  const found = Math.min(line, Math.max(1, index.lines));
  return { offset: await offsetOfLine(path, index, found), line: found, lines: index.lines };
}

/** Looks for a text from a byte on, in the background. */
export async function searchRaw(
  session: Session,
  { run, file: place, text, from }: { run: string; file: number; text: string; from: number },
  signal?: AbortSignal,
): Promise<FoundBytes> {
  const { file, path } = requireFile(session, run, place);
  return session.desk.jobs.start(searchBytesJob, {
    title: `“${text.slice(0, 40)}” in ${file.name}`,
    input: { path, name: file.name, text, from },
    ...(signal && { signal }),
  }).result;
}
