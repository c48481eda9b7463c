import { dateOfDay, formatDate } from '../kernel/civil-date';
import { type ClockPart, clockParts, type TurnaroundClock } from './turnaround';

/** A quote that was sent, and how its time went. */
export interface SentClock {
  quote: string;
  /** Milliseconds since 1970. */
  sentAt: number;
  clock: Pick<TurnaroundClock, 'elapsed' | 'ours' | 'spent' | 'roles'>;
}

/** Figures of quotes that were sent, in milliseconds. */
export interface TurnaroundFigures {
  sent: number;
  withinTarget: number;
  /** Part of those sent that was within the target, in basis points rounded down. */
  withinBasisPoints: number;
  median: number;
  p90: number;
  /** Mean time of each part. */
  parts: { part: ClockPart; milliseconds: number }[];
  /** Mean time from submission to decision, by role. */
  roles: { role: string; milliseconds: number }[];
}

export interface TurnaroundReport {
  whole: TurnaroundFigures | null;
  /** Weeks that have a sent quote, by the Monday (UTC) on which each begins. */
  weeks: ({ week: string } & TurnaroundFigures)[];
}

const DAY = 86_400_000;

/** The Monday, as a date in UTC, of the week in which a moment lies. 1 January 1970 was a Thursday. */
export function weekOf(at: number): string {
  const days = Math.floor(at / DAY);
  const monday = days - ((((days + 3) % 7) + 7) % 7);
  return formatDate(dateOfDay(monday));
}

/** Median and 90th percentile by nearest rank (a time that really occurred), for all and for each week in which quotes were sent. */
export function turnaroundReport(quotes: readonly SentClock[], targetMilliseconds: number): TurnaroundReport {
  const weeks = new Map<string, SentClock[]>();
  for (const quote of quotes) {
    const week = weekOf(quote.sentAt);
    const known = weeks.get(week);
    if (known) known.push(quote);
    else weeks.set(week, [quote]);
  }
  return {
    whole: quotes.length === 0 ? null : figures(quotes, targetMilliseconds),
    weeks: [...weeks]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([week, sent]) => ({ week, ...figures(sent, targetMilliseconds) })),
  };
}

function figures(quotes: readonly SentClock[], target: number): TurnaroundFigures {
  const times = quotes.map(({ clock }) => clock.elapsed).sort((a, b) => a - b);
  const atRank = (probability: number) => times[Math.max(0, Math.ceil(times.length * probability) - 1)]!;
  const roles = new Map<string, { sum: number; count: number }>();
  for (const { role, milliseconds } of quotes.flatMap(({ clock }) => clock.roles)) {
    const known = roles.get(role) ?? { sum: 0, count: 0 };
    roles.set(role, { sum: known.sum + milliseconds, count: known.count + 1 });
  }
  const spentOn = (part: ClockPart) =>
    quotes.reduce((sum, { clock }) => sum + (clock.spent.find((one) => one.part === part)?.milliseconds ?? 0), 0);
  const withinTarget = times.filter((time) => time <= target).length;
  return {
    sent: quotes.length,
    withinTarget,
    withinBasisPoints: Math.floor((withinTarget * 10_000) / quotes.length),
    median: atRank(0.5),
    p90: atRank(0.9),
    parts: clockParts.map((part) => ({ part, milliseconds: spentOn(part) / quotes.length })),
    roles: [...roles]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([role, { sum, count }]) => ({ role, milliseconds: sum / count })),
  };
}
