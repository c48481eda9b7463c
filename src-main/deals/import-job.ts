import { defineJob } from '../../src-core/jobs';
import type { ImportRows, Mapping, Reading } from '../../src-shared/deals';
import type { Outcome } from '../../src-shared/kernel/command';
import { besideWorkspace, type PlaceBeside } from '../desk';
import type { IntakeSource } from './csv/plan-file';

/** How many records an import made and changed. */
export interface ImportResult {
  accounts: number;
  contacts: number;
  created: number;
  updated: number;
}

export interface ImportOrder {
  place: PlaceBeside;
  source: IntakeSource;
  reading: Reading;
  mapping: Mapping;
  reason?: string;
  simulate?: boolean;
}

/** Reads a file of deals and imports it in one act and one transaction, over a connection of its own: all of its rows, or none. */
export const importDealsJob = defineJob<ImportOrder, Outcome<ImportResult>>({
  kind: 'deal.import',
  async run({ place, source, reading, mapping, reason, simulate }, work) {
    work.progress(0.02, 'Reading the file');
    const [{ execute }, { planFile }] = await Promise.all([
      import('../../src-core/workspace/execute'),
      import('./csv/plan-file'),
    ]);
    return besideWorkspace(place, (workspace) => {
      work.check();
      const input: ImportRows = planFile(workspace, place.actor, source, reading, mapping);
      work.check();
      work.progress(0.2, 'Planning the import');
      const outcome = execute<ImportResult>(workspace, place.actor, 'deal.importRows', input, {
        reason,
        simulate,
        progress(fraction) {
          work.check();
          work.progress(0.2 + fraction * 0.8, fraction < 0.4 ? 'Planning the import' : 'Writing the deals');
        },
        settle: () => work.settle(),
      });
      // The preview has shown the rows; thousands of changes need not travel once more.
      return { ...outcome, changes: [] };
    });
  },
});
