import type { Translate } from '../text/catalogue';
import type { uiText } from '../text/english';
import { currencyDigits, type DecimalInput, decimalFromMinor, decimalText, NOTHING, shiftPoint } from './decimal-input';
import { formatDuration } from './duration';
import { type ParsedDecimal, parseDecimal } from './parse-decimal';

export interface NumberOptions {
  /** Exactly so many places after the point. Left out: as many as the value has, at most `maxDigits`. */
  digits?: number;
  /** At most so many places, 12 if left out. */
  maxDigits?: number;
  /** Write a plus before positive numbers, for differences. */
  sign?: boolean;
}

/** An instant: milliseconds since 1970, or ISO 8601 with a time. A day without a time: `2027-02-19`. */
export type Moment = number | string;
type Maybe<T> = T | null | undefined;

/**
 * Figures for a person, in their locale and time zone. All take exact decimals as strings and never pass through binary
 * floating point; what is missing (`null`) is shown as `–`. Minus is `−`, spaces inside a figure do not break.
 */
export interface Format {
  locale: string;
  timeZone: string;
  /** `1234.5` → `1,234.5` */
  number(value: Maybe<DecimalInput>, options?: NumberOptions): string;
  /** An amount with the places of its currency, without naming it (the column or header does): `297,019.04`. */
  amount(value: Maybe<DecimalInput>, currency: string): string;
  /** An amount with its currency's code, where nothing else names it: `USD 297,019.04`. */
  money(value: Maybe<DecimalInput>, currency: string): string;
  /** Minor units as `amount`: `29701904` → `297,019.04`. */
  minor(value: Maybe<DecimalInput>, currency: string): string;
  /** Basis points as percent: `6650` → `66.5 %`. */
  percent(basisPoints: Maybe<DecimalInput>, options?: NumberOptions): string;
  /** A ratio as percent: `0.298` → `29.8 %`. */
  ratio(ratio: Maybe<DecimalInput>, options?: NumberOptions): string;
  /** Two written figures as a range: `22 to 49`. */
  range(from: string, to: string): string;
  /** `1.9 GB`, in powers of 1,000. */
  bytes(count: Maybe<number>): string;
  /** `19 Feb 2027`; `long` names the weekday and the whole month. */
  date(moment: Maybe<Moment>, style?: 'medium' | 'long'): string;
  /** `10:12` */
  time(moment: Maybe<Moment>): string;
  /** `19 Feb 2027, 10:12` */
  dateTime(moment: Maybe<Moment>): string;
  /** The time on the day of `now`, else the date: `10:12` or `19 Feb`. */
  when(moment: Maybe<Moment>, now: Moment): string;
  /** Milliseconds as the two largest units: `6 h 28 m`. */
  duration(milliseconds: Maybe<number>): string;
  /** The two ends of a hexadecimal digest: `3be0…91d4`. */
  digest(hex: Maybe<string>): string;
  /** `a, b and c` */
  list(items: readonly string[]): string;
  /** Reads what a person typed; see `parseDecimal`. */
  parse(typed: string, units?: readonly string[]): ParsedDecimal;
}

export interface FormatSettings {
  locale: string;
  timeZone: string;
  t: Translate<(typeof uiText)['messages']>;
}

