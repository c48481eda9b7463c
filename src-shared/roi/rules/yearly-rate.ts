import { internalRate } from './internal-rate';

/** The same rate to this relative step ends the search. */
const CLOSE = 1e-13;

/**
 * The internal rate of return of yearly amounts of which the first is the start, quickly: where they change sign once there is exactly one
 * rate above −1 (Descartes' rule of signs), and Newton's steps, held between bounds that close in on it, find it. NaN where they do not
 * change sign, or more than once; `internalRateOfYears` then searches for all.
 */
export function singleYearlyRate(net: ArrayLike<number>): number {
  const last = net.length - 1;
  let changes = 0;
  let sign = 0;
  let total = 0;
  for (let time = 0; time <= last; time += 1) {
    const own = Math.sign(net[time]!);
    total += net[time]!;
    if (own === 0) continue;
    if (sign !== 0 && own !== sign) changes += 1;
    sign = own;
  }
  if (changes !== 1) return Number.NaN;
  if (total === 0) return 0;
  // In the factor v = 1 ÷ (1 + rate) worth is a polynomial, and its only zero above 0 lies below 1 where more comes in than goes out.
  const rising = sign > 0;
  let low = 0;
  let high = 1;
  if (total > 0 !== rising) {
    low = 1;
    high = 2;
    while (high < 1e12 && worthAt(net, high) > 0 !== rising) high *= 2;
  }
  let factor = (low + high) / 2;
  for (let step = 0; step < 200; step += 1) {
    let worth = 0;
    let slope = 0;
    for (let time = last; time >= 0; time -= 1) {
      slope = slope * factor + worth;
      worth = worth * factor + net[time]!;
    }
    if (worth === 0) break;
    if (worth > 0 === rising) high = factor;
    else low = factor;
    let next = factor - worth / slope;
    if (!(next > low && next < high)) next = (low + high) / 2;
    if (Math.abs(next - factor) <= CLOSE * factor) {
      factor = next;
      break;
    }
    factor = next;
  }
  return 1 / factor - 1;
}

function worthAt(net: ArrayLike<number>, factor: number): number {
  let worth = 0;
  for (let time = net.length - 1; time >= 0; time -= 1) worth = worth * factor + net[time]!;
  return worth;
}

/** The internal rate of yearly amounts, the start first, with the reason where there is none or there are several. */
export function internalRateOfYears(net: readonly number[]): { value: number | null; reason?: string } {
  const single = singleYearlyRate(net);
  if (Number.isFinite(single)) return { value: single };
  const { value, reason } = internalRate(net.map((amount, time) => ({ time, amount })));
  return reason === undefined ? { value } : { value, reason };
}
