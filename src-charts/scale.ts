/** Maps values to pixels. */
export interface LinearScale {
  (value: number): number;
  domain: readonly [number, number];
  range: readonly [number, number];
}

/** A straight mapping from `domain` to `range`; a domain of no extent maps to the middle of the range. */
export function linearScale(domain: readonly [number, number], range: readonly [number, number]): LinearScale {
  const [from, to] = domain;
  const [start, end] = range;
  const extent = to - from;
  const map = (value: number) => (extent === 0 ? (start + end) / 2 : start + ((value - from) / extent) * (end - start));
  return Object.assign(map, { domain, range });
}

/**
 * Steps of 1, 2 or 5 times a power of ten that cover `from` to `to` in about `count` intervals. The first and last tick
 * lie on or outside the given ends, so they can serve as an axis' domain.
 */
export function niceTicks(from: number, to: number, count = 5): number[] {
  if (!(Number.isFinite(from) && Number.isFinite(to))) return [0, 1];
  const [low, high] = from <= to ? [from, to] : [to, from];
  const extent = high - low || Math.abs(high) || 1;
  const rough = extent / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const fraction = rough / power;
  const step = (fraction <= 1.2 ? 1 : fraction <= 2.5 ? 2 : fraction <= 6 ? 5 : 10) * power;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  const ticks: number[] = [];
  // Multiplying back through a rounded power keeps 0.3 from becoming 0.30000000000000004.
  const digits = Math.max(0, -Math.floor(Math.log10(step)));
  for (let index = first; index <= last; index += 1) ticks.push(Number((index * step).toFixed(digits)) + 0);
  return ticks;
}

/** Ticks of an axis that must show zero, because lengths on it are compared: bars and sums. */
export function ticksFromZero(values: readonly number[], count = 4): number[] {
  const finite = values.filter(Number.isFinite);
  return niceTicks(Math.min(0, ...finite), Math.max(0, ...finite), count);
}

/** The ticks that lie within an axis which does not begin on one, with `count` intervals or so. */
export function ticksWithin(domain: readonly [number, number], count = 5): number[] {
  return niceTicks(domain[0], domain[1], count).filter((tick) => tick >= domain[0] && tick <= domain[1]);
}

/** First and last of a list of ticks, as a domain. */
export function tickDomain(ticks: readonly number[]): [number, number] {
  return [ticks[0] ?? 0, ticks.at(-1) ?? 1];
}

/** A coordinate as it is written into the drawing: two decimals, so that files stay small and equal on every machine. */
export function px(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}
