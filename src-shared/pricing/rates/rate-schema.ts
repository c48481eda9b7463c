import { z } from 'zod';
import { decimalText } from '../field-schemas';

const upTo = decimalText.nullable();
/** Where the tier begins; only checked, never needed: a tier begins where the one before it ends. */
const from = decimalText.optional();
const pricedTiers = z.array(z.strictObject({ from, upTo, unitPrice: decimalText, flatFee: decimalText.optional() }));

/** How a SKU's quantity becomes an amount per period. Prices in the model's currency, as decimal strings. */
export const rateSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('per-unit'), unitPrice: decimalText }),
  z.strictObject({ kind: z.literal('flat'), price: decimalText }),
  z.strictObject({ kind: z.literal('package'), packageSize: decimalText, packagePrice: decimalText }),
  z.strictObject({ kind: z.literal('graduated'), tiers: pricedTiers }),
  z.strictObject({ kind: z.literal('volume'), tiers: pricedTiers }),
  z.strictObject({
    kind: z.literal('volume-package'),
    tiers: z.array(z.strictObject({ from, upTo, packageSize: decimalText, packagePrice: decimalText })),
  }),
  z.strictObject({
    kind: z.literal('stair-step'),
    tiers: z.array(z.strictObject({ from, upTo, flatFee: decimalText })),
  }),
  z.strictObject({
    kind: z.literal('committed'),
    commitment: decimalText,
    committedUnitPrice: decimalText,
    overageUnitPrice: decimalText,
    /** When use above the commitment is settled; per billing period unless said. */
    trueUp: z.enum(['billing-period', 'term']).optional(),
  }),
  z.strictObject({
    kind: z.literal('percentage-of'),
    percent: decimalText,
    /** The lines it is a percentage of: those of these SKUs and of these families. */
    of: z.strictObject({ skus: z.array(z.string()), families: z.array(z.string()) }),
  }),
]);

export type Rate = z.infer<typeof rateSchema>;
export type RateKind = Rate['kind'];
