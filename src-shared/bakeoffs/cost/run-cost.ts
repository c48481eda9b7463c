import { z } from 'zod';
import type { Metric } from '../metrics';
import type { StoredRunFigure } from '../schema';
import { type PricedSheet, type PriceSheet, pricedSheet, type UseBasis } from './price-sheet';

/**
 * What of a run decides its cost: how long one good unit of work took, and what was used each second. Measured, so doubles. Kept
 * with the run, because it never changes; prices do.
 */
export const workOfRunSchema = z.object({
  /** Seconds of the whole system for one good unit of work: the run's length by its good units, or the length of one job. */
  secondsPerUnit: z.number().positive(),
  /** Per second, over the whole run; what the file does not tell is absent. */
  perSecond: z.object({
    bytes: z.number().optional(),
    requests: z.number().optional(),
    inputTokens: z.number().optional(),
    outputTokens: z.number().optional(),
  }),
  /** The seconds of each complete execution, where the file holds several. */
  repetitions: z.array(z.number().positive()).max(500).optional(),
});
export type WorkOfRun = z.infer<typeof workOfRunSchema>;

/** How a row prices its work. */
export type CostMeasure = Extract<Metric['measure'], { kind: 'cost' }>;

const measuredAs: Record<UseBasis, { of: keyof WorkOfRun['perSecond']; words: string }> = {
  gigabyte: { of: 'bytes', words: 'how many bytes were received' },
  'million-requests': { of: 'requests', words: 'how many requests were made' },
  'million-input-tokens': { of: 'inputTokens', words: 'how many input tokens were read' },
  'million-output-tokens': { of: 'outputTokens', words: 'how many output tokens were made' },
};

/** Money for the row's number of units of work; a sentence where the run or the sheet does not tell it. */
export function costOfWork(sheet: PricedSheet, work: Omit<WorkOfRun, 'repetitions'>, per: number): number | string {
  let secondly = sheet.hourlyAmount / 3600;
  for (const { basis, each } of sheet.uses) {
    const { of, words } = measuredAs[basis];
    const used = work.perSecond[of];
    if (used === undefined) return `the run does not tell ${words}, and there is a price on it`;
    secondly += each * used;
  }
  return secondly * work.secondsPerUnit * per;
}

/** `EUR per million requests`: how a cost is written, with the currency of the prices. */
export function costUnit({ currency, per, work }: Pick<CostMeasure, 'currency' | 'per' | 'work'>): string {
  return `${currency} per ${unitsInWords({ per, work })}`;
}

/** `million requests`, `thousand jobs`, `job`. */
export function unitsInWords({ per, work }: Pick<CostMeasure, 'per' | 'work'>): string {
  if (per === 1) return work.replace(/s$/, '');
  const count = { 1000: 'thousand', 1000000: 'million', 1000000000: 'billion' }[per] ?? String(per);
  return `${count} ${work}`;
}

/**
 * A run's figure with its cost put in: what the run measured, at the prices of its contender. Figures of other rows stay as they are.
 * A sheet in another currency than the row's gives the figure that other unit, so that the sides are not compared.
 */
export function pricedFigure(figure: StoredRunFigure, metric: Metric, prices: PriceSheet): StoredRunFigure {
  const { measure } = metric;
  if (measure.kind !== 'cost') return figure;
  const { repetitions: _former, ...bare } = figure;
  const without = (reason: string): StoredRunFigure => ({ ...bare, value: null, enough: false, reason });
  if (!figure.work) return without(figure.reason ?? 'the run does not tell how much work it did');
  const sheet = pricedSheet(prices);
  if (typeof sheet === 'string') return without(sheet);
  const value = costOfWork(sheet, figure.work, measure.per);
  if (typeof value === 'string') return without(value);
  const { reason: _reason, ...kept } = bare;
  const each = figure.work.repetitions?.map((secondsPerUnit) =>
    costOfWork(sheet, { ...figure.work!, secondsPerUnit }, measure.per),
  );
  const repetitions = each?.filter((one): one is number => typeof one === 'number');
  return {
    ...kept,
    value,
    enough: true,
    unit: costUnit({ ...measure, currency: sheet.currency }),
    better: 'lower',
    ...(repetitions && repetitions.length > 1 && { repetitions }),
  };
}

/** All figures of a run, priced. */
export function pricedFigures(
  figures: readonly StoredRunFigure[],
  metrics: readonly Metric[],
  prices: PriceSheet,
): StoredRunFigure[] {
  return figures.map((figure) => {
    const metric = metrics.find(({ id }) => id === figure.metric);
    return metric ? pricedFigure(figure, metric, prices) : figure;
  });
}

const words = { thousand: 1_000, million: 1_000_000, billion: 1_000_000_000 } as const;

/** Reads what a cost is given in: `EUR per million requests`, `EUR per 500 jobs`, `EUR per job`; null for anything else. */
export function readCostUnit(text: string): Pick<CostMeasure, 'currency' | 'per' | 'work'> | null {
  const found =
    /^\s*([A-Za-z]{3})\s+per\s+(?:(thousand|million|billion|[1-9]\d{0,8})\s+)?([a-z][a-z -]{0,14}?)\s*$/.exec(text);
  if (!found) return null;
  const [, currency = '', count, work = ''] = found;
  const per = count === undefined ? 1 : (words[count as keyof typeof words] ?? Number(count));
  return { currency: currency.toUpperCase(), per, work: per === 1 && !work.endsWith('s') ? `${work}s` : work };
}
