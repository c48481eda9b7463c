import { dayNumber, parseDate } from '../kernel/civil-date';
import { roundQuotient } from '../kernel/decimal';
import type { ExplainStep } from '../kernel/explain';
import type { GoalStanding, Outlook } from './schema';

/** A goal as the rules need it. */
export interface GoalFacts {
  baseline: string;
  target: string;
  due: string;
}

/** A check-in as the rules need it. */
export interface CheckInFacts {
  on: string;
  at: number;
  value: string | null;
  done: boolean;
  outlook: Outlook;
}

/** A decimal as an integer scaled by 10^60, the most places that a figure may have. */
function scaled(text: string): bigint {
  const negative = text.startsWith('-');
  const [whole = '0', places = ''] = text.replace('-', '').split('.');
  const value = BigInt(whole + places.padEnd(60, '0'));
  return negative ? -value : value;
}

/** The newest check-in: of the latest day, and of one day the one that was recorded last. */
export function newestCheckIn<C extends CheckInFacts>(checkIns: readonly C[]): C | null {
  return checkIns.reduce<C | null>(
    (newest, one) =>
      newest === null || one.on > newest.on || (one.on === newest.on && one.at >= newest.at) ? one : newest,
    null,
  );
}

/** Whether a value is at the target or beyond it, on the side away from the baseline. */
export function meetsTarget({ baseline, target }: Pick<GoalFacts, 'baseline' | 'target'>, value: string): boolean {
  return scaled(target) < scaled(baseline) ? scaled(value) <= scaled(target) : scaled(value) >= scaled(target);
}

/**
 * How far a value is from the baseline to the target, in whole percent, rounded half away from zero: below 0 where it went the other way,
 * above 100 where it is beyond. Null where baseline and target are the same.
 */
export function progressPercent(
  { baseline, target }: Pick<GoalFacts, 'baseline' | 'target'>,
  value: string,
): number | null {
  const way = scaled(target) - scaled(baseline);
  if (way === 0n) return null;
  const gone = scaled(value) - scaled(baseline);
  const [numerator, denominator] = way < 0n ? [-gone, -way] : [gone, way];
  return Number(roundQuotient(numerator * 100n, denominator, 'half-away-from-zero'));
}

/**
 * Where a goal stands on a day. Reached: the newest value meets the target. Missed: its day is over and it does not. Not started: nobody
 * has checked in. Else as the newest check-in sees it.
 */
export function goalStanding(goal: GoalFacts, checkIns: readonly CheckInFacts[], today: string): GoalStanding {
  const newest = newestCheckIn(checkIns.filter(({ value }) => value !== null));
  if (newest?.value != null && meetsTarget(goal, newest.value)) return 'reached';
  return openStanding(goal.due, newestCheckIn(checkIns), today);
}

/** Where a milestone stands on a day: reached once a check-in says that it is done. */
export function milestoneStanding(
  { due }: { due: string },
  checkIns: readonly CheckInFacts[],
  today: string,
): GoalStanding {
  const newest = newestCheckIn(checkIns);
  return newest?.done ? 'reached' : openStanding(due, newest, today);
}

function openStanding(due: string, newest: CheckInFacts | null, today: string): GoalStanding {
  if (due < today) return 'missed';
  return newest === null ? 'not-started' : newest.outlook;
}

/** How progress came about: baseline, target, value, and the share of the way between. */
export function explainProgress(goal: GoalFacts & { unit: string }, checkIn: CheckInFacts | null): ExplainStep[] {
  const unit = goal.unit ? { unit: goal.unit } : {};
  const value = checkIn?.value ?? null;
  return [
    { what: 'Baseline', how: 'where it began', value: goal.baseline, ...unit },
    { what: 'Target', how: `to be reached by ${goal.due}`, value: goal.target, ...unit },
    {
      what: 'Value',
      how: checkIn && value !== null ? `newest check-in with a value, of ${checkIn.on}` : 'no check-in has a value yet',
      value,
      ...unit,
    },
    {
      what: 'Progress',
      how: '(value − baseline) ÷ (target − baseline), in whole percent',
      value: value === null ? null : progressPercent(goal, value),
      unit: '%',
    },
  ];
}

/** A row of the timeline, with places between 0 (its first day) and 1 (its last). */
export interface TimelineRow {
  id: string;
  title: string;
  kind: 'goal' | 'milestone';
  due: string;
  standing: GoalStanding;
  /** Where its bar begins: at the plan's first day. */
  from: number;
  at: number;
}

export interface Timeline {
  from: string;
  until: string;
  /** First days of months, or of every third or twelfth one where there are many. */
  ticks: { day: string; at: number }[];
  /** Null where today lies outside. */
  today: number | null;
  rows: TimelineRow[];
}

/** More ticks than these stand too close on a page. */
const MOST_TICKS = 12;

/** The plan along its days: rows by due day. Null without rows. */
export function timelineOf(
  startsOn: string,
  items: readonly Pick<TimelineRow, 'id' | 'title' | 'kind' | 'due' | 'standing'>[],
  today: string,
): Timeline | null {
  if (items.length === 0) return null;
  const dues = items.map(({ due }) => due).sort();
  const from = [startsOn, dues[0]!].sort()[0]!;
  const until = dues.at(-1)!;
  const number = (day: string): number => dayNumber(parseDate(day, 'day'));
  const first = number(from);
  const span = Math.max(1, number(until) - first);
  const place = (day: string): number => Math.min(1, Math.max(0, (number(day) - first) / span));
  const months = monthsBetween(from, until);
  const step = [1, 3, 6, 12].find((one) => months.length / one <= MOST_TICKS) ?? 24;
  return {
    from,
    until,
    ticks: months.filter((_, index) => index % step === 0).map((day) => ({ day, at: place(day) })),
    today: today < from || today > until ? null : place(today),
    rows: [...items]
      .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))
      .map((item) => ({ ...item, from: place(startsOn), at: place(item.due) })),
  };
}

/** First days of the months in a span. */
function monthsBetween(from: string, until: string): string[] {
  const days: string[] = [];
  let [year = 0, month = 0] = from.split('-').map(Number);
  if (!from.endsWith('-01')) month += 1;
  for (;;) {
    if (month > 12) [year, month] = [year + 1, 1];
    const day = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`;
    if (day > until) return days;
    days.push(day);
    month += 1;
  }
}
