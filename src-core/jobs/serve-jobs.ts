import { mkdir } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { errorRecord, ProofdeskError } from '../../src-shared/kernel/errors';
import type { JobKind } from './job-kind';
import type { FromWorker, ToWorker } from './messages';
import { Stop } from './stop';

/** Progress is told at most this often, in milliseconds; a loop may report each row without flooding anybody. */
const progressInterval = 50;

/** The kinds of jobs that a worker knows, by their names, each with what loads it. */
export type KnownKinds = Readonly<Record<string, () => Promise<JobKind<never, unknown>>>>;

/** The worker's side: runs the jobs that it is sent, one at a time. Call it once, at the end of a worker's entry. */
export function serveJobs(kinds: KnownKinds): void {
  const port = parentPort;
  if (!port)
    throw new ProofdeskError({ code: 'internal', message: 'The entry of worker threads was started by itself.' });
  const tell = (message: FromWorker) => port.postMessage(message);
  const running = new Map<string, AbortController>();

  const run = async (order: Extract<ToWorker, { say: 'run' }>) => {
    const controller = new AbortController();
    running.set(order.job, controller);
    const stop = new Stop(order.stop);
    let told = 0;
    try {
      const load = Object.hasOwn(kinds, order.kind) ? kinds[order.kind] : undefined;
      if (!load) {
        throw new ProofdeskError({ code: 'internal', message: `No worker knows the job ${order.kind}.` });
      }
      const kind = (await load()) as JobKind<unknown, unknown>;
      const output = await kind.run(order.input, {
        signal: controller.signal,
        async scratch() {
          await mkdir(order.scratch, { recursive: true, mode: 0o700 });
          return order.scratch;
        },
        check: () => stop.check(),
        settle: () => stop.settle(),
        progress(fraction, message) {
          const now = performance.now();
          if (now - told < progressInterval) return;
          told = now;
          tell({ say: 'progress', job: order.job, fraction, message });
        },
      });
      tell({ say: 'done', job: order.job, output });
    } catch (thrown) {
      const stack = thrown instanceof ProofdeskError || !(thrown instanceof Error) ? null : (thrown.stack ?? null);
      tell({ say: 'failed', job: order.job, error: errorRecord(thrown), stack });
    } finally {
      running.delete(order.job);
    }
  };

  port.on('message', (message: ToWorker) => {
    if (message.say === 'run') void run(message);
    else running.get(message.job)?.abort();
  });
}
