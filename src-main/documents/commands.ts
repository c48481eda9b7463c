import { implementCommand } from '../../src-core/commands/implementation';
import { DocumentRecord, recordDocument } from '../../src-shared/documents';
import { create } from '../../src-shared/kernel/change';
import { Quote } from '../../src-shared/quotes';

export const documentCommands = [
  implementCommand(recordDocument, (input, state, tools) => {
    const id = tools.newId();
    const quote = input.kind === 'quote' ? state.require(Quote, input.subject) : null;
    const released = quote === null || (quote.status === 'released' && quote.version === input.version);
    return {
      changes: [create(DocumentRecord, id, { ...input, builtAt: tools.now, builtBy: tools.actor.id })],
      resource: { entity: 'document', id },
      facts: { approved: released, final: input.final },
      result: { id },
    };
  }),
];
