import { type RawBuilder, sql } from 'kysely';
import { decisionsOn } from '../../src-core/workspace/request-decisions';
import { ApprovalRequest, approvalState } from '../../src-shared/approvals';
import {
  CaseStudy,
  CaseStudyVersion,
  CustomerQuote,
  type CustomerStudy,
  type FrozenStudy,
  type FrozenStudyView,
  publishStudy,
  quotePrinting,
  type StudyQuoteView,
  type StudyRow,
  type StudySort,
  type StudyStanding,
  type StudyVersionLine,
  type StudyView,
  studyChanges,
  studyStanding,
  submitStudy,
} from '../../src-shared/case-studies';
import { Account, Deal } from '../../src-shared/deals';
import type { RowOf } from '../../src-shared/kernel/entity';
import { type FigureChoice, originForCustomer } from '../../src-shared/pinned-figures';
import { readableFor } from '../desk';
import { contactName, figureChoices, figureStaleness, figureView } from '../pinned-figures';
import type { Session } from '../session';
import { tables } from '../tables';
import { personName } from '../workspace';
import {
  draftBlockers,
  draftContent,
  frozenVersion,
  quotesOf,
  requireStudy,
  type State,
  type StudyDraft,
  studyVersionBlockers,
} from './study-rows';

export interface StudyFilter {
  text?: string | undefined;
  standing?: StudyStanding | undefined;
  account?: string | undefined;
  deal?: string | undefined;
  mine?: boolean | undefined;
  sort: StudySort;
  descending: boolean;
  limit: number;
  offset: number;
}

/** As many rows are looked at in one go where a standing follows from what was decided. */
const BATCH = 100;

const sortedBy: Record<StudySort, RawBuilder<unknown>> = {
  created: sql`"caseStudy"."created"`,
  number: sql`"caseStudy"."number"`,
  title: sql`"caseStudy"."title" COLLATE NOCASE`,
  account: sql`(SELECT a."name" FROM "account" a WHERE a."id" = "caseStudy"."account") COLLATE NOCASE`,
};

/** A page of case studies. */
export function listStudies(session: Session, filter: StudyFilter): { rows: StudyRow[]; more: boolean } {
  const workspace = session.desk.workspace();
  const { reader } = workspace;
  const { standing, text, limit, offset } = filter;
  let query = tables
    .selectFrom('caseStudy')
    .where('archived', '=', 0)
    .orderBy(sortedBy[filter.sort], filter.descending ? 'desc' : 'asc')
    .orderBy('id', 'desc');
  if (filter.account) query = query.where('account', '=', filter.account);
  if (filter.deal) query = query.where('deal', '=', filter.deal);
  if (filter.mine) query = query.where('owner', '=', session.actor ?? '');
  if (standing === 'draft') query = query.where('status', '=', 'draft');
  if (standing === 'published') query = query.whereRef('published', '=', 'version').where('status', '=', 'submitted');
  if (standing === 'in-review' || standing === 'approved' || standing === 'changes-requested') {
    query = query
      .where('status', '=', 'submitted')
      .where(sql<boolean>`("published" IS NULL OR "published" <> "version")`);
  }
  const wanted = text?.trim().toLowerCase();
  if (wanted) {
    query = query.where(
      sql<boolean>`(instr(lower("number"), ${wanted}) > 0 OR instr(lower("title"), ${wanted}) > 0
        OR EXISTS (SELECT 1 FROM "account" a WHERE a."id" = "caseStudy"."account" AND instr(lower(a."name"), ${wanted}) > 0))`,
    );
  }
  // Only ids are sorted: texts of ten thousand studies are not carried along for a page of them.
  const read = (from: number, count: number): StudyDraft[] =>
    workspace.runner
      .all(query.select('id').limit(count).offset(from))
      .flatMap(({ id }) => reader.get(CaseStudy, id) ?? []);
  const decided = standing === 'in-review' || standing === 'approved' || standing === 'changes-requested';
  const found: StudyDraft[] = [];
  if (decided) {
    for (let from = 0; found.length <= offset + limit; from += BATCH) {
      const batch = read(from, BATCH);
      found.push(...batch.filter((study) => standingOf(reader, study) === standing));
      if (batch.length < BATCH) break;
    }
    found.splice(0, offset);
  } else {
    found.push(...read(offset, limit + 1));
  }
  return { rows: found.slice(0, limit).map((study) => studyRow(session, study)), more: found.length > limit };
}

