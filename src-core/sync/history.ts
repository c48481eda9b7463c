import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { Pulled } from '../../src-shared/sync/protocol';
import { checkRebuild, type RebuildReport, rebuild } from '../workspace/rebuild';
import type { Workspace } from '../workspace/workspace';
import { holdSignatures, numberOf, readDecisions, wholeActs } from './read-page';
import { changingWhatCounts, contradiction, foldOf, requireServer, setSyncState } from './state';

/** Under it stands, from when the snapshot is put away until its tables were held against the receipts, how far it had come. */
const UNCHECKED = 'unchecked-history';

/** Where the filling in of older receipts is; null where there is nothing to fill in, and nothing of it to be finished. */
export function historyHead(workspace: Workspace): { number: number; hash: string | null; until: number } | null {
  const { journal } = workspace;
  const unchecked = journal.state(UNCHECKED);
  const until = journal.base() ?? (unchecked === null ? null : Number(unchecked));
  if (until === null) return null;
  const last = workspace.runner
    .statement('SELECT number, hash FROM decisions WHERE number <= ? ORDER BY number DESC LIMIT 1')
    .get(until) as { number: number; hash: string } | undefined;
  return { number: last?.number ?? 0, hash: last?.hash ?? null, until };
}

/**
 * Takes older receipts, in the order of their decisions from the first on, behind a snapshot; asked for with pulls after
 * `historyHead().number`. They are checked as those of a pull, and folded into nothing: the snapshot has what they say. True when the last one
 * before the snapshot is here; then call `finishHistory`.
 */
export async function takeHistory(workspace: Workspace, pulled: readonly Pulled[]): Promise<boolean> {
  const server = requireServer(workspace);
  const head = historyHead(workspace);
  if (head === null) return true;
  // A page may come twice.
  const older = pulled.filter(({ decision: one }) => numberOf(one) > head.number && numberOf(one) <= head.until);
  const read = wholeActs(readDecisions(workspace.id, older, head));
  if (read.length === 0) return head.number === head.until;
  await holdSignatures(workspace, server, read);
  const last = read.at(-1)!;
  const expected = workspace.journal.state('base-decision');
  if (last.decision.number === head.until && last.decisionHash !== expected)
    throw contradiction('the history before the snapshot is not the one that it was made from');
  const { runner, journal } = workspace;
  const fold = foldOf(workspace);
  workspace.connection
    .transaction(() => {
      const { number } = historyHead(workspace)!;
      for (const one of read) {
        const { decision, header, hash, pulled: came } = one;
        if (decision.number <= number) continue;
        const accepted = decision.outcome !== 'refused';
        runner
          .statement('INSERT INTO decisions (number, hash, receipt, text, signature) VALUES (?, ?, ?, ?, ?)')
          .run(decision.number, one.decisionHash, hash, came.decision.text, came.decision.signature);
        const before = header.number === 1 ? undefined : journal.at(header.chain, header.number - 1);
        if (header.previous !== (before?.hash ?? null))
          throw contradiction(`receipt ${decision.number} does not follow the one before it in its chain`);
        const isErased = runner.statement('SELECT 1 FROM erased_digests WHERE digest = ?');
        const ordinal = journal.append(
          {
            hash,
            chain: header.chain,
            number: header.number,
            at: header.at,
            actor: header.actor,
            command: header.command.name,
            group_id: header.group?.id ?? null,
            origin: 'pulled',
            header: came.receipt.header,
            signature: came.receipt.signature,
            place: decision.number,
            standing: decision.outcome,
            merge_clock: decision.clock === header.at ? null : decision.clock,
          },
          Object.entries(header.parts).map(([readers, digest]) => ({
            readers,
            digest,
            body: isErased.get(digest) ? null : (came.receipt.parts[readers] ?? null),
          })),
        );
        for (const { changes } of one.parts()) for (const change of changes) fold.touch(change, ordinal);
        if (accepted && (decision.outcome === 'contested' || header.policy.decision === 'contested'))
          runner.statement('INSERT OR IGNORE INTO contested (ordinal, hash) VALUES (?, ?)').run(ordinal, hash);
        if (came.refusal)
          runner
            .statement(
              "INSERT INTO refusals (hash, refusal, settled) VALUES (?, ?, 'elsewhere') ON CONFLICT (hash) DO NOTHING",
            )
            .run(hash, JSON.stringify(came.refusal));
      }
    })
    .immediate();
  workspace.forgetChains();
  return last.decision.number === head.until;
}

/**
 * When the whole history is here: the snapshot is put away, and the tables are held against a fold of the receipts alone. Where they differ the
 * receipts are right: the tables are made anew from them, and the report says what the snapshot had told. Until it has ended `historyHead` is
 * not null: after a crash it is called again. Takes as long as `receipt rebuild`.
 */
export function finishHistory(workspace: Workspace, onProgress: (fraction: number) => void = () => {}): RebuildReport {
  const head = historyHead(workspace);
  if (head !== null && head.number < head.until) {
    throw new ProofdeskError({ code: 'internal', message: 'Older receipts are still to come.' });
  }
  changingWhatCounts(workspace, () => {
    if (head !== null) setSyncState(workspace, UNCHECKED, String(head.until));
    setSyncState(workspace, 'base', null);
    setSyncState(workspace, 'base-decision', null);
    workspace.runner.statement('DELETE FROM snapshot_leaves').run();
  });
  workspace.forgetChains();
  const report = checkRebuild(workspace, onProgress);
  if (!report.ok) changingWhatCounts(workspace, () => rebuild(workspace));
  setSyncState(workspace, UNCHECKED, null);
  return report;
}
