import { DocumentRecord, DocumentShare } from '../../documents';
import { changeOf, type FactRule } from '../../kernel/judged';

/**
 * Of the documents that a customer is given: how many are not final, how many are internal, and how many files are not the deal's own as
 * they were recorded.
 */
export const shareDocumentsFacts: FactRule = (act, known) => {
  const { id, fields } = changeOf(act, DocumentShare, 'create');
  const files = (fields.files ?? []).filter(({ kind }) => kind !== 'page');
  const given = files.map((file) => ({ file, row: known.require(DocumentRecord, String(file.document)) }));
  const own = ({ file, row }: (typeof given)[number]) =>
    row.deal === fields.deal &&
    row.account === fields.account &&
    row.kind === file.kind &&
    (row.file === file.sha256 || row.personalFile === file.sha256 || (row.file === '' && row.personalFile === null));
  return {
    resource: { entity: DocumentShare.name, id },
    facts: {
      notFinal: given.filter(({ row }) => !row.final).length,
      internal: given.filter(({ row }) => row.disclosure === 'internal' || row.insideFile !== null).length,
      foreign: given.filter((one) => !own(one)).length,
    },
  };
};
