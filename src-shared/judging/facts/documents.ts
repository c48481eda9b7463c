import { ApprovalRequest, approvalState } from '../../approvals';
import { approveComposition, CompositionVersion, DocumentRecord, isQuoteDocument } from '../../documents';
import { type ChangeOf, changeOf, type FactRule } from '../../kernel/judged';
import type { Known } from '../../kernel/reading';
import { Quote, QuoteAcceptance } from '../../quotes';
import { decisionsOn } from '../approvals/decisions-on';

export const recordDocumentFacts: FactRule = (act, known) => {
  const { id, fields } = changeOf(act, DocumentRecord, 'create');
  return {
    resource: { entity: DocumentRecord.name, id },
    facts: { approved: isReleased(known, fields), final: fields.final === true },
  };
};

/** Whether what the document shows was released; an acceptance that was recorded stays one when the quote goes on. */
function isReleased(known: Known, fields: ChangeOf<typeof DocumentRecord>['fields']): boolean {
  const { kind, subject, version, composition, compositionVersion } = fields;
  if (composition && !isApproved(known, composition, compositionVersion ?? null)) return false;
  if (kind === undefined || !isQuoteDocument(kind)) return true;
  const quote = known.require(Quote, String(subject));
  if (quote.status === 'released' && quote.version === version) return true;
  return (
    kind === 'acceptance' && known.where(QuoteAcceptance, { quote: quote.id }).some((one) => one.version === version)
  );
}

/** Whether a version of a composition was approved, or needed nobody’s sign-off; what was never handed in is not. */
function isApproved(known: Known, composition: string, version: number | null): boolean {
  if (version === null) return false;
  const frozen = known.where(CompositionVersion, { composition, version })[0];
  if (!frozen) return false;
  if (frozen.needs.length === 0) return true;
  const request = known.where(ApprovalRequest, { subject: composition, command: approveComposition.name, version })[0];
  if (!request) return false;
  return approvalState(request.needs, request.requester, decisionsOn(known, request)).state === 'approved';
}
