import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { JobSummary } from '../../src-shared/system';
import { useDesk, useDeskQueries } from '../client';
import { type Job, reportError } from '../ui';

/** A job that is done goes from the corner by itself after this long; one that failed stays. Milliseconds. */
const DONE_SHOWN = 8_000;

/** The jobs of this process as the corner of the window shows them. */
export function useJobs(): { jobs: readonly Job[]; onCancelJob(id: string): void; onDismissJob(id: string): void } {
  const desk = useDesk();
  const { data } = useQuery(
    useDeskQueries().system.jobs.list.queryOptions({ meta: { entities: ['job'] }, refetchInterval: pollWhileDone }),
  );
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const jobs = useMemo(
    () => (data ?? []).filter((job) => !dismissed.has(job.id) && !isOver(job, Date.now())).map(shown),
    [data, dismissed],
  );
  const onCancelJob = useCallback((id: string) => void desk.system.jobs.cancel({ id }).catch(reportError), [desk]);
  const onDismissJob = useCallback((id: string) => setDismissed((before) => new Set([...before, id])), []);
  return { jobs, onCancelJob, onDismissJob };
}

function isOver(job: JobSummary, now: number): boolean {
  return job.state !== 'running' && job.state !== 'failed' && now - (job.endedAt ?? now) > DONE_SHOWN;
}

/** Asks again while a finished job is still shown, so that it goes in time. */
function pollWhileDone(query: { state: { data?: readonly JobSummary[] } }): number | false {
  const now = Date.now();
  const waiting = query.state.data?.some((job) => job.state === 'done' && !isOver(job, now));
  return waiting ? DONE_SHOWN : false;
}

/** A job's summary as the tray takes it. */
export function shown(job: JobSummary): Job {
  return {
    id: job.id,
    title: job.title,
    state: job.state,
    step: job.state === 'running' ? job.message : undefined,
    progress: job.progress > 0 ? job.progress : undefined,
    error: job.state === 'failed' ? { code: 'check-failed', message: job.message } : undefined,
  };
}
