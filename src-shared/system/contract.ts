import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { deskEvent, jobSummary, systemInfo } from './schema';

/** What every face needs of the running program itself. */
export const systemContract = {
  info: oc.output(systemInfo),
  /** Streams what changes, until the caller stops reading. */
  events: oc.output(eventIterator(deskEvent)),
  jobs: {
    /** Jobs of this process, the newest first. */
    list: oc.output(z.array(jobSummary)),
    /** Asks a job to stop; `not-found` when there is none of this id. A job that has ended stays as it ended. */
    cancel: oc.input(z.object({ id: z.string() })).output(jobSummary),
  },
};
