import { defineJob } from '../../../src-core/jobs';
import type { UsageReading, UsageTable } from '../../../src-shared/quotes';

/** Reads a large usage file and adds it up by meter and month. */
export const readUsageJob = defineJob<{ path: string; name: string; reading: UsageReading }, UsageTable>({
  kind: 'usage.read',
  async run({ path, name, reading }, work) {
    work.progress(0.02, 'Reading the file');
    const { readUsageTableOf } = await import('./read-usage-file');
    work.check();
    return readUsageTableOf(path, name, reading);
  },
});
