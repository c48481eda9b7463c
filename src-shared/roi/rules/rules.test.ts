import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import fixture from '../../../test/fixtures/roi/vectors.json';
import { investmentRules, type RoiAnswer } from './index';
import { internalRate } from './internal-rate';
import { netPresentValueStart } from './net-present-value';
import { payback } from './payback';

function ask(name: string, input: unknown): RoiAnswer {
  const rule = investmentRules.find((candidate) => candidate.name === `roi.${name}`);
  if (!rule) throw new Error(`no rule ${name}`);
  return rule.compute(rule.input.parse(input)) as RoiAnswer;
}

/** A vector's id without its number is the rule's name, except for these. */
const names: Record<string, string> = { 'irr-none': 'irr', 'payback-never': 'payback', roi: 'return' };

describe('investment figures are those of the spreadsheet documentation', () => {
  for (const vector of fixture.vectors) {
    it(`${vector.id}: ${vector.function}`, () => {
      const name = names[vector.id] ?? vector.id.replace(/-\d+$/, '');
      const answer = ask(names[name] ?? name, vector.input);
      if (vector.expected === null) {
        expect(answer.value).toBeNull();
        expect(answer.reason).toBeTruthy();
      } else {
        expect(Math.abs((answer.value ?? Number.NaN) - vector.expected)).toBeLessThanOrEqual(vector.tolerance);
      }
    });
  }

  it('XIRR and MIRR give the documented figures of their own examples', () => {
    const flows = [
      ['2008-01-01', -10000],
      ['2008-03-01', 2750],
      ['2008-10-30', 4250],
      ['2009-02-15', 3250],
      ['2009-04-01', 2750],
    ];
    expect(ask('xirr', { flows }).value).toBeCloseTo(0.373362535, 8);
    const loan = [-120000, 39000, 30000, 21000, 37000, 46000];
    expect(ask('mirr', { flows: loan, financeRate: 0.1, reinvestRate: 0.12 }).value).toBeCloseTo(0.126094, 6);
  });
});

describe('internal rate of return', () => {
  it('finds both rates where two exist, gives the one nearest the guess and says so', () => {
    const flows = [-1000, 2500, -1540];
    const low = ask('irr', { flows });
    expect(low.value).toBeCloseTo(0.1, 10);
    expect(low.rates?.map((rate) => Math.round(rate * 1e8) / 1e8)).toEqual([0.1, 0.4]);
    expect(ask('irr', { flows, guess: 0.5 }).value).toBeCloseTo(0.4, 10);
  });

  it('finds a rate at which the value only touches zero', () => {
    expect(ask('irr', { flows: [-100, 220, -121] }).value).toBeCloseTo(0.1, 6);
  });

  it('says so when the signs change but no rate exists', () => {
    const answer = ask('irr', { flows: [-100, 220, -130] });
    expect(answer).toEqual({ value: null, reason: 'no rate above −100 % makes these flows worth nothing' });
  });

  it('copes with late, huge and tiny flows', () => {
    expect(ask('irr', { flows: [-1, 1e9] }).value).toBeCloseTo(1e9 - 1, -1);
    expect(ask('irr', { flows: [0, 0, -100, 110, 0] }).value).toBeCloseTo(0.1, 12);
    expect(ask('irr', { flows: [-1e-9, 1.5e-9] }).value).toBeCloseTo(0.5, 12);
    expect(ask('irr', { flows: [-100, ...new Array(3000).fill(0), 1e-6] }).value).toBeCloseTo(
      1e-8 ** (1 / 3001) - 1,
      9,
    );
    expect(ask('irr', { flows: [0, 0] }).value).toBeNull();
  });

  it('is the rate at which the present value is zero, for every investment followed by income', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 1000, noNaN: true }),
        fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), { minLength: 1, maxLength: 30 }),
        (cost, income) => {
          const { value } = internalRate([-cost, ...income].map((amount, time) => ({ time, amount })));
          expect(value).not.toBeNull();
          const scale =
            cost + income.reduce((sum, amount, index) => sum + amount * (1 + (value ?? 0)) ** -(index + 1), 0);
          expect(Math.abs(netPresentValueStart(value ?? 0, -cost, income))).toBeLessThanOrEqual(1e-9 * scale);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('payback', () => {
  it('is the first time that the money is back, and names a later fall below it', () => {
    const answer = ask('payback', { investment: -100, flows: [150, -100, 100] });
    expect(answer.value).toBeCloseTo(100 / 150, 12);
    expect(answer.reason).toContain('2.5');
    expect(payback(-100, [150, -100])).toEqual({ first: 100 / 150, lasting: null });
  });

  it('is later when the flows are discounted', () => {
    const input = { investment: -100, flows: [60, 60, 60] };
    expect(ask('payback', input).value).toBeCloseTo(1 + 40 / 60, 12);
    const first = 60 / 1.1;
    const second = 60 / 1.21;
    expect(ask('payback', { ...input, rate: 0.1 }).value).toBeCloseTo(1 + (100 - first) / second, 12);
    expect(ask('payback', { ...input, rate: 0.5 }).value).toBeNull();
  });

  it('is at once without an investment', () => {
    expect(ask('payback', { investment: 0, flows: [10] }).value).toBe(0);
  });
});

describe('input that has no answer', () => {
  it('names the field of a flow before the first, of a day that does not exist and of a rate of −100 %', () => {
    const before = () =>
      ask('xnpv', {
        rate: 0.1,
        flows: [
          ['2024-02-01', -1],
          ['2024-01-31', 2],
        ],
      });
    expect(before).toThrow(expect.objectContaining({ code: 'bad-input', where: { field: 'flows.1.0' } }));
    expect(() => ask('xirr', { flows: [['2023-02-29', -1]] })).toThrow();
    expect(() => ask('npv-end', { rate: -1, flows: [1] })).toThrow();
  });

  it('gives null with a reason for a return on no cost and for a result too large for a double', () => {
    expect(ask('return', { benefit: 1, cost: 0 }).value).toBeNull();
    expect(ask('npv-end', { rate: -0.999999, flows: new Array(100).fill(1) }).value).toBeNull();
  });
});
