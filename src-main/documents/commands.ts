import { implementCommand, type PlanState } from '../../src-core/commands/implementation';
import { type DocumentKind, DocumentRecord, isQuoteDocument, recordDocument } from '../../src-shared/documents';
import { create } from '../../src-shared/kernel/change';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { Quote, QuoteAcceptance } from '../../src-shared/quotes';

export const documentCommands = [
  implementCommand(recordDocument, (input, state, tools) => {
    const files = [input.file, input.insideFile, input.claimsFile, input.personalFile].filter(Boolean);
    if (files.length !== 1) {
      throw new ProofdeskError({ code: 'bad-input', message: 'A document has exactly one file.' });
    }
    const id = tools.newId();
    return {
      changes: [
        create(DocumentRecord, id, { ...input, file: input.file ?? '', builtAt: tools.now, builtBy: tools.actor.id }),
      ],
      resource: { entity: 'document', id },
      facts: { approved: isReleased(state, input), final: input.final },
      result: { id },
      ...(input.personalFile && input.contact && { personal: input.contact }),
    };
  }),
];

/** Whether what the document shows was released; an acceptance that was recorded stays one when the quote goes on. */
function isReleased(
  state: PlanState,
  { kind, subject, version }: { kind: DocumentKind; subject: string; version: number | null },
): boolean {
  if (!isQuoteDocument(kind)) return true;
  const quote = state.require(Quote, subject);
  if (quote.status === 'released' && quote.version === version) return true;
  return (
    kind === 'acceptance' && state.where(QuoteAcceptance, { quote: subject }).some((one) => one.version === version)
  );
}
