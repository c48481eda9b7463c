import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { HandedFile } from '../../src-shared/system';
import type { Dialogs, Session } from '../session';

function dialogsOf(session: Session): Dialogs {
  if (!session.dialogs) {
    throw new ProofdeskError({
      code: 'unavailable',
      message: 'There are no file dialogs here but those of the browser.',
    });
  }
  return session.dialogs;
}

/** Lets a person choose files with the system's dialog and hands them over where they lie. */
export async function chooseFiles(
  session: Session,
  input: { title: string; extensions: string[]; many: boolean },
): Promise<HandedFile[]> {
  const { intake } = session.desk;
  if (!intake) throw new ProofdeskError({ code: 'unavailable', message: 'Files are not taken just now.' });
  const paths = await dialogsOf(session).chooseFiles(input);
  return Promise.all(paths.map((path) => intake.point(path)));
}

/** Saves a blob where a person chooses; the file is there whole or not at all. */
export async function saveBlob(
  session: Session,
  input: { title: string; digest: string },
): Promise<{ path: string | null }> {
  const dialogs = dialogsOf(session);
  const blob = await session.desk.readBlob?.(session, input.digest);
  if (!blob) throw new ProofdeskError({ code: 'not-found', message: 'There is no such file that you may read.' });
  const path = await dialogs.chooseSavePath({ title: input.title, name: blob.name });
  if (path === null) return { path };
  const content =
    blob.content instanceof Uint8Array ? [blob.content] : Readable.fromWeb(blob.content as NodeReadableStream);
  const partial = `${path}.part`;
  try {
    await pipeline(content, createWriteStream(partial, { mode: 0o600 }));
    await rename(partial, path);
  } catch (thrown) {
    await rm(partial, { force: true });
    const why = (thrown as Error).message;
    throw new ProofdeskError(
      { code: 'unavailable', message: `The file could not be saved: ${why}.` },
      { cause: thrown },
    );
  }
  return { path };
}
