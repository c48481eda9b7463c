import type { SignedReceipt } from '../../src-shared/kernel/receipt';
import { PUSH_LIMIT, type Pulled, type PushAnswer } from '../../src-shared/sync/protocol';
import { PENDING, type StoredReceipt } from '../ledger/journal';
import type { Workspace } from '../workspace/workspace';
import { type AppliedPage, applyPulled } from './apply-pulled';
import { forkedChain } from './forked-chain';
import { numberOf } from './read-page';
import { decisionHead } from './state';

/** What the next push carries. */
export interface PendingPage {
  receipts: SignedReceipt[];
  hashes: string[];
  /** More is to be pushed after it. */
  more: boolean;
}

/**
 * The next receipts to push, in the order in which they were committed here. Those that the server keeps (aside, waiting) are left out unless
 * `kept` asks for them, and so is a chain behind a receipt that it cannot take. `after` is the last hash of the page before: given while its
 * answers are not applied yet.
 */
export function pendingPage(
  workspace: Workspace,
  options: { receipts?: number; bytes?: number; kept?: boolean; after?: string | null } = {},
): PendingPage {
  const { receipts: most = PUSH_LIMIT.receipts, bytes: room = PUSH_LIMIT.bytes, kept = false } = options;
  const { runner, journal } = workspace;
  const after = options.after ? (journal.byHash(options.after)?.ordinal ?? 0) : 0;
  const notes = new Map(
    (runner.statement('SELECT hash, status FROM push_notes').all() as { hash: string; status: string }[]).map(
      ({ hash, status }) => [hash, status],
    ),
  );
  const stopped = new Set<string>();
  const page: PendingPage = { receipts: [], hashes: [], more: false };
  let bytes = 0;
  for (let last = after; ; ) {
    const batch = runner
      .statement(`SELECT * FROM receipts WHERE ${PENDING} AND ordinal > ? ORDER BY ordinal LIMIT 200`)
      .all(last) as StoredReceipt[];
    if (batch.length === 0) return page;
    for (const receipt of batch) {
      last = receipt.ordinal;
      if (notes.get(receipt.hash) === 'invalid') stopped.add(receipt.chain);
      if (stopped.has(receipt.chain) || (receipt.standing !== 'pending' && !kept)) continue;
      const signed = journal.signed(receipt);
      const size =
        signed.header.length +
        signed.signature.length +
        Object.values(signed.parts).reduce((sum, part) => sum + Buffer.byteLength(part), 0) +
        200;
      if (page.receipts.length > 0 && (page.receipts.length >= most || bytes + size > room))
        return { ...page, more: true };
      page.receipts.push(signed);
      page.hashes.push(receipt.hash);
      bytes += size;
    }
  }
}

/** What a push came to. */
export interface NotedResults {
  /** Decisions that followed what is here, applied at once; null where none did. */
  applied: AppliedPage | null;
  /** There are decisions that are not applied yet: pull. */
  behind: boolean;
  waiting: number;
  aside: number;
  /** Sentences about receipts that the server cannot take; they are in the inbox. */
  invalid: { hash: string; says: string }[];
  /** Chains that ended; their undecided work was issued anew and is to be pushed. */
  forked: { chain: string; number: number }[];
  /** Chains that the server wants from an earlier number on. */
  gaps: { chain: string; expected: number }[];
}

/**
 * Takes in what the server answered to a push. What it decided is applied at once where it follows what is here; the rest comes with the next
 * pull. May be called with the same answer twice.
 */
export async function noteResults(workspace: Workspace, answer: PushAnswer): Promise<NotedResults> {
  const { journal, runner } = workspace;
  const noted: NotedResults = { applied: null, behind: false, waiting: 0, aside: 0, invalid: [], forked: [], gaps: [] };
  const decided: { number: number; pulled: Pulled }[] = [];
  workspace.connection
    .transaction(() => {
      const stand = (hash: string, standing: 'aside' | 'waiting') =>
        runner.statement(`UPDATE receipts SET standing = ? WHERE hash = ? AND ${PENDING}`).run(standing, hash);
      const note = (hash: string, status: string, content: unknown) =>
        runner
          .statement(
            `INSERT INTO push_notes (hash, status, note) VALUES (?, ?, ?)
             ON CONFLICT (hash) DO UPDATE SET status = excluded.status, note = excluded.note`,
          )
          .run(hash, status, JSON.stringify(content));
      for (const result of answer.results) {
        const receipt = journal.byHash(result.hash);
        if (!receipt || receipt.place !== null) continue;
        if (result.status === 'decided') {
          const { decision, refusal } = result;
          decided.push({ number: numberOf(decision), pulled: { decision, receipt: journal.signed(receipt), refusal } });
        } else if (result.status === 'aside') {
          stand(result.hash, 'aside');
          runner.statement('DELETE FROM push_notes WHERE hash = ?').run(result.hash);
          noted.aside += 1;
        } else if (result.status === 'waiting') {
          stand(result.hash, 'waiting');
          note(result.hash, 'waiting', { for: result.for, rows: result.rows });
          noted.waiting += 1;
        } else if (result.status === 'invalid') {
          note(result.hash, 'invalid', { says: result.says });
          noted.invalid.push({ hash: result.hash, says: result.says });
        } else if (result.status === 'gap') {
          noted.gaps.push({ chain: result.chain, expected: result.expected });
          // What the server kept of this chain it has no more.
          runner
            .statement(
              "UPDATE receipts SET standing = 'pending' WHERE chain = ? AND number >= ? AND standing IN ('aside', 'waiting')",
            )
            .run(result.chain, result.expected);
        } else {
          noted.forked.push({ chain: result.chain, number: result.number });
        }
      }
    })
    .immediate();
  decided.sort((a, b) => a.number - b.number);
  const { number: head } = decisionHead(workspace);
  const next = decided.filter(({ number }, index) => number === head + 1 + index).map(({ pulled }) => pulled);
  if (next.length > 0) noted.applied = await applyPulled(workspace, next);
  for (const { chain, number } of noted.forked) forkedChain(workspace, { chain, number });
  noted.behind = decisionHead(workspace).number < answer.number;
  return noted;
}
