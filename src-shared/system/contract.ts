import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { deskEvent, handedFile, jobSummary, systemInfo } from './schema';

/** What every face needs of the running program itself. */
export const systemContract = {
  info: oc.output(systemInfo),
  /** Streams what changes, until the caller stops reading. */
  events: oc.output(eventIterator(deskEvent)),
  /** The system's own dialogs; `unavailable` in a browser, which has an input for files and downloads instead. */
  files: {
    /** Lets a person choose files; they are handed over in place, without a copy. None when the dialog was cancelled. */
    choose: oc
      .input(z.object({ title: z.string(), extensions: z.array(z.string()), many: z.boolean() }))
      .output(z.array(handedFile)),
    /** Lets a person choose where a blob is saved. Null when the dialog was cancelled. */
    save: oc
      .input(z.object({ title: z.string(), digest: z.string().regex(/^[0-9a-f]{64}$/) }))
      .output(z.object({ path: z.string().nullable() })),
  },
  jobs: {
    /** Jobs of this process, the newest first. */
    list: oc.output(z.array(jobSummary)),
    /** Asks a job to stop; `not-found` when there is none of this id. A job that has ended stays as it ended. */
    cancel: oc.input(z.object({ id: z.string() })).output(jobSummary),
  },
};
