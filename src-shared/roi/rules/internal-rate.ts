import type { TimedFlow } from './net-present-value';

/** A rate at which the flows are worth nothing, or why there is none. */
export interface InternalRate {
  /** Fraction per period (year for dated flows). */
  value: number | null;
  reason?: string;
  /** Present when several rates solve the equation: all of them, from low to high; `value` is the one nearest the guess. */
  rates?: number[];
}

/** Steps of the search over the range in which all solutions lie. */
const SEARCH_STEPS = 3000;

/** Flows joined by time, without zeros, in the order of time. */
function joined(flows: readonly TimedFlow[]): TimedFlow[] {
  const byTime = new Map<number, number>();
  for (const { time, amount } of flows) byTime.set(time, (byTime.get(time) ?? 0) + amount);
  return [...byTime]
    .map(([time, amount]) => ({ time, amount }))
    .filter(({ amount }) => amount !== 0)
    .sort((x, y) => x.time - y.time);
}

/**
 * Worth of the flows at the force of interest λ = ln(1 + rate), seen from the time `anchor`: the first flow for λ ≥ 0 and the last
 * for λ ≤ 0, so that no term grows beyond its amount and nothing overflows. Only its sign and its zeros matter.
 */
function worth(flows: readonly TimedFlow[], anchor: number, force: number): number {
  let sum = 0;
  for (const { time, amount } of flows) sum += amount * Math.exp(-force * (time - anchor));
  return sum;
}

/** d worth / dλ with the same anchor. */
function slope(flows: readonly TimedFlow[], anchor: number, force: number): number {
  let sum = 0;
  for (const { time, amount } of flows) sum -= (time - anchor) * amount * Math.exp(-force * (time - anchor));
  return sum;
}

/** The size of the terms that cancel at a zero, by which "nothing" is judged. */
function size(flows: readonly TimedFlow[], anchor: number, force: number): number {
  let sum = 0;
  for (const { time, amount } of flows) sum += Math.abs(amount) * Math.exp(-force * (time - anchor));
  return sum;
}

/** Halves an interval over which `of` changes sign until no double lies between its ends. */
function bisect(of: (force: number) => number, low: number, high: number): number {
  const lowSign = Math.sign(of(low));
  let [below, above] = [low, high];
  for (let step = 0; step < 200; step += 1) {
    const middle = below + (above - below) / 2;
    if (middle <= below || middle >= above) break;
    const sign = Math.sign(of(middle));
    if (sign === 0) return middle;
    if (sign === lowSign) below = middle;
    else above = middle;
  }
  return below + (above - below) / 2;
}

/**
 * Bounds of λ outside which one flow outweighs all others together, so that no solution lies there (Cauchy's bound, for any times).
 */
function searchRange(flows: readonly TimedFlow[]): { low: number; high: number } {
  const total = flows.reduce((sum, { amount }) => sum + Math.abs(amount), 0);
  const [first, second] = [flows[0]!, flows[1]!];
  const [last, beforeLast] = [flows.at(-1)!, flows.at(-2)!];
  const bound = (amount: number, gap: number) =>
    Math.min(700, Math.log(Math.max(1, (total - Math.abs(amount)) / Math.abs(amount))) / gap) + 1e-9;
  return {
    low: -bound(last.amount, last.time - beforeLast.time),
    high: bound(first.amount, second.time - first.time),
  };
}

/** Zeros of worth between two forces, ascending: crossings, and turning points that touch zero. */
function zerosBetween(flows: readonly TimedFlow[], anchor: number, low: number, high: number): number[] {
  const at = (force: number) => worth(flows, anchor, force);
  const rising = (force: number) => slope(flows, anchor, force);
  const found: number[] = [];
  let from = low;
  let value = at(from);
  let rise = rising(from);
  if (value === 0) found.push(from);
  for (let step = 1; step <= SEARCH_STEPS; step += 1) {
    const to = step === SEARCH_STEPS ? high : low + ((high - low) * step) / SEARCH_STEPS;
    const next = at(to);
    const nextRise = rising(to);
    if (next === 0) found.push(to);
    else if (value !== 0 && Math.sign(value) !== Math.sign(next)) found.push(bisect(at, from, to));
    else if (value !== 0 && Math.sign(rise) !== Math.sign(nextRise)) {
      // The curve turns between two points of one sign: it may touch zero there, or cross it twice.
      const turn = bisect(rising, from, to);
      if (Math.abs(at(turn)) <= 1e-13 * size(flows, anchor, turn)) found.push(turn);
      else if (Math.sign(at(turn)) !== Math.sign(value)) found.push(bisect(at, from, turn), bisect(at, turn, to));
    }
    from = to;
    value = next;
    rise = nextRise;
  }
  return found;
}

/** All rates above −1 at which the flows are worth nothing, ascending. */
export function ratesWithoutWorth(input: readonly TimedFlow[]): number[] {
  const flows = joined(input);
  if (flows.length < 2) return [];
  const { low, high } = searchRange(flows);
  const zeros = [...zerosBetween(flows, flows.at(-1)!.time, low, 0), ...zerosBetween(flows, flows[0]!.time, 0, high)];
  // A zero at the joint of two steps is found from both sides.
  return zeros.filter((force, index) => index === 0 || force - zeros[index - 1]! > 1e-9).map(Math.expm1);
}

/**
 * The internal rate of return of flows at any times: the rate above −1 nearest the guess at which they are worth nothing. All
 * solutions are searched for; several are reported as such, none gives null with the reason.
 */
export function internalRate(flows: readonly TimedFlow[], guess = 0.1): InternalRate {
  const amounts = joined(flows).map(({ amount }) => amount);
  if (!amounts.some((amount) => amount > 0) || !amounts.some((amount) => amount < 0)) {
    return { value: null, reason: 'the flows do not change sign, so no rate makes them worth nothing' };
  }
  const rates = ratesWithoutWorth(flows);
  if (rates.length === 0) return { value: null, reason: 'no rate above −100 % makes these flows worth nothing' };
  const value = rates.reduce((best, rate) => (Math.abs(rate - guess) < Math.abs(best - guess) ? rate : best));
  if (rates.length === 1) return { value };
  return {
    value,
    reason: `${rates.length} rates make these flows worth nothing; this is the one nearest the guess ${guess}`,
    rates,
  };
}
