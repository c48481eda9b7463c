import { dayNumber, parseDate } from '../../kernel/civil-date';
import { ProofdeskError } from '../../kernel/errors';
import type { TimedFlow } from './net-present-value';

/** A cash flow on a day, `YYYY-MM-DD`. */
export type DatedFlow = readonly [date: string, amount: number];

/** Days of the year by which dated flows are discounted, as the spreadsheets' XNPV and XIRR do. */
const DAYS_A_YEAR = 365;

/** Dated flows as times in 365-day years from the first; no flow may lie before the first. Throws `bad-input` naming the flow. */
export function timedFlows(flows: readonly DatedFlow[]): TimedFlow[] {
  const days = flows.map(([date], index) => dayNumber(parseDate(date, `flows.${index}.0`)));
  const start = days[0] ?? 0;
  return flows.map(([date, amount], index) => {
    const since = (days[index] ?? start) - start;
    if (since < 0) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: `The flow on ${date} lies before the first one.`,
        where: { field: `flows.${index}.0` },
        hint: 'Put the earliest flow first: its day is the one that values are given for.',
      });
    }
    return { time: since / DAYS_A_YEAR, amount };
  });
}
