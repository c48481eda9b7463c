import { z } from 'zod';
import { decimalOne, parseDecimal, type RoundingMode, roundingModes } from '../../kernel/decimal';
import { ProofdeskError } from '../../kernel/errors';
import { formatMinor, minorUnitDigits, roundToMinor } from '../../kernel/money';
import { amountOne } from '../line-input';

/** A decimal as text (preferred) or as a number that writes itself without an exponent. */
export const decimalInput = z
  .union([z.string(), z.number()])
  .describe('decimal number, best as text such as "0.0000006"');
export type DecimalInput = z.infer<typeof decimalInput>;

export const currencyInput = z.string().describe('ISO 4217 code');
export const roundingInput = z.enum(roundingModes).optional().describe('half-away-from-zero unless given');

/** The value scaled by 10^12. Throws `bad-input` naming the field. */
export function readDecimal(value: DecimalInput, field: string): bigint {
  return parseDecimal(String(value), field);
}

/** As `readDecimal`, and not below zero. */
export function readAmount(value: DecimalInput, field: string): bigint {
  const amount = readDecimal(value, field);
  if (amount < 0n) refuse(field, `${field} must not be below 0`);
  return amount;
}

/** A whole number within bounds. Throws `bad-input` naming the field and the bound. */
export function readCount(value: number, field: string, least: number, most: number): number {
  if (!Number.isInteger(value) || value < least || value > most) {
    refuse(field, `${field} must be a whole number from ${least} to ${most}, not ${value}`);
  }
  return value;
}

export function refuse(field: string, message: string, hint?: string): never {
  throw new ProofdeskError({ code: 'bad-input', message, where: { field }, ...(hint && { hint }) });
}

/** An amount scaled by 10^24 as text in the currency, rounded once. */
export function moneyText(amount: bigint, currency: string, mode: RoundingMode = 'half-away-from-zero'): string {
  return quotientText(amount, amountOne, currency, mode);
}

/** `numerator` ÷ `denominator` major units as text in the currency, rounded once. */
export function quotientText(
  numerator: bigint,
  denominator: bigint,
  currency: string,
  mode: RoundingMode = 'half-away-from-zero',
): string {
  return formatMinor(roundToMinor(numerator, denominator, minorUnitDigits(currency), mode), currency);
}

/** A percentage scaled by 10^12 as a part of the whole that is kept: 100 % − percent, over 100 %. */
export const wholePercent = 100n * decimalOne;

/** A percentage from 0 to 100. Throws `bad-input` naming the field. */
export function readPercent(value: DecimalInput, field: string): bigint {
  const percent = readAmount(value, field);
  if (percent > wholePercent) refuse(field, `${field} must not be above 100`);
  return percent;
}
