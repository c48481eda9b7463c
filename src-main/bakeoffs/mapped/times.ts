import type { MappedTime } from '../../../src-shared/bakeoffs';
import { decimal } from '../importers/reading/quantities';
import { isoTimestamp, wallClock } from '../importers/reading/timestamps';

const perMillisecond: Readonly<Record<string, readonly [number, number]>> = {
  'unix-s': [1000, 1],
  'unix-ms': [1, 1],
  'unix-us': [1, 1000],
  'unix-ns': [1, 1e6],
  'elapsed-s': [1000, 1],
  'elapsed-ms': [1, 1],
};

/** Whether times are counted from the start of the run, so that no day is known. */
export const isElapsed = ({ format }: MappedTime): boolean => format.startsWith('elapsed-');

/** Reads times of one format as milliseconds since 1970 (or since the start of the run); NaN for what is none. */
export function timeReader({ format, zone }: MappedTime): (text: string) => number {
  const scale = perMillisecond[format];
  if (scale) {
    const [times, by] = scale;
    return (text) => {
      const value = decimal(text);
      const time = value === undefined ? Number.NaN : (value * times) / by;
      return Math.abs(time) <= 8.64e15 ? time : Number.NaN;
    };
  }
  if (format === 'iso') {
    return (text) => {
      // Without a zone of its own the mapping says which; dates without seconds are taken as the full minute.
      const full = /T\d\d:\d\d$| \d\d:\d\d$/.test(text) ? `${text}:00` : text;
      const own = /(?:Z|[+-]\d\d:?\d\d)$/.test(full);
      return own || zone === undefined ? isoTimestamp(full) : isoTimestamp(full + zone);
    };
  }
  return patternReader(format, zone);
}

const widths: Readonly<Record<string, string>> = {
  YYYY: '(?<year>\\d{4})',
  MM: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  ss: '(?<second>\\d{2})',
  f: '(?<fraction>\\d{1,12})',
};

/** Times in a pattern such as `DD.MM.YYYY HH:mm:ss,f`. Every part has a fixed place, so reading one takes no search. */
function patternReader(format: string, zone: string | undefined): (text: string) => number {
  const used = new Set<string>();
  const source = format.replace(/YYYY|MM|DD|HH|mm|ss|f|[\s\S]/g, (piece) => {
    const width = widths[piece];
    if (width === undefined) return piece.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
    if (used.has(piece)) return '';
    used.add(piece);
    return width;
  });
  const expression = new RegExp(`^${source}$`);
  const [, sign = '+', hours = '0', minutes = '0'] = /^([+-])(\d\d):(\d\d)$/.exec(zone ?? '') ?? [];
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  return (text) => {
    const { year, month, day, hour, minute, second = '0', fraction } = expression.exec(text)?.groups ?? {};
    if (year === undefined) return Number.NaN;
    const time = wallClock(+year, +month!, +day!, +hour!, +minute!, +second);
    return time + (fraction === undefined ? 0 : Number(`0.${fraction}`) * 1000) - offset;
  };
}
