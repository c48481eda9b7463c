import { sql } from 'kysely';
import {
  type CustomerRelease,
  type DealRelease,
  type FrozenElement,
  ReleasedChart,
  ReleasedElement,
  ReleaseOpening,
  type ReleaseRow,
  ReleaseUse,
  type ReleaseView,
  ReleaseWithdrawal,
  recordOpening,
  releaseChart,
} from '../../src-shared/claims';
import { Deal } from '../../src-shared/deals';
import type { Outcome } from '../../src-shared/kernel/command';
import type { RowOf } from '../../src-shared/kernel/entity';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { Session } from '../session';
import { tables } from '../tables';
import { personName } from '../workspace';

import type { LivingEvidence } from './living';
import { mentions } from './mentions';
import { livingFor, livingWithoutFiles, type Reading, readingOf } from './reading';
import { dayOf, stateOfRelease } from './review-commands';

type Release = RowOf<typeof ReleasedChart>;

/** The released elements in their order. */
export function releasedElements({ state }: Pick<Reading, 'state'>, release: string): FrozenElement[] {
  return state
    .where(ReleasedElement, { release })
    .sort((a, b) => a.index - b.index)
    .map(({ content }) => content);
}

/** Why the released text no longer says what its evidence says, each sentence with its element. */
function staleOf(living: LivingEvidence, elements: readonly FrozenElement[], at: number): string[] {
  return elements.flatMap(({ label, status, evidence }) =>
    [...new Set(evidence.flatMap(({ citation }) => living.stateOf(citation, status, at).stale))].map(
      (sentence) => `${label}: ${sentence}`,
    ),
  );
}

function releaseRow(reading: Reading, release: Release, living: LivingEvidence): ReleaseRow {
  const { state, workspace, now, session } = reading;
  const { id, chart, number, title, version, disclosure, expiresOn, head, at } = release;
  return {
    ...{ id, chart, number, title, version, disclosure, expiresOn, at },
    state: stateOfRelease(state, release, now),
    subject: head.subject.name,
    setTitle: head.set.title,
    claim: head.claim.number,
    byName: personName(workspace, release.by),
    newer: state.where(ReleasedChart, { chart }).some((other) => other.version > version),
    stale: staleOf(living, releasedElements(reading, id), at),
    opened: state.where(ReleaseOpening, { release: id, person: session.actor ?? '' }).length > 0,
  };
}

/** Releases, the newest first, a page of them. Everybody in the workspace may read them. */
export function listReleases(
  session: Session,
  filter: { text?: string | undefined; holding?: boolean | undefined; limit: number; offset: number },
): ReleaseRow[] {
  const reading = readingOf(session);
  const { text, holding, limit, offset } = filter;
  let query = tables.selectFrom('releasedChart').selectAll().where('archived', '=', 0);
  if (text?.trim()) query = query.where(mentions(text, ['number', 'title']));
  if (holding) {
    query = query.where(sql<boolean>`("expiresOn" IS NULL OR "expiresOn" >= ${dayOf(reading.now)}) AND NOT EXISTS
      (SELECT 1 FROM "releaseWithdrawal" w WHERE w."release" = "releasedChart"."id" AND w.archived = 0)`);
  }
  const living = livingWithoutFiles(reading);
  return reading.workspace.reader
    .rows(ReleasedChart, query.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).offset(offset))
    .map((release) => releaseRow(reading, release, living));
}

/** A release by its id, or by its chart's number: its newest then. */
export function requireRelease({ state }: Pick<Reading, 'state'>, named: string): Release {
  const found =
    state.get(ReleasedChart, named) ??
    state.where(ReleasedChart, { number: named }).sort((a, b) => b.version - a.version)[0] ??
    state.where(ReleasedChart, { chart: named }).sort((a, b) => b.version - a.version)[0];
  if (found) return found;
  throw new ProofdeskError({
    code: 'not-found',
    message: `There is no released claim chart ${named}.`,
    hint: 'The list of releases shows those that there are.',
  });
}

