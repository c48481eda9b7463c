import type { DeskClient } from '../../src-shared/contract';
import { isDay } from '../../src-shared/kernel/civil-date';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { formatMinor } from '../../src-shared/kernel/money';
import type { QuoteInput } from '../../src-shared/pricing';
import { pricingLine, type QuoteDetail, quoteInputOf } from '../../src-shared/quotes';
import type { CliCall } from '../command-line';

/** The quote that a command is about. */
export const quoteArgument = { name: 'QUOTE', about: 'its number or id' };
/** What the exit codes mean. */
export const refusals = {
  65: 'a value cannot be',
  66: 'there is no such quote, deal or model',
  77: 'the policies forbid it',
};

/** Minor units as an amount with its currency; null stays null. */
export const money = (minor: number | null, currency: string): string | null =>
  minor === null ? null : `${formatMinor(BigInt(minor), currency)} ${currency}`;

/** The quote that was named, and the client to ask further. */
export const quoteOf = async (call: CliCall): Promise<{ client: DeskClient; quote: QuoteDetail }> => {
  const client = await call.client();
  return { client, quote: await client.quotes.get({ id: call.argument('QUOTE') }) };
};

/** A percentage from 0 to 100 with two places at most, as basis points; `usage` for anything else. */
export function percentFrom(text: string, name: string): number {
  if (/^\d{1,3}(\.\d{1,2})?$/.test(text) && Number(text) <= 100) return Math.round(Number(text) * 100);
  throw new ProofdeskError({ code: 'usage', message: `${name} is a percentage from 0 to 100, not ${text}.` });
}

/** An option that is a percentage, as basis points. */
export function percentOption(call: CliCall, name: string): number | undefined {
  const text = call.option(name);
  return text === undefined ? undefined : percentFrom(text, `--${name}`);
}

/** A decimal not below zero as it was typed; `usage` for anything else. */
export function decimalFrom(text: string, name: string): string {
  if (/^\d{1,18}(\.\d{1,12})?$/.test(text)) return text;
  throw new ProofdeskError({ code: 'usage', message: `${name} is a plain number such as 1200 or 0.25, not ${text}.` });
}

/** A day as it was typed; `usage` for anything else. */
export function dayFrom(text: string, name: string): string {
  if (isDay(text)) return text;
  throw new ProofdeskError({
    code: 'usage',
    message: `${name} is a day of the calendar such as 2026-11-30, not ${text}.`,
  });
}

/**
 * An option that `none` takes back: null then, undefined where it was not given, else what `read` makes of its text. Read by
 * `call.option`, so that an option that is left out changes nothing.
 */
export function clearable<T>(
  call: CliCall,
  name: string,
  read: (text: string, name: string) => T,
): T | null | undefined {
  const text = call.option(name);
  return text === undefined ? undefined : text === 'none' ? null : read(text, `--${name}`);
}

/** The draft as the pricing engine takes it. */
export const draftOf = (quote: QuoteDetail): QuoteInput => quoteInputOf(quote, quote.lines.map(pricingLine));
