import { rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { cancelWithin, type Executor, type Order, type Outcome } from './executor';
import type { FromWorker, ToWorker } from './messages';

/** How long an ended thread is waited for, in milliseconds. */
const graceForNativeCode = 50;

/**
 * Runs each job in a worker thread. Threads are started when they are needed, kept warm for the next job, and do not keep the program
 * from ending while they are idle.
 * @param entry the built module that calls `serveJobs`
 * @param places how many threads there may be
 */
export function threads(entry: string | URL, places: number): Executor {
  const idle: Worker[] = [];
  const all = new Set<Worker>();

  const take = (): Worker => {
    const warm = idle.pop();
    if (warm) {
      warm.ref();
      return warm;
    }
    const worker = new Worker(entry, { name: 'proofdesk-job' });
    all.add(worker);
    worker.once('exit', () => {
      all.delete(worker);
      const place = idle.indexOf(worker);
      if (place >= 0) idle.splice(place, 1);
    });
    // An idle worker that fails is replaced when the next job comes; `exit` follows this event.
    worker.on('error', () => {});
    return worker;
  };

  const execute = (order: Order, signal: AbortSignal): Promise<Outcome> => {
    const worker = take();
    return new Promise<Outcome>((resolve) => {
      let deadline: ReturnType<typeof setTimeout> | undefined;
      const say = (message: ToWorker) => worker.postMessage(message);
      const finish = (outcome: Outcome, keep: boolean) => {
        clearTimeout(deadline);
        signal.removeEventListener('abort', cancel);
        worker.off('message', heard);
        worker.off('error', broke);
        worker.off('exit', exited);
        if (keep) {
          worker.unref();
          idle.push(worker);
        }
        resolve(outcome);
      };
      const heard = (message: FromWorker) => {
        if (message.job !== order.job) return;
        if (message.say === 'progress') order.progress(message.fraction, message.message);
        else if (signal.aborted && !order.stop.settled) finish({ ended: 'cancelled' }, true);
        else if (message.say === 'done') finish({ ended: 'done', output: message.output }, true);
        else finish({ ended: 'failed', error: message.error, stack: message.stack }, true);
      };
      const broke = (error: Error) => finish(lost(error.message, error.stack ?? null), false);
      const exited = (code: number) => finish(lost(`its thread ended with ${code}`, null), false);
      const cancel = () => {
        say({ say: 'cancel', job: order.job });
        deadline = setTimeout(() => {
          worker.off('exit', exited);
          // What the thread held in memory goes with it; its files are in the scratch folder, which goes next. Native code (a check of every
          // page) ends only when it is through: nobody waits for that, and what it wrote meanwhile goes after it.
          const gone = worker.terminate().then(() => rm(order.scratch, { recursive: true, force: true }));
          void Promise.race([gone, wait(graceForNativeCode)]).then(() => finish({ ended: 'cancelled' }, false));
        }, cancelWithin);
      };
      worker.on('message', heard);
      worker.once('error', broke);
      worker.once('exit', exited);
      if (signal.aborted) {
        finish({ ended: 'cancelled' }, true);
        return;
      }
      signal.addEventListener('abort', cancel, { once: true });
      say({
        say: 'run',
        job: order.job,
        kind: order.kind.kind,
        input: order.input,
        scratch: order.scratch,
        stop: order.stop.memory,
      });
    });
  };

  return {
    places,
    execute,
    async close() {
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}

function lost(why: string, stack: string | null): Outcome {
  const message = `The background work stopped unexpectedly: ${why}.`;
  return {
    ended: 'failed',
    error: { code: 'internal', message, hint: 'Nothing of it was kept. Try it again.' },
    stack,
  };
}
