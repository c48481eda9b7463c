import { z } from 'zod';
import { declareCommand } from '../kernel/command';
import { defineEntity, field } from '../kernel/entity';
import { creates } from '../kernel/writes';

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'A month is written as 2026-11.');
const minor = z.number().int().min(-Number.MAX_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);

/** What an accepted quote really brought and cost in a month. A later record of the same month takes the earlier one's place. */
export const QuoteActual = defineEntity({
  name: 'quoteActual',
  schema: 1,
  label: 'actual figures of a quote',
  fields: {
    quote: field(z.string(), { label: 'Quote', merge: 'immutable', index: true }),
    month: field(month, { label: 'Month', merge: 'immutable' }),
    /** Minor units of the quote's currency. */
    revenueMinor: field(minor, { label: 'Revenue', readers: 'cost', merge: 'immutable' }),
    costMinor: field(minor, { label: 'Cost', readers: 'cost', merge: 'immutable' }),
    source: field(z.string().min(1).max(300), { label: 'From', merge: 'immutable' }),
    recordedAt: field(z.number().int(), { label: 'Recorded', merge: 'immutable' }),
  },
});

export const recordActuals = declareCommand({
  name: 'quote.recordActuals',
  version: 1,
  deed: 'recorded actual revenue and cost',
  writes: [creates('quoteActual')],
  input: z.object({
    rows: z
      .array(
        z.object({
          quote: z.string(),
          month,
          revenueMinor: minor,
          costMinor: minor,
          source: z.string().trim().min(1).max(300),
        }),
      )
      .min(1)
      .max(2_000),
  }),
  inputReaders: { rows: 'cost' },
  result: z.object({ recorded: z.number() }),
});

/** What one month brought and cost, in minor units. */
export interface MonthActual {
  month: string;
  revenueMinor: number;
  costMinor: number;
}

/** The newest record of each month, in order of months. */
export function standingActuals<T extends MonthActual & { recordedAt: number }>(rows: readonly T[]): T[] {
  const newest = new Map<string, T>();
  for (const row of [...rows].sort((a, b) => a.recordedAt - b.recordedAt)) newest.set(row.month, row);
  return [...newest.values()].sort((a, b) => (a.month < b.month ? -1 : 1));
}

/** Margin of what was brought, in basis points of revenue rounded toward zero; null where nothing was brought. */
export function actualMargin(rows: readonly MonthActual[]): {
  revenueMinor: number;
  costMinor: number;
  marginBasisPoints: number | null;
} {
  const revenueMinor = rows.reduce((sum, row) => sum + row.revenueMinor, 0);
  const costMinor = rows.reduce((sum, row) => sum + row.costMinor, 0);
  const marginBasisPoints =
    revenueMinor === 0 ? null : Number((BigInt(revenueMinor - costMinor) * 10_000n) / BigInt(revenueMinor));
  return { revenueMinor, costMinor, marginBasisPoints };
}
