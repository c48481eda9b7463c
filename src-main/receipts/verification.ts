import { type LedgerReport, verifyLedger } from '../../src-core/ledger/verify';
import { verifyDecisions } from '../../src-core/sync';
import type { Session } from '../session';

/**
 * Checks the open workspace's ledger: hashes, links, parts and the heads' signatures, and the order that its server signed, where there is
 * one; with `deep`, every signature.
 */
export async function verified(
  session: Session,
  options: { deep: boolean; signal?: AbortSignal; onProgress?(fraction: number): void },
): Promise<LedgerReport> {
  const workspace = session.desk.workspace();
  const erased = workspace.runner.statement('SELECT 1 FROM erased_digests WHERE digest = ?');
  const report = await verifyLedger(workspace.journal, workspace.chains(), {
    ...options,
    isErased: (digest) => erased.get(digest) !== undefined,
    mayBeWithheld: (readers) => readers !== 'shared',
  });
  const decisions = report.ok ? await verifyDecisions(workspace, options) : null;
  const wrong = decisions?.fault;
  if (!wrong) return { ...report, signatures: report.signatures + (decisions?.signatures ?? 0) };
  return {
    ...report,
    ok: false,
    fault: { kind: 'broken-decision', message: wrong.message, ordinal: 0, chain: '', number: wrong.number, hash: '' },
  };
}

/** The same, telling how far it is as it goes, and the report at the end. */
export async function* verifying(
  session: Session,
  deep: boolean,
  signal: AbortSignal,
): AsyncGenerator<{ progress: number; report: LedgerReport | null }> {
  let progress = 0;
  let wake = () => {};
  const onProgress = (fraction: number) => {
    progress = fraction;
    wake();
  };
  let report: LedgerReport | null = null;
  let failure: { thrown: unknown } | null = null;
  void verified(session, { deep, signal, onProgress }).then(
    (done) => {
      report = done;
      wake();
    },
    (thrown: unknown) => {
      failure = { thrown };
      wake();
    },
  );
  for (let told = -1; report === null && failure === null; ) {
    if (progress === told) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
      continue;
    }
    told = progress;
    yield { progress, report: null };
  }
  if (failure) throw (failure as { thrown: unknown }).thrown;
  yield { progress: 1, report };
}
