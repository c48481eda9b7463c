import { z } from 'zod';
import { canonicalText } from '../kernel/canonical';
import { addMonths, dayNumber, parseDate } from '../kernel/civil-date';
import { parseDecimal } from '../kernel/decimal';
import { ProofdeskError } from '../kernel/errors';
import { type PricingModel, periodMonths, type RampSegment, type Sku, skuRow } from '../pricing';
import {
  consumptionUses,
  type MeterOf,
  meteredQuantity,
  meterSteps,
  type QuantitySource,
  quantitySourceSchema,
  usageDecimal,
  usageForecastSchema,
  usageTakes,
} from '../usage';
import { linePriceTerms } from './draft-fields';
import { readUsageTable, usageReading } from './usage-csv';

const unit = z.string().trim().min(1).max(60).optional();

/** Where a line's quantity is to be taken from, as a person orders it. */
export const meterOrder = z.discriminatedUnion('kind', [
  /** As it stands now, and typed from here on. */
  z.object({ kind: z.literal('typed') }),
  /** The same source once more: with the line's present days, with a bakeoff's present runs. */
  z.object({ kind: z.literal('again') }),
  z.object({
    kind: z.literal('forecast'),
    forecast: usageForecastSchema,
    /** What it counts; the item's unit unless said. */
    unit,
    steps: z.enum(meterSteps).default('none'),
  }),
  z.object({
    kind: z.literal('usage'),
    /** A handed-over file, or the digest of the one that the line takes its quantity from now. */
    file: z.string().min(1),
    meter: z.string().optional(),
    /** What the meter counts, where the file does not say it; the item's unit unless said. */
    unit,
    take: z.enum(usageTakes).default('mean'),
    lastMonths: z.int().min(1).max(120).optional(),
    partialToo: z.boolean().default(false),
    reading: usageReading.optional(),
  }),
  z.object({
    kind: z.literal('bakeoff'),
    /** Its number or id. */
    bakeoff: z.string().min(1),
    /** Id of the row. */
    metric: z.string().min(1),
    /** For rows of cost: what of their work is meant. */
    use: z.enum(consumptionUses).optional(),
    volume: usageDecimal,
  }),
]);
export type MeterOrder = z.infer<typeof meterOrder>;

/** What a line's quantity becomes by a source. */
export const lineBecomes = z.object({
  quantity: z.string(),
  quantityRange: linePriceTerms.quantityRange,
  ramp: linePriceTerms.ramp,
  quantityFrom: quantitySourceSchema,
});
export type LineBecomes = z.infer<typeof lineBecomes>;

/** A row of a bakeoff that tells a consumption for one unit of work, with what our own runs measured. */
export const consumptionChoice = z.object({
  bakeoff: z.string(),
  number: z.string(),
  title: z.string(),
  metric: z.string(),
  label: z.string(),
  use: z.enum(consumptionUses).nullable(),
  unit: z.string(),
  runs: z.array(z.object({ run: z.string(), name: z.string(), value: z.string() })),
});
export type ConsumptionChoice = z.infer<typeof consumptionChoice>;

export const readUsageFile = readUsageTable.extend({ name: z.string(), sha256: z.string() });
export type ReadUsageFile = z.infer<typeof readUsageFile>;

/** What of a quote decides a metered line's item and days. */
export interface MeteredTerms {
  startDate: string;
  termMonths: number;
  region: string | null;
  priceDate: string | null;
}

/** What of a line does. */
export interface MeteredDays {
  sku: string;
  startDate: string | null;
  untilDate: string | null;
}

/**
 * The item and months by which a line is metered.
 *
 * @throws ProofdeskError `bad-input` for an item that is not metered by use, or days that are none.
 */
export function meterOf(model: PricingModel, terms: MeteredTerms, line: MeteredDays): MeterOf {
  const sku = skuRow(model, line.sku, {
    startDate: terms.startDate,
    ...(terms.region !== null && { region: terms.region }),
    ...(terms.priceDate !== null && { priceDate: terms.priceDate }),
  });
  if (!isMetered(sku)) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: sku
        ? `${line.sku} is licensed by number, not metered by use: its quantity is typed.`
        : `${line.sku} is no item of the price list that is metered by use.`,
      where: { field: 'sku' },
      hint: 'The price list says which items are metered by use.',
    });
  }
  const from = parseDate(line.startDate ?? terms.startDate, 'startDate');
  const until = dayNumber(
    line.untilDate === null
      ? addMonths(parseDate(terms.startDate, 'startDate'), terms.termMonths)
      : parseDate(line.untilDate, 'untilDate'),
  );
  let months = 0;
  while (dayNumber(addMonths(from, months)) < until) months += 1;
  if (months === 0) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'The line ends before it begins.',
      where: { field: 'untilDate' },
    });
  }
  return {
    unit: sku.unit,
    periodMonths: periodMonths(sku.billingPeriod),
    firstMonth: (line.startDate ?? terms.startDate).slice(0, 7),
    months,
    wholeMonths: dayNumber(addMonths(from, months)) === until,
  };
}

