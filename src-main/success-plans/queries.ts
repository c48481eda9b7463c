import { type RawBuilder, sql } from 'kysely';
import { Account, Deal } from '../../src-shared/deals';
import type { FigureChoice } from '../../src-shared/pinned-figures';
import { originForCustomer, originOf } from '../../src-shared/pinned-figures';
import {
  type CheckInView,
  type CustomerPlan,
  checkIn,
  explainProgress,
  type PlanAttention,
  type PlanRow,
  type PlanSort,
  type PlanView,
  progressPercent,
  type SharedPlan,
  SuccessCheckIn,
  SuccessGoal,
  SuccessMilestone,
  SuccessPlan,
  SuccessPlanVersion,
  sharePlan,
} from '../../src-shared/success-plans';
import { contactName, figureChoices, figureView } from '../pinned-figures';
import type { Session } from '../session';
import { tables } from '../tables';
import { personName } from '../workspace';
import {
  type CheckIn,
  checkInsOf,
  dayOf,
  type Goal,
  goalsKeptInside,
  goalsOf,
  grouped,
  type Milestone,
  milestonesOf,
  newestValue,
  type Plan,
  requirePlan,
  sharedContent,
  standingOf,
} from './plan-rows';

export interface PlanFilter {
  text?: string | undefined;
  deal?: string | undefined;
  mine?: boolean | undefined;
  behind?: boolean | undefined;
  sort: PlanSort;
  descending: boolean;
  limit: number;
  offset: number;
}

/** As many plans are looked at in one go where it has to be told how they stand. */
const BATCH = 100;

const today = (session: Session): string => dayOf(session.desk.context.now());

function sortedBy(sort: PlanSort, day: string): RawBuilder<unknown> {
  switch (sort) {
    case 'created':
      return sql`"successPlan"."created"`;
    case 'number':
      return sql`"successPlan"."number"`;
    case 'title':
      return sql`"successPlan"."title" COLLATE NOCASE`;
    case 'account':
      return sql`(SELECT a."name" FROM "account" a WHERE a."id" = "successPlan"."account") COLLATE NOCASE`;
    case 'due':
      return sql`min(
        coalesce((SELECT min(g."due") FROM "successGoal" g WHERE g."plan" = "successPlan"."id" AND g.archived = 0 AND g."due" >= ${day}), '9999'),
        coalesce((SELECT min(m."due") FROM "successMilestone" m WHERE m."plan" = "successPlan"."id" AND m.archived = 0 AND m."due" >= ${day}), '9999'))`;
  }
}

/** What the tables can say of it: all plans of which something is missed or at risk are let through, and few others. */
const mayBeBehind = (day: string): RawBuilder<boolean> => sql<boolean>`"successPlan"."id" IN (
  SELECT "plan" FROM "successGoal" WHERE archived = 0 AND "due" < ${day}
  UNION SELECT "plan" FROM "successMilestone" WHERE archived = 0 AND "due" < ${day}
  UNION SELECT "plan" FROM "successCheckIn" WHERE archived = 0 AND "outlook" = 'at-risk')`;

/** A page of success plans. */
export function listPlans(session: Session, filter: PlanFilter): { rows: PlanRow[]; more: boolean } {
  const workspace = session.desk.workspace();
  const { reader } = workspace;
  const day = today(session);
  let query = tables
    .selectFrom('successPlan')
    .where('archived', '=', 0)
    .orderBy(sortedBy(filter.sort, day), filter.descending ? 'desc' : 'asc')
    .orderBy('id', 'desc');
  if (filter.deal) query = query.where('deal', '=', filter.deal);
  if (filter.mine) query = query.where('owner', '=', session.actor ?? '');
  const wanted = filter.text?.trim().toLowerCase();
  if (wanted) {
    query = query.where(
      sql<boolean>`(instr(lower("number"), ${wanted}) > 0 OR instr(lower("title"), ${wanted}) > 0
        OR EXISTS (SELECT 1 FROM "account" a WHERE a."id" = "successPlan"."account" AND instr(lower(a."name"), ${wanted}) > 0))`,
    );
  }
  const { limit, offset } = filter;
  if (filter.behind) query = query.where(mayBeBehind(day));
  // Only ids are sorted: texts of ten thousand plans are not carried along for a page of them.
  const read = (from: number, count: number): Plan[] =>
    workspace.runner
      .all(query.select('id').limit(count).offset(from))
      .flatMap(({ id }) => reader.get(SuccessPlan, id) ?? []);
  if (!filter.behind) {
    const found = read(offset, limit + 1);
    return { rows: planRows(session, found.slice(0, limit)), more: found.length > limit };
  }
  const found: PlanRow[] = [];
  for (let from = 0; found.length <= offset + limit; from += BATCH) {
    const batch = read(from, BATCH);
    found.push(...planRows(session, batch).filter(({ atRisk, missed }) => atRisk + missed > 0));
    if (batch.length < BATCH) break;
  }
  return { rows: found.slice(offset, offset + limit), more: found.length > offset + limit };
}

