import { implementCommand, judgedBy } from '../../src-core/commands/implementation';
import { DocumentRecord, recordDocument } from '../../src-shared/documents';
import { recordDocumentFacts } from '../../src-shared/judging/facts/documents';
import { create } from '../../src-shared/kernel/change';
import { ProofdeskError } from '../../src-shared/kernel/errors';

export const documentCommands = [
  implementCommand(recordDocument, (input, _state, tools) => {
    const files = [input.file, input.insideFile, input.claimsFile, input.personalFile].filter(Boolean);
    if (files.length !== 1) {
      throw new ProofdeskError({ code: 'bad-input', message: 'A document has exactly one file.' });
    }
    const id = tools.newId();
    return {
      ...judgedBy(recordDocumentFacts, tools, [
        create(DocumentRecord, id, { ...input, file: input.file ?? '', builtAt: tools.now, builtBy: tools.actor.id }),
      ]),
      result: { id },
      ...(input.personalFile && input.contact && { personal: input.contact }),
    };
  }),
];
