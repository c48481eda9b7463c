import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, statfs } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ProofdeskError } from '../../../src-shared/kernel/errors';

/** What is done on the target: a stick may go at any of these. Tests put failing ones in their place. */
export interface Target {
  /** Whether a folder is there; throws what the operating system says otherwise. */
  isFolder(path: string): Promise<boolean>;
  exists(path: string): Promise<boolean>;
  /** Bytes that are free; null where the file system does not say. */
  free(path: string): Promise<number | null>;
  makeFolder(path: string): Promise<void>;
  /** Writes a new file, and returns when it has reached the medium. */
  write(path: string, bytes: Uint8Array): Promise<void>;
  read(path: string): Promise<Uint8Array>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  names(path: string): Promise<string[]>;
}

/** The file system. */
export const fileSystem: Target = {
  isFolder: async (path) => (await stat(path)).isDirectory(),
  exists: (path) =>
    stat(path).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return false;
        throw error;
      },
    ),
  free: async (path) => {
    const { bavail, bsize } = await statfs(path);
    return bavail * bsize || null;
  },
  makeFolder: async (path) => void (await mkdir(path)),
  write: async (path, bytes) => {
    const file = await open(path, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  },
  read: (path) => readFile(path),
  rename: (from, to) => rename(from, to),
  remove: (path) => rm(path, { recursive: true, force: true }),
  names: (path) => readdir(path),
};

/** How a folder is called while it is written; one that was left behind is taken away by the next handover to the same place. */
const UNFINISHED = '.proofdesk-unfinished-';
/** Room that folders and file systems need beside the bytes themselves. */
const ROOM_BESIDE = 256 * 1024;

export interface FileToWrite {
  name: string;
  bytes: Uint8Array;
}

/**
 * Writes a new folder whole or not at all: under another name first, each file read back and compared, and only then under its own name.
 * Returns its path.
 *
 * @throws ProofdeskError `not-found` where the place is not there, `bad-input` where it is no folder or the name is taken, `unavailable`
 * for a full, write-protected or vanished medium. Nothing is left then, or what is left says that it is unfinished.
 */
export async function writeFolder(
  into: string,
  name: string,
  files: readonly FileToWrite[],
  { id, progress = () => {}, check = () => {} }: { id: string; progress?: (share: number) => void; check?: () => void },
  target: Target = fileSystem,
): Promise<string> {
  await requirePlace(into, name, files, target);
  const unfinished = join(into, `${UNFINISHED}${id}`);
  const path = join(into, name);
  try {
    await target.makeFolder(unfinished);
    for (const [at, file] of files.entries()) {
      check();
      await target.write(join(unfinished, file.name), file.bytes);
      progress((at + 0.5) / files.length);
      const back = await target.read(join(unfinished, file.name));
      if (digest(back) !== digest(file.bytes)) throw differs(file.name, into);
      progress((at + 1) / files.length);
    }
    check();
    await target.rename(unfinished, path);
    return path;
  } catch (cause) {
    const gone = await target.remove(unfinished).then(
      () => true,
      () => false,
    );
    throw cause instanceof ProofdeskError ? cause : writingProblem(cause, into, gone ? null : basename(unfinished));
  }
}

/**
 * Takes a folder away again that was written, because of what came after it; throws that.
 *
 * @throws ProofdeskError `unavailable` where the folder cannot be taken away: it lies there, and nobody has noted it.
 */
export async function takeBack(path: string, because: unknown, target: Target = fileSystem): Promise<never> {
  const reason = await target.remove(path).then(
    () => null,
    (error: NodeJS.ErrnoException) => error.code ?? String(error),
  );
  if (reason === null) throw because;
  throw new ProofdeskError(
    {
      code: 'unavailable',
      message: `“${path}” was written and could not be noted, nor be taken away again (${reason}): ${because instanceof Error ? because.message : String(because)}`,
      where: { file: path },
      hint: 'Delete the folder by hand, then give the documents again. Nothing was noted.',
    },
    { cause: because },
  );
}

async function requirePlace(into: string, name: string, files: readonly FileToWrite[], target: Target): Promise<void> {
  const where = { file: into };
  try {
    if (!(await target.isFolder(into)))
      throw new ProofdeskError({ code: 'bad-input', message: `“${into}” is a file.`, where, hint: 'Name a folder.' });
    if (await target.exists(join(into, name)))
      throw new ProofdeskError({
        code: 'bad-input',
        message: `There is a folder “${name}” in “${into}” already; it stays as it is.`,
        where,
        hint: 'Give the new folder another name.',
      });
    for (const left of await target.names(into)) if (left.startsWith(UNFINISHED)) await target.remove(join(into, left));
    const needed = files.reduce((sum, { bytes }) => sum + bytes.length, ROOM_BESIDE);
    const free = await target.free(into);
    if (free !== null && free < needed) throw full(into, needed, free);
  } catch (cause) {
    throw cause instanceof ProofdeskError ? cause : writingProblem(cause, into, null);
  }
}

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;

const full = (into: string, needed?: number, free?: number): ProofdeskError =>
  new ProofdeskError({
    code: 'unavailable',
    message:
      needed === undefined || free === undefined
        ? `“${into}” is full.`
        : `“${into}” is full: ${megabytes(needed)} are needed and ${megabytes(free)} are free.`,
    where: { file: into },
    hint: 'Make room there, or choose another place. Nothing was given or noted.',
  });

const differs = (name: string, into: string): ProofdeskError =>
  new ProofdeskError({
    code: 'unavailable',
    message: `“${name}” came back from “${into}” other than it was written.`,
    where: { file: into },
    hint: 'The medium is failing: use another. Nothing was given or noted.',
  });

/** What the operating system said, in words; `left`: the name of what could not be taken away again. */
export function writingProblem(cause: unknown, into: string, left: string | null): ProofdeskError {
  const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
  const rest = left ? ` What was begun may lie there as “${left}”; it can be deleted.` : '';
  const problem = (code: 'unavailable' | 'not-found', message: string, hint: string) =>
    new ProofdeskError({ code, message, where: { file: into }, hint: `${hint}${rest}` }, { cause });
  switch (reason) {
    case 'ENOSPC':
    case 'EDQUOT':
      return full(into);
    case 'EROFS':
      return problem('unavailable', `“${into}” is write-protected.`, 'Unlock the stick, or use another.');
    case 'EACCES':
    case 'EPERM':
      return problem('unavailable', `You may not write to “${into}” (${reason}).`, 'Choose another folder.');
    case 'ENOTDIR':
    case 'ENOENT':
      return left === null
        ? problem('not-found', `There is no folder “${into}”.`, 'Make the folder first, or plug in the stick.')
        : gone(problem, into);
    case 'EIO':
    case 'ENODEV':
    case 'ENXIO':
    case 'ESTALE':
      return gone(problem, into);
    default:
      return problem('unavailable', `“${into}” cannot be written (${reason}).`, 'Choose another place.');
  }
}

const gone = (
  problem: (code: 'unavailable', message: string, hint: string) => ProofdeskError,
  into: string,
): ProofdeskError =>
  problem(
    'unavailable',
    `“${into}” went away while it was written: the stick was pulled out, or the network drive is gone.`,
    'Plug it in and give the documents again. Nothing was given or noted.',
  );
