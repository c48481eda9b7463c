/** What typing a number came to. `null` is an empty field. */
export type ParsedDecimal =
  | { ok: true; value: string | null }
  /**
   * `ambiguous`: a separator stands where this locale groups thousands, but not every three digits ("1,5" in English).
   * Guessing would move a price by a factor of ten, so the person is asked.
   */
  | { ok: false; problem: 'not-a-number' | 'ambiguous'; suggestion?: string };

export interface ParseDecimalOptions {
  locale: string;
  /** Units that may be typed after the number and are dropped: `%`, `USD`, `ms`. */
  units?: readonly string[];
}

interface Separators {
  decimal: string;
  group: string;
  digits: ReadonlyMap<string, string>;
}

const known = new Map<string, Separators>();

function separatorsOf(locale: string): Separators {
  const found = known.get(locale);
  if (found) return found;
  const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(1_234_567.8);
  const part = (type: string) => parts.find((one) => one.type === type)?.value;
  const plain = new Intl.NumberFormat(locale, { useGrouping: false });
  const digits = new Map(Array.from({ length: 10 }, (_, digit) => [plain.format(digit), String(digit)]));
  const separators = { decimal: part('decimal') ?? '.', group: part('group') ?? ',', digits };
  known.set(locale, separators);
  return separators;
}

/** Spaces of all widths and apostrophes: grouping in one locale or another, and a decimal point in none. */
const SPACING = /[\s\u00a0\u2007\u2009\u202f'’]/g;
const BIDI_MARKS = /[\u200e\u200f\u061c\u2066-\u2069]/g;

/**
 * Reads a number typed or pasted in the person's locale into an exact decimal string: `1,234.50` in English and
 * `1.234,50` in German are both `1234.50`. Spaces and apostrophes group anywhere; a true minus is a minus.
 */
export function parseDecimal(typed: string, { locale, units = [] }: ParseDecimalOptions): ParsedDecimal {
  const { decimal, group, digits } = separatorsOf(locale);
  let text = typed.replace(BIDI_MARKS, '').trim();
  for (const unit of units) {
    if (unit && text.toLowerCase().endsWith(unit.toLowerCase())) text = text.slice(0, -unit.length).trim();
  }
  text = [...text.replace(SPACING, '')].map((character) => digits.get(character) ?? character).join('');
  if (text === '') return { ok: true, value: null };
  const sign = /^[-−–]/.test(text) ? '-' : '';
  text = text.replace(/^[-−–+]/, '');
  if (!/^[\d.,٫٬]+$/.test(text) || !/\d/.test(text)) return { ok: false, problem: 'not-a-number' };

  // A point is a decimal point too where it groups nothing: French writes 1,5, and 1.5 can mean nothing else there.
  const point = text.includes(decimal) || group === '.' || decimal === '.' ? decimal : '.';
  const [whole = '', fraction, ...more] = text.split(point);
  if (more.length > 0 || (fraction !== undefined && !/^\d*$/.test(fraction)))
    return { ok: false, problem: 'not-a-number' };
  const groups = whole.split(group);
  if (groups.some((one) => !/^\d*$/.test(one))) return { ok: false, problem: 'not-a-number' };
  const grouped = groups.length > 1;
  const wellGrouped =
    /^\d{1,3}$/.test(groups[0] ?? '') &&
    groups.at(-1)?.length === 3 &&
    groups.slice(1).every((one) => one.length === 3 || one.length === 2);
  if (grouped && !wellGrouped) {
    const suggestion = groups.length === 2 && fraction === undefined ? groups.join(decimal) : undefined;
    return { ok: false, problem: 'ambiguous', ...(suggestion && { suggestion }) };
  }
  const integer = groups.join('').replace(/^0+(?=\d)/, '') || '0';
  const value = fraction ? `${integer}.${fraction}` : integer;
  return { ok: true, value: sign && /[1-9]/.test(value) ? `-${value}` : value };
}
