import { serveJobs } from '../../src-core/jobs/serve-jobs';
import * as kinds from './kinds';

serveJobs(Object.fromEntries(Object.values(kinds).map((kind) => [kind.kind, async () => kind])));
