import type { Workspace } from '../../src-core/workspace/workspace';
import { BLOB_PIECE_BYTES } from '../../src-shared/sync/protocol';
import { fetchFile, sizeAtServer } from './blobs';
import { goOn, type SyncPlace } from './exchange';
import { isAboutOneFile } from './failure';

/** Files up to this size come by themselves: logos, pictures, documents, most logs. Larger ones when they are opened, or with a pinned deal. */
export const SMALL_FILE_BYTES = BLOB_PIECE_BYTES;

/** A file that the server did not have is asked for again in the next round, then ever more rarely, in milliseconds. */
const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 3_600_000;

/** Files that the server did not have when it was asked: most often somebody else's row came before its file. */
export class AbsentFiles {
  readonly #asked = new Map<string, { times: number; again: number }>();

  /** Whether to ask for a file at a moment (milliseconds, of one clock). */
  isDue(digest: string, now: number): boolean {
    return now >= (this.#asked.get(digest)?.again ?? 0);
  }

  note(digest: string, now: number): void {
    const times = this.#asked.get(digest)?.times ?? 0;
    const wait = times === 0 ? 0 : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (times - 1));
    this.#asked.set(digest, { times: times + 1, again: now + wait });
  }
}

/**
 * Fetches the small files that rows name and that are not here, so that documents can be made and logs opened without a network. Until nothing
 * is missing or something more urgent waits. What is large is not asked for again until the next start.
 */
export async function fetchSmallFiles(
  place: SyncPlace & { interrupted(): boolean; given: Set<string>; absent: AbsentFiles },
): Promise<void> {
  const { workspace, given, absent } = place;
  for (const digest of missingFiles(workspace)) {
    const now = performance.now();
    if (given.has(digest) || !absent.isDue(digest, now)) continue;
    goOn(place);
    if (place.interrupted()) return;
    try {
      const size = workspace.blobs.has(digest) ? 0 : await sizeAtServer(place, digest);
      if (size === null) absent.note(digest, now);
      else if (size > SMALL_FILE_BYTES) given.add(digest);
      else await fetchFile(place, digest);
    } catch (thrown) {
      if (!isAboutOneFile(thrown)) throw thrown;
      absent.note(digest, now);
    }
  }
}

/** Digests that rows name and that this device has no file for. */
function missingFiles({ runner }: Workspace): string[] {
  const rows = runner
    .statement(
      `SELECT DISTINCT digest FROM blob_references WHERE digest NOT IN (SELECT digest FROM blobs)
       AND digest NOT IN (SELECT digest FROM erased_digests) ORDER BY digest`,
    )
    .all() as { digest: string }[];
  return rows.map(({ digest }) => digest);
}
