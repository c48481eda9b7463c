import { shareUnit } from '../../bakeoffs';
import { type DocumentLocale, formatMeasured, formatMoney, formatNumber, formatPercent, withUnit } from '../format';
import type { Figure, Text } from '../schema/values';

/** Where a long word may be broken without a hyphen. */
const ZERO_WIDTH_SPACE = '\u200b';
/** Longer pieces of addresses, paths and digests get places to break, so that none runs out of its column. */
const LONGEST_WORD = 18;
/** Words of letters alone are hyphenated by the typesetter, up to this length. */
const LONGEST_LETTERS = 40;
/** A percent sign stays with its number. */
const PERCENT = /(\d) %/g;
/** Controls, and characters that direct rendering and have no picture of their own: joiners, variation selectors, soft hyphens. */
const INVISIBLE = /[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * Text as it can be printed: composed (NFC), tabs and line breaks as spaces where it is one line, without invisible controls, and
 * with places to break in words that are longer than a narrow column.
 */
export function printable(text: string): string {
  return visible(text)
    .replace(PERCENT, '$1\u00a0%')
    .replace(/[^\s\u3000-\u9fff\uff00-\uffef]+/g, (word) => (word.length <= LONGEST_WORD ? word : breakable(word)));
}

/** Text for code and digests: as it is, without places to break; line breaks stay. */
export function verbatim(text: string): string {
  return text
    .split(/\r\n?|\n/)
    .map(visible)
    .join('\n');
}

/** Paragraphs of a longer text: separated by empty lines; single line breaks inside stay as breaks. */
export function paragraphs(text: string): string[][] {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.split('\n').map(printable))
    .filter((lines) => lines.some((line) => line !== ''));
}

/** A figure as the locale writes it. A unit of three capitals is a currency. */
export function writeFigure(locale: DocumentLocale, figure: Figure): string {
  const { number, unit = '', significant, sign } = figure;
  if (unit === shareUnit) {
    const percent = String(Number((Number(number) * 100).toPrecision(12)));
    return formatPercent(locale, withoutZeros(shortened(percent, significant)), { sign });
  }
  if (unit === '%') return formatPercent(locale, shortened(number, significant), { sign });
  if (/^[A-Z]{3}$/.test(unit)) return formatMoney(locale, shortened(number, significant), unit);
  const text = significant
    ? formatMeasured(locale, Number(number), significant, sign)
    : formatNumber(locale, number, { sign });
  return withUnit(text, unit);
}

/** Text with its figures written out. */
export function writeText(locale: DocumentLocale, text: Text): string {
  return printable(rawText(locale, text));
}

/** The same without places to break, for titles of files and screen readers. */
export function rawText(locale: DocumentLocale, text: Text): string {
  if (typeof text === 'string') return text;
  return text.map((piece) => (typeof piece === 'string' ? piece : writeFigure(locale, piece))).join('');
}

/** A value that is either a figure or words. */
export function writeValue(locale: DocumentLocale, value: Figure | string): string {
  return typeof value === 'string' ? printable(value) : writeFigure(locale, value);
}

/** A digest's first 16 digits in groups of four: enough to tell files apart by eye; the whole one lies in the file. */
export function shortDigest(sha256: string): string {
  return (sha256.slice(0, 16).match(/.{4}/g) ?? []).join(' ');
}

function visible(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\t\r\n]+/g, ' ')
    .replace(INVISIBLE, '');
}

/** Breaks after punctuation that joins parts; where a part is still too long, after every so many characters. */
function breakable(word: string): string {
  const parts = word.match(/[^/\\_.,:;@?&=+-]+[/\\_.,:;@?&=+-]*|[/\\_.,:;@?&=+-]+/g) ?? [word];
  return parts
    .map((part) =>
      part.length <= (/^\p{L}+$/u.test(part) ? LONGEST_LETTERS : LONGEST_WORD)
        ? part
        : (part.match(/[\s\S]{1,12}/gu) ?? []).join(ZERO_WIDTH_SPACE),
    )
    .join(ZERO_WIDTH_SPACE);
}

function shortened(number: string, significant: number | undefined): string {
  if (!significant) return number;
  const value = Number(number);
  const magnitude = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  return value.toFixed(Math.max(0, Math.min(20, significant - 1 - magnitude)));
}

const withoutZeros = (decimal: string): string => (decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal);
