import {
  type ApprovalDecision,
  ApprovalRequest,
  type KeptApprovals,
  keepApproval,
  standingDecisions,
  voiceOf,
} from '../../approvals';
import type { RowOf } from '../../kernel/entity';
import type { Known, Rows } from '../../kernel/reading';
import { type ApprovedMatter, releaseQuote, riskOfChange } from '../../quotes';
import { decisionsOn } from '../approvals/decisions-on';
import { readFrozen } from './pricing-of';

type Decision = RowOf<typeof ApprovalDecision>;

/**
 * What becomes of the approvals of an earlier version now that a changed one is handed in: the rules say whether the change only lowers the
 * risk, the policies whether that keeps an approval of a role. Null where no earlier version has an approval that could be kept.
 */
export function keptApprovals(
  state: Rows & Pick<Known, 'decide'>,
  requester: string,
  quote: string,
  changed: ApprovedMatter,
): KeptApprovals | null {
  const found = lastApprovals(state, quote, requester);
  if (!found) return null;
  const { request, version, approvals } = found;
  const { head, input, priced } = readFrozen(state, quote, version);
  const risk = riskOfChange({ input, priced, model: head.model, header: head.header }, changed);
  const kept = new Set<string>();
  const said = new Set<string>();
  for (const role of new Set(approvals.map((one) => one.role))) {
    const decision = state.decide({
      command: keepApproval.name,
      resource: { entity: 'quote', id: quote },
      facts: {
        role,
        onlyLowersRisk: risk.onlyLowers,
        marginKnown: risk.marginChange !== null,
        marginChange: risk.marginChange ?? 0,
      },
    });
    if (decision.decision === 'allow') kept.add(role);
    else if (decision.by.length === 0) said.add('No policy of the house keeps approvals of changed versions.');
    else for (const sentence of decision.say) said.add(sentence);
  }
  const decisions = approvals.filter(({ role }) => kept.has(role)).map(({ id }) => id);
  const changes = risk.onlyLowers ? risk.lowers : risk.raises;
  return {
    request: request.id,
    version,
    kept: decisions.length > 0,
    decisions,
    why: [
      ...(changes.length > 0 ? changes : ['Nothing that was approved was changed.']),
      ...(risk.onlyLowers ? said : []),
    ],
  };
}

/** The newest earlier version with approvals that stand: not overtaken by what the same voice said of a later version. */
function lastApprovals(
  state: Rows,
  quote: string,
  requester: string,
): { request: RowOf<typeof ApprovalRequest>; version: number; approvals: Decision[] } | null {
  const requests = state
    .where(ApprovalRequest, { subject: quote, command: releaseQuote.name })
    .flatMap((request) => (request.version === null ? [] : [{ request, version: request.version }]))
    .sort((a, b) => b.version - a.version);
  const returnedLater = new Set<string>();
  for (const { request, version } of requests) {
    const standing = standingDecisions(decisionsOn(state, request), requester);
    const approvals = standing.filter(
      (one) => one.decision === 'approve' && !returnedLater.has(`${voiceOf(one)} ${one.role}`),
    );
    if (approvals.length > 0) return { request, version, approvals };
    for (const one of standing) if (one.decision === 'return') returnedLater.add(`${voiceOf(one)} ${one.role}`);
  }
  return null;
}