/** A release as it stands. Reading it here records nothing. */
export function getRelease(session: Session, named: string): ReleaseView {
  const reading = readingOf(session);
  const { state, workspace } = reading;
  const release = requireRelease(reading, named);
  const living = livingWithoutFiles(reading);
  const files = livingFor(reading);
  const elements = releasedElements(reading, release.id);
  const withdrawal = state.where(ReleaseWithdrawal, { release: release.id })[0];
  return {
    ...releaseRow(reading, release, living),
    head: release.head,
    elements: elements.map((element) => ({
      ...element,
      stale: element.evidence.flatMap(({ citation }) => living.stateOf(citation, element.status, release.at).stale),
      damaged: element.evidence.flatMap(({ citation }) => files.damaged(citation).map(({ name }) => name)),
    })),
    receipt: workspace.receiptOf(ReleasedChart.name, release.id, releaseChart.name),
    frozenBy: release.frozenBy,
    withdrawal: withdrawal
      ? { reason: withdrawal.reason, byName: personName(workspace, withdrawal.by), at: withdrawal.at }
      : null,
    openings: state.where(ReleaseOpening, { release: release.id }).map(({ person, how, at }) => ({
      ...{ person, how, at },
      name: personName(workspace, person),
    })),
    uses: state.where(ReleaseUse, { release: release.id }).map(({ id, deal, underNda }) => ({
      ...{ id, deal, underNda },
      dealTitle: state.get(Deal, deal)?.title ?? '',
    })),
  };
}

/** Records that the acting person opened or exported a release, the first time; afterwards nothing more is recorded. */
export function noteOpening(session: Session, named: string, how: 'opened' | 'exported'): Outcome<{ id: string }> {
  const reading = readingOf(session);
  const release = requireRelease(reading, named);
  const person = session.desk.actor(session);
  const before = reading.state.where(ReleaseOpening, { release: release.id, person, how })[0];
  if (!before) return session.desk.run<{ id: string }>(session, recordOpening, { input: { release: release.id, how } });
  return {
    status: 'done',
    result: { id: before.id },
    receipt: reading.workspace.receiptOf(ReleaseOpening.name, before.id, recordOpening.name),
    decision: { decision: 'allow', by: [], say: [], needs: [] },
    changes: [],
    request: null,
  };
}

/** Opens a release: the first time is recorded. */
export function openRelease(session: Session, named: string): ReleaseView {
  noteOpening(session, named, 'opened');
  return getRelease(session, named);
}

/** Why a release must not be shown as it is, as sentences; null where there is no such release. */
export function releaseStaleness(session: Session, id: string): string[] | null {
  const reading = readingOf(session);
  const release = reading.state.get(ReleasedChart, id);
  return release ? whyNot(reading, release, livingWithoutFiles(reading)) : null;
}

function whyNot(reading: Reading, release: Release, living: LivingEvidence): string[] {
  const standing = stateOfRelease(reading.state, release, reading.now);
  return [
    ...(standing === 'withdrawn' ? ['The release was withdrawn.'] : []),
    ...(standing === 'expired' ? [`It held until ${release.expiresOn}.`] : []),
    ...(reading.state.where(ReleasedChart, { chart: release.chart }).some(({ version }) => version > release.version)
      ? ['A newer version was released.']
      : []),
    ...staleOf(living, releasedElements(reading, release.id), release.at),
  ];
}

/** The releases that a deal is sold with, and whether they still hold. */
export function releasesOfDeal(session: Session, deal: string): DealRelease[] {
  const reading = readingOf(session);
  const living = livingWithoutFiles(reading);
  return reading.state.where(ReleaseUse, { deal }).flatMap(({ id: use, release: of, underNda }) => {
    const release = reading.state.get(ReleasedChart, of);
    if (!release) return [];
    const { id, number, title, version, disclosure } = release;
    return [
      {
        ...{ use, number, title, version, disclosure, underNda },
        release: id,
        state: stateOfRelease(reading.state, release, reading.now),
        stale: whyNot(reading, release, living),
      },
    ];
  });
}

/**
 * What the customer of the view may see: public releases used on their deals, and those under NDA where they signed one. One whose
 * evidence changed is kept back until legal has looked at it.
 */
export function customerReleases(session: Session): CustomerRelease[] {
  const account = session.customerAccount;
  if (account === null) return [];
  const reading = readingOf(session);
  const { state, now } = reading;
  const living = livingFor(reading);
  const seen = new Set<string>();
  return state.where(ReleaseUse, { account }).flatMap(({ release: of, underNda }): CustomerRelease[] => {
    const release = state.get(ReleasedChart, of);
    if (!release || seen.has(of) || stateOfRelease(state, release, now) !== 'released') return [];
    if (release.disclosure === 'internal' || (release.disclosure === 'nda' && !underNda)) return [];
    const elements = releasedElements(reading, of);
    if (staleOf(living, elements, release.at).length > 0) return [];
    seen.add(of);
    const { head } = release;
    return [
      {
        id: release.id,
        number: release.number,
        title: release.title,
        summary: head.summary,
        subject: head.subject.name,
        claim: head.claim.text,
        elements: elements.map(({ label, limitation, mapping, status }) => ({
          ...{ label, limitation, mapping, status },
        })),
      },
    ];
  });
}
