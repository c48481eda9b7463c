import { describe, expect, it } from 'vitest';
import type { Rate } from '../../src-shared/pricing';
import { rateForm, rateKinds, rateOf, withKind } from './rate-forms';
import { listOf } from './table-fields';

const rates: Rate[] = [
  { kind: 'per-unit', unitPrice: '10' },
  { kind: 'flat', price: '300' },
  { kind: 'package', packageSize: '100', packagePrice: '5' },
  { kind: 'committed', commitment: '100', committedUnitPrice: '1', overageUnitPrice: '2', trueUp: 'term' },
  { kind: 'percentage-of', percent: '18', of: { skus: ['A', 'B'], families: ['Platform'] } },
  {
    kind: 'stair-step',
    tiers: [
      { upTo: '10', flatFee: '5' },
      { upTo: null, flatFee: '9' },
    ],
  },
  {
    kind: 'graduated',
    tiers: [
      { upTo: '10', unitPrice: '5', flatFee: '1' },
      { upTo: null, unitPrice: '4' },
    ],
  },
  { kind: 'volume', tiers: [{ upTo: null, unitPrice: '4' }] },
  { kind: 'volume-package', tiers: [{ upTo: null, packageSize: '10', packagePrice: '4' }] },
];

describe('the form of a rate', () => {
  it('gives every kind of rate back as it was', () => {
    expect(rates.map(({ kind }) => kind).sort()).toEqual([...rateKinds].sort());
    for (const rate of rates) expect(rateOf(rateForm(rate), listOf)).toEqual(rate);
  });

  it('takes the price along when the kind changes, and back', () => {
    const graduated = withKind(rateForm({ kind: 'per-unit', unitPrice: '10' }), 'graduated');
    expect(rateOf(graduated, listOf)).toEqual({ kind: 'graduated', tiers: [{ upTo: null, unitPrice: '10' }] });
    expect(rateOf(withKind(graduated, 'per-unit'), listOf)).toEqual({ kind: 'per-unit', unitPrice: '10' });
    expect(rateOf(withKind(graduated, 'committed'), listOf)).toMatchObject({ committedUnitPrice: '10' });
  });
});
