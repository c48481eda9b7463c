import type { Better, VerdictRow } from './verdict-schema';

/** What a metric measures, as far as its words go. */
export type MetricKind = 'time' | 'throughput' | 'cost' | 'other';

const TIME_UNIT = /^(ns|us|µs|μs|ms|s|sec|seconds?|min|minutes?|h|hours?)$/i;
const RATE_UNIT = /(\/\s?(s|sec|second|min|minute|h|hour)|per (second|minute|hour)|^(rps|qps|tps|ops|iops))$/i;
const MONEY_UNIT = /^[A-Z]{3}(\s?(\/|per)\s?.+)?$/;

/** Kind of metric from its unit and direction; anything that is not clearly one of the three is `other`. */
export function metricKind(unit: string | null, better: Better): MetricKind {
  if (unit === null) return 'other';
  const text = unit.trim();
  if (better === 'lower' && TIME_UNIT.test(text)) return 'time';
  if (better === 'higher' && RATE_UNIT.test(text)) return 'throughput';
  if (better === 'lower' && MONEY_UNIT.test(text)) return 'cost';
  return 'other';
}

interface Words {
  /** "Faster" and the like: only for a verdict of better or worse. */
  better: string;
  worse: string;
  /** Direction without judgement, for what is not told apart. */
  less: string;
  more: string;
  /** "As fast as", for a verdict of equivalent. */
  same: string;
}

/** The words of a metric. */
export function words(kind: MetricKind, better: Better): Words {
  switch (kind) {
    case 'time':
      return { better: 'faster', worse: 'slower', less: 'shorter', more: 'longer', same: 'as fast' };
    case 'throughput':
      return {
        better: 'more throughput',
        worse: 'less throughput',
        less: 'lower',
        more: 'higher',
        same: 'as much throughput',
      };
    case 'cost':
      return { better: 'cheaper', worse: 'more expensive', less: 'lower', more: 'higher', same: 'the same cost' };
    default:
      return {
        better: better === 'lower' ? 'better, lower' : 'better, higher',
        worse: better === 'lower' ? 'worse, higher' : 'worse, lower',
        less: 'lower',
        more: 'higher',
        same: 'the same',
      };
  }
}

/** A number without an exponent and with about three significant digits, such as `0.045`, `1.2` or `340`. */
export function shortNumber(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return '0';
  const decimals = Math.max(0, Math.min(12, 2 - Math.floor(Math.log10(size))));
  const text = size.toFixed(size >= 100 ? 0 : decimals);
  const trimmed = text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;
  return `${value < 0 ? '−' : ''}${trimmed}`;
}

/** Decimals that keep two ends apart without pretending to more: none when 3 or more apart, else one or two. */
function decimalsFor(low: number, high: number): number {
  const apart = Math.abs(high - low);
  if (apart >= 3 && Math.min(Math.abs(low), Math.abs(high)) >= 1) return 0;
  return apart >= 0.3 ? 1 : 2;
}

function withUnit(text: string, unit: string | null): string {
  return unit === null || unit === '' ? text : `${text} ${unit}`;
}

/** The unit of a share from 0 to 1, such as an error rate; a person reads it as percent. */
export const shareUnit = 'ratio';

/** A size in the metric's own unit: `0.4 ms`; of a share in percentage points. */
function inUnit(value: number, unit: string | null): string {
  if (unit !== shareUnit) return withUnit(shortNumber(value), unit);
  const points = shortNumber(value * 100);
  return `${points} percentage ${points === '1' ? 'point' : 'points'}`;
}

/** How far a figure on the row's scale lies from "no difference": percent for ratios, the metric's unit for differences. */
export function distance(row: Pick<VerdictRow, 'scale'>, figure: number): number {
  return row.scale === 'ratio' ? (figure - 1) * 100 : figure;
}

/** Both ends of an interval by their size, as `4 to 11 %` or `0.039 to 0.052 s`; for an interval on one side of no difference. */
export function sizeRange(row: Pick<VerdictRow, 'scale' | 'unit'>, lower: number, upper: number): string {
  const ends = [Math.abs(distance(row, lower)), Math.abs(distance(row, upper))].sort((x, y) => x - y);
  const [small, large] = [ends[0] ?? 0, ends[1] ?? 0];
  if (row.scale === 'difference') {
    const scale = row.unit === shareUnit ? 100 : 1;
    const [low, high] = [shortNumber(small * scale), shortNumber(large * scale)];
    return low === high ? inUnit(large, row.unit) : `${low} to ${inUnit(large, row.unit)}`;
  }
  const decimals = decimalsFor(small, large);
  const [low, high] = [small.toFixed(decimals), large.toFixed(decimals)];
  return `${low === high ? low : `${low} to ${high}`} %`;
}

/** One end in words: `2 % shorter`, `0.4 ms longer`, `no difference`. */
export function endInWords(row: Pick<VerdictRow, 'scale' | 'unit'>, end: number, { less, more }: Words): string {
  const value = distance(row, end);
  if (value === 0) return 'no difference';
  const size = row.scale === 'ratio' ? `${shortPercent(Math.abs(value))} %` : inUnit(Math.abs(value), row.unit);
  return `${size} ${value < 0 ? less : more}`;
}

/** A percentage with two significant digits below 10, none after the point above. */
export function shortPercent(value: number): string {
  if (value >= 10) return value.toFixed(0);
  return shortNumber(Number(value.toPrecision(2)));
}

/** The band in words: `±5 %` or `±0.001`. */
export function bandInWords(row: Pick<VerdictRow, 'scale' | 'band' | 'unit'>): string {
  return row.scale === 'ratio' ? `±${shortPercent(row.band * 100)} %` : `±${inUnit(row.band, row.unit)}`;
}

/** First letter as a capital. */
export function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