/** Plans as lists show them; what belongs to them is read for all at once. */
function planRows(session: Session, plans: readonly Plan[]): PlanRow[] {
  const workspace = session.desk.workspace();
  const { reader } = workspace;
  const day = today(session);
  const ids = plans.map(({ id }) => id);
  const within = <T extends 'successGoal' | 'successMilestone' | 'successCheckIn'>(table: T) =>
    tables
      .selectFrom(table as 'successGoal')
      .selectAll()
      .where('plan', 'in', ids)
      .where('archived', '=', 0);
  const items: (Goal | Milestone)[] =
    ids.length === 0
      ? []
      : [
          ...reader.rows(SuccessGoal, within('successGoal')),
          ...reader.rows(SuccessMilestone, within('successMilestone')),
        ];
  const checkIns = grouped(ids.length === 0 ? [] : reader.rows(SuccessCheckIn, within('successCheckIn')));
  const byPlan = new Map<string, { due: string; standing: string }[]>();
  for (const item of items) {
    const found = { due: item.due, standing: standingOf(item, checkIns(item.id), day) };
    byPlan.set(item.plan, [...(byPlan.get(item.plan) ?? []), found]);
  }
  return plans.map((plan) => {
    const own = byPlan.get(plan.id) ?? [];
    const count = (standing: string) => own.filter((one) => one.standing === standing).length;
    const open = own.filter(({ standing, due }) => standing !== 'reached' && due >= day).map(({ due }) => due);
    const { id, number, title, deal, account, startsOn, version, owner, created } = plan;
    return {
      ...{ id, number, title, deal, account, startsOn, version, owner, created },
      dealTitle: reader.get(Deal, deal)?.title ?? '',
      accountName: reader.get(Account, account)?.name ?? '',
      ownerName: personName(workspace, owner),
      items: own.length,
      reached: count('reached'),
      atRisk: count('at-risk'),
      missed: count('missed'),
      nextDue: open.sort()[0] ?? null,
    };
  });
}

/** A plan with its goals, milestones, check-ins and shared versions. */
export function getPlan(session: Session, named: string): PlanView {
  const workspace = session.desk.workspace();
  const { reader } = workspace;
  const plan = requirePlan(reader, named);
  const day = today(session);
  const checkIns = checkInsOf(reader, plan.id);
  const item = (row: Goal | Milestone) => ({
    id: row.id,
    ...{
      title: row.title,
      due: row.due,
      owner: row.owner,
      customerOwner: row.customerOwner,
      forCustomer: row.forCustomer,
    },
    ownerName: personName(workspace, row.owner),
    customerOwnerName: contactName(session, row.customerOwner),
    standing: standingOf(row, checkIns(row.id), day),
    checkIns: checkIns(row.id)
      .sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : b.at - a.at))
      .map((one) => checkInView(session, one)),
  });
  const versions = reader.where(SuccessPlanVersion, { plan: plan.id }).sort((a, b) => b.version - a.version);
  return {
    ...planRows(session, [plan])[0]!,
    ...{ summary: plan.summary, notes: plan.notes, today: day },
    goals: goalsOf(reader, plan.id).map((goal) => {
      const newest = newestValue(checkIns(goal.id));
      const { measure, unit, baseline, target } = goal;
      const source = goal.targetFrom ?? goal.baselineFrom;
      return {
        ...item(goal),
        ...{ measure, unit, baseline, target, from: source, fromText: source && originOf(source) },
        value: newest?.value ?? null,
        progress: newest?.value == null ? null : progressPercent(goal, newest.value),
        steps: [
          ...explainProgress(goal, newest),
          ...(newest?.figure ? [{ what: 'Taken from', how: originOf(newest.figure.source), value: null }] : []),
        ],
      };
    }),
    milestones: milestonesOf(reader, plan.id).map(item),
    versions: versions.map((row) => ({
      ...{ id: row.id, version: row.version, at: row.at, byName: personName(workspace, row.by) },
      receipt: workspace.receiptOf(SuccessPlanVersion.name, row.id, sharePlan.name),
    })),
    changes: versions[0] ? planChanges(versions[0].content, sharedContent(reader, plan, day)) : [],
  };
}

