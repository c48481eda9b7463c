import type { PlanState } from '../../../src-core/commands/implementation';
import { Bakeoff, VerdictRecord } from '../../../src-shared/bakeoffs';
import { CaseStudy } from '../../../src-shared/case-studies';
import {
  ClaimChart,
  DefensibilityBrief,
  ReleasedChart,
  ReleaseWithdrawal,
  releaseState,
} from '../../../src-shared/claims';
import type { BuiltFrom, DocumentKind, SourceRef } from '../../../src-shared/documents';
import type { Disclosure } from '../../../src-shared/kernel/disclosure';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { Quote } from '../../../src-shared/quotes';
import { RoiCaseHead, ValueCase } from '../../../src-shared/roi';
import { SuccessPlan } from '../../../src-shared/success-plans';

type Reading = Pick<PlanState, 'get' | 'where'>;

/** What is known of a thing that documents are made of, before anything is made of it. */
export interface SubjectFacts {
  id: string;
  entity: string;
  number: string;
  title: string;
  /** Empty where it belongs to none. */
  deal: string;
  account: string;
  /** The version that is meant, or would be taken now; null where it has none. */
  version: number | null;
  /** Nothing of it may leave the house. */
  inside: string | null;
  /** The widest circle that it may go to; null: as wide as the document. */
  disclosure: Disclosure | null;
}

/** How a domain tells the studio of one of its subjects. Null where there is no such row. */
export type SubjectReader = (state: Reading, ref: SourceRef, now: number) => SubjectFacts | null;

const readers = new Map<DocumentKind, SubjectReader>();

/** Says how subjects of a kind of document are read. Domains register theirs when the application is composed. */
export function registerSubject(kind: DocumentKind, reader: SubjectReader): void {
  readers.set(kind, reader);
}

/** The subject that a reference names, by id or number; throws `not-found`. */
export function subjectOf(state: Reading, ref: SourceRef, now = 0): SubjectFacts {
  const found = findSubject(state, ref, now);
  if (!found) {
    throw new ProofdeskError({
      code: 'not-found',
      message: `There is nothing called ${ref.subject} of which a ${ref.kind} can be made.`,
      where: { field: 'subject' },
    });
  }
  return found;
}

/** The same; null where it is not there. */
export function findSubject(state: Reading, ref: SourceRef, now = 0): SubjectFacts | null {
  return readers.get(ref.kind)?.(state, ref, now) ?? null;
}

/** A subject as a document says that it was built from it. */
export const builtFromSubject = (subject: SubjectFacts, receipt: string | null): BuiltFrom => ({
  entity: subject.entity,
  id: subject.id,
  label: subject.number,
  version: subject.version,
  digest: null,
  receipt,
});

const quoteSubject: SubjectReader = (state, { subject, version }) => {
  const quote = state.get(Quote, subject) ?? state.where(Quote, { number: subject })[0];
  if (!quote) return null;
  const last = quote.status === 'draft' ? quote.version - 1 : quote.version;
  return {
    ...{ id: quote.id, entity: Quote.name, number: quote.number, title: quote.number },
    ...{ deal: quote.deal, account: quote.account, version: version ?? (last > 0 ? last : null) },
    inside: null,
    // Prices are between us and the customer.
    disclosure: 'nda',
  };
};

const verdictSubject: SubjectReader = (state, { subject }) => {
  const verdict = state.get(VerdictRecord, subject) ?? state.where(VerdictRecord, { number: subject })[0];
  const bakeoff = verdict && state.get(Bakeoff, verdict.bakeoff);
  if (!verdict || !bakeoff) return null;
  const inside = verdict.competitorInternalOnly || bakeoff.competitorInternalOnly;
  return {
    ...{ id: verdict.id, entity: VerdictRecord.name, number: verdict.number, title: bakeoff.title },
    ...{ deal: bakeoff.deal ?? '', account: bakeoff.account ?? '', version: verdict.version },
    inside: inside ? `${verdict.number} is about a competitor that is marked for internal use only` : null,
    disclosure: null,
  };
};

