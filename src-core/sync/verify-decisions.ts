import { decisionTextSchema } from '../../src-shared/sync/protocol';
import { sha256 } from '../ledger/digests';
import { signatureHoldsLater } from '../ledger/keys';
import type { Workspace } from '../workspace/workspace';
import { serverOf } from './state';

export interface DecisionsReport {
  ok: boolean;
  decisions: number;
  signatures: number;
  /** The first decision that does not hold. */
  fault: { number: number; message: string } | null;
}

const BATCH = 2_000;

/**
 * Checks the order that the server signed: every decision's hash and link, without a gap, each with its receipt standing as it says, and the
 * signature of the last one, which covers all before it (with `deep`: of every one). Null in a workspace without a server.
 */
export async function verifyDecisions(
  workspace: Workspace,
  options: { deep?: boolean; signal?: AbortSignal } = {},
): Promise<DecisionsReport | null> {
  const server = serverOf(workspace);
  if (!server) return null;
  const { runner, journal } = workspace;
  const report: DecisionsReport = { ok: true, decisions: 0, signatures: 0, fault: null };
  const fail = (number: number, message: string): DecisionsReport => ({
    ...report,
    ok: false,
    fault: { number, message: `Decision ${number}: ${message}` },
  });
  const base = journal.base();
  let before: { number: number; hash: string | null } = { number: 0, hash: null };
  let last: { number: number; text: string; signature: string } | null = null;
  const signed = (decision: { text: string; signature: string }) =>
    signatureHoldsLater(server.publicKey, Buffer.from(decision.text), decision.signature);
  for (;;) {
    const rows = runner
      .statement(
        `SELECT decisions.number, decisions.hash, decisions.receipt, text, decisions.signature, place, standing, merge_clock, at
         FROM decisions LEFT JOIN receipts ON receipts.hash = decisions.receipt WHERE decisions.number > ? ORDER BY decisions.number LIMIT ?`,
      )
      .all(before.number, BATCH) as {
      number: number;
      hash: string;
      receipt: string;
      text: string;
      signature: string;
      place: number | null;
      standing: string | null;
      merge_clock: string | null;
      at: string | null;
    }[];
    if (rows.length === 0) break;
    for (const row of rows) {
      if (sha256(row.text) !== row.hash) return fail(row.number, 'its text was altered.');
      const decision = decisionTextSchema.parse(JSON.parse(row.text));
      // While older receipts are still to come, the snapshot stands between them and the rest.
      if (base !== null && before.number < base && row.number > base)
        before = { number: base, hash: journal.state('base-decision') };
      if (decision.number !== row.number || row.number !== before.number + 1)
        return fail(before.number + 1, 'it is missing.');
      if (decision.previous !== before.hash) return fail(row.number, 'it does not follow the one before.');
      if (decision.workspace !== workspace.id) return fail(row.number, 'it is about another workspace.');
      if (decision.receipt !== row.receipt || row.place !== row.number)
        return fail(row.number, 'its receipt is missing, or stands at another number.');
      const refused = row.standing === 'refused' || row.standing === 'discarded';
      if (refused !== (decision.outcome === 'refused') || (!refused && row.standing !== decision.outcome))
        return fail(row.number, 'its receipt does not stand as it was decided.');
      if ((row.merge_clock ?? row.at) !== decision.clock)
        return fail(row.number, 'its receipt has another merge clock.');
      before = { number: row.number, hash: row.hash };
      last = row;
      report.decisions += 1;
    }
    if (options.deep) {
      const wrong = (await Promise.all(rows.map(signed))).indexOf(false);
      if (wrong >= 0) return fail(rows[wrong]!.number, 'it is not signed by this workspace’s server.');
      report.signatures += rows.length;
    }
    await new Promise(setImmediate);
    options.signal?.throwIfAborted();
  }
  if (last && !options.deep) {
    if (!(await signed(last))) return fail(last.number, 'it is not signed by this workspace’s server.');
    report.signatures += 1;
  }
  return report;
}
