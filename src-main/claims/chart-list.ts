import { type RawBuilder, sql } from 'kysely';
import {
  Archetype,
  type ChartRow,
  type ChartStanding,
  ClaimChart,
  ClaimSet,
  ElementEvidence,
  type ElementStatus,
} from '../../src-shared/claims';
import type { Session } from '../session';
import { tables } from '../tables';
import { personName } from '../workspace';
import { type ChartDraft, requireSet, type SetDraft, whole } from './draft-rows';
import type { LivingEvidence } from './living';
import { mentions } from './mentions';
import { livingFor, type Reading, readingOf } from './reading';
import { dayOf } from './review-commands';
import { standingOfChart } from './standing';

export interface ChartFilter {
  set?: string | undefined;
  standing?: ChartStanding | undefined;
  text?: string | undefined;
  mine?: boolean | undefined;
  limit: number;
  offset: number;
}

/** The stored status that a standing follows from. */
const statusOf: Record<ChartStanding, 'draft' | 'submitted' | 'released'> = {
  draft: 'draft',
  'in-review': 'submitted',
  'changes-requested': 'submitted',
  approved: 'submitted',
  released: 'released',
  expired: 'released',
  withdrawn: 'released',
};

/** As many rows are looked at in one go where a standing follows from what lies in other tables. */
const BATCH = 50;

/** Charts, the newest first, a page of them; none for whoever may not read drafts. */
export function listCharts(session: Session, filter: ChartFilter): ChartRow[] {
  const reading = readingOf(session);
  if (!reading.readable.has('claims')) return [];
  const { workspace, state, now } = reading;
  const { standing, text, limit, offset } = filter;
  let query = tables
    .selectFrom('claimChart')
    .selectAll()
    .where('archived', '=', 0)
    .orderBy('created', 'desc')
    .orderBy('id', 'desc');
  if (filter.set !== undefined) query = query.where('set', '=', requireSet(state, filter.set).id);
  if (filter.mine) query = query.where('owner', '=', session.actor);
  if (standing) query = query.where('status', '=', statusOf[standing]);
  if (standing) query = query.where(mayStand(standing, dayOf(now)));
  if (text?.trim()) query = query.where(mentions(text, ['number', 'title', 'id']));
  const read = (from: number, count: number) =>
    workspace.reader.rows(ClaimChart, query.limit(count).offset(from)).map((row) => whole(ClaimChart, row));
  if (standing === undefined || standing === 'draft') return chartRows(reading, read(offset, limit));
  // What the query lets through is looked at until the page is full.
  const found: ChartDraft[] = [];
  for (let from = 0; found.length < offset + limit; from += BATCH) {
    const batch = read(from, BATCH);
    found.push(...batch.filter((chart) => standingOfChart(state, chart, now) === standing));
    if (batch.length < BATCH) break;
  }
  return chartRows(reading, found.slice(offset, offset + limit));
}

/** What the tables can say of a standing: all that stand so are let through, and few that do not. */
function mayStand(standing: ChartStanding, today: string): RawBuilder<boolean> {
  const release = sql`EXISTS (SELECT 1 FROM "releasedChart" r WHERE r."chart" = "claimChart"."id" AND r."version" = "claimChart"."version"`;
  const withdrawal = sql`EXISTS (SELECT 1 FROM "releaseWithdrawal" w WHERE w."release" = r."id" AND w.archived = 0)`;
  const decided = (decision: 'approve' | 'return') =>
    sql<boolean>`EXISTS (SELECT 1 FROM "approvalRequest" q JOIN "approvalDecision" d ON d."request" = q."id"
      WHERE q."subject" = "claimChart"."id" AND q."version" = "claimChart"."version" AND d."decision" = ${decision})`;
  switch (standing) {
    case 'released':
      return sql<boolean>`${release} AND (r."expiresOn" IS NULL OR r."expiresOn" >= ${today}) AND NOT ${withdrawal})`;
    case 'expired':
      return sql<boolean>`${release} AND r."expiresOn" < ${today} AND NOT ${withdrawal})`;
    case 'withdrawn':
      return sql<boolean>`${release} AND ${withdrawal})`;
    case 'changes-requested':
      return decided('return');
    default:
      return sql<boolean>`TRUE`;
  }
}

