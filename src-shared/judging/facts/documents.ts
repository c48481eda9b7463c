import { DocumentRecord, isQuoteDocument } from '../../documents';
import { type ChangeOf, changeOf, type FactRule } from '../../kernel/judged';
import type { Known } from '../../kernel/reading';
import { Quote, QuoteAcceptance } from '../../quotes';

export const recordDocumentFacts: FactRule = (act, known) => {
  const { id, fields } = changeOf(act, DocumentRecord, 'create');
  return {
    resource: { entity: DocumentRecord.name, id },
    facts: { approved: isReleased(known, fields), final: fields.final === true },
  };
};

/** Whether what the document shows was released; an acceptance that was recorded stays one when the quote goes on. */
function isReleased(known: Known, fields: ChangeOf<typeof DocumentRecord>['fields']): boolean {
  const { kind, subject, version } = fields;
  if (kind === undefined || !isQuoteDocument(kind)) return true;
  const quote = known.require(Quote, String(subject));
  if (quote.status === 'released' && quote.version === version) return true;
  return (
    kind === 'acceptance' && known.where(QuoteAcceptance, { quote: quote.id }).some((one) => one.version === version)
  );
}
