import { z } from 'zod';
import { dayCounts } from '../kernel/civil-date';
import { roundingModes } from '../kernel/decimal';
import { bundleSchema, pairSchema } from './bundle-schema';
import { basisPoints, currencyCode, dateText, decimalText } from './field-schemas';
import { rateSchema } from './rates/rate-schema';

const name = z.string().min(1).max(200);

/** How often a price recurs; the price and the quantity are for one such period. */
export const billingPeriods = ['month', 'quarter', 'year', 'one-time'] as const;
export type BillingPeriod = (typeof billingPeriods)[number];

/** How a quote is billed: by each SKU's own period, by one for all recurring lines, or the whole term at its start. */
export const billingChoices = ['by-sku', 'month', 'quarter', 'year', 'upfront'] as const;
export type BillingChoice = (typeof billingChoices)[number];

/** What a SKU costs us, per billing period: a part that is always there and one for each metered unit (free units too). */
export const costSchema = z.strictObject({ fixed: decimalText, perUnit: decimalText });

export const skuSchema = z.strictObject({
  /** Several rows may share a code when their regions or dates differ. */
  code: z.string().min(1).max(80),
  name,
  family: name,
  /** Unit of measure, as a customer reads it: `seat`, `GB`, `1,000 tokens`. */
  unit: z.string().min(1).max(60),
  /** Metered by use, or licensed by number; says where a quantity may come from. */
  metered: z.boolean().optional(),
  /** What the customer reads under the name. */
  description: z.string().max(2000).optional(),
  /** The region that the row is for; absent: every region that has no row of its own. */
  region: z.string().min(1).max(60).optional(),
  /** First day on which it may be quoted, and the first on which it may no longer. */
  from: dateText.optional(),
  until: dateText.optional(),
  billingPeriod: z.enum(billingPeriods),
  rate: rateSchema,
  /** Units per period that cost nothing; taken off the quantity first. */
  freeAllowance: decimalText.optional(),
  /** Least and most that a line comes to per period, before discounts. */
  minimum: decimalText.optional(),
  maximum: decimalText.optional(),
  /** Whether order and multi-year discounts reach it; yes unless said. */
  discountable: z.boolean().optional(),
  /** Whether an escalator raises it at each anniversary; yes unless said. */
  escalates: z.boolean().optional(),
  taxCategory: z.string().max(60).optional(),
  delivery: z
    .strictObject({
      service: z.boolean().optional(),
      dedicatedCapacity: z.boolean().optional(),
      leadTimeDays: z.int().min(0).max(1000).optional(),
    })
    .optional(),
  cost: costSchema.optional(),
});
export type Sku = z.infer<typeof skuSchema>;

/** A yearly rise: compound unless said, on prices unless said (else on the amount after minimum and maximum). */
export const escalatorSchema = z.strictObject({
  basisPoints: z.int().min(0).max(10_000),
  compound: z.boolean().optional(),
  on: z.enum(['price', 'amount']).optional(),
});
export type Escalator = z.infer<typeof escalatorSchema>;

/** Steps that take something off a line, in the order in which they are shown and taken. */
export const discountSteps = ['contract', 'partner', 'rep'] as const;

export const taxRateSchema = z.strictObject({
  jurisdiction: z.string().min(1).max(60),
  category: z.string().min(1).max(60),
  percent: decimalText,
  /** First day on which the rate holds; it holds until a later row of the same jurisdiction and category. */
  from: dateText,
});
export type TaxRate = z.infer<typeof taxRateSchema>;

export const exchangeRateSchema = z.strictObject({
  from: currencyCode,
  to: currencyCode,
  /** Units of `to` for one unit of `from`. */
  rate: decimalText,
  /** First day on which the rate holds. */
  date: dateText,
});
export type ExchangeRate = z.infer<typeof exchangeRateSchema>;

export const partnerTierSchema = z.strictObject({
  tier: z.string().min(1).max(60),
  resellDiscountBasisPoints: basisPoints,
  /** Added to the resell discount, both of list, while a deal registration is valid. */
  registrationBonusBasisPoints: basisPoints,
  /** Shares of the net that go to the partner for named SKUs; a cost. */
  royalties: z.array(z.strictObject({ sku: z.string(), basisPoints })).optional(),
});

/**
 * The lowest price that keeps a SKU's margin floor, per billing period, in the model's currency. Published with the model so that
 * people who may not read costs still see guardrails: a line keeps the floor when its net is at least fixed + perUnit × quantity.
 */
