import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { writingProblem } from '../../src-core/files/named-file';
import { unsentLines } from '../../src-core/sync';
import { sweepUnfinished, unfinished } from '../../src-core/workspace/leftovers';
import type { Workspace } from '../../src-core/workspace/workspace';
import { ProofdeskError } from '../../src-shared/kernel/errors';

/** What was never sent, in a file. */
export interface UnsentFile {
  file: string;
  /** Removes it again, where it was not there before. */
  takeBack(): void;
}

/**
 * Writes the receipts that were never decided, as a file that an import takes. It has its name only when it is whole. It must not be there yet,
 * unless it is this very file, from a leaving that was broken off; nor may it lie in what goes.
 */
export function writeUnsent(workspace: Workspace, file: string): UnsentFile {
  if (!relative(workspace.folder, file).startsWith('..')) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'The file for what was never sent lies in the folder that goes.',
      where: { file },
      hint: 'Name one outside of it.',
    });
  }
  if (existsSync(file)) return sameAsBefore(workspace, file);
  const aside = unfinished(file, 'exporting');
  try {
    sweepUnfinished([dirname(file)]);
    const handle = openSync(aside, 'wx', 0o600);
    try {
      for (const line of unsentLines(workspace)) writeSync(handle, line);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    name(aside, file);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') throw thereAlready(file);
    throw writingProblem(cause, file);
  } finally {
    rmSync(aside, { force: true });
  }
  return { file, takeBack: () => rmSync(file, { force: true }) };
}

/** Gives a written file its name, never in the place of another. */
function name(aside: string, file: string): void {
  try {
    linkSync(aside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    // A disk that knows no second names of a file.
    renameSync(aside, file);
  }
}

function sameAsBefore(workspace: Workspace, file: string): UnsentFile {
  const wanted = createHash('sha256');
  for (const line of unsentLines(workspace)) wanted.update(line);
  if (digestOf(file) !== wanted.digest('hex')) throw thereAlready(file);
  return { file, takeBack: () => {} };
}

/** Null for what cannot be read as a file. */
function digestOf(file: string): string | null {
  const digest = createHash('sha256');
  const piece = Buffer.alloc(1 << 16);
  try {
    const handle = openSync(file, 'r');
    try {
      for (let read = -1; read !== 0; ) {
        read = readSync(handle, piece);
        digest.update(piece.subarray(0, read));
      }
    } finally {
      closeSync(handle);
    }
  } catch {
    return null;
  }
  return digest.digest('hex');
}

const thereAlready = (file: string): ProofdeskError =>
  new ProofdeskError({
    code: 'bad-input',
    message: `There is a file “${file}” already.`,
    where: { file },
    hint: `Name one that is not there yet, in ${dirname(file)} or elsewhere.`,
  });
