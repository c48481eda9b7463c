import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unfinished } from '../../src-core/workspace/leftovers';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { Session } from '../session';
import { exportJob } from './export-job';
import { sinceErasures } from './upkeep';

export interface Exported {
  file: string;
  size: number;
  digest: string;
}

/**
 * Writes the whole workspace (database, receipts as text, files) into one archive, as a job. Private keys stay on this device: who opens
 * the archive elsewhere begins new chains. The archive has its name only when it is whole.
 */
export async function exportWorkspace({ desk }: Session, file: string | null, signal?: AbortSignal): Promise<Exported> {
  const workspace = desk.workspace();
  const stamp = new Date(workspace.context.now()).toISOString().slice(0, 10);
  const target = file ?? join(workspace.folder, 'exports', `proofdesk-${stamp}.zip`);
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  const partial = unfinished(target, 'exporting');
  const copy = unfinished(join(workspace.folder, 'copy.db'), 'exporting');
  const stillFits = sinceErasures(workspace);
  try {
    return await desk.jobs.start(exportJob, {
      title: 'Export of the workspace',
      input: { folder: workspace.folder, partial, copy },
      commit: (made) => {
        if (!stillFits()) {
          throw new ProofdeskError({
            code: 'stale',
            message: 'Somebody was erased from this workspace while it was exported, so the archive was dropped.',
            hint: 'Export it again.',
          });
        }
        renameSync(partial, target);
        return { file: target, ...made };
      },
      ...(signal ? { signal } : {}),
    }).result;
  } finally {
    // Gone already when the job ended by itself; a thread that had to be ended could not.
    for (const left of [partial, copy, `${copy}-wal`, `${copy}-shm`, `${copy}-journal`]) rmSync(left, { force: true });
  }
}
