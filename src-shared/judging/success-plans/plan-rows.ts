import type { RowOf } from '../../kernel/entity';
import { ProofdeskError } from '../../kernel/errors';
import type { Rows } from '../../kernel/reading';
import {
  type GoalStanding,
  goalStanding,
  milestoneStanding,
  newestCheckIn,
  type SharedPlan,
  SuccessCheckIn,
  SuccessGoal,
  SuccessMilestone,
  SuccessPlan,
} from '../../success-plans';
import { figureKeptInside } from '../pinned-figures';

export type State = Pick<Rows, 'get' | 'where'>;
export type Plan = RowOf<typeof SuccessPlan>;
export type Goal = RowOf<typeof SuccessGoal>;
export type Milestone = RowOf<typeof SuccessMilestone>;
export type CheckIn = RowOf<typeof SuccessCheckIn>;

/** The day of a moment, in UTC. */
export const dayOf = (now: number): string => new Date(now).toISOString().slice(0, 10);

/** A plan by its id or number. Throws `not-found` for one that is not there or is archived. */
export function requirePlan(state: State, named: string): Plan {
  const found = state.get(SuccessPlan, named) ?? state.where(SuccessPlan, { number: named })[0];
  if (found && !found.archived) return found;
  throw new ProofdeskError({
    code: 'not-found',
    message: found ? `${found.number} is archived.` : `There is no success plan ${named}.`,
    hint: found ? 'Undo the archiving first.' : 'proofdesk success-plan list, or the page Success plans, shows them.',
  });
}

const inPlace = <Row extends { position: string; id: string }>(rows: Row[]): Row[] =>
  rows.sort((a, b) => (a.position < b.position ? -1 : a.position > b.position ? 1 : a.id < b.id ? -1 : 1));

export const goalsOf = (state: State, plan: string): Goal[] => inPlace(state.where(SuccessGoal, { plan }));
export const milestonesOf = (state: State, plan: string): Milestone[] =>
  inPlace(state.where(SuccessMilestone, { plan }));

/** Check-ins by what they are about. */
export function checkInsOf(state: State, plan: string): (item: string) => CheckIn[] {
  return grouped(state.where(SuccessCheckIn, { plan }));
}

export function grouped(rows: readonly CheckIn[]): (item: string) => CheckIn[] {
  const byItem = new Map<string, CheckIn[]>();
  for (const row of rows) byItem.set(row.item, [...(byItem.get(row.item) ?? []), row]);
  return (item) => byItem.get(item) ?? [];
}

export const isGoal = (item: Goal | Milestone): item is Goal => 'target' in item;

/** Where a goal or milestone stands on a day. */
export const standingOf = (item: Goal | Milestone, checkIns: readonly CheckIn[], today: string): GoalStanding =>
  isGoal(item) ? goalStanding(item, checkIns, today) : milestoneStanding(item, checkIns, today);

/** The newest check-in that has a value. */
export const newestValue = (checkIns: readonly CheckIn[]): CheckIn | null =>
  newestCheckIn(checkIns.filter(({ value }) => value !== null));

/** What the customer may see of a plan, as it is on a day. */
export function sharedContent(state: State, plan: Plan, today: string): SharedPlan {
  const checkIns = checkInsOf(state, plan.id);
  const shown = (item: Goal | Milestone) => {
    const own = checkIns(item.id);
    const newest = newestCheckIn(own);
    const noted = newestCheckIn(own.filter(({ forCustomer, note }) => forCustomer && note !== ''));
    const { id, title, due, owner, customerOwner } = item;
    return {
      ...{ id, title, due, owner, customerOwner, standing: standingOf(item, own, today) },
      checkedOn: newest?.on ?? null,
      note: noted?.note ?? '',
    };
  };
  const { number, title, summary, startsOn } = plan;
  return {
    ...{ number, title, summary, startsOn, asOf: today },
    goals: goalsOf(state, plan.id)
      .filter(({ forCustomer }) => forCustomer)
      .map((goal) => {
        const newest = newestValue(checkIns(goal.id));
        const { measure, unit, baseline, target } = goal;
        return {
          ...shown(goal),
          ...{ measure, unit, baseline, target, value: newest?.value ?? null },
          from: newest?.figure?.source ?? null,
        };
      }),
    milestones: milestonesOf(state, plan.id)
      .filter(({ forCustomer }) => forCustomer)
      .map(shown),
  };
}

/** Goals of what a plan says whose figures may not leave the house, because of what they were measured against. */
export function goalsKeptInside(state: State, { goals }: Pick<SharedPlan, 'goals'>): SharedPlan['goals'] {
  return goals.filter(({ id, from }) => {
    const goal = state.get(SuccessGoal, id);
    return [from, goal?.baselineFrom, goal?.targetFrom].some((source) => source && figureKeptInside(state, { source }));
  });
}
