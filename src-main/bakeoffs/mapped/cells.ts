import {
  conversion,
  dimensionOf,
  type MappedQuantity,
  type NumberStyle,
  unitNamed,
  writtenBeside,
} from '../../../src-shared/bakeoffs';
import { decimal } from '../importers/reading/quantities';

/** What a row or a line gives: a text, or a value that has its type already; null and undefined where there is nothing. */
export type Cell = string | number | boolean | null | undefined;

/** A cell as text; undefined where it is empty. Objects of JSON are no cells. */
export function cellText(cell: Cell): string | undefined {
  if (cell === null || cell === undefined) return undefined;
  const text = typeof cell === 'string' ? cell.trim() : String(cell);
  return text === '' ? undefined : text;
}

/** A number in this style; undefined for anything else, also for nan, inf and what a double cannot hold. */
export function styledNumber(text: string, { decimal: sign, grouping }: NumberStyle): number | undefined {
  if (sign === '.' && grouping === '') return decimal(text);
  let plain = text;
  if (grouping !== '') {
    const [whole = '', ...fraction] = text.split(sign);
    // Programs write narrow and unbreakable spaces between groups, too.
    const groups = whole.replace(/[\u00a0\u202f]/g, ' ').split(grouping);
    if (groups.length > 1) {
      const grouped = /^[+-]?\d{1,3}$/.test(groups[0]!) && groups.slice(1).every((group) => /^\d{3}$/.test(group));
      if (!grouped) return undefined;
      plain = [groups.join(''), ...fraction].join(sign);
    }
  }
  return sign === ',' ? (plain.includes('.') ? undefined : decimal(plain.replace(',', '.'))) : decimal(plain);
}

/** Why a cell gives no value: completes "3 rows skipped: …". */
export type Refused = { reason: string; value: string };

/** Reads the values of one quantity in the unit of its figures. A value that is none is refused with the reason. */
export function valueReader(quantity: MappedQuantity, style: NumberStyle): (text: string) => number | Refused {
  const { metric, unit, writtenIn, figure } = quantity;
  const counted = figure === 'n' || figure === 'errors';
  // Durations, sizes and counts below zero are mistakes; a score or a change may be.
  const mayBeNegative = !counted && !['time', 'size', 'throughput', 'rate'].includes(dimensionOf(unit) ?? '');
  const read =
    counted || writtenIn === undefined
      ? (text: string) => styledNumber(text, style)
      : writtenIn === writtenBeside
        ? (text: string) => besideNumber(text, unit, style)
        : converted(conversion(writtenIn, unit), style);
  return (text) => {
    const value = read(text);
    if (value === undefined || !Number.isFinite(value)) return { reason: `${metric} is no number`, value: text };
    if (value < 0 && !mayBeNegative) return { reason: `${metric} is below zero`, value: text };
    if (counted && !Number.isSafeInteger(value)) return { reason: `${metric} is no count`, value: text };
    return value;
  };
}

function converted(convert: (value: number) => number, style: NumberStyle): (text: string) => number | undefined {
  return (text) => {
    const value = styledNumber(text, style);
    return value === undefined ? undefined : convert(value);
  };
}

const part = /([+-]?[\d.,'_ \u00a0\u202f]*\d)\s*([A-Za-zµμ%/]+)/y;

/** A number with its unit (`705us`, `1.2 ms`, `1m2.5s`) in another unit of the same kind. */
function besideNumber(text: string, unit: string, style: NumberStyle): number | undefined {
  if (text.length > 100) return undefined;
  let sum: number | undefined;
  part.lastIndex = 0;
  while (part.lastIndex < text.length) {
    const found = part.exec(text);
    if (!found) return undefined;
    const [, digits, written] = found;
    const named = unitNamed(written!);
    const number = styledNumber(digits!.trim(), style);
    if (named === undefined || dimensionOf(named) !== dimensionOf(unit) || number === undefined) return undefined;
    sum = (sum ?? 0) + conversion(named, unit)(number);
  }
  return sum;
}
