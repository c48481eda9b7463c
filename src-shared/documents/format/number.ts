import { ProofdeskError } from '../../kernel/errors';
import { type DocumentLocale, localeData } from './locale';

/** The house writes a true minus (U+2212), also where CLDR gives the hyphen. */
const MINUS = '\u2212';
/** Between a number and what belongs to it, where no line may break. */
const NO_BREAK_SPACE = '\u00a0';

export interface NumberOptions {
  /** Fewest digits after the point; default: as many as the number has. */
  minimumFraction?: number;
  /** Most digits after the point, rounded half away from zero; default: all. */
  maximumFraction?: number;
  /** `always` writes a plus before what is above zero. */
  sign?: 'always';
}

/**
 * A decimal as a reader of the locale writes it: grouped, with a true minus. The digits are those of the text given; nothing
 * passes through binary floating point.
 *
 * @param decimal A plain decimal such as `-1234.50`. Throws `bad-input` for anything else.
 */
export function formatNumber(locale: DocumentLocale, decimal: string, options: NumberOptions = {}): string {
  const { negative, integer, fraction } = rounded(parseDecimal(decimal), options);
  const data = localeData(locale);
  const grouped =
    integer.length >= 3 + data.minimumGroupingDigits ? integer.replace(/\B(?=(\d{3})+$)/g, data.group) : integer;
  const text = fraction === '' ? grouped : `${grouped}${data.decimal}${fraction}`;
  const zero = /^0*$/.test(integer + fraction);
  if (negative && !zero) return `${MINUS}${text}`;
  return options.sign === 'always' && !zero ? `+${text}` : text;
}

/** A number of percent (`8` is eight percent) with its sign, spaced as the locale does; English as in the product: `8 %`. */
export function formatPercent(locale: DocumentLocale, percent: string, options: NumberOptions = {}): string {
  const pattern = localeData(locale).percentPattern;
  const space = locale === 'ja' ? '' : (/[\u00a0\u202f]/.exec(pattern)?.[0] ?? NO_BREAK_SPACE);
  return `${formatNumber(locale, percent, options)}${space}%`;
}

/**
 * An amount with its ISO 4217 code where the locale puts the currency: `USD 1,200.00`, `1.200,00 EUR`. The amount's own digits
 * are kept, since they say the currency's minor unit.
 */
export function formatMoney(locale: DocumentLocale, amount: string, currency: string): string {
  const number = formatNumber(locale, amount);
  return localeData(locale).currencyPattern.startsWith('¤')
    ? `${currency}${NO_BREAK_SPACE}${number}`
    : `${number}${NO_BREAK_SPACE}${currency}`;
}

/** The currency's name in the locale, in the plural: `US dollars`; the code itself where CLDR knows no name. */
export function currencyName(locale: DocumentLocale, currency: string): string {
  return localeData(locale).currencies[currency]?.name ?? currency;
}

/**
 * A measured double with a fixed number of significant digits and never an exponent, grouped: 41.2, 0.00123, 16,600,000.
 * Digits left of the point that are not significant are shown as measured, not as zeros.
 */
export function formatMeasured(locale: DocumentLocale, value: number, significantDigits = 3, sign?: 'always'): string {
  if (!Number.isFinite(value)) {
    throw new ProofdeskError({ code: 'bad-input', message: `${value} cannot be printed as a measured value.` });
  }
  const magnitude = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  const digits = Math.min(20, Math.max(0, significantDigits - 1 - magnitude));
  return formatNumber(locale, value.toFixed(digits), { sign });
}

/** The shortest text that reads back as the same double, without an exponent: for figures that must stay exact in a document. */
export function exactText(value: number): string {
  if (!Number.isFinite(value))
    throw new ProofdeskError({ code: 'bad-input', message: `${value} cannot stand in a document.` });
  const text = String(value);
  const match = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!match) return text;
  const [, sign, whole = '', fraction = '', power] = match;
  const exponent = Number(power);
  if (exponent >= 0) return `${sign}${(whole + fraction).padEnd(whole.length + exponent, '0')}`;
  return `${sign}0.${'0'.repeat(-exponent - whole.length)}${whole}${fraction}`;
}

/** A number and its unit, held together. An empty unit adds nothing. */
export function withUnit(number: string, unit: string): string {
  return unit === '' ? number : `${number}${NO_BREAK_SPACE}${unit}`;
}

interface Decimal {
  negative: boolean;
  integer: string;
  fraction: string;
}

function parseDecimal(text: string): Decimal {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) throw new ProofdeskError({ code: 'bad-input', message: `“${text}” is not a plain decimal number.` });
  return { negative: match[1] === '-', integer: match[2]!.replace(/^0+(?=\d)/, ''), fraction: match[3] ?? '' };
}

function rounded(decimal: Decimal, { minimumFraction = 0, maximumFraction }: NumberOptions): Decimal {
  let { integer, fraction } = decimal;
  if (maximumFraction !== undefined && fraction.length > maximumFraction) {
    const up = fraction.charCodeAt(maximumFraction) >= 53; // '5'
    let digits = `${integer}${fraction.slice(0, maximumFraction)}`;
    if (up) digits = (BigInt(digits) + 1n).toString().padStart(digits.length, '0');
    integer = digits.slice(0, digits.length - maximumFraction);
    fraction = digits.slice(digits.length - maximumFraction).replace(/0+$/, '');
  }
  return { ...decimal, integer, fraction: fraction.padEnd(minimumFraction, '0') };
}
