import type { IntervalRow, IntervalVerdict } from '../../src-charts';
import { bandLimits, shareUnit, type Verdict, type VerdictRow } from '../../src-shared/bakeoffs';
import type { Format, MarkName, Tone } from '../ui';

/** How each verdict is shown: its tone and its mark; the word comes from the catalogue. */
export const verdictLook: Record<Verdict, { tone: Tone; mark: MarkName }> = {
  better: { tone: 'good', mark: 'up' },
  worse: { tone: 'bad', mark: 'down' },
  equivalent: { tone: 'accent', mark: 'equal' },
  'no clear difference': { tone: 'neutral', mark: 'ring' },
  'not enough runs': { tone: 'warn', mark: 'half' },
  'not comparable': { tone: 'neutral', mark: 'cross' },
};

/** A judged row on the axis of the picture: percent for ratios, else the metric's own unit. */
export function intervalRow(row: VerdictRow): IntervalRow {
  const onAxis = (value: number | null) => (value === null || row.scale === 'difference' ? value : (value - 1) * 100);
  const limits = bandLimits(row);
  return {
    key: row.key,
    label: row.label,
    point: onAxis(row.estimate),
    low: onAxis(row.lower),
    high: onAxis(row.upper),
    verdict: row.verdict.replaceAll(' ', '-') as IntervalVerdict,
    band: { low: onAxis(limits.low) ?? 0, high: onAxis(limits.high) ?? 0 },
  };
}

/** A measured value with three significant digits, never fewer than its whole part; a share as percent. */
export function measured(value: number | null, format: Format, unit?: string | null): string {
  if (value === null) return format.number(null);
  if (unit === shareUnit) return format.ratio(value, { maxDigits: 2 });
  if (value === 0) return format.number(0);
  const size = Math.floor(Math.log10(Math.abs(value)));
  return format.number(value, { maxDigits: Math.max(0, Math.min(12, 2 - size)) });
}

/** A difference in the metric's own unit, with its sign; of shares in percentage points. */
export const signedMeasured = (value: number, unit: string | null, format: Format): string => {
  const text = unit === shareUnit ? measured(value * 100, format) : measured(value, format);
  const shown = unit === shareUnit ? 'pp' : unit;
  return `${value > 0 ? '+' : ''}${text}${shown ? ` ${shown}` : ''}`;
};

/** A p value with two significant digits; below 0.0001 only that it is. */
export function pText(p: number | null, format: Format, small: string): string {
  if (p === null) return format.number(null);
  if (p < 0.0001) return small;
  return format.number(p, { maxDigits: Math.max(2, 1 - Math.floor(Math.log10(p))) });
}

/** A unit as a person reads it beside the metric's name. */
export const unitText = (unit: string | null): string => (unit === shareUnit ? '%' : (unit ?? ''));

/** A sentence with its figures as they are written, so that no line ends between a number and its unit. */
export const keepUnits = (sentence: string): string =>
  sentence.replace(/(\d) (%|ms\b|s\b|us\b|ns\b|pp\b|percentage points\b)/g, '$1\u00a0$2');
