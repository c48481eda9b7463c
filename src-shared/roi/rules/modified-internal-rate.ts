import { netPresentValueStart } from './net-present-value';

/**
 * Modified internal rate of return: money out is financed at one rate, money in reinvested at another.
 * (future value of the positive flows / −present value of the negative ones)^(1 / (n − 1)) − 1, as the spreadsheets' MIRR.
 * The first flow is at time 0; rates are fractions per period above −1.
 */
export function modifiedInternalRate(
  flows: readonly number[],
  financeRate: number,
  reinvestRate: number,
): { value: number | null; reason?: string } {
  const only = (wanted: (amount: number) => boolean) => flows.map((amount) => (wanted(amount) ? amount : 0));
  const presentValue = (rate: number, amounts: number[]) =>
    netPresentValueStart(rate, amounts[0] ?? 0, amounts.slice(1));
  const out = -presentValue(
    financeRate,
    only((amount) => amount < 0),
  );
  const incoming = presentValue(
    reinvestRate,
    only((amount) => amount > 0),
  );
  if (out === 0 || incoming === 0) {
    return { value: null, reason: 'needs money out and money in: the flows do not change sign' };
  }
  const periods = flows.length - 1;
  // The future value of what comes in is its present value grown over all periods.
  return { value: (1 + reinvestRate) * (incoming / out) ** (1 / periods) - 1 };
}
