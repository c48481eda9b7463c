import { z } from 'zod';
import { defineRule, type Rule } from '../../kernel/rule';
import { timedFlows } from './dated-flows';
import { internalRate } from './internal-rate';
import { modifiedInternalRate } from './modified-internal-rate';
import { netPresentValueEnd, netPresentValueStart, presentValueOfTimedFlows } from './net-present-value';
import { payback } from './payback';

/** A figure, or null with the reason why there is none. */
export interface RoiAnswer {
  value: number | null;
  reason?: string;
  /** Several internal rates of return. */
  rates?: number[];
}

/** Most flows of one calculation: 10,000 is a daily flow over 27 years. */
const mostFlows = 10_000;

const rate = z.number().gt(-1, 'must be above −1, that is −100 %');
const flows = z.array(z.number()).min(1, 'needs at least one flow').max(mostFlows);
const datedFlows = z
  .array(z.tuple([z.iso.date(), z.number()]))
  .min(1, 'needs at least one flow')
  .max(mostFlows);
const investment = z.number().max(0, 'is money out, so it is written as a negative number');

/** An answer from a double; beyond what a double can hold there is none. */
function answer(value: number): RoiAnswer {
  if (Number.isFinite(value)) return { value };
  return { value: null, reason: 'the result is larger than a double can hold' };
}

/** Every investment figure under its name in the registry. */
export const investmentRules: Rule[] = [
  defineRule({
    name: 'roi.npv-end',
    about: 'Net present value of flows of which the first falls at the end of period 1.',
    source: 'Σ flow / (1 + rate)^t, t from 1; as the spreadsheet function NPV',
    input: z.object({ rate, flows }),
    compute: (input): RoiAnswer => answer(netPresentValueEnd(input.rate, input.flows)),
  }),
  defineRule({
    name: 'roi.npv-start',
    about: 'Net present value of an investment at time 0 and flows at the ends of the periods after it.',
    source: 'investment + Σ flow / (1 + rate)^t',
    input: z.object({ rate, investment: z.number(), flows }),
    compute: (input): RoiAnswer => answer(netPresentValueStart(input.rate, input.investment, input.flows)),
  }),
  defineRule({
    name: 'roi.xnpv',
    about: 'Net present value of dated flows, on the day of the first.',
    source: 'Σ amount / (1 + rate)^(days / 365); as the spreadsheet function XNPV',
    input: z.object({ rate, flows: datedFlows }),
    compute: (input): RoiAnswer => answer(presentValueOfTimedFlows(input.rate, timedFlows(input.flows))),
  }),
  defineRule({
    name: 'roi.irr',
    about: 'Internal rate of return of periodic flows, the first at time 0; of several the one nearest the guess.',
    source: 'all zeros of Σ flow / (1 + rate)^t by bracketing; as the spreadsheet function IRR',
    input: z.object({ flows, guess: rate.default(0.1) }),
    compute: (input): RoiAnswer =>
      internalRate(
        input.flows.map((amount, time) => ({ time, amount })),
        input.guess,
      ),
  }),
  defineRule({
    name: 'roi.xirr',
    about: 'Internal rate of return a year of dated flows; of several the one nearest the guess.',
    source: 'all zeros of Σ amount / (1 + rate)^(days / 365) by bracketing; as the spreadsheet function XIRR',
    input: z.object({ flows: datedFlows, guess: rate.default(0.1) }),
    compute: (input): RoiAnswer => internalRate(timedFlows(input.flows), input.guess),
  }),
  defineRule({
    name: 'roi.mirr',
    about: 'Modified internal rate of return: money out financed at one rate, money in reinvested at another.',
    source: '(FV of money in / −PV of money out)^(1 / (n − 1)) − 1; as the spreadsheet function MIRR',
    input: z.object({ flows: flows.min(2, 'needs at least two flows'), financeRate: rate, reinvestRate: rate }),
    compute: (input): RoiAnswer => modifiedInternalRate(input.flows, input.financeRate, input.reinvestRate),
  }),
  defineRule({
    name: 'roi.payback',
    about: 'Periods until the investment is first paid back, linear within the period; with a rate, discounted.',
    source: 'first zero of the cumulative position; flows arrive evenly within a period',
    input: z.object({ investment, flows, rate: rate.optional() }),
    compute: (input): RoiAnswer => {
      const { first, lasting } = payback(input.investment, input.flows, input.rate);
      if (first === null) return { value: null, reason: `not paid back within ${input.flows.length} periods` };
      if (first === lasting) return { value: first };
      return {
        value: first,
        reason:
          lasting === null
            ? 'paid back at first, but later flows make the position negative again to the end'
            : `paid back at first, but negative again later; from ${lasting} on it stays paid back`,
      };
    },
  }),
  defineRule({
    name: 'roi.return',
    about: 'Return on investment: (benefit − cost) / cost.',
    source: 'definition',
    input: z.object({ benefit: z.number(), cost: z.number().nonnegative('must not be negative') }),
    compute: (input): RoiAnswer => {
      if (input.cost === 0) return { value: null, reason: 'without a cost there is no return on it' };
      return answer((input.benefit - input.cost) / input.cost);
    },
  }),
] as Rule[];
