import { ApprovalDecision, ApprovalRequest, approvalState } from '../../approvals';
import { canonicalText } from '../../kernel/canonical';
import type { Change } from '../../kernel/change';
import { ProofdeskError } from '../../kernel/errors';
import type { Act } from '../../kernel/judged';
import type { Known, Rows } from '../../kernel/reading';
import { decisionsOn } from './decisions-on';

/** Approvals that stand for a request, in the gate's form (`finance`, `finance:2`); none where it is closed or not there. */
export function givenApprovals(known: Rows, request: string): string[] {
  const row = known.get(ApprovalRequest, request);
  if (!row || row.closed) return [];
  return approvalState(row.needs, row.requester, decisionsOn(known, row)).given;
}

/**
 * The request with planned changes that an act carries out, told by the receipts of decisions that its header cites; null where it cites
 * none of such a request. Throws `forbidden` where it is another's request, for another command, or writes anything but what was approved.
 */
export function approvedRequest(act: Act, command: string, cited: readonly string[], known: Known): string | null {
  for (const hash of cited) {
    const decision = known.act(hash)?.changes.find(({ entity }) => entity === ApprovalDecision.name);
    const request = decision && known.get(ApprovalRequest, String(decision.fields['request']));
    if (!request?.changes) continue;
    const fault =
      request.command !== command || request.requester !== act.actor.id
        ? 'This request was made for another command or by another person.'
        : sameChanges(request.changes as Change[], act.changes)
          ? null
          : 'What was approved is not what this writes.';
    if (fault !== null) throw new ProofdeskError({ code: 'forbidden', message: fault });
    return request.id;
  }
  return null;
}

/** Guards with no value and none at all are the same; all else is compared as it is written. */
function sameChanges(approved: readonly Change[], written: readonly Change[]): boolean {
  const plain = (changes: readonly Change[]) =>
    canonicalText(
      changes.map(({ entity, schema, id, op, fields, guards = {} }) => ({ entity, schema, id, op, fields, guards })),
    );
  return plain(approved) === plain(written);
}
