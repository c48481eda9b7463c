import { implementCommand, judgedBy } from '../../../src-core/commands/implementation';
import { Contact, Deal } from '../../../src-shared/deals';
import { DocumentRecord, DocumentShare, type SharedFile, shareDocuments } from '../../../src-shared/documents';
import { shareDocumentsFacts } from '../../../src-shared/judging/facts/shares';
import { create } from '../../../src-shared/kernel/change';
import { ProofdeskError } from '../../../src-shared/kernel/errors';

export const shareCommands = [
  implementCommand(shareDocuments, (input, state, tools) => {
    const deal = state.require(Deal, input.deal);
    if (input.contact && state.require(Contact, input.contact).account !== deal.account)
      throw new ProofdeskError({
        code: 'bad-input',
        message: 'Whom it was given to is a contact of another account.',
        where: { field: 'contact' },
        hint: 'Choose a contact of this deal’s account, or leave it out.',
      });
    const files = input.documents.map(({ document, name }): SharedFile => {
      const row = state.require(DocumentRecord, document);
      const sha256 = row.file || row.personalFile || row.claimsFile || row.insideFile;
      if (!sha256) throw new ProofdeskError({ code: 'not-found', message: `“${row.title}” has no file any more.` });
      const { size, title, kind, version } = row;
      return { name: name ?? row.name, sha256, size, title, kind, document, version };
    });
    const { page } = input;
    if (page) {
      const { name, sha256, size, title, roi } = page;
      files.push({ name, sha256, size, title, kind: 'page', document: null, version: roi?.version ?? null });
    }
    if (files.length === 0)
      throw new ProofdeskError({
        code: 'bad-input',
        message: 'Nothing was chosen to be given.',
        hint: 'Choose at least one document, or a frozen ROI case.',
      });
    const id = tools.newId();
    const { how, folder, contact, note } = input;
    return {
      ...judgedBy(shareDocumentsFacts, tools, [
        create(DocumentShare, id, {
          ...{ deal: deal.id, account: deal.account, how, folder, contact, note, files },
          ...{ page: page?.sha256 ?? null, roi: page?.roi ?? null },
          ...{ sharedAt: tools.now, sharedBy: tools.actor.id },
        }),
      ]),
      result: { id },
    };
  }),
];
