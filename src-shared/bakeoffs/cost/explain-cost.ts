import type { ExplainStep } from '../../kernel/explain';
import type { Metric } from '../metrics';
import { exactDecimal, hourlyCost, isUse, type PriceSheet, pricedSheet, priceInWords } from './price-sheet';
import { unitsInWords, type WorkOfRun } from './run-cost';

/** What a contender costs, item by item with source and day, and their sum an hour. */
export function explainPrices(side: 'ours' | 'theirs', prices: PriceSheet): ExplainStep[] {
  const sheet = pricedSheet(prices);
  const steps = prices.map((item): ExplainStep => {
    const hourly = hourlyCost(item);
    return {
      what: `Price, ${side}: ${item.label}`,
      how: hourly ? priceInWords(item) : `${priceInWords(item)}, by what each run used`,
      value: hourly ? exactDecimal(hourly) : item.amount,
      unit: hourly ? `${item.currency} per hour` : item.currency,
      from: [`${item.source}, looked up on ${item.date}`],
    };
  });
  if (typeof sheet === 'string') return [...steps, { what: `Prices, ${side}`, how: sheet, value: null }];
  if (prices.every(({ per }) => isUse(per))) return steps;
  return [
    ...steps,
    {
      what: `Everything paid by time, ${side}`,
      how: 'the sum of the prices an hour, as exact decimals, rounded half to even at the twelfth decimal for writing',
      value: exactDecimal(sheet.hourly),
      unit: `${sheet.currency} per hour`,
    },
  ];
}

const shown = (value: number): string => String(Number(value.toPrecision(9)));

/** `one job`, `a million requests`, `these 500 jobs`. */
const article = ({ per }: { per: number }): string =>
  per === 1 ? 'one' : [1e3, 1e6, 1e9].includes(per) ? 'a' : 'these';

/** How a run's cost came about: which price, which throughput, which unit. Null where the run has no cost. */
export function costInWords(metric: Metric, work: WorkOfRun | undefined, prices: PriceSheet): string | null {
  const { measure } = metric;
  const sheet = pricedSheet(prices);
  if (measure.kind !== 'cost' || !work || typeof sheet === 'string') return null;
  const unit = measure.work.replace(/s$/, '');
  const rate =
    measure.basis === 'duration'
      ? `${shown(work.secondsPerUnit)} s for one ${unit}`
      : `${shown(1 / work.secondsPerUnit)} good ${measure.work} a second, so ${shown(work.secondsPerUnit)} s for one`;
  const uses = sheet.uses.map(
    ({ basis, each }) =>
      ` + ${shown(
        {
          gigabyte: work.perSecond.bytes,
          'million-requests': work.perSecond.requests,
          'million-input-tokens': work.perSecond.inputTokens,
          'million-output-tokens': work.perSecond.outputTokens,
        }[basis] ?? 0,
      )} ${basis === 'gigabyte' ? 'bytes' : basis.replace('million-', '').replace('-', ' ')} a second × ${sheet.currency} ${shown(each)}`,
  );
  return `${rate}; (${sheet.currency} ${exactDecimal(sheet.hourly)} per hour ÷ 3,600${uses.join('')}) × ${shown(work.secondsPerUnit)} s × ${measure.per} = the cost of ${article(measure)} ${unitsInWords(measure)}`;
}
