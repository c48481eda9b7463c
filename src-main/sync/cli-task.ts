import type { DeskClient } from '../../src-shared/contract';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { SyncTask } from '../../src-shared/sync/contract';
import type { CliCall } from '../command-line';

/** How long one question for a task's news waits, in milliseconds: Ctrl-C is noticed at once all the same. */
const WAIT = 5_000;

/**
 * Follows a task to its end and shows how far it is; Ctrl-C calls it off. Throws what it failed with.
 * @param onNews hears every state that is new
 */
export async function followed(
  call: CliCall,
  client: DeskClient,
  begun: SyncTask,
  onNews: (task: SyncTask) => void = () => {},
): Promise<SyncTask> {
  const stop = (): void => void client.sync.cancelTask({ id: begun.id }).catch(() => {});
  call.signal.addEventListener('abort', stop, { once: true });
  try {
    let task = begun;
    for (;;) {
      onNews(task);
      if (task.state !== 'running') break;
      call.progress(task.total ? Math.min(1, task.done / task.total) : 0, task.stage);
      task = await client.sync.task({ id: task.id, wait: WAIT });
    }
    if (task.state === 'done') return task;
    if (task.problem) {
      const { code, message, hint } = task.problem;
      throw new ProofdeskError({ code, message, ...(hint !== null && { hint }) });
    }
    throw new ProofdeskError({ code: 'cancelled', message: 'It was called off.' });
  } finally {
    call.signal.removeEventListener('abort', stop);
  }
}

/** A moment as the command line writes it; a dash where there is none. */
export const moment = (milliseconds: number | null): string | null =>
  milliseconds === null ? null : `${new Date(milliseconds).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
