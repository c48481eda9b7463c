import { join } from 'node:path';
import type { CitationOf } from '../../../src-shared/claims';
import { pngJob } from '../../bakeoffs';
import { resourcesFolder } from '../../installation';
import type { Session } from '../../session';
import { pictureSize } from '../picture-size';

/** Pixels that the picture of a region has at most across: about 200 dots an inch on paper. */
const WIDEST = 640;
/** A picture is drawn with two pixels for one of its drawing. */
const ZOOM = 2;
/** Larger files are cited without a picture; their digest stands all the same. */
const LARGEST_FILE = 24 * 1024 * 1024;
const MOST_PIXELS = 40_000_000;
/** Bytes of a picture that a page may carry; a larger one is drawn coarser. */
const LARGEST_PICTURE = 400_000;

/**
 * The region of a cited screenshot as a small picture; null where the file is not at hand or is no picture any more. The same file and
 * region give the same bytes on every machine.
 */
export async function evidencePicture(
  session: Session,
  { file, region }: CitationOf<'screenshot'>,
): Promise<{ png: string; width: number; height: number } | null> {
  const { blobs } = session.desk.workspace();
  if (!blobs.has(file.sha256) || file.bytes > LARGEST_FILE) return null;
  const bytes = blobs.read(file.sha256);
  const size = pictureSize(bytes);
  if (!size || size.width * size.height > MOST_PIXELS) return null;
  for (let widest = WIDEST; widest >= 80; widest /= 2) {
    const scale = Math.min(1, widest / Math.max(region.width, region.height));
    const [width, height] = [region.width, region.height].map((side) => Math.max(1, Math.round((side * scale) / ZOOM)));
    const { x, y } = region;
    const png = await session.desk.jobs.start(pngJob, {
      title: file.name,
      input: {
        svg: `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}" viewBox="${x} ${y} ${region.width} ${region.height}" preserveAspectRatio="none"><image width="${size.width}" height="${size.height}" xlink:href="data:${size.mediaType};base64,${Buffer.from(bytes).toString('base64')}"/></svg>`,
        fonts: join(resourcesFolder(), 'fonts'),
      },
      quiet: true,
    }).result;
    const drawn = pictureSize(png);
    if (drawn && png.length <= LARGEST_PICTURE)
      return { png: Buffer.from(png).toString('base64'), width: drawn.width, height: drawn.height };
  }
  return null;
}
