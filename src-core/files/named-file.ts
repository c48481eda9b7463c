import { isUtf8 } from 'node:buffer';
import { open, readFile, writeFile } from 'node:fs/promises';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { jsonOf } from '../../src-shared/kernel/json-text';

/** Reasons of the operating system that mean the same to a person. */
const MISSING = new Set(['ENOENT', 'ENOTDIR']);
const FORBIDDEN = new Set(['EACCES', 'EPERM']);

/**
 * What the operating system said about a path that was named to be read, as an error of ours: `not-found` where nothing is there,
 * `bad-input` for a folder, `unavailable` for what may not or cannot be read.
 * @param named the path as the person named it
 */
export function readingProblem(cause: unknown, named: string): ProofdeskError {
  const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
  const where = { file: named };
  if (MISSING.has(reason)) {
    return new ProofdeskError({ code: 'not-found', message: `There is no file “${named}”.`, where }, { cause });
  }
  if (reason === 'EISDIR') {
    const message = `“${named}” is a folder, and a file is needed.`;
    return new ProofdeskError({ code: 'bad-input', message, where, hint: 'Name a file in it.' }, { cause });
  }
  if (FORBIDDEN.has(reason)) {
    const message = `“${named}” may not be read by you (${reason}).`;
    const hint = 'Change the permissions of the file, or copy it to where you may read it.';
    return new ProofdeskError({ code: 'unavailable', message, where, hint }, { cause });
  }
  return new ProofdeskError(
    { code: 'unavailable', message: `“${named}” cannot be read (${reason}).`, where },
    { cause },
  );
}

/**
 * What the operating system said about a path that was to be written, as `unavailable` with what to do about it.
 * @param named the path as the person is told it
 */
export function writingProblem(cause: unknown, named: string): ProofdeskError {
  const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
  const [why, hint] =
    reason === 'EISDIR'
      ? ['it is a folder', 'Name the file that it should become, inside that folder.']
      : MISSING.has(reason)
        ? ['its folder is not there', 'Make the folder first, or name another.']
        : FORBIDDEN.has(reason)
          ? [`you may not write there (${reason})`, 'Choose another folder, or change its permissions.']
          : [reason, 'Choose another place.'];
  const message = `“${named}” cannot be written: ${why}.`;
  return new ProofdeskError({ code: 'unavailable', message, where: { file: named }, hint }, { cause });
}

/** The bytes of a file that a person named. @throws ProofdeskError as `readingProblem` says */
export async function readNamedFile(path: string, named = path): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw readingProblem(cause, named);
  }
}

/** Its text, in UTF-8 with or without a byte-order mark. @throws ProofdeskError also `bad-input` with the byte where it is no such text */
export async function readNamedText(path: string, named = path): Promise<string> {
  const bytes = await readNamedFile(path, named);
  if (isUtf8(bytes)) return new TextDecoder().decode(bytes);
  throw new ProofdeskError({
    code: 'bad-input',
    message: `“${named}” is no text in UTF-8.`,
    where: { file: named, byte: firstByteOutsideUtf8(bytes) },
    hint: 'Save it again as text in UTF-8, or name another file.',
  });
}

/** What a JSON file holds. @throws ProofdeskError also `bad-input` with line and column where it is no JSON */
export async function readNamedJson(path: string, named = path): Promise<unknown> {
  return jsonOf(await readNamedText(path, named), `“${named}”`, { file: named });
}

/** Writes a file where a person said. @throws ProofdeskError as `writingProblem` says */
export async function writeNamedFile(path: string, content: string | Uint8Array, named = path): Promise<void> {
  try {
    await writeFile(path, content);
  } catch (cause) {
    throw writingProblem(cause, named);
  }
}

/** Reading and writing the text again changes the first byte that is none: it became a replacement character. */
function firstByteOutsideUtf8(bytes: Buffer): number {
  const again = Buffer.from(bytes.toString('utf8'));
  return bytes.findIndex((byte, at) => byte !== again[at]);
}

/**
 * Throws what keeps a named file from being read, without reading it: for those that are too large to be held.
 * @param named the path as the person named it
 */
export async function requireNamedFile(path: string, named: string): Promise<void> {
  try {
    const handle = await open(path, 'r');
    const folder = (await handle.stat()).isDirectory();
    await handle.close();
    if (folder) throw Object.assign(new Error('It is a folder.'), { code: 'EISDIR' });
  } catch (cause) {
    throw readingProblem(cause, named);
  }
}
