import { type JobKind, serveJobs } from '../src-core/jobs';

/** Every kind of background work; each domain adds its own (`src-main/<domain>/jobs.ts`) here. */
const kinds: readonly JobKind<unknown, unknown>[] = [];

serveJobs(kinds);
