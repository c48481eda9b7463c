import { join } from 'node:path';
import { defineJob } from '../../src-core/jobs';
import { stageBackup } from '../../src-core/workspace/restore';
import { entities } from '../../src-shared/contract';
import { isArchive, unpackExport } from './unpack-export';

/** Part of the work that unpacking a full export is. */
const UNPACKING = 0.6;

/**
 * Checks a backup, or the database of a full export, and copies it beside the workspace, ready to take its place; files of an export that
 * are not there yet come with it. What the workspace has is not touched.
 */
export const stageRestoreJob = defineJob<{ backup: string; incoming: string; blobs: string }, { incoming: string }>({
  kind: 'workspace.restore',
  async run({ backup, incoming, blobs }, work) {
    if (!(await isArchive(backup))) {
      await stageBackup(backup, incoming, entities, work);
      return { incoming };
    }
    const database = join(await work.scratch(), 'workspace.db');
    const unpacked = await unpackExport(
      backup,
      { database, blobs },
      { ...watched(work, 0, UNPACKING), signal: work.signal },
    );
    try {
      await stageBackup(unpacked.database, incoming, entities, watched(work, UNPACKING, 1));
      unpacked.keep();
    } finally {
      unpacked.drop();
    }
    return { incoming };
  },
});

/** A part of the work with its own progress from 0 to 1. */
function watched(
  work: { check(): void; progress(fraction: number, message: string): void },
  from: number,
  to: number,
): { check(): void; progress(fraction: number, message: string): void } {
  return {
    check: () => work.check(),
    progress: (fraction, message) => work.progress(from + fraction * (to - from), message),
  };
}
