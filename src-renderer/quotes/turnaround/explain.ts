import { type ClockPart, type MonthActual, type TurnaroundAnswer, weekOf } from '../../../src-shared/quotes';
import type { Explanation, Format, Translate } from '../../ui';
import type { turnaroundText } from './text';

type Sent = TurnaroundAnswer['quotes'][number];
type Margin = NonNullable<TurnaroundAnswer['margins']>[number];

/** Steps that are written out; further ones are counted. */
const SHOWN = 12;

/** Writes where the figures of the turnaround come from, in a locale's words. */
export interface TurnaroundExplanations {
  /** The time that so much of all quotes took at the most, by nearest rank. */
  rank(quotes: readonly Sent[], probability: number, value: number): Explanation;
  within(quotes: readonly Sent[], target: number, value: string): Explanation;
  part(quotes: readonly Sent[], part: ClockPart, value: number): Explanation;
  role(quotes: readonly Sent[], role: string, value: number): Explanation;
  quoted(margin: Margin, value: string): Explanation;
  actual(rows: readonly MonthActual[], currency: string, value: string): Explanation;
  /** Of sums over months, where the months themselves are shown elsewhere. */
  actualSum(margin: Margin, value: string): Explanation;
  difference(margin: Margin, value: string): Explanation;
}

export const ofWeek = (quotes: readonly Sent[], week: string): Sent[] =>
  quotes.filter(({ sentAt }) => weekOf(sentAt) === week);

export function turnaroundExplanations(
  format: Format,
  t: Translate<(typeof turnaroundText)['messages']>,
): TurnaroundExplanations {
  const times = (quotes: readonly Sent[], time: (quote: Sent) => number) => {
    const ordered = [...quotes].sort((a, b) => time(a) - time(b));
    return {
      steps: ordered.slice(0, SHOWN).map((quote, index) => ({
        label: `${format.number(index + 1)}. ${quote.number}`,
        result: format.duration(time(quote)),
        detail: quote.title,
      })),
      note: ordered.length > SHOWN ? t('explain.more', { count: ordered.length - SHOWN }) : undefined,
      ordered,
    };
  };
  const source = ({ id, number, title }: { id: string; number: string; title: string }, version?: number) => ({
    label: number,
    to: `/quotes/${id}${version === undefined ? '' : `?version=${version}`}`,
    detail: title,
  });
  const mean = (quotes: readonly Sent[], time: (quote: Sent) => number, value: number): Explanation => {
    const { steps, note } = times(quotes, time);
    const sum = quotes.reduce((all, quote) => all + time(quote), 0);
    return {
      value: format.duration(value),
      steps: [
        ...steps,
        { label: t('explain.sum'), result: format.duration(sum) },
        { label: t('explain.mean', { count: quotes.length }), result: format.duration(value) },
      ],
      ...(note && { note }),
    };
  };
  const money = (minor: number, currency: string) => `${format.minor(minor, currency)} ${currency}`;
  const ratio = (revenueMinor: number, costMinor: number, currency: string, value: string) => [
    { label: t('column.revenue'), result: money(revenueMinor, currency) },
    { label: t('column.cost'), result: money(costMinor, currency) },
    { label: t('explain.margin'), result: value, rule: 'margin' },
  ];
  return {
    rank(quotes, probability, value) {
      const { steps, ordered, note } = times(quotes, ({ elapsed }) => elapsed);
      const rank = Math.max(1, Math.ceil(ordered.length * probability));
      const at = ordered[rank - 1];
      return {
        value: format.duration(value),
        steps: [
          ...steps,
          {
            label: t('explain.rank', { rank, count: ordered.length, part: format.ratio(probability) }),
            result: format.duration(value),
            detail: t('explain.rank.why'),
          },
        ],
        ...(note && { note }),
        ...(at && { sources: [source(at)] }),
      };
    },
    within(quotes, target, value) {
      const late = quotes.filter(({ elapsed }) => elapsed > target);
      return {
        value,
        steps: [
          { label: t('stat.sent'), result: format.number(quotes.length) },
          {
            label: t('explain.late', { target: format.duration(target) }),
            result: format.number(late.length),
          },
          { label: t('explain.share'), result: value },
        ],
        sources: late.slice(0, SHOWN).map((quote) => source(quote)),
      };
    },
    part: (quotes, part, value) =>
      mean(quotes, ({ parts }) => parts.find((one) => one.part === part)?.milliseconds ?? 0, value),
    role(quotes, role, value) {
      const time = ({ roles }: Sent) => roles.find((one) => one.role === role)?.milliseconds;
      return mean(
        quotes.filter((quote) => time(quote) !== undefined),
        (quote) => time(quote) ?? 0,
        value,
      );
    },
    quoted: (margin, value) => ({
      value,
      steps: [{ label: t('explain.quoted', { version: margin.version }), result: value }],
      sources: [source(margin, margin.version)],
      internal: true,
    }),
    actual: (rows, currency, value) => ({
      value,
      steps: [
        ...rows.map(({ month, revenueMinor, costMinor }) => ({
          label: month,
          result: `${format.minor(revenueMinor, currency)} − ${format.minor(costMinor, currency)}`,
        })),
        ...ratio(
          rows.reduce((sum, row) => sum + row.revenueMinor, 0),
          rows.reduce((sum, row) => sum + row.costMinor, 0),
          currency,
          value,
        ),
      ],
      internal: true,
    }),
    actualSum: (margin, value) => ({
      value,
      steps: ratio(margin.revenueMinor, margin.costMinor, margin.currency, value),
      note: t('explain.months', { count: margin.months }),
      sources: [source(margin, margin.version)],
      internal: true,
    }),
    difference: (margin, value) => ({
      value,
      steps: [
        { label: t('column.actual'), result: format.percent(margin.actualBasisPoints) },
        { label: t('column.quoted'), result: format.percent(margin.quotedBasisPoints) },
        { label: t('explain.difference'), result: value },
      ],
      sources: [source(margin, margin.version)],
      internal: true,
    }),
  };
}
