import { Bakeoff, VerdictRecord } from '../../../src-shared/bakeoffs';
import { CaseStudy } from '../../../src-shared/case-studies';
import { ReleasedChart, ReleaseUse } from '../../../src-shared/claims';
import { partsOfKinds, type SourceRef, type SourceView } from '../../../src-shared/documents';
import { Quote } from '../../../src-shared/quotes';
import { RoiCaseHead, ValueCase } from '../../../src-shared/roi';
import { SuccessPlan } from '../../../src-shared/success-plans';
import type { Session } from '../../session';
import { requireComposition } from './composition-rows';
import { findingsInState } from './findings';
import { findSubject, type SubjectFacts } from './subjects';
import { labelOfSubject } from './version-state';

/** How a domain tells which of its subjects on a deal a document may draw on. */
export type SourcesOnDeal = (session: Session, deal: string) => SourceRef[];

const offers: SourcesOnDeal[] = [
  ({ desk }, deal) =>
    desk
      .workspace()
      .reader.where(Quote, { deal })
      .map(({ id }) => ({ kind: 'quote', subject: id })),
  ({ desk }, deal) => {
    const { reader } = desk.workspace();
    return reader
      .where(Bakeoff, { deal })
      .flatMap(({ id }) => reader.where(VerdictRecord, { bakeoff: id }).slice(-3).reverse())
      .map(({ id }) => ({ kind: 'proof-deck', subject: id }));
  },
  ({ desk }, deal) => {
    const { reader } = desk.workspace();
    return [...reader.where(ValueCase, { deal }), ...reader.where(RoiCaseHead, { deal })].map(({ id }) => ({
      kind: 'roi',
      subject: id,
    }));
  },
  ({ desk }, deal) => {
    const { reader } = desk.workspace();
    const used = reader.where(ReleaseUse, { deal }).map(({ release }) => release);
    return used.flatMap((id) => (reader.get(ReleasedChart, id) ? [{ kind: 'sales-card' as const, subject: id }] : []));
  },
  ({ desk }, deal) =>
    desk
      .workspace()
      .reader.where(CaseStudy, { deal })
      .map(({ id }) => ({ kind: 'case-study', subject: id })),
  ({ desk }, deal) =>
    desk
      .workspace()
      .reader.where(SuccessPlan, { deal })
      .map(({ id }) => ({ kind: 'success-plan', subject: id })),
];

/** Says which subjects of a domain documents of a deal may draw on. Domains register theirs when the application is composed. */
export function registerSourcesOnDeal(offer: SourcesOnDeal): void {
  offers.push(offer);
}

/** What the blocks of a composition can draw on: what it is about, and everything frozen on its deal. */
export function sourcesFor(session: Session, named: string): SourceView[] {
  const { reader } = session.desk.workspace();
  const composition = requireComposition(reader, named);
  const now = session.desk.context.now();
  const refs = [
    ...(composition.about ? [composition.about] : []),
    ...(composition.deal ? offers.flatMap((offer) => offer(session, composition.deal)) : []),
  ];
  const seen = new Set<string>();
  return refs.flatMap((ref) => {
    const subject = findSubject(reader, ref, now);
    const parts = partsOfKinds[ref.kind];
    if (!subject || !parts || seen.has(`${ref.kind} ${subject.id}`)) return [];
    seen.add(`${ref.kind} ${subject.id}`);
    const part = { kind: 'part' as const, part: parts[0]!.key, of: ref };
    const against = { ...composition, about: null };
    const refusal = findingsInState(reader, against, [{ content: part }], now).find(({ level }) => level === 'refused');
    return [view(session, ref, subject, refusal?.message ?? null)];
  });
}

/** Everything frozen on a deal that a document could be made of, or draw on; for whom it is decides later what may go in. */
export function sourcesOfDeal(session: Session, deal: string): SourceView[] {
  const { reader } = session.desk.workspace();
  const now = session.desk.context.now();
  return offers
    .flatMap((offer) => offer(session, deal))
    .flatMap((ref) => {
      const subject = partsOfKinds[ref.kind] && findSubject(reader, ref, now);
      return subject ? [view(session, ref, subject, null)] : [];
    });
}

function view(session: Session, ref: SourceRef, subject: SubjectFacts, refused: string | null): SourceView {
  return {
    ref: { ...ref, subject: subject.id },
    label: labelOfSubject(session.desk.workspace().reader, ref),
    title: subject.title,
    disclosure: subject.disclosure,
    parts: [...partsOfKinds[ref.kind]!],
    refused,
  };
}
