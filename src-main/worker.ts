import { type JobKind, serveJobs } from '../src-core/jobs';
import { aaCheckJob, lineIndexJob, pairedItemsJob, pngJob, readRunsJob, searchBytesJob, sketchJob } from './bakeoffs';
import { importDealsJob } from './deals/import-job';
import { previewDealsJob, readDealsJob } from './deals/look-jobs';
import {
  batchJob,
  buildDocumentJob,
  buildPageJob,
  countPagesJob,
  previewDocumentJob,
  verifyDocumentsJob,
} from './documents';
import { simulateJob } from './pricing/simulate-job';
import { readUsageJob } from './quotes/metering/read-usage-job';
import { importReceiptsJob } from './receipts/import-job';
import { simulateRoiJob } from './roi/simulate-job';
import { checkHistoryJob, withdrawJob } from './sync/round-jobs';
import { exportJob } from './workspace/export-job';
import { stageRestoreJob } from './workspace/restore-job';
import { checkStoreJob, foldBesideJob, forgetJob } from './workspace/upkeep-jobs';

/** Every kind of background work; each domain adds its own (`src-main/<domain>/jobs.ts`) here. */
const kinds: readonly JobKind<unknown, unknown>[] = [
  buildDocumentJob,
  buildPageJob,
  verifyDocumentsJob,
  previewDocumentJob,
  countPagesJob,
  batchJob,
  readRunsJob,
  sketchJob,
  pngJob,
  lineIndexJob,
  searchBytesJob,
  pairedItemsJob,
  aaCheckJob,
  checkStoreJob,
  forgetJob,
  foldBesideJob,
  exportJob,
  stageRestoreJob,
  importDealsJob,
  previewDealsJob,
  readDealsJob,
  importReceiptsJob,
  simulateJob,
  simulateRoiJob,
  readUsageJob,
  withdrawJob,
  checkHistoryJob,
];

serveJobs(kinds);
