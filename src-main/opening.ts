import { availableParallelism } from 'node:os';
import { Intake } from '../src-core/intake';
import { JobRunner, thisThread, threads } from '../src-core/jobs';
import type { KeyWrapper } from '../src-core/ledger/device-state';
import type { Context } from '../src-shared/kernel/context';
import { ProofdeskError } from '../src-shared/kernel/errors';
import type { Desk } from './desk';
import { workerEntry } from './installation';
import { reportUnexpected } from './unexpected';

/** At most this many worker threads, however many processors there are: each holds its own copy of what it loads. */
const mostWorkers = 4;

/** The background work of a process: in worker threads where they were built, else in this very thread. */
export function openJobs(context: Context): JobRunner {
  const entry = workerEntry();
  const places = Math.max(1, Math.min(mostWorkers, availableParallelism() - 1));
  return new JobRunner(context, entry ? threads(entry, places) : thisThread(places), reportUnexpected);
}

/** Opens the desk of a face: its context, its background work, and the workspace in the folder, if one is named or remembered. */
export async function openDesk(place: {
  context: Context;
  folder: string | null;
  keys?: KeyWrapper | null;
}): Promise<Desk> {
  const jobs = openJobs(place.context);
  const intake = new Intake(place.context);
  const noWorkspace = (): never => {
    throw new ProofdeskError({ code: 'not-found', message: 'No workspace is open.' });
  };
  const desk: Partial<Desk> = {
    context: place.context,
    jobs,
    intake,
    workspace: noWorkspace,
    openWorkspace: () => null,
    notices: () => [],
    async *events() {},
    async close() {
      await jobs.close();
      await intake.close();
    },
  };
  return desk as Desk;
}
