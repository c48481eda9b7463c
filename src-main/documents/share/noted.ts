import { sha256 } from '../../../src-core/ledger/digests';
import { Account } from '../../../src-shared/deals';
import { DocumentShare } from '../../../src-shared/documents';
import type { Session } from '../../session';
import type { VerifyReport } from '../verify';

/**
 * A report with what this workspace noted of the files: to whom and when a file with exactly these bytes was given. A file that was never
 * given gets no such line; whether it is sound, the other checks say.
 */
export function withHandovers(
  session: Session,
  report: VerifyReport,
  files: readonly { name: string; bytes: Uint8Array }[],
): VerifyReport {
  const workspace = session.desk.openWorkspace();
  if (!workspace || workspace.isEmpty || session.customerAccount !== null) return report;
  const given = workspace.reader.where(DocumentShare, {});
  const noted = files.flatMap(({ name, bytes }) => {
    const digest = sha256(bytes);
    const found = given.filter((row) => row.files.some((file) => file.sha256 === digest));
    const last = found.at(-1);
    if (!last) return [];
    const account = workspace.reader.get(Account, last.account)?.name ?? '';
    const day = new Date(last.sharedAt).toISOString().slice(0, 10);
    const receipt = workspace.receiptOf(DocumentShare.name, last.id, 'document.share');
    const detail = `Exactly this file was given to ${account} on ${day}${receipt ? `, receipt ${receipt.slice(0, 16)}…` : ''}.`;
    return [{ file: name, name: 'handover', ok: true, detail, compared: found.length }];
  });
  return { ...report, checks: [...report.checks, ...noted] };
}