const PLAIN_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Makes the formatter for one locale and time zone. Building Intl objects is slow, so they are kept. */
export function createFormat({ locale, timeZone, t }: FormatSettings): Format {
  const numberFormats = new Map<string, Intl.NumberFormat>();
  const numberFormat = (options: Intl.NumberFormatOptions) => {
    const key = JSON.stringify(options);
    let format = numberFormats.get(key);
    if (!format) {
      format = new Intl.NumberFormat(locale, options);
      numberFormats.set(key, format);
    }
    return format;
  };
  const write = (value: string, options: Intl.NumberFormatOptions) =>
    numberFormat(options)
      // The type wants a number, but a decimal string is read exactly (ECMA-402, Intl.NumberFormat v3).
      .formatToParts(value as unknown as number)
      .map((part) => (part.type === 'minusSign' ? '−' : part.value.replace(/ /g, '\u00a0')))
      .join('');
  const places = ({ digits, maxDigits = 12, sign }: NumberOptions): Intl.NumberFormatOptions => ({
    minimumFractionDigits: digits ?? 0,
    maximumFractionDigits: digits ?? maxDigits,
    roundingMode: 'halfExpand',
    signDisplay: sign ? 'exceptZero' : 'negative',
  });
  const percentOf = (ratio: string, options: NumberOptions) => {
    const defaults = { maxDigits: 2, ...options };
    const text = write(ratio, { style: 'percent', ...places(defaults) });
    // The house puts a space between figure and sign in every language, as SI does.
    return text.replace(/([\p{Nd}])%/u, '$1\u00a0%').replace(/%([\p{Nd}])/u, '%\u00a0$1');
  };
  const dateFormats = new Map<string, Intl.DateTimeFormat>();
  const writeDate = (moment: Moment, options: Intl.DateTimeFormatOptions) => {
    const plain = typeof moment === 'string' && PLAIN_DAY.test(moment);
    const instant = new Date(plain ? `${moment}T00:00:00Z` : moment);
    if (Number.isNaN(instant.getTime())) throw new TypeError(`"${moment}" is not a date`);
    const key = JSON.stringify([plain, options]);
    let format = dateFormats.get(key);
    if (!format) {
      // A day without a time is the same day everywhere; only instants are shifted.
      format = new Intl.DateTimeFormat(locale, { ...options, timeZone: plain ? 'UTC' : timeZone });
      dateFormats.set(key, format);
    }
    return format.format(instant);
  };
  const orNothing = <T>(value: Maybe<T>, text: (value: T) => string) =>
    value === null || value === undefined || value === '' ? NOTHING : text(value);
  const amountPlaces = (currency: string): Intl.NumberFormatOptions => {
    const digits = currencyDigits(currency);
    return { minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: 'negative' };
  };
  const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };
  const day: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' };
  const lists = new Intl.ListFormat(locale, { style: 'long', type: 'conjunction' });

  return {
    locale,
    timeZone,
    number: (value, options = {}) => orNothing(value, (one) => write(decimalText(one), places(options))),
    amount: (value, currency) => orNothing(value, (one) => write(decimalText(one), amountPlaces(currency))),
    money: (value, currency) =>
      orNothing(value, (one) =>
        write(decimalText(one), { style: 'currency', currency, currencyDisplay: 'code', ...amountPlaces(currency) }),
      ),
    minor: (value, currency) =>
      orNothing(value, (one) => write(decimalFromMinor(one, currencyDigits(currency)), amountPlaces(currency))),
    percent: (basisPoints, options = {}) => orNothing(basisPoints, (one) => percentOf(shiftPoint(one, 4), options)),
    ratio: (ratio, options = {}) =>
      orNothing(ratio, (one) => percentOf(decimalText(one), { maxDigits: 1, ...options })),
    range: (from, to) => t('format.range', { from, to }),
    bytes: (count) =>
      orNothing(count, (one) => {
        const units = ['B', 'kB', 'MB', 'GB', 'TB'];
        let power = 0;
        while (power < units.length - 1 && Math.abs(one) >= 1000 ** (power + 1)) power += 1;
        return `${write(String(one / 1000 ** power), places({ maxDigits: power === 0 ? 0 : 1 }))}\u00a0${units[power]}`;
      }),
    date: (moment, style = 'medium') =>
      orNothing(moment, (one) => writeDate(one, style === 'long' ? { ...day, month: 'long', weekday: 'long' } : day)),
    time: (moment) => orNothing(moment, (one) => writeDate(one, clock)),
    dateTime: (moment) => orNothing(moment, (one) => writeDate(one, { ...day, ...clock })),
    when: (moment, now) =>
      orNothing(moment, (one) => {
        if (writeDate(one, day) === writeDate(now, day)) return writeDate(one, clock);
        const sameYear = writeDate(one, { year: 'numeric' }) === writeDate(now, { year: 'numeric' });
        return writeDate(one, sameYear ? { day: 'numeric', month: 'short' } : day);
      }),
    duration: (milliseconds) => orNothing(milliseconds, (one) => formatDuration(one, t)),
    digest: (hex) => orNothing(hex, (one) => (one.length <= 12 ? one : `${one.slice(0, 4)}…${one.slice(-4)}`)),
    list: (items) => lists.format(items),
    parse: (typed, units) => parseDecimal(typed, { locale, ...(units && { units }) }),
  };
}
