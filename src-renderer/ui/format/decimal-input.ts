/** A number as the product holds it: an exact decimal string, an integer, or a double that says it is one (statistics). */
export type DecimalInput = string | number | bigint;

/** Shown where there is no figure. */
export const NOTHING = '–';

/** A decimal in the form that Intl reads exactly; throws for what is no number, so that no screen shows `NaN`. */
export function decimalText(value: DecimalInput): string {
  const text = String(value);
  if (!/^[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?$/.test(text)) throw new TypeError(`"${text}" is not a decimal number`);
  return text;
}

/**
 * Minor units as an exact decimal: 29701904 with 2 digits is `297019.04`. `digits` is the currency's number of places
 * after the point (ISO 4217).
 */
export function decimalFromMinor(minor: DecimalInput, digits: number): string {
  const match = /^([-+]?)(\d+)$/.exec(String(minor));
  if (!match) throw new TypeError(`"${minor}" is not a whole number of minor units`);
  const [, sign = '', figures = ''] = match;
  const padded = figures.padStart(digits + 1, '0');
  const whole = padded.slice(0, padded.length - digits);
  const minus = sign === '-' ? '-' : '';
  return digits === 0 ? `${minus}${whole}` : `${minus}${whole}.${padded.slice(-digits)}`;
}

/** `value` divided by a power of ten, exactly, by moving the point. */
export function shiftPoint(value: DecimalInput, places: number): string {
  const text = decimalText(value);
  if (/[eE]/.test(text)) return `${text.replace(/[eE].*/, '')}e${Number(/[eE](.*)/.exec(text)?.[1]) - places}`;
  return `${text}e-${places}`;
}

const digitsOfCurrency = new Map<string, number>();

/** Places after the point of a currency, by ISO 4217 as the platform knows it: USD 2, JPY 0, KWD 3. */
export function currencyDigits(currency: string): number {
  let digits = digitsOfCurrency.get(currency);
  if (digits === undefined) {
    digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
    digitsOfCurrency.set(currency, digits);
  }
  return digits;
}
