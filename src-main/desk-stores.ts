import { lastGoodBackup } from '../src-core/workspace/backup';
import type { Workspace } from '../src-core/workspace/workspace';
import { ProofdeskError } from '../src-shared/kernel/errors';

/** An error about a damaged store, with the backup that can be gone back to; any other as it is. */
export function withLastBackup(error: unknown, folder: string): unknown {
  if (!(error instanceof ProofdeskError) || error.details?.['kind'] !== 'corrupt-store') return error;
  const last = lastGoodBackup(folder);
  return new ProofdeskError({
    ...error.toRecord(),
    hint: last
      ? `The damaged file is kept. The last good backup is ${last.name}: restore it from the start screen, or with \`proofdesk workspace restore ${last.name}\`.`
      : 'The damaged file is kept as it is. There is no good backup in its backups folder.',
    details: { ...error.details, backup: last?.name ?? null, folder },
  });
}

/** From now on people of this workspace sign with the sample's keys, which everybody has. */
export function markSample(workspace: Workspace): void {
  workspace.runner.statement("INSERT OR REPLACE INTO settings (key, value) VALUES ('sample', '1')").run();
}

/** Whether it is the sample workspace. */
export function isSample(workspace: Workspace): boolean {
  return workspace.runner.statement("SELECT 1 FROM settings WHERE key = 'sample'").get() !== undefined;
}
