/** When an investment has paid itself back. */
export interface Payback {
  /** Periods until the cumulative position first reaches 0, linear within the period; null when it does not within the flows. */
  first: number | null;
  /** Periods after which the position stays at or above 0 to the end; differs from `first` where later flows are negative. */
  lasting: number | null;
}

/**
 * Payback of an investment at time 0 (0 or negative: money out) and flows at the ends of the periods. With a rate the flows are
 * discounted to time 0 first (discounted payback). Within a period the flow is taken to arrive evenly.
 */
export function payback(investment: number, flows: readonly number[], rate = 0): Payback {
  let position = investment;
  let factor = 1;
  let first: number | null = position >= 0 ? 0 : null;
  let lasting: number | null = first;
  flows.forEach((flow, period) => {
    factor *= 1 + rate;
    const arriving = flow / factor;
    const next = position + arriving;
    if (next < 0) lasting = null;
    else if (position < 0) {
      const crossing = period - position / arriving;
      first ??= crossing;
      lasting = crossing;
    }
    position = next;
  });
  return { first, lasting };
}

/** `payback(…).lasting` of amounts of which the first is the start, without building anything: for hundreds of thousands of draws. */
export function lastingPayback(net: ArrayLike<number>, rate = 0): number | null {
  let position = net[0] ?? 0;
  let factor = 1;
  let lasting: number | null = position >= 0 ? 0 : null;
  for (let time = 1; time < net.length; time += 1) {
    factor *= 1 + rate;
    const arriving = net[time]! / factor;
    const next = position + arriving;
    if (next < 0) lasting = null;
    else if (position < 0) lasting = time - 1 - position / arriving;
    position = next;
  }
  return lasting;
}
