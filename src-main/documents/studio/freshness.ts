import { CaseStudy } from '../../../src-shared/case-studies';
import { type BuiltFrom, DocumentRecord, DocumentTemplate, Snippet } from '../../../src-shared/documents';
import type { RowOf } from '../../../src-shared/kernel/entity';
import { Quote } from '../../../src-shared/quotes';
import { RoiCaseHead, ValueCase } from '../../../src-shared/roi';
import { SuccessPlan } from '../../../src-shared/success-plans';
import { Workspace } from '../../../src-shared/workspace';
import type { Session } from '../../session';
import { brandOf } from './material';
import { approvedSnippet } from './snippet-rows';

/** What is newer than what a document was built from, as sentences. */
export type FreshnessOf = (session: Session, from: BuiltFrom) => string[];

const known = new Map<string, FreshnessOf>();

/** Says what is newer than what documents were built from. Domains register theirs when the application is composed. */
export function registerFreshness(entity: string, of: FreshnessOf): void {
  known.set(entity, of);
}

/** Why what a document shows no longer is what there is, told from what it was built from. */
export function staleSources(session: Session, row: Pick<RowOf<typeof DocumentRecord>, 'builtFrom'>): string[] {
  return row.builtFrom.flatMap((from) => known.get(from.entity)?.(session, from) ?? []);
}

registerFreshness(Quote.name, ({ desk }, { id, label, version }) => {
  const quote = desk.workspace().reader.get(Quote, id);
  if (!quote || version === null) return [];
  if (quote.version > version && quote.status !== 'draft') {
    return [`${label} has version ${quote.version} now; this shows version ${version}.`];
  }
  return quote.version > version + 1
    ? [`${label} has version ${quote.version - 1} now; this shows version ${version}.`]
    : [];
});

for (const cases of [ValueCase, RoiCaseHead]) {
  registerFreshness(cases.name, ({ desk }, { id, label, version }) => {
    const row = desk.workspace().reader.get(cases, id);
    return row && version !== null && row.version > version
      ? [`${label} has version ${row.version} now; this shows version ${version}.`]
      : [];
  });
}

registerFreshness(CaseStudy.name, ({ desk }, { id, label, version }) => {
  const study = desk.workspace().reader.get(CaseStudy, id);
  const last = study ? (study.status === 'draft' ? study.version - 1 : study.version) : 0;
  return version !== null && last > version ? [`${label} has version ${last} now; this shows version ${version}.`] : [];
});

registerFreshness(SuccessPlan.name, ({ desk }, { id, label, version }) => {
  const plan = desk.workspace().reader.get(SuccessPlan, id);
  return plan && version !== null && plan.version > version
    ? [`${label} has version ${plan.version} now; this shows version ${version}.`]
    : [];
});

registerFreshness(Snippet.name, ({ desk }, { id, label, version }) => {
  const newest = approvedSnippet(desk.workspace().reader, id);
  return newest && version !== null && newest.version > version
    ? [`${label} has a newer approved version ${newest.version}; this shows version ${version}.`]
    : [];
});

registerFreshness(DocumentTemplate.name, ({ desk }, { id, label, digest }) => {
  const template = desk.workspace().reader.get(DocumentTemplate, id);
  return template && template.content !== digest ? [`The template “${label}” was edited since.`] : [];
});

registerFreshness(Workspace.name, (session, { digest }) =>
  brandOf(session).digest === digest ? [] : ['The brand or the address of the workspace was changed since.'],
);

registerFreshness(DocumentRecord.name, ({ desk }, { id, label }) => {
  const { reader } = desk.workspace();
  const row = reader.get(DocumentRecord, id);
  if (!row) return [`“${label}” is not there any more.`];
  const later = reader
    .where(DocumentRecord, { subject: row.subject, kind: row.kind })
    .some((one) => one.builtAt > row.builtAt && sameDocument(one, row));
  return later ? [`“${label}” was made again since.`] : [];
});

/** Whether two records are of one document that was made twice. */
export const sameDocument = (one: RowOf<typeof DocumentRecord>, other: RowOf<typeof DocumentRecord>): boolean =>
  one.kind === other.kind &&
  one.subject === other.subject &&
  one.composition === other.composition &&
  one.askedFor.topic === other.askedFor.topic &&
  one.disclosure === other.disclosure;
