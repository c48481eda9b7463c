import { defineJob } from '../../src-core/jobs';
import { stageBackup } from '../../src-core/workspace/restore';
import { entities } from '../../src-shared/contract';

/** Checks a backup and copies it beside the workspace, ready to take its place. The workspace is not touched. */
export const stageRestoreJob = defineJob<{ backup: string; incoming: string }, { incoming: string }>({
  kind: 'workspace.restore',
  async run({ backup, incoming }, work) {
    await stageBackup(backup, incoming, entities, work);
    return { incoming };
  },
});
