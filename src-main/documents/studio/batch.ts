import { setTimeout as sleep } from 'node:timers/promises';
import { defineJob } from '../../../src-core/jobs';
import type { DocumentOrder } from '../../../src-shared/documents';
import { errorRecord, ProofdeskError } from '../../../src-shared/kernel/errors';
import { withFiles } from '../../files-on-demand';
import type { Session } from '../../session';
import { buildDocument } from '../build-document';

/** What became of a batch. */
export interface BatchResult {
  made: number;
  documents: string[];
  failed: { subject: string; kind: DocumentOrder['kind']; message: string }[];
  cancelled: boolean;
}

/** Where a batch says how far it is: documents done, and whether it is over. Shared with the job that shows it. */
type Counter = SharedArrayBuffer;
const [DONE, OVER] = [0, 1];
/** How often a batch's progress is looked at, milliseconds. */
const LOOK_EVERY = 100;

/**
 * What the list of jobs shows of a batch, and what is cancelled there. The documents are made by jobs of their own: each has to be put
 * together from the workspace's tables and becomes a receipt, which is not a worker's to do.
 */
export const batchJob = defineJob<{ counter: Counter; count: number }, null>({
  kind: 'document.batch',
  async run({ counter, count }, work) {
    const seen = new Int32Array(counter);
    while (Atomics.load(seen, OVER) === 0) {
      work.check();
      const done = Atomics.load(seen, DONE);
      work.progress(done / count, `${done} of ${count}`);
      await sleep(LOOK_EVERY, undefined, { signal: work.signal }).catch(() => work.check());
    }
    return null;
  },
});

let busy = false;

/**
 * Makes documents one after another, each a receipt of its own: what was made stays, what cannot be made is listed and holds up nothing. No
 * more than one document is held in memory.
 *
 * @throws ProofdeskError `unavailable` while another batch is being made.
 */
export async function buildBatch(
  session: Session,
  orders: readonly DocumentOrder[],
  signal: AbortSignal | undefined,
): Promise<BatchResult> {
  if (busy) {
    throw new ProofdeskError({
      code: 'unavailable',
      message: 'Another batch of documents is being made.',
      hint: 'Wait until it is done, or cancel it in the list of jobs.',
    });
  }
  busy = true;
  const counter: Counter = new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT);
  const seen = new Int32Array(counter);
  const stopping = new AbortController();
  const shown = session.desk.jobs.start(batchJob, {
    title: `${orders.length} documents`,
    input: { counter, count: orders.length },
    ...(signal && { signal }),
  });
  shown.result.catch(() => stopping.abort());
  try {
    return await makeAll(session, orders, stopping.signal, (done) => Atomics.store(seen, DONE, done));
  } finally {
    Atomics.store(seen, OVER, 1);
    await shown.result.catch(() => null);
    busy = false;
  }
}

async function makeAll(
  session: Session,
  orders: readonly DocumentOrder[],
  signal: AbortSignal,
  progress: (done: number) => void,
): Promise<BatchResult> {
  const result: BatchResult = { made: 0, documents: [], failed: [], cancelled: false };
  for (const [at, order] of orders.entries()) {
    if (signal.aborted) break;
    try {
      result.documents.push(
        await withFiles(session.desk, () => buildDocument(session, order, { signal, quiet: true }), signal),
      );
      result.made += 1;
    } catch (error) {
      if (signal.aborted) break;
      const { message } = errorRecord(error);
      result.failed.push({ subject: order.subject, kind: order.kind, message });
    }
    progress(at + 1);
  }
  return { ...result, cancelled: signal.aborted };
}
