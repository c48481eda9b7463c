import { type JobKind, serveJobs } from '../src-core/jobs';
import { readRunsJob, sketchJob } from './bakeoffs';
import { buildDocumentJob, verifyDocumentsJob } from './documents';
import { checkStoreJob, foldBesideJob, forgetJob } from './workspace/upkeep-jobs';

/** Every kind of background work; each domain adds its own (`src-main/<domain>/jobs.ts`) here. */
const kinds: readonly JobKind<unknown, unknown>[] = [
  buildDocumentJob,
  verifyDocumentsJob,
  readRunsJob,
  sketchJob,
  checkStoreJob,
  forgetJob,
  foldBesideJob,
];

serveJobs(kinds);
