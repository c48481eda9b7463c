import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import fixture from '../../test/fixtures/pricing/vectors.json';
import { ProofdeskError } from '../kernel/errors';
import { pricingRules } from './index';

const byName = new Map(pricingRules.map((rule) => [rule.name, rule]));

function compute(name: string, input: unknown): unknown {
  const rule = byName.get(name);
  if (!rule) throw new Error(`no rule ${name}`);
  return rule.compute(rule.input.parse(input));
}

function refusal(name: string, input: unknown): ProofdeskError {
  try {
    compute(name, input);
  } catch (error) {
    if (error instanceof ProofdeskError) return error;
    throw error;
  }
  throw new Error('was not refused');
}

describe('worked examples', () => {
  it.each(fixture.vectors.map((vector) => [vector.id, vector] as const))('%s', (_id, vector) => {
    expect(compute(`price.${vector.kind}`, vector.input)).toEqual(vector.expected);
  });

  it('has a rule for every kind of example', () => {
    const kinds = new Set(fixture.vectors.map((vector) => `price.${vector.kind}`));
    expect([...kinds].filter((kind) => !byName.has(kind))).toEqual([]);
  });
});

describe('the list of rules', () => {
  it('names each rule once and gives its input as JSON schema', () => {
    expect(byName.size).toBe(pricingRules.length);
    for (const rule of pricingRules) {
      expect(rule.name).toMatch(/^price\.[a-z-]+$/);
      expect(z.toJSONSchema(rule.input, { io: 'input' })).toHaveProperty('type', 'object');
    }
  });

  it('refuses an input that has no answer, naming the field', () => {
    const tiers = [
      { upTo: 100, unitPrice: '1' },
      { upTo: 50, unitPrice: '1' },
    ];
    const cases: [string, unknown, string][] = [
      ['price.per-unit', { unitPrice: '1', quantity: '-1', currency: 'USD' }, 'quantity'],
      ['price.per-unit', { unitPrice: '1', quantity: '1e3', currency: 'USD' }, 'quantity'],
      ['price.per-unit', { unitPrice: '-1', quantity: '1', currency: 'USD' }, 'unitPrice'],
      ['price.per-unit', { unitPrice: '1', quantity: '1', currency: 'EURO' }, 'currency'],
      ['price.per-unit', { unitPrice: '1', quantity: '1', currency: 'XAU' }, 'currency'],
      ['price.graduated', { tiers, quantity: '10', currency: 'USD' }, 'tiers.1.upTo'],
      ['price.graduated', { tiers: [], quantity: '10', currency: 'USD' }, 'tiers'],
      ['price.volume', { tiers: tiers.slice(0, 1), quantity: '101', currency: 'USD' }, 'quantity'],
      ['price.package', { packageSize: '0', packagePrice: '1', quantity: '1', currency: 'USD' }, 'packageSize'],
      ['price.allocate', { amountMinor: '1', ratios: ['0', '0'] }, 'ratios'],
      ['price.allocate', { amountMinor: '1', ratios: ['1', '-1'] }, 'ratios.1'],
      [
        'price.prorate',
        { amount: '1', periodStart: '2026-02-30', periodEnd: '2026-03-01', currency: 'USD' },
        'periodStart',
      ],
      [
        'price.prorate',
        { amount: '1', periodStart: '2026-02-01', periodEnd: '2026-02-01', currency: 'USD' },
        'periodEnd',
      ],
      ['price.price-from-margin', { cost: '1', marginPercent: '100', currency: 'USD' }, 'marginPercent'],
      ['price.discounts', { list: '1', discounts: [{ percent: '101' }], currency: 'USD' }, 'discounts.0.percent'],
      ['price.tax', { nets: ['1.005'], ratePercent: '19', currency: 'USD' }, 'nets.0'],
      ['price.recurring', { unitPrice: '1', quantity: '1', bills: 1.5, currency: 'USD' }, 'bills'],
    ];
    for (const [name, input, field] of cases) {
      const error = refusal(name, input);
      expect([name, error.code, error.where?.field]).toEqual([name, 'bad-input', field]);
    }
  });

  it('leaves a margin on a net of zero undefined, and says so', () => {
    expect(compute('price.margin', { net: '0', cost: '10', currency: 'USD' })).toEqual({
      marginPercent: null,
      margin: '-10.00',
      reason: 'A margin on a net of 0 is undefined',
    });
  });

  it('takes amounts after percentages, and adds percentages where asked', () => {
    const list = { list: '1000.00', currency: 'USD' };
    expect(compute('price.discounts', { ...list, discounts: [{ amount: '50' }, { percent: '10' }] })).toEqual({
      net: '850.00',
      effectivePercent: '15.0',
    });
    const both = [{ percent: '10' }, { percent: '5' }];
    expect(compute('price.discounts', { ...list, mode: 'additive', discounts: both })).toMatchObject({ net: '850.00' });
  });
});
