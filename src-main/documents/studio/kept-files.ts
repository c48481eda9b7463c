import { readFile, stat } from 'node:fs/promises';
import { checkPicture, type PictureLimits } from '../../../src-core/files/picture-file';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import type { Session } from '../../session';
import { isPdf } from '../verify/is-pdf';
import { countPages } from './count-pages';

/** A logo is printed in every header: a large one would make every document large. */
export const logoLimits: PictureLimits = { bytes: 1024 * 1024, side: 4096 };
/** A picture as wide as a page at 600 dots an inch has 4,200. */
export const pictureLimits: PictureLimits = { bytes: 8 * 1024 * 1024, side: 6000 };
/** Attachments of a binder. */
const largestAttachment = 64 * 1024 * 1024;

/** Keeps a handed-over picture after checking it. */
export async function keepPicture(session: Session, id: string, limits: PictureLimits) {
  const { name, bytes } = await handed(session, id, limits.bytes * 4);
  const { mediaType, width, height } = checkPicture(bytes, name, limits);
  const { digest } = session.desk.workspace().blobs.put(bytes, { mediaType, name });
  await session.desk.intake.discard(id);
  return { digest, mediaType, width, height };
}

/** Keeps a handed-over file for a binder, and says whether its pages can be bound in. */
export async function keepAttachment(session: Session, id: string) {
  const { name, bytes } = await handed(session, id, largestAttachment);
  const bound = await pagesOf(session, bytes, name);
  const mediaType = isPdf(bytes) ? 'application/pdf' : 'application/octet-stream';
  const { digest, size } = session.desk.workspace().blobs.put(bytes, { mediaType, name });
  await session.desk.intake.discard(id);
  return { digest, name, size, ...bound };
}

/** How many pages a file has that can be bound in; why not, where it has none. */
async function pagesOf(
  session: Session,
  bytes: Uint8Array,
  name: string,
): Promise<{ pages: number | null; reason: string | null }> {
  if (!isPdf(bytes)) return { pages: null, reason: 'It is no PDF; it will lie inside the binder as a file.' };
  try {
    return { pages: await countPages(session, bytes, name), reason: null };
  } catch (error) {
    if (!(error instanceof ProofdeskError)) throw error;
    return { pages: null, reason: error.message };
  }
}

async function handed(session: Session, id: string, largest: number): Promise<{ name: string; bytes: Uint8Array }> {
  const { name, path } = session.desk.intake.file(id);
  const { size } = await stat(path);
  if (size > largest) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${name} has ${Math.round(size / 1024 / 1024)} MB; at most ${Math.round(largest / 1024 / 1024)} MB can be used.`,
      where: { file: name },
      hint: 'Export it smaller.',
    });
  }
  return { name, bytes: await readFile(path) };
}
