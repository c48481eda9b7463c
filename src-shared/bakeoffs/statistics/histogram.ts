/** A bin of a histogram: how many values lie at or below `upper` and above the bin before. */
export interface HistogramBin {
  upper: number;
  count: number;
}

/** Bins ascending by upper edge, without empty ones. */
function orderedBins(bins: readonly HistogramBin[]): HistogramBin[] {
  return bins.filter((bin) => bin.count > 0).sort((x, y) => x.upper - y.upper);
}

/**
 * The percentile of a histogram: the upper edge of the bin that holds the nearest rank, without interpolation inside a bin.
 * Percent from 0 to 100; null for an empty histogram. Histograms may be merged (add their counts), percentiles may not.
 */
export function histogramPercentile(bins: readonly HistogramBin[], percent: number): number | null {
  const ordered = orderedBins(bins);
  const total = ordered.reduce((sum, bin) => sum + bin.count, 0);
  const place = (percent / 100) * total;
  const rank = Math.max(1, Math.ceil(place - 4 * Number.EPSILON * place));
  let seen = 0;
  for (const bin of ordered) {
    seen += bin.count;
    if (seen >= rank) return bin.upper;
  }
  return ordered.at(-1)?.upper ?? null;
}

/** Several percentiles of one histogram, with the number of values: `{ n, p50, p99.9, … }`. */
export function histogramPercentiles(
  bins: readonly HistogramBin[],
  percents: readonly number[],
): Record<string, number | null> {
  const result: Record<string, number | null> = { n: bins.reduce((sum, bin) => sum + bin.count, 0) };
  for (const percent of percents) result[`p${percent}`] = histogramPercentile(bins, percent);
  return result;
}
