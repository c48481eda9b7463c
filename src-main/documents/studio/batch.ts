import type { DocumentOrder } from '../../../src-shared/documents';
import { errorRecord, ProofdeskError } from '../../../src-shared/kernel/errors';
import type { Session } from '../../session';
import { buildDocument } from '../build-document';

/** What became of a batch. */
export interface BatchResult {
  made: number;
  documents: string[];
  failed: { subject: string; kind: DocumentOrder['kind']; message: string }[];
  cancelled: boolean;
}

/**
 * Makes documents one after another, each a job and a receipt of its own: what was made stays, what cannot be made is listed and holds up
 * nothing. No more than one document is held in memory.
 */
export async function buildBatch(
  session: Session,
  orders: readonly DocumentOrder[],
  signal: AbortSignal | undefined,
  progress: (done: number) => void = () => {},
): Promise<BatchResult> {
  const result: BatchResult = { made: 0, documents: [], failed: [], cancelled: false };
  for (const [at, order] of orders.entries()) {
    if (signal?.aborted) {
      result.cancelled = true;
      break;
    }
    try {
      result.documents.push(await buildDocument(session, order));
      result.made += 1;
    } catch (error) {
      if (error instanceof ProofdeskError && error.code === 'cancelled') {
        result.cancelled = true;
        break;
      }
      const { message } = errorRecord(error);
      result.failed.push({ subject: order.subject, kind: order.kind, message });
    }
    progress(at + 1);
  }
  return result;
}
