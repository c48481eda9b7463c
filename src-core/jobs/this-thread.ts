import { mkdir } from 'node:fs/promises';
import { errorRecord, ProofdeskError } from '../../src-shared/kernel/errors';
import { cancelWithin, type Executor, type Outcome } from './executor';

/**
 * Runs jobs in this thread, where no worker was built, such as in unit tests. A job that ignores its signal cannot be ended here; it is
 * given up on, and what it returns later is dropped.
 */
export function thisThread(places = 2): Executor {
  return {
    places,
    async execute(order, signal) {
      const work = order.kind.run(order.input, {
        signal,
        async scratch() {
          await mkdir(order.scratch, { recursive: true, mode: 0o700 });
          return order.scratch;
        },
        check: () => order.stop.check(),
        settle: () => order.stop.settle(),
        progress: order.progress,
      });
      const ended = work.then(
        (output): Outcome => ({ ended: 'done', output }),
        (thrown: unknown): Outcome => {
          const stack = thrown instanceof ProofdeskError || !(thrown instanceof Error) ? null : (thrown.stack ?? null);
          return { ended: 'failed', error: errorRecord(thrown), stack };
        },
      );
      const givenUp = new Promise<Outcome>((resolve) => {
        signal.addEventListener('abort', () => setTimeout(() => resolve({ ended: 'cancelled' }), cancelWithin), {
          once: true,
        });
      });
      const outcome = await Promise.race([ended, givenUp]);
      return signal.aborted && !order.stop.settled ? { ended: 'cancelled' } : outcome;
    },
    async close() {},
  };
}
