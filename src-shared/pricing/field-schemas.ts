import { z } from 'zod';
import { currencies } from '../kernel/currencies';

/** A decimal as text, at most 12 decimals, such as `0.0000006`. */
export const decimalText = z
  .string()
  .regex(/^-?\d{1,30}(?:\.\d{1,12})?$/, 'must be a decimal number with at most 12 decimals, such as 1250.75');

/** A calendar day, `YYYY-MM-DD`. */
export const dateText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day as YYYY-MM-DD');

/** Hundredths of a per cent, from nothing to the whole. */
export const basisPoints = z.int().min(0).max(10_000);

/** An ISO 4217 code that has a minor unit. */
export const currencyCode = z
  .string()
  .refine(
    (code) => Object.hasOwn(currencies, code) && currencies[code]?.digits !== null,
    'is not a currency of ISO 4217',
  );

/** Bounds outside which a quantity, price, discount or term is refused, with the bound in the message. */
export const bounds = {
  /** Units, scaled by 10^12. */
  quantity: 10n ** 15n * 10n ** 12n,
  /** Major units for one unit, scaled by 10^12. */
  unitPrice: 10n ** 12n * 10n ** 12n,
  termMonths: 240,
  lines: 50_000,
} as const;
