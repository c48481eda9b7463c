import {
  CaseStudy,
  CaseStudyVersion,
  CaseStudyVersionQuote,
  CustomerQuote,
  quotePrinting,
} from '../../src-shared/case-studies';
import { Contact } from '../../src-shared/deals';
import { type CaseStudyDocument, type Disclosure, type DocumentOrder, pointer } from '../../src-shared/documents';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type BuiltMaterial, documentFrame } from '../documents';
import { figureStaleness, medianRecomputation, printedOrigin, printedValue } from '../pinned-figures';
import type { Session } from '../session';
import { changesSince, versionStanding } from './queries';
import {
  draftBlockers,
  draftContent,
  frozenVersion,
  quotesOf,
  requireStudy,
  type State,
  studyVersionBlockers,
} from './study-rows';

/** From the narrowest circle to the widest. */
const circles: readonly Disclosure[] = ['internal', 'nda', 'public'];

/**
 * A case study as pages: a frozen version, named by its number or by the case study, or the draft, which says on every page that it is
 * not approved. Words of the customer stand in it only as they may be used today.
 */
export function caseStudyDocument(session: Session, order: DocumentOrder): BuiltMaterial {
  const { reader } = session.desk.workspace();
  const named = reader.get(CaseStudyVersion, order.subject);
  const study = requireStudy(reader, named?.study ?? order.subject);
  const version = order.version ?? named?.version ?? study.version;
  const draft = study.status === 'draft' && version === study.version;
  const frozen = draft ? null : frozenVersion(reader, study, version);
  const content = frozen?.row.content ?? draftContent(reader, study);
  const disclosure = within(order.disclosure, content.disclosure, study.number);
  const blockers = (frozen ? studyVersionBlockers(reader, study.id, version) : draftBlockers(reader, study)).filter(
    (why) => why.includes('tells who it is') || why.includes('internal use only'),
  );
  // A name that must not be told is told by a draft on paper as well.
  if (blockers.length > 0 && disclosure !== 'internal') {
    throw new ProofdeskError({
      code: 'check-failed',
      message: `No document can be made of ${study.number}: ${blockers.join(' ')}`,
      hint: 'Put these right, or make it as an internal document.',
      details: { blockers },
    });
  }
  const standing = draft ? 'draft' : versionStanding(reader, study, version);
  const approved = standing === 'approved' || standing === 'published';
  const words = frozen
    ? frozen.quotes.map((one) => ({ ...one, withdrawn: reader.get(CustomerQuote, one.quote)?.withdrawn ?? null }))
    : quotesOf(reader, study.id);
  const printed = words.flatMap((one) => {
    const { as } = quotePrinting(one, { disclosure, anonymised: content.anonymised });
    return as === null || !one.text
      ? []
      : [{ text: one.text, role: one.role, contact: as === 'named' ? one.contact : null }];
  });
  const receipt =
    frozen && session.desk.workspace().receiptOf(CaseStudyVersion.name, frozen.row.id, 'caseStudy.submit');
  const { frame, brandFiles } = documentFrame(session, {
    ...{ number: study.number, version, title: content.title, account: study.account, approved, disclosure },
    preparedBy: frozen?.row.by ?? session.desk.actor(session),
    ...(order.paper && { paper: order.paper }),
  });
  const now = session.desk.context.now();
  const speakers = printed.flatMap(({ contact }) => contact ?? []);
  const metrics: CaseStudyDocument['metrics'] = content.metrics.map(({ label, figure }) => ({
    label,
    value: printedValue(figure.value, figure),
    ...(figure.against !== null && { against: printedValue(figure.against, figure) }),
    ...(figure.sentence && { sentence: figure.sentence }),
    origin: printedOrigin(figure),
    // What went out of date is said beside a draft; a frozen page does not change, and lists say it.
    stale: draft ? withoutNames(figureStaleness(reader, figure, now), content.anonymised) : [],
  }));
  return {
    about: {
      // Where the name is not to be told, what everybody may list does not tell it either.
      title: `Case study ${study.number}, version ${version}`,
      deal: study.deal ?? '',
      account: study.account,
      ...(frozen
        ? { entity: CaseStudyVersion.name, subject: frozen.row.id }
        : { entity: CaseStudy.name, subject: study.id }),
      version,
      final: approved,
      disclosure,
      sources: receipt ? [receipt] : [],
      ...(speakers[0] && { readers: { group: 'personal' as const, contact: speakers[0] } }),
    },
    document: {
      brandFiles,
      data: {
        ...frame,
        ...(content.anonymised && { customer: { name: content.describedAs || 'A customer', lines: [] } }),
        kind: 'case-study',
        ...{ situation: content.situation, approach: content.approach, results: content.results },
        metrics,
        quotes: printed.map(({ text, role, contact }) => ({ text, by: attribution(reader, contact, role) })),
        ...(receipt && { receipt }),
        recomputations: medianRecomputation(
          reader,
          content.metrics.map(({ figure }, at) => ({ figure, at: pointer('metrics', at, 'value') })),
        ),
      },
    },
  };
}

function attribution(state: State, contact: string | null, role: string): string {
  const person = contact ? state.get(Contact, contact) : undefined;
  return [person?.name, role || person?.title].filter(Boolean).join(', ');
}

/** Reasons may name files and reasons of people; without the name only that there is one is said. */
const withoutNames = (reasons: string[], anonymised: boolean): string[] =>
  anonymised && reasons.length > 0 ? ['What it was taken from has changed since.'] : reasons;

function within(asked: Disclosure | undefined, widest: Disclosure, number: string): Disclosure {
  if (asked === undefined || circles.indexOf(asked) <= circles.indexOf(widest)) return asked ?? widest;
  throw new ProofdeskError({
    code: 'forbidden',
    message: `${number} states a narrower circle, so no document of it can be ${asked}.`,
    where: { field: 'disclosure' },
    hint: 'Widen it on the case study, and have that version approved.',
  });
}

/** Why a document of a case study no longer says what there is; null where the version is not here. */
export function caseStudyDocumentStaleness(session: Session, subject: string): string[] | null {
  const { reader } = session.desk.workspace();
  const row = reader.get(CaseStudyVersion, subject);
  const study = row && reader.get(CaseStudy, row.study);
  return study ? changesSince(session, study, row.version) : null;
}

/** Whether a document of a version must stay in the house: it is not the one that is published, or a quote in it was withdrawn. */
export function isCaseStudyKeptInside(session: Session, subject: string): boolean {
  const { reader } = session.desk.workspace();
  const row = reader.get(CaseStudyVersion, subject);
  const study = row && reader.get(CaseStudy, row.study);
  if (!study || study.published !== row.version) return true;
  return reader
    .where(CaseStudyVersionQuote, { version: row.id })
    .some(({ quote }) => reader.get(CustomerQuote, quote)?.withdrawn != null);
}
