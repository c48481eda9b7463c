import type { PrintedFigures } from '../interface';
import type { ConsoleLine } from '../reading/console';
import { amount, count, percentileName, present } from '../reading/quantities';

/** A percentile spectrum as HdrHistogram prints it: each row the largest value of that share of the measurements. */
export interface HdrSpectrum {
  /** Value (ms), share from 0 to 1, and how many measurements are not above the value. */
  rows: [value: number, share: number, total: number][];
  mean?: number;
  stddev?: number;
  max?: number;
  n?: number;
}

/** Reads the rows below "Detailed Percentile spectrum:" up to the line that ends the histogram. */
export function spectrumOf(lines: readonly ConsoleLine[]): HdrSpectrum {
  const spectrum: HdrSpectrum = { rows: [] };
  for (const { text } of lines) {
    const row = /^([\d.]+)\s+([\d.]+)\s+(\d+)(?:\s+(?:[\d.]+|inf))?$/.exec(text);
    const pair = /^#?\[(\w[\w ]*?)\s*=\s*(\S+?),\s*(\w[\w ]*?)\s*=\s*(\S+?)\]$/.exec(text);
    if (row) {
      const [value, share, total] = [amount(row[1]), amount(row[2]), count(row[3])];
      if (value !== undefined && share !== undefined && share <= 1 && total !== undefined)
        spectrum.rows.push([value, share, total]);
    } else if (pair?.[1] === 'Mean') {
      Object.assign(spectrum, present({ mean: amount(pair[2]), stddev: amount(pair[4]) }));
    } else if (pair?.[1] === 'Max') {
      Object.assign(spectrum, present({ max: amount(pair[2]), n: count(pair[4]) }));
    } else if (!/^Value\s+Percentile\s/.test(text) && pair === null) break;
  }
  return spectrum;
}

/**
 * The figures that stand in the rows themselves: the smallest value and whole percentages such as 95. The rows between them are
 * not at a round percentage, and nothing is computed from neighbours.
 */
export function figuresOfSpectrum({ rows, mean, stddev, max, n }: HdrSpectrum): PrintedFigures {
  const percentiles: Record<string, number> = {};
  for (const [value, share] of rows) {
    const percent = Math.round(share * 1e6) / 1e4;
    if (Number.isInteger(percent) && percent > 0 && percent < 100) percentiles[percentileName(percent)] ??= value;
  }
  const min = rows[0]?.[1] === 0 ? rows[0][0] : undefined;
  return { ...present({ n, mean, stddev, min, max }), percentiles };
}
