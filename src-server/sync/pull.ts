import { mayRead } from '../../src-core/workspace/readable';
import type { ReceiptHeader } from '../../src-shared/kernel/receipt';
import { type PartsAnswer, PROTOCOL, PULL_LIMIT, type PullAnswer, type Pulled } from '../../src-shared/sync/protocol';
import { type Asker, readableParts, readableRefusal, standingOf } from './readers';
import type { SyncParts } from './sync-parts';

/** Bytes of one answer at most, before compression; one act is always in it. */
const ANSWER_BYTES = 8 * 1024 * 1024;
/** Receipts that one request for late parts looks through at most. */
const LOOKED_THROUGH = 5 * PULL_LIMIT;

/** Decisions after a number, in order, with what the asker may read of them. No number is ever skipped: they are given under a lock. */
export async function pull(
  { storage, context, definitions }: SyncParts,
  workspace: string,
  asker: Asker,
  request: { after: number; limit: number },
): Promise<PullAnswer> {
  return storage.reading(workspace, async (store) => {
    const standing = await standingOf(store, workspace, asker);
    const { number } = await store.sequence();
    const pulled: Pulled[] = [];
    let bytes = 0;
    const receipts = await store.decided(request.after, Math.min(request.limit, PULL_LIMIT));
    // An act is applied whole, so a page does not end inside of one.
    const last = receipts.at(-1);
    if (last?.group) receipts.push(...(await store.decided(last.decision.number, last.group.size - last.group.index)));
    for (const receipt of receipts) {
      const { decision, header, signature, actor } = receipt;
      const parts = readableParts(receipt, standing);
      const told = decision.outcome === 'contested' || actor === standing.person;
      bytes +=
        header.length + decision.text.length + Object.values(parts).reduce((sum, body) => sum + body.length, 400);
      if (pulled.length > 0 && bytes > ANSWER_BYTES && (receipt.group?.index ?? 1) === 1) break;
      pulled.push({
        decision: { text: decision.text, signature: decision.signature },
        receipt: { header, signature, parts },
        refusal: told ? readableRefusal(decision.refusal, definitions, standing.readers) : null,
      });
    }
    return { pulled, number, readers: standing.readers, now: context.now(), oldestClient: PROTOCOL.oldest };
  });
}

/** Parts of one group of readers after a number, for somebody who may read them only now. */
export async function lateParts(
  { storage }: SyncParts,
  workspace: string,
  asker: Asker,
  request: { readers: string; after: number; limit: number },
): Promise<PartsAnswer> {
  return storage.reading(workspace, async (store) => {
    const standing = await standingOf(store, workspace, asker);
    const parts: PartsAnswer['parts'] = [];
    if (!standing.readers.includes(request.readers)) return { parts, next: null };
    const limit = Math.min(request.limit, PULL_LIMIT);
    let after = request.after;
    let bytes = 0;
    for (let looked = 0; looked < LOOKED_THROUGH; ) {
      const receipts = await store.decided(after, PULL_LIMIT);
      for (const receipt of receipts) {
        const own = Object.entries(readableParts(receipt, standing)).filter(([part]) =>
          mayRead([request.readers], part),
        );
        const declared = own.length > 0 ? (JSON.parse(receipt.header) as ReceiptHeader).parts : {};
        if (parts.length > 0 && (parts.length + own.length > limit || bytes > ANSWER_BYTES))
          return { parts, next: after };
        for (const [readers, body] of own) {
          if (!(readers in declared)) continue;
          parts.push({ number: receipt.decision.number, hash: receipt.hash, readers, body });
          bytes += body.length;
        }
        after = receipt.decision.number;
      }
      looked += receipts.length;
      if (receipts.length < PULL_LIMIT) return { parts, next: null };
    }
    return { parts, next: after };
  });
}
