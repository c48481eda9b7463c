import { serveJobs } from '../src-core/jobs';
import { kindsOfJobs } from './worker-kinds';

serveJobs(kindsOfJobs);