/** Charts as lists show them; what belongs to them is read for all at once. */
export function chartRows(reading: Reading, charts: readonly ChartDraft[]): ChartRow[] {
  const { workspace, state, now } = reading;
  const ids = charts.map(({ id }) => id);
  const support = supportOf(reading, ids, livingFor(reading));
  const comments = openComments(reading, ids);
  const sets = new Map<string, SetDraft>();
  const titles = new Map<string, string>();
  const setOf = (id: string): SetDraft => {
    const known = sets.get(id) ?? whole(ClaimSet, state.get(ClaimSet, id)!);
    sets.set(id, known);
    return known;
  };
  const titleOf = (archetype: string): string => {
    const known = titles.get(archetype) ?? state.get(Archetype, archetype)?.title ?? 'Archetype';
    titles.set(archetype, known);
    return known;
  };
  const names = new Map<string, string | null>();
  const nameOf = (person: string): string | null => {
    if (!names.has(person)) names.set(person, personName(workspace, person));
    return names.get(person) ?? null;
  };
  return charts.map((chart) => {
    const set = setOf(chart.set);
    const { id, number, title, claim, version, disclosure, expiresOn, owner, created, archetype, practice } = chart;
    return {
      ...{ id, number, title, claim, version, disclosure, expiresOn, owner, created },
      set: set.id,
      setNumber: set.number,
      setTitle: set.title,
      setKind: set.kind,
      subject: archetype
        ? { kind: 'archetype', id: archetype, name: titleOf(archetype) }
        : { kind: 'own', id: null, name: practice || 'Own practice' },
      standing: standingOfChart(state, chart, now),
      ownerName: nameOf(owner),
      openComments: comments.get(id) ?? 0,
      ...(support.get(id) ?? { elements: 0, supported: 0, stale: 0 }),
    };
  });
}

/** Of each chart how many elements it has, how many stand on evidence that holds, and of how many it changed. */
function supportOf(
  { workspace }: Reading,
  charts: readonly string[],
  living: LivingEvidence,
): Map<string, Pick<ChartRow, 'elements' | 'supported' | 'stale'>> {
  const elements = workspace.runner.all(
    tables
      .selectFrom('chartElement')
      .select(['id', 'chart', 'status'])
      .where('chart', 'in', [...charts])
      .where('archived', '=', 0),
  );
  const evidence = new Map<string, { holds: boolean; stale: boolean }[]>();
  const statuses = new Map(elements.map(({ id, status }) => [id, status as ElementStatus]));
  const rows = workspace.reader.rows(
    ElementEvidence,
    tables
      .selectFrom('elementEvidence')
      .selectAll()
      .where('chart', 'in', [...charts])
      .where('archived', '=', 0),
  );
  for (const row of rows) {
    const { element, citation, at } = whole(ElementEvidence, row);
    const status = statuses.get(element);
    if (!status) continue;
    const { broken, stale } = living.stateOf(citation, status, at);
    evidence.set(element, [...(evidence.get(element) ?? []), { holds: !broken, stale: stale.length > 0 }]);
  }
  const counts = new Map<string, Pick<ChartRow, 'elements' | 'supported' | 'stale'>>();
  for (const { id, chart } of elements) {
    const found = evidence.get(id) ?? [];
    const before = counts.get(chart ?? '') ?? { elements: 0, supported: 0, stale: 0 };
    counts.set(chart ?? '', {
      elements: before.elements + 1,
      supported: before.supported + Number(found.some(({ holds }) => holds)),
      stale: before.stale + Number(found.some(({ stale }) => stale)),
    });
  }
  return counts;
}

function openComments({ workspace }: Reading, charts: readonly string[]): Map<string, number> {
  const rows = workspace.runner.all(
    tables
      .selectFrom('elementComment')
      .select(['chart', (column) => column.fn.countAll<number>().as('open')])
      .where('chart', 'in', [...charts])
      .where('archived', '=', 0)
      .where('resolved', '=', 0)
      .groupBy('chart'),
  );
  return new Map(rows.map(({ chart, open }) => [chart ?? '', open]));
}
