import { currencies, parseMajor } from '../../kernel/money';
import type { DecimalSign } from './schema';

/** Signs that stand for one currency only. The dollar and the yen sign do not, and are left to the person. */
const ownSigns: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  '₹': 'INR',
  '₩': 'KRW',
  '₪': 'ILS',
  '₺': 'TRY',
  zł: 'PLN',
};
/** Signs that several currencies share. */
const sharedSigns: Readonly<Record<string, readonly string[]>> = {
  $: ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN', 'TWD', 'CLP', 'COP', 'ARS', 'BRL'],
  '¥': ['JPY', 'CNY'],
  kr: ['SEK', 'NOK', 'DKK', 'ISK'],
};

/** An amount as text, apart from what names its currency. */
export interface AmountText {
  /** Digits and separators, a leading minus perhaps. */
  figure: string;
  /** The currency that the text names; null: none. */
  currency: string | null;
  /** Currencies among which a shared sign leaves the choice. */
  among: readonly string[];
}

/** Takes the currency's code or sign off an amount: `"€ 1.200,50"`, `"1200 USD"`. Null when other words stand beside the figure. */
export function splitAmount(text: string): AmountText | null {
  const match = /^([^\d\-−+.,(]*)([-−+]?[\d][\d.,'’\s]*|[-−+]?[.,]\d+)([^\d]*)$/u.exec(text.trim());
  if (!match) return null;
  const before = match[1]!.trim();
  const after = match[3]!.trim();
  if (before && after) return null;
  const figure = match[2]!.trim().replace('−', '-');
  const word = before || after;
  if (word === '') return { figure, currency: null, among: [] };
  const code = word.toUpperCase();
  if (Object.hasOwn(currencies, code) && currencies[code]!.digits !== null)
    return { figure, currency: code, among: [] };
  if (Object.hasOwn(ownSigns, word)) return { figure, currency: ownSigns[word]!, among: [] };
  if (Object.hasOwn(sharedSigns, word.toLowerCase()))
    return { figure, currency: null, among: sharedSigns[word.toLowerCase()]! };
  return null;
}

/** What a figure says about the sign before its decimals: one of them, `either` when it can be read both ways, null when it has none. */
export function decimalEvidence(figure: string): DecimalSign | 'either' | null {
  const text = figure.replace(/[\s'’]/gu, '').replace(/^[-+]/, '');
  const points = text.split('.').length - 1;
  const commas = text.split(',').length - 1;
  if (points === 0 && commas === 0) return null;
  if (points > 0 && commas > 0) return text.lastIndexOf('.') > text.lastIndexOf(',') ? 'point' : 'comma';
  const sign: DecimalSign = points > 0 ? 'point' : 'comma';
  const other: DecimalSign = sign === 'point' ? 'comma' : 'point';
  // A separator that comes twice separates groups.
  if (points > 1 || commas > 1) return other;
  const [whole = '', decimals = ''] = text.split(sign === 'point' ? '.' : ',');
  if (decimals.length !== 3) return sign;
  // 0.500 and 1234.567 are no groups of three.
  if (whole === '' || whole === '0' || whole.length > 3) return sign;
  return 'either';
}

/** Sign before the decimals in a column: what all telling figures agree on; null when none tells or they disagree. */
export function decimalSignOf(figures: Iterable<string>): {
  sign: DecimalSign | null;
  open: string[];
  needed: boolean;
} {
  const seen = new Set<DecimalSign>();
  const open: string[] = [];
  let needed = false;
  for (const figure of figures) {
    const evidence = decimalEvidence(figure);
    if (evidence === null) continue;
    needed = true;
    if (evidence === 'either') open.push(figure);
    else seen.add(evidence);
  }
  return { sign: seen.size === 1 ? [...seen][0]! : null, open, needed };
}

/**
 * A figure as a decimal text with a point, read with the given sign before its decimals. Null when it does not fit: groups that are not
 * of three (or two, as in India), two decimal signs.
 */
export function plainFigure(figure: string, sign: DecimalSign): string | null {
  const text = figure.replace(/[\s'’]/gu, '');
  const grouped =
    sign === 'point'
      ? /^[-+]?(?:\d+|\d{1,3}(?:,\d{2,3})*,\d{3})?(?:\.\d*)?$/
      : /^[-+]?(?:\d+|\d{1,3}(?:\.\d{2,3})*\.\d{3})?(?:,\d*)?$/;
  if (!/\d/.test(text) || !grouped.test(text)) return null;
  const plain = (sign === 'point' ? text.replaceAll(',', '') : text.replaceAll('.', '').replace(',', '.'))
    .replace(/^\+/, '')
    .replace(/\.$/, '');
  return plain.replace(/^(-?)\./, '$10.');
}

/** The figure in minor units of a currency, or the sentence that says why it cannot be. */
export function figureToMinor(
  figure: string,
  sign: DecimalSign,
  currency: string,
): { minor: number } | { problem: string } {
  const plain = plainFigure(figure, sign);
  if (plain === null) return { problem: `“${figure}” is not an amount with a decimal ${sign}.` };
  if (plain.startsWith('-')) return { problem: `“${figure}” is negative; a deal's value is not.` };
  const trimmed = plain.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
  try {
    return { minor: parseMajor(trimmed, currency, 'value') };
  } catch (thrown) {
    return { problem: `“${figure}”: ${(thrown as Error).message.replace(/^value /, 'it ')}.` };
  }
}
