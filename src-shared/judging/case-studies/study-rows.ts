import {
  CaseStudy,
  CaseStudyMetric,
  CaseStudyVersion,
  CaseStudyVersionQuote,
  CustomerQuote,
  type FrozenStudy,
  type IdentifyingName,
  identifyingNames,
  quotePrinting,
  studyBlockers,
} from '../../case-studies';
import { Account, Contact } from '../../deals';
import { type Change, patch } from '../../kernel/change';
import type { RowOf } from '../../kernel/entity';
import { ProofdeskError } from '../../kernel/errors';
import type { Rows } from '../../kernel/reading';
import { figureKeptInside } from '../pinned-figures';

export type State = Pick<Rows, 'get' | 'where'>;
export type StudyDraft = RowOf<typeof CaseStudy>;
export type StudyQuote = RowOf<typeof CustomerQuote>;

/** A case study by its id or number. Throws `not-found` for one that is not there or is archived. */
export function requireStudy(state: State, named: string): StudyDraft {
  const found = state.get(CaseStudy, named) ?? state.where(CaseStudy, { number: named })[0];
  if (found && !found.archived) return found;
  throw new ProofdeskError({
    code: 'not-found',
    message: found ? `${found.number} is archived.` : `There is no case study ${named}.`,
    hint: found ? 'Undo the archiving first.' : 'proofdesk case-study list, or the page Case studies, shows them.',
  });
}

/** The same where it is a draft. Throws `stale` for what was handed in: it changes by opening the next draft. */
export function requireDraft(state: State, named: string): StudyDraft {
  const study = requireStudy(state, named);
  if (study.status === 'draft') return study;
  throw new ProofdeskError({
    code: 'stale',
    message: `Version ${study.version} of ${study.number} was handed in and does not change any more.`,
    hint: 'Open the next draft with “Revise”.',
  });
}

/** Nothing of a draft is changed when it was handed in meanwhile. */
export const guardDraft = ({ id, version }: StudyDraft): Change =>
  patch(CaseStudy, id, {}, { status: 'draft', version });

const inPlace = <Row extends { position: string; id: string }>(rows: Row[]): Row[] =>
  rows.sort((a, b) => (a.position < b.position ? -1 : a.position > b.position ? 1 : a.id < b.id ? -1 : 1));

export const metricsOf = (state: State, study: string): RowOf<typeof CaseStudyMetric>[] =>
  inPlace(state.where(CaseStudyMetric, { study }));

export const quotesOf = (state: State, study: string): StudyQuote[] => inPlace(state.where(CustomerQuote, { study }));

/** What a draft would freeze now, without the customer's words. */
export function draftContent(state: State, study: StudyDraft): FrozenStudy {
  const { number, title, situation, approach, results, anonymised, describedAs, disclosure } = study;
  return {
    ...{ number, title, situation, approach, results, anonymised, describedAs, disclosure },
    metrics: metricsOf(state, study.id).map(({ id, label, figure }) => ({ metric: id, label, figure })),
  };
}

/** A frozen version with its customer's words. Throws `not-found` where there is none of this number. */
export function frozenVersion(
  state: State,
  study: StudyDraft,
  version: number,
): { row: RowOf<typeof CaseStudyVersion>; quotes: RowOf<typeof CaseStudyVersionQuote>[] } {
  const row = state.where(CaseStudyVersion, { study: study.id, version })[0];
  if (!row) {
    throw new ProofdeskError({
      code: 'not-found',
      message: `There is no version ${version} of ${study.number}.`,
      hint: 'Versions are made when a case study is handed in for review.',
    });
  }
  return { row, quotes: state.where(CaseStudyVersionQuote, { version: row.id }).sort((a, b) => a.index - b.index) };
}

/** Names by which the account could be told in an anonymised text. */
export function namesOf(state: State, account: string): IdentifyingName[] {
  const row = state.get(Account, account);
  return row
    ? identifyingNames({ name: row.name, website: row.website, contacts: state.where(Contact, { account }) })
    : [];
}

const keptInside = (state: State, content: FrozenStudy): string[] =>
  content.metrics.filter(({ figure }) => figureKeptInside(state, figure)).map(({ label }) => label);

/** What is in the way of handing a draft in. Words that may not be printed are in nobody's way: they are left out. */
export function draftBlockers(state: State, study: StudyDraft): string[] {
  const content = draftContent(state, study);
  const printed = quotesOf(state, study.id).filter((one) => quotePrinting(one, content).as !== null);
  return studyBlockers(content, printed, {
    names: namesOf(state, study.account),
    keptInside: keptInside(state, content),
  });
}

/** What is in the way of approving or publishing a frozen version; empty where it is not on this device. */
export function studyVersionBlockers(state: State, id: string, version: number): string[] {
  const study = state.get(CaseStudy, id);
  if (!study) return [];
  const { row, quotes } = frozenVersion(state, study, version);
  const withdrawn = quotes.filter(({ quote }) => state.get(CustomerQuote, quote)?.withdrawn);
  return [
    ...studyBlockers(row.content, quotes, {
      names: namesOf(state, study.account),
      keptInside: keptInside(state, row.content),
    }),
    ...withdrawn.map(
      ({ index, quote }) =>
        `The approval of quote ${index + 1} was withdrawn on ${state.get(CustomerQuote, quote)?.withdrawn?.on}. Open the next draft without it.`,
    ),
  ];
}
