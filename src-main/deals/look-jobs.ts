import { defineJob } from '../../src-core/jobs';
import type { Reading } from '../../src-shared/deals';
import { besideWorkspace, type PlaceBeside } from '../desk';
import type { Preview, PreviewWanted, ReadFile } from './csv/look';
import type { IntakeSource } from './csv/plan-file';

/** Reads a large file of deals and proposes what its columns are. */
export const readDealsJob = defineJob<{ source: IntakeSource; reading: Reading; currency: string | null }, ReadFile>({
  kind: 'deal.read',
  async run({ source, reading, currency }, work) {
    work.progress(0.02, 'Reading the file');
    const { readFileOfDeals } = await import('./csv/look');
    return readFileOfDeals(source, reading, currency);
  },
});

/** Plans the import of a large file, over a connection of its own, and changes nothing. */
export const previewDealsJob = defineJob<{ place: PlaceBeside; source: IntakeSource; wanted: PreviewWanted }, Preview>({
  kind: 'deal.preview',
  async run({ place, source, wanted }, work) {
    work.progress(0.02, 'Reading the file');
    const { previewFileOfDeals } = await import('./csv/look');
    return besideWorkspace(place, (workspace) => {
      work.check();
      return previewFileOfDeals(workspace, place.actor, source, wanted);
    });
  },
});
