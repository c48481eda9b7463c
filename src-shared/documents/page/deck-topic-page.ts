import { courseMeasures } from '../../bakeoffs';
import { formatDate, formatMeasured, formatNumber } from '../format';
import type { Labels } from '../labels';
import type { ProofDeck } from '../schema/proof-deck';
import { contender, type DeckPage } from './deck-page';
import { printable } from './text';

/** What the page is a proof of, and for whom. */
export const subjectOf = ({ topic, customer }: ProofDeck, labels: Labels): string =>
  ({ speed: labels.proofOfSpeed, cost: labels.proofOfCost, robustness: labels.proofOfRobustness })[topic](
    customer.name,
  );

/** Of cost: what each run cost, in their order. */
export function secondPicture(data: ProofDeck, labels: Labels): DeckPage['second'] {
  const row = data.rows[0];
  if (data.topic !== 'cost' || !row || valuesInOrder(data, row.key).length === 0) return null;
  return {
    title: labels.costOfRuns,
    path: '/charts/runs.svg',
    alt: valuesInOrder(data, row.key)
      .map(({ side, value }) => `${data.contenders[side].name} ${formatMeasured(data.locale, value, 3)}`)
      .join(', '),
    caption: printable(`${row.metric}, ${row.unit}`),
  };
}

/** The course of the sides over time, as three pictures beside each other. */
export function courseOf({ course }: ProofDeck, labels: Labels): DeckPage['course'] {
  if (!course) return null;
  return {
    title: printable(`${labels.course}: ${course.workload}`),
    caption: printable(labels.courseCaption(course.fault.kind)),
    pictures: courseMeasures.map((measure) => {
      const name = labels.courseMeasures[measure];
      const unit = { success: '%', throughput: '1/s', latency: course.unit }[measure];
      return { path: `/charts/course-${measure}.svg`, alt: name, caption: printable(`${name}, ${unit}`) };
    }),
  };
}

/** The runs that have a figure in a row, in the order in which they were made. */
export function valuesInOrder(
  data: ProofDeck,
  key: string,
): { side: 'ours' | 'theirs'; place: number; value: number }[] {
  return data.runs.flatMap(({ side, order, values = [] }, index) => {
    const value = values.find((one) => one.key === key)?.value;
    return typeof value === 'number' ? [{ side, place: order ?? index + 1, value }] : [];
  });
}

/** The price sheets of both sides. */
export function priceTables({ prices, contenders, locale }: ProofDeck, labels: Labels): DeckPage['prices'] {
  if (!prices) return null;
  return {
    heading: labels.priceSheet,
    columns: { price: labels.priceSheet, hourly: labels.priceHourly, source: labels.priceSource },
    sides: (['ours', 'theirs'] as const).map((side) => ({
      name: printable(contender(contenders[side])),
      rows: prices[side].items.map(({ label, price, hourly, source, date }) => ({
        label: printable(label),
        price: printable(price),
        hourly: hourly === undefined ? '–' : `${formatNumber(locale, hourly)} ${prices[side].currency}`,
        source: printable(`${source}, ${formatDate(locale, date, 'medium')}`),
      })),
      sum: { label: labels.priceSum, hourly: `${formatNumber(locale, prices[side].hourly)} ${prices[side].currency}` },
    })),
  };
}
