import type { DeskClient } from '../../src-shared/contract';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { ReceiptLine } from '../../src-shared/receipts';

/** So far back is looked: who wants to undo more than that looks for it in the receipts. */
const LOOKED_BACK = 25;

/** The newest act of a person that can still be undone; null where there is none among the last ones. */
export async function lastUndoable(desk: DeskClient, person: string): Promise<ReceiptLine | null> {
  const { receipts } = await desk.receipts.list({ person, limit: LOOKED_BACK });
  for (const line of receipts) {
    if (line.origin !== 'local' || line.command === 'receipt.undo') continue;
    // What the server refused has changed nothing.
    if (line.server === 'refused' || line.server === 'discarded') continue;
    try {
      const { decision } = await desk.receipts.undo({ input: { receipt: line.hash }, simulate: true });
      if (decision.decision === 'allow') return line;
    } catch (thrown) {
      // Undone already, changed since, or not undoable by its nature: the one before is asked.
      if (!(thrown instanceof ProofdeskError) || thrown.code === 'internal' || thrown.code === 'unavailable')
        throw thrown;
    }
  }
  return null;
}