function studyRow(session: Session, study: StudyDraft): StudyRow {
  const workspace = session.desk.workspace();
  const { id, number, title, account, deal, version, published, anonymised, disclosure, owner, created } = readableFor(
    session,
  ).see(CaseStudy, study);
  return {
    ...{ id, number, title, account, deal, version, published, anonymised, disclosure, owner, created },
    accountName: workspace.reader.get(Account, account)?.name ?? '',
    dealTitle: deal ? (workspace.reader.get(Deal, deal)?.title ?? '') : '',
    standing: standingOf(workspace.reader, study),
    ownerName: personName(workspace, owner),
  };
}

const requestOf = (state: State, study: string, version: number): RowOf<typeof ApprovalRequest> | undefined =>
  state.where(ApprovalRequest, { subject: study, command: publishStudy.name, version })[0];

/** Where one version of a case study stands. */
export function versionStanding(state: State, study: StudyDraft, version: number): StudyStanding {
  const request = requestOf(state, study.id, version);
  return studyStanding({
    draft: study.status === 'draft' && version === study.version,
    published: study.published === version,
    approval: request ? approvalState(request.needs, request.requester, decisionsOn(state, request)).state : null,
  });
}

const standingOf = (state: State, study: StudyDraft): StudyStanding =>
  study.status === 'draft' ? 'draft' : versionStanding(state, study, study.version);

/** A case study as it is now, with what is in the way and what changed since it was frozen last. */
export function getStudy(session: Session, named: string): StudyView {
  const workspace = session.desk.workspace();
  const { reader } = workspace;
  const study = requireStudy(reader, named);
  const content = draftContent(reader, study);
  const versions = reader
    .where(CaseStudyVersion, { study: study.id })
    .sort((a, b) => b.version - a.version)
    .map(
      (row): StudyVersionLine => ({
        id: row.id,
        version: row.version,
        standing: versionStanding(reader, study, row.version),
        at: row.at,
        byName: personName(workspace, row.by),
        request: requestOf(reader, study.id, row.version)?.id ?? null,
        receipt: workspace.receiptOf(CaseStudyVersion.name, row.id, submitStudy.name),
      }),
    );
  return {
    ...studyRow(session, study),
    ...contentView(session, content, quotesOf(reader, study.id)),
    blockers:
      study.status === 'draft' ? draftBlockers(reader, study) : studyVersionBlockers(reader, study.id, study.version),
    changes: versions[0] ? changesSince(session, study, versions[0].version) : [],
    versions,
  };
}

type Words = Pick<RowOf<typeof CustomerQuote>, 'contact' | 'text' | 'role' | 'approval' | 'withdrawn' | 'id'>;

function contentView(session: Session, content: FrozenStudy, quotes: readonly Words[]) {
  const { title, situation, approach, results, anonymised, describedAs, disclosure } = content;
  return {
    ...{ title, situation, approach, results, anonymised, describedAs, disclosure },
    metrics: content.metrics.map(({ metric, label, figure }) => ({
      id: metric,
      label,
      figure: figureView(session, figure),
    })),
    quotes: quotes.map((quote): StudyQuoteView => {
      const { id, contact, role, approval, withdrawn } = quote;
      const { text } = readableFor(session).see(CustomerQuote, { ...quote, study: '', position: '', archived: false });
      return {
        ...{ id, text, contact, role, withdrawn },
        contactName: contactName(session, contact),
        approval: approval && { ...approval, byName: contactName(session, approval.by) },
        ...(text === null ? { as: null, why: 'The person who said it was forgotten.' } : quotePrinting(quote, content)),
      };
    }),
  };
}

