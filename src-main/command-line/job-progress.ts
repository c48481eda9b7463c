import type { Desk } from '../desk';
import { fetchingFiles } from '../files-on-demand';
import type { CliCall } from './command';

/**
 * Does work that runs as a job of this process and shows how far that is. Ctrl-C cancels the job.
 * @param kind the job's kind, such as `workspace.export`
 */
export async function showingJob<T>(
  call: CliCall,
  kind: string,
  work: (options: { signal: AbortSignal }) => Promise<T>,
): Promise<T> {
  const { desk } = await call.session('if-there');
  const forget = desk.jobs.subscribe((job) => {
    if (job.kind === kind && job.state === 'running') call.progress(job.progress, job.message);
  });
  try {
    return await work({ signal: call.signal });
  } finally {
    forget();
  }
}

/** Shows how far files are that are fetched for a command, whichever it is. Ctrl-C ends the fetching; what has come stays. */
export function showingFetchedFiles(call: Pick<CliCall, 'progress' | 'signal'>, { jobs }: Pick<Desk, 'jobs'>): void {
  jobs.subscribe((job) => {
    if (job.kind !== fetchingFiles || job.state !== 'running') return;
    if (call.signal.aborted) jobs.cancel(job.id);
    else call.progress(job.progress, job.message);
  });
  const cancel = () => {
    for (const { id, kind } of jobs.list()) if (kind === fetchingFiles) jobs.cancel(id);
  };
  call.signal.addEventListener('abort', cancel, { once: true });
}