function checkInView(session: Session, row: CheckIn): CheckInView {
  const workspace = session.desk.workspace();
  const { id, on, value, done, outlook, note, forCustomer, at } = row;
  return {
    ...{ id, on, value, done, outlook, note, forCustomer, at },
    figure: row.figure && figureView(session, row.figure),
    byName: personName(workspace, row.by),
    receipt: workspace.receiptOf(SuccessCheckIn.name, id, checkIn.name),
  };
}

/** What of the things the customer sees is different now from what they were given, as sentences. */
export function planChanges(shared: SharedPlan, now: SharedPlan): string[] {
  const items = ({ goals, milestones }: SharedPlan) => [...goals, ...milestones];
  const before = new Map(items(shared).map((one) => [one.id, one]));
  const after = new Set(items(now).map(({ id }) => id));
  return [
    ...(shared.title === now.title && shared.summary === now.summary && shared.startsOn === now.startsOn
      ? []
      : ['Title, summary or first day were changed since.']),
    ...items(now).flatMap((one) => {
      const was = before.get(one.id);
      if (!was) return [`“${one.title}” was added since.`];
      if (was.standing !== one.standing)
        return [`“${one.title}” was ${words[was.standing]} and is ${words[one.standing]} now.`];
      if (was.due !== one.due) return [`“${one.title}” was due on ${was.due} and is due on ${one.due} now.`];
      return JSON.stringify(was) === JSON.stringify(one) ? [] : [`“${one.title}” was changed or checked since.`];
    }),
    ...items(shared)
      .filter(({ id }) => !after.has(id))
      .map(({ title }) => `“${title}” was taken out since.`),
  ];
}

const words: Record<SharedPlan['milestones'][number]['standing'], string> = {
  'not-started': 'not started',
  'on-track': 'on track',
  'at-risk': 'at risk',
  reached: 'reached',
  missed: 'missed',
};

/** Figures that goals and check-ins can be taken from. */
export function planChoices(session: Session, named: string): FigureChoice[] {
  const plan = requirePlan(session.desk.workspace().reader, named);
  return figureChoices(session, [plan.deal]);
}

/** What is overdue or at risk and belongs to whoever asks: by the item, or by the plan. The one due first comes first. */
export function plansToLookAt(session: Session): PlanAttention[] {
  const workspace = session.desk.workspace();
  const { reader } = workspace;
  const actor = session.desk.actor(session);
  const day = today(session);
  const ownPlans = sql`SELECT p."id" FROM "successPlan" p WHERE p.archived = 0 AND p."owner" = ${actor}`;
  const mine = sql<boolean>`("owner" = ${actor} OR "plan" IN (${ownPlans}))
    AND ("due" < ${day} OR "id" IN (SELECT c."item" FROM "successCheckIn" c WHERE c.archived = 0 AND c."outlook" = 'at-risk'))
    AND "plan" IN (SELECT p."id" FROM "successPlan" p WHERE p.archived = 0)`;
  const of = (table: 'successGoal' | 'successMilestone') =>
    tables
      .selectFrom(table as 'successGoal')
      .selectAll()
      .where('archived', '=', 0)
      .where(mine);
  const items: (Goal | Milestone)[] = [
    ...reader.rows(SuccessGoal, of('successGoal')),
    ...reader.rows(SuccessMilestone, of('successMilestone')),
  ];
  return items
    .flatMap((item): PlanAttention[] => {
      const standing = standingOf(item, reader.where(SuccessCheckIn, { item: item.id }), day);
      const plan = reader.get(SuccessPlan, item.plan);
      if (!plan || (standing !== 'missed' && standing !== 'at-risk')) return [];
      return [
        {
          ...{ plan: plan.id, number: plan.number, planTitle: plan.title },
          accountName: reader.get(Account, plan.account)?.name ?? '',
          ...{ item: item.id, title: item.title, due: item.due, standing },
          ownerName: personName(workspace, item.owner),
        },
      ];
    })
    .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
}

/** The newest shared version of each plan of the account in customer view, without goals whose figures may not leave the house. */
export function customerPlans(session: Session): CustomerPlan[] {
  if (session.customerAccount === null) return [];
  const { reader } = session.desk.workspace();
  return reader.where(SuccessPlan, { account: session.customerAccount }).flatMap((plan) => {
    const row = reader.where(SuccessPlanVersion, { plan: plan.id, version: plan.version })[0];
    if (!row) return [];
    const inside = new Set(goalsKeptInside(reader, row.content).map(({ id }) => id));
    const goals = row.content.goals
      .filter(({ id }) => !inside.has(id))
      .map((goal) => ({ ...goal, source: goal.from && originForCustomer(goal.from) }));
    return [{ ...row.content, goals, id: row.id, version: row.version, at: row.at }];
  });
}
