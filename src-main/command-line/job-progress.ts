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