export const floorPriceSchema = z.strictObject({
  /** Row of the SKU in the model, from 0. */
  row: z.int().min(0),
  sku: z.string(),
  fixed: decimalText,
  perUnit: decimalText,
  /** For each tier the lowest unit price that keeps the floor at every quantity in it; one open tier where the rate has none. */
  tiers: z.array(z.strictObject({ upTo: decimalText.nullable(), lowestUnitPrice: decimalText })),
});
export type FloorPrice = z.infer<typeof floorPriceSchema>;

/** One version of a pricing model. Published, it never changes. */
export const pricingModelSchema = z.strictObject({
  name,
  version: z.string().min(1).max(40),
  currency: currencyCode,
  /** Half away from zero unless said. */
  rounding: z.enum(roundingModes).optional(),
  skus: z.array(skuSchema),
  /** What is sold together under one code, and which codes need or exclude each other. */
  bundles: z.array(bundleSchema).optional(),
  pairs: z.array(pairSchema).optional(),
  /** Percentages one after the other (10 % then 5 % is 14.5 %) or added (15 %). */
  discountMode: z.enum(['sequential', 'additive']),
  discountOrder: z.array(z.enum(discountSteps)).length(3).optional(),
  /** The most that a role may take off by itself, line and order together. */
  discountLimits: z.array(z.strictObject({ role: z.string().min(1), basisPoints })),
  marginFloors: z
    .strictObject({
      default: basisPoints.optional(),
      families: z.array(z.strictObject({ family: z.string(), basisPoints })),
    })
    .optional(),
  floorPrices: z.array(floorPriceSchema).optional(),
  terms: z.strictObject({
    /** Lengths that are standard; others are a fact for the policy gate. */
    standardMonths: z.array(z.int().min(1)).optional(),
    shortestMonths: z.int().min(1).optional(),
    longestMonths: z.int().min(1).optional(),
    billing: z.array(z.enum(billingChoices)).optional(),
    paymentDays: z.int().min(0).max(365).optional(),
    proration: z.enum(dayCounts).optional(),
    escalator: escalatorSchema.optional(),
  }),
  /** Taken from recurring lines; the row with the most months that the term reaches. */
  multiYearDiscounts: z.array(z.strictObject({ months: z.int().min(1), basisPoints })).optional(),
  partnerTiers: z.array(partnerTierSchema).optional(),
  exchangeRates: z.array(exchangeRateSchema).optional(),
  taxes: z.array(taxRateSchema).optional(),
  taxRounding: z.enum(['line', 'total']).optional(),
  /** Prices in this model contain the tax. */
  pricesIncludeTax: z.boolean().optional(),
});
export type PricingModel = z.infer<typeof pricingModelSchema>;

/** Months of a billing period; 0 for what is paid once. */
export function periodMonths(period: BillingPeriod): number {
  return period === 'month' ? 1 : period === 'quarter' ? 3 : period === 'year' ? 12 : 0;
}

/** The parts of a model by who may read them: `shared` has no cost and no floor percentage, `cost` has only those. */
export function splitModel(model: PricingModel): { shared: PricingModel; cost: ModelCost } {
  const { marginFloors, ...rest } = model;
  return {
    shared: { ...rest, skus: model.skus.map(({ cost: _cost, ...sku }) => sku) },
    cost: { ...(marginFloors && { marginFloors }), costs: model.skus.map((sku) => sku.cost ?? null) },
  };
}

/** What only readers of costs see of a model; `costs` by row of `skus`. */
export interface ModelCost {
  marginFloors?: PricingModel['marginFloors'];
  costs: (Sku['cost'] | null)[];
}

/** A model put together again from its parts. */
export function joinModel(shared: PricingModel, cost: ModelCost): PricingModel {
  return {
    ...shared,
    ...(cost.marginFloors && { marginFloors: cost.marginFloors }),
    skus: shared.skus.map((sku, row) => {
      const own = cost.costs[row];
      return own ? { ...sku, cost: own } : sku;
    }),
  };
}

/** The margin floor of a family: its own, else the default; null where the model has none. */
export function floorOf(floors: PricingModel['marginFloors'], family: string): number | null {
  if (!floors) return null;
  return floors.families.find((row) => row.family === family)?.basisPoints ?? floors.default ?? null;
}
