import { useCallback, useEffect, useRef, useState } from 'react';
import { type ErrorRecord, errorRecord } from '../../src-shared/kernel/errors';
import type { SyncTask } from '../../src-shared/sync/contract';
import { useDesk } from '../client';

/** The desk answers a question about a task at its next news, or after this long. Milliseconds. */
const WAIT = 15_000;

export interface TaskRun {
  /** The task, once it began; stays as it ended until the next one. */
  task: SyncTask | null;
  busy: boolean;
  /** Why it could not begin, or failed. */
  problem: ErrorRecord | null;
  /** Begins one and follows it to its end. */
  start(begin: () => Promise<SyncTask>): Promise<void>;
  cancel(): void;
  forget(): void;
}

/**
 * Something with a server that takes its time, followed while the component is on screen. Leaving the screen ends the watching and not the
 * task itself.
 *
 * @param onDone is told when it ended well
 */
export function useTask(onDone?: (task: SyncTask) => void): TaskRun {
  const desk = useDesk();
  const [task, setTask] = useState<SyncTask | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const done = useRef(onDone);
  done.current = onDone;
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const start = useCallback(
    async (begin: () => Promise<SyncTask>) => {
      stop.current?.abort();
      const own = new AbortController();
      stop.current = own;
      setBusy(true);
      setProblem(null);
      setTask(null);
      try {
        let now = await begin();
        while (!own.signal.aborted) {
          setTask(now);
          if (now.state !== 'running') break;
          now = await desk.sync.task({ id: now.id, wait: WAIT }, { signal: own.signal });
        }
        if (own.signal.aborted) return;
        if (now.problem) setProblem(problemOf(now));
        if (now.state === 'done') done.current?.(now);
      } catch (thrown) {
        if (own.signal.aborted) return;
        setProblem(errorRecord(thrown));
      }
      setBusy(false);
    },
    [desk],
  );
  const running = task?.state === 'running' ? task.id : null;
  const cancel = useCallback(() => {
    if (running !== null) void desk.sync.cancelTask({ id: running }).catch((thrown) => setProblem(errorRecord(thrown)));
  }, [desk, running]);
  return { task, busy, problem, start, cancel, forget: useCallback(() => setProblem(null), []) };
}

function problemOf({ problem }: SyncTask): ErrorRecord {
  return {
    code: problem?.code ?? 'unavailable',
    message: problem?.message ?? '',
    ...(problem?.hint && { hint: problem.hint }),
  };
}