const valueSubject: SubjectReader = (state, { subject, version }) => {
  const lines = state.get(ValueCase, subject) ?? state.where(ValueCase, { number: subject })[0];
  const row = lines ?? state.get(RoiCaseHead, subject) ?? state.where(RoiCaseHead, { number: subject })[0];
  if (!row) return null;
  return {
    ...{ id: row.id, entity: (lines ? ValueCase : RoiCaseHead).name, number: row.number, title: row.title },
    ...{ deal: row.deal, account: row.account, version: version ?? (row.version > 0 ? row.version : null) },
    inside: null,
    // What a customer told of their costs is for nobody else.
    disclosure: 'nda',
  };
};

const releaseSubject: SubjectReader = (state, { subject }, now) => {
  const release =
    state.get(ReleasedChart, subject) ??
    state.where(ReleasedChart, { number: subject }).sort((a, b) => b.version - a.version)[0];
  if (!release) return null;
  const withdrawn = state.where(ReleaseWithdrawal, { release: release.id }).length > 0;
  const standing = releaseState({ expiresOn: release.expiresOn, withdrawn }, new Date(now).toISOString().slice(0, 10));
  return {
    ...{ id: release.id, entity: ReleasedChart.name, number: release.number, title: release.title },
    ...{ deal: '', account: '', version: release.version },
    inside:
      standing !== 'released'
        ? `The release of ${release.number} was ${standing === 'withdrawn' ? 'withdrawn' : 'for a time that is over'}`
        : release.disclosure === 'internal'
          ? `${release.number} was released for the house only`
          : null,
    disclosure: release.disclosure,
  };
};

/** Charts that were not released are named without their titles: those are for who drafts and reviews. */
const chartSubject: SubjectReader = (state, ref, now) => {
  const released = releaseSubject(state, ref, now);
  if (released) return released;
  const chart = state.get(ClaimChart, ref.subject) ?? state.where(ClaimChart, { number: ref.subject })[0];
  if (!chart) return null;
  return {
    ...{ id: chart.id, entity: ClaimChart.name, number: 'Claim chart', title: 'Claim chart', deal: '', account: '' },
    version: ref.version ?? chart.version ?? null,
    inside: 'This chart was not released',
    disclosure: 'internal',
  };
};

const briefSubject: SubjectReader = (state, { subject }) => {
  const brief = state.get(DefensibilityBrief, subject) ?? state.where(DefensibilityBrief, { number: subject })[0];
  if (!brief) return null;
  return {
    ...{ id: brief.id, entity: DefensibilityBrief.name, number: 'Defensibility brief', title: 'Defensibility brief' },
    ...{ deal: '', account: '', version: null, inside: 'Briefs are for the house', disclosure: 'internal' },
  };
};

/** A case study takes what may be shown from its own disclosure; without the customer's name it belongs to nobody's documents but its own. */
const studySubject: SubjectReader = (state, { subject, version }) => {
  const study = state.get(CaseStudy, subject) ?? state.where(CaseStudy, { number: subject })[0];
  if (!study) return null;
  const last = study.status === 'draft' ? study.version - 1 : study.version;
  return {
    ...{ id: study.id, entity: CaseStudy.name, number: study.number, title: study.title },
    deal: study.deal ?? '',
    // Told without the name it may stand beside anything; with the name it is that customer's, unless it may be shown to anybody.
    account: study.anonymised || study.disclosure === 'public' ? '' : study.account,
    version: version ?? (last > 0 ? last : null),
    inside: study.disclosure === 'internal' ? `${study.number} is for the house` : null,
    disclosure: study.disclosure,
  };
};

const planSubject: SubjectReader = (state, { subject, version }) => {
  const plan = state.get(SuccessPlan, subject) ?? state.where(SuccessPlan, { number: subject })[0];
  if (!plan) return null;
  return {
    ...{ id: plan.id, entity: SuccessPlan.name, number: plan.number, title: plan.title },
    ...{ deal: plan.deal, account: plan.account, version: version ?? (plan.version > 0 ? plan.version : null) },
    inside: null,
    disclosure: null,
  };
};

registerSubject('quote', quoteSubject);
registerSubject('order-form', quoteSubject);
registerSubject('proof-deck', verdictSubject);
registerSubject('roi', valueSubject);
registerSubject('sales-card', releaseSubject);
registerSubject('claim-chart', chartSubject);
registerSubject('defensibility-brief', briefSubject);
registerSubject('case-study', studySubject);
registerSubject('success-plan', planSubject);
