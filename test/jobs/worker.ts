import { serveJobs } from '../../src-core/jobs/serve-jobs';
import * as kinds from './kinds';

serveJobs(Object.values(kinds));
