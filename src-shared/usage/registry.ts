import { z } from 'zod';
import { defineRule, type Rule } from '../kernel/rule';
import { usageForecastSchema, usageMonth } from './forecast';
import { meteredMonths, meteredQuantity } from './metered-line';
import { quantitySourceSchema } from './source';

const meterShape = {
  unit: z.string().min(1).describe('unit of the item, such as 1,000 tokens'),
  periodMonths: z.union([z.literal(0), z.literal(1), z.literal(3), z.literal(12)]).default(1),
  firstMonth: usageMonth.describe('first month that is priced'),
  months: z.int().min(1).max(240),
};

const forecast = defineRule({
  name: 'usage.forecast',
  about:
    'Quantities month by month out of a forecast (base, compound growth, seasons), and what they come to for one period of a price.',
  source: 'base × (1 + growth)^n × season; seasons with a mean of 1; exact, rounded once, half away from zero',
  input: z.strictObject({
    forecast: usageForecastSchema,
    forecastUnit: z.string().min(1),
    steps: z.enum(['none', 'month', 'quarter', 'year']).default('none'),
    ...meterShape,
  }),
  compute({ forecast: own, forecastUnit, steps, ...meter }) {
    const source = { kind: 'forecast' as const, forecast: own, unit: forecastUnit, steps };
    const of = { ...meter, wholeMonths: true };
    return { ...meteredQuantity(source, of), byMonth: meteredMonths(source, of) };
  },
});

const ofKind = (kind: 'usage' | 'bakeoff') =>
  quantitySourceSchema.refine((own) => own.kind === kind, `is of the kind ${kind}`);

const measured = defineRule({
  name: 'usage.measured',
  about:
    'A quantity for one period of a price out of measured months: their mean, peak, 95th percentile (nearest rank) or last few.',
  source: 'arithmetic mean; nearest rank, the ceil(0.95 n)-th smallest',
  input: z.strictObject({ source: ofKind('usage'), ...meterShape }),
  compute: ({ source, ...meter }) => meteredQuantity(source, { ...meter, wholeMonths: true }),
});

const consumption = defineRule({
  name: 'usage.consumption',
  about:
    'A quantity for one period of a price out of what runs of a bakeoff consumed for one unit of work, times a volume a month.',
  source: 'arithmetic mean of the runs; low and high are the least and the largest run',
  input: z.strictObject({ source: ofKind('bakeoff'), ...meterShape }),
  compute: ({ source, ...meter }) => meteredQuantity(source, { ...meter, wholeMonths: true }),
});

/** The rules of metering that can be asked on their own, as `usage.NAME`. */
export const usageRules: Rule[] = [forecast, measured, consumption] as Rule[];