/** Whether an item's quantity may come from a forecast, a file or a measurement. */
export const isMetered = (sku: Sku | undefined): sku is Sku => sku?.metered === true;

/** What a line's quantity says. */
export interface LineQuantity {
  quantity: string;
  quantityRange: { low: string; high: string } | null;
  ramp: RampSegment[] | null;
}

/** The fields of a line that takes its quantity from a source. */
export function meteredFields(
  model: PricingModel,
  terms: MeteredTerms,
  line: MeteredDays,
  source: QuantitySource,
): LineQuantity & { quantityFrom: QuantitySource; quantitySource: null } {
  return {
    ...meteredQuantity(source, meterOf(model, terms, line)),
    quantityFrom: source,
    // A note on a typed quantity says nothing about this one.
    quantitySource: null,
  };
}

/** Whether two quantities are the same, however they are written. */
export function sameQuantity(a: LineQuantity, b: LineQuantity): boolean {
  const plain = (text: string) => String(parseDecimal(text, 'quantity'));
  const said = ({ quantity, quantityRange, ramp }: LineQuantity) =>
    canonicalText({
      quantity: plain(quantity),
      range: quantityRange && [plain(quantityRange.low), plain(quantityRange.high)],
      ramp:
        ramp?.map(({ months, quantity: own, quantityRange: range }) => ({
          months,
          quantity: plain(own),
          range: range ? [plain(range.low), plain(range.high)] : null,
        })) ?? null,
    });
  return said(a) === said(b);
}

/** A line that is metered, or was. */
export type SourcedLine = LineQuantity & { sku: string; quantityFrom: QuantitySource | null };

/**
 * What else changes when a metered line's quantity, range, ramp or item is typed over: it is a typed one from then on, and a typed quantity
 * holds over the whole term. Nothing for a change that leaves them as they are.
 */
export function typedOver(
  line: SourcedLine,
  fields: { [Field in 'sku' | keyof LineQuantity]?: SourcedLine[Field] | undefined },
): { quantityFrom?: null; ramp?: null; quantityRange?: null } {
  if (line.quantityFrom === null) return {};
  const { sku = line.sku, quantity = line.quantity } = fields;
  const ramp = fields.ramp === undefined ? line.ramp : fields.ramp;
  const quantityRange = fields.quantityRange === undefined ? line.quantityRange : fields.quantityRange;
  if (sku === line.sku && sameQuantity(line, { quantity, ramp, quantityRange })) return {};
  const typed = fields.quantity !== undefined;
  return {
    quantityFrom: null,
    ...(typed && fields.ramp === undefined && { ramp: null }),
    ...(typed && fields.quantityRange === undefined && { quantityRange: null }),
  };
}

/** Why a line's quantity is no longer what its source comes to; null while it is, and for typed ones. `now`: the source as it would be taken today. */
export function sourceChanged(
  model: PricingModel,
  terms: MeteredTerms,
  line: MeteredDays & LineQuantity & { quantityFrom: QuantitySource | null },
  now: QuantitySource | null,
): string | null {
  const { quantityFrom: was } = line;
  if (was === null) return null;
  if (now === null) return 'What it was taken from is no longer there.';
  if (was.kind === 'bakeoff' && now.kind === 'bakeoff' && canonicalText(was.runs) !== canonicalText(now.runs))
    return `The runs of ${was.number} changed after it was taken (${was.runs.length} then, ${now.runs.length} now).`;
  try {
    const fresh = meteredFields(model, terms, line, now);
    if (sameQuantity(line, fresh)) return null;
    return 'The line’s days, its item or its price list changed after it was taken; it would come to another quantity now.';
  } catch (error) {
    if (error instanceof ProofdeskError) return error.message;
    throw error;
  }
}
