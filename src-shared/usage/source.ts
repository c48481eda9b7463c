import { z } from 'zod';
import { usageDecimal, usageForecastSchema } from './forecast';
import { measuredMonthSchema, usageTakes } from './measured';

const unit = z.string().trim().min(1).max(60);
const digest = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 digest in lower-case hexadecimal');

/** Stretches of a line's term that are priced each by its own quantity; `none`: one quantity, the mean over the term. */
export const meterSteps = ['none', 'month', 'quarter', 'year'] as const;
export type MeterSteps = (typeof meterSteps)[number];

const fromForecast = z.strictObject({
  kind: z.literal('forecast'),
  forecast: usageForecastSchema,
  /** What the forecast counts, such as `API calls`. */
  unit,
  steps: z.enum(meterSteps).default('none'),
});

const fromUsage = z.strictObject({
  kind: z.literal('usage'),
  /** The file as it was imported; it is kept by its digest. */
  file: z.strictObject({ name: z.string().min(1).max(400), sha256: digest }),
  /** The meter as the file names it; empty where the file has one only and does not name it. */
  meter: z.string().max(200),
  unit,
  take: z.enum(usageTakes),
  lastMonths: z.int().min(1).max(120).nullable().default(null),
  /** Counts months that the file does not cover whole. */
  partialToo: z.boolean().default(false),
  /** What the meter measured, month by month. */
  measured: z.array(measuredMonthSchema).min(1).max(240),
});

/** What of a row of cost is used for each unit of work; every other row gives its own figure. */
export const consumptionUses = ['seconds', 'bytes', 'requests', 'inputTokens', 'outputTokens'] as const;
export type ConsumptionUse = (typeof consumptionUses)[number];

const fromBakeoff = z.strictObject({
  kind: z.literal('bakeoff'),
  bakeoff: z.string().min(1).max(80),
  /** Its number, as people call it. */
  number: z.string().min(1).max(80),
  /** The row that was measured, and its name. */
  metric: z.string().min(1).max(80),
  label: z.string().min(1).max(200),
  use: z.enum(consumptionUses).nullable().default(null),
  /** Of one unit's consumption. */
  unit,
  /** Units of work a month, such as requests; for what is held, how many are held. */
  volume: usageDecimal,
  /** What each run consumed for one unit of work. */
  runs: z
    .array(z.strictObject({ run: z.string().min(1).max(80), name: z.string().min(1).max(400), value: usageDecimal }))
    .min(1)
    .max(200),
});

/** Where a line's quantity comes from, with everything that it follows from. A typed quantity has none. */
export const quantitySourceSchema = z.discriminatedUnion('kind', [fromForecast, fromUsage, fromBakeoff]);
export type QuantitySource = z.infer<typeof quantitySourceSchema>;
export type ForecastSource = z.infer<typeof fromForecast>;
export type UsageSource = z.infer<typeof fromUsage>;
export type BakeoffSource = z.infer<typeof fromBakeoff>;

/** The source of a line's quantity in any case: typed, with a note where there is one, or one of the others. */
export type LineQuantitySource = { kind: 'typed'; note: string | null } | QuantitySource;

/** What a line says about its quantity's source. Lines that were made before sources had a structure carry a text, which is a note. */
export function lineQuantitySource(line: {
  quantityFrom?: QuantitySource | null | undefined;
  quantitySource?: string | null | undefined;
}): LineQuantitySource {
  return line.quantityFrom ?? { kind: 'typed', note: line.quantitySource ?? null };
}
