export type { Executor } from './executor';
export { defineJob, type JobKind, type JobWork } from './job-kind';
export { type Job, type JobRequest, JobRunner } from './runner';
export { type KnownKinds, serveJobs } from './serve-jobs';
export { thisThread } from './this-thread';
export { threads } from './threads';
