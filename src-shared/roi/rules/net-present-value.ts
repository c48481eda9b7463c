/**
 * Present values of cash flows, in doubles: a valuation of forecasts, not an amount that anybody pays. Rates are fractions per
 * period (0.1 is 10 %) above −1.
 */

/** Value of flows of which the first falls at the end of period 1: Σ flow_t / (1 + rate)^t, t from 1 (a spreadsheet's NPV). */
export function netPresentValueEnd(rate: number, flows: readonly number[]): number {
  // Horner's scheme from the last flow back: one division a period, and no large powers.
  let value = 0;
  for (let index = flows.length - 1; index >= 0; index -= 1) value = (value + flows[index]!) / (1 + rate);
  return value;
}

/** Value of an investment at time 0 (negative: money out) and flows at the ends of the periods that follow. */
export function netPresentValueStart(rate: number, investment: number, flows: readonly number[]): number {
  return investment + netPresentValueEnd(rate, flows);
}

/** A cash flow at a time, in years from the first. */
export interface TimedFlow {
  time: number;
  amount: number;
}

/** Value at time 0 of flows at any times: Σ amount / (1 + rate)^time. */
export function presentValueOfTimedFlows(rate: number, flows: readonly TimedFlow[]): number {
  return flows.reduce((sum, { time, amount }) => sum + amount * (1 + rate) ** -time, 0);
}