/** A frozen version with its customer's words as they may be used now. */
export function frozenStudy(session: Session, named: string, wanted?: number): FrozenStudyView {
  const workspace = session.desk.workspace();
  const { reader } = workspace;
  const study = requireStudy(reader, named);
  const newest = study.status === 'draft' ? study.version - 1 : study.version;
  const { row, quotes } = frozenVersion(reader, study, wanted ?? newest);
  const words = quotes.map((one) => ({
    ...one,
    id: one.quote,
    withdrawn: reader.get(CustomerQuote, one.quote)?.withdrawn ?? null,
  }));
  return {
    id: row.id,
    study: study.id,
    number: study.number,
    account: study.account,
    accountName: reader.get(Account, study.account)?.name ?? '',
    version: row.version,
    standing: versionStanding(reader, study, row.version),
    ...contentView(session, row.content, words),
    at: row.at,
    byName: personName(workspace, row.by),
    receipt: workspace.receiptOf(CaseStudyVersion.name, row.id, submitStudy.name),
    blockers: studyVersionBlockers(reader, study.id, row.version),
    changes: changesSince(session, study, row.version),
  };
}

/** What changed since a version was frozen: its text, its figures and what they were taken from, what customers approved. */
export function changesSince(session: Session, study: StudyDraft, version: number): string[] {
  const { reader } = session.desk.workspace();
  const now = session.desk.context.now();
  const { row, quotes } = frozenVersion(reader, study, version);
  const edited =
    study.version > version || study.status === 'draft' ? studyChanges(row.content, draftContent(reader, study)) : [];
  return [
    ...row.content.metrics.flatMap(({ label, figure }) =>
      figureStaleness(reader, figure, now).map((why) => `“${label}”: ${why}`),
    ),
    ...quotes.flatMap(({ quote, index, approval }) => {
      const present = reader.get(CustomerQuote, quote);
      if (present?.withdrawn) return [`The approval of quote ${index + 1} was withdrawn on ${present.withdrawn.on}.`];
      return present?.approval && present.approval.use !== approval.use
        ? [`Quote ${index + 1} is approved for another use now.`]
        : [];
    }),
    ...edited,
  ];
}

/** Figures that can be taken into a case study: of its deal, or of every deal of its account. */
export function choicesFor(session: Session, named: string): FigureChoice[] {
  const { reader } = session.desk.workspace();
  const study = requireStudy(reader, named);
  return figureChoices(
    session,
    study.deal ? [study.deal] : reader.where(Deal, { account: study.account }).map(({ id }) => id),
  );
}

/** What is published of the account in customer view, with the words that may be printed. */
export function customerStudies(session: Session): CustomerStudy[] {
  if (session.customerAccount === null) return [];
  const { reader } = session.desk.workspace();
  return reader.where(CaseStudy, { account: session.customerAccount }).flatMap((study) => {
    if (study.published === null) return [];
    const { row, quotes } = frozenVersion(reader, study, study.published);
    const { content } = row;
    if (content.disclosure === 'internal') return [];
    const { title, situation, approach, results } = content;
    return [
      {
        ...{ id: row.id, number: content.number, version: row.version, title, situation, approach, results },
        metrics: content.metrics.map(({ label, figure }) => ({
          ...{ label, value: figure.value, unit: figure.unit, against: figure.against },
          source: originForCustomer(figure.source),
        })),
        quotes: quotes.flatMap((one) => {
          const withdrawn = reader.get(CustomerQuote, one.quote)?.withdrawn ?? null;
          const { as } = quotePrinting({ approval: one.approval, withdrawn }, content);
          if (as === null || !one.text) return [];
          const name = as === 'named' ? contactName(session, one.contact) : null;
          return [{ text: one.text, by: [name, one.role].filter(Boolean).join(', ') }];
        }),
      },
    ];
  });
}
