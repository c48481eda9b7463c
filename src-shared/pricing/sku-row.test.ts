import { describe, expect, it } from 'vitest';
import type { PricingModel, Sku } from './model';
import { skuRow, skuRows } from './sku-row';

const row = (name: string, more: Partial<Sku> = {}): Sku => ({
  code: 'GB',
  name,
  family: 'Storage',
  unit: 'GB',
  billingPeriod: 'month',
  rate: { kind: 'per-unit', unitPrice: '1' },
  ...more,
});
const model = {
  skus: [
    row('everywhere'),
    row('europe until 2027', { region: 'eu', until: '2027-01-01' }),
    row('europe from 2027', { region: 'eu', from: '2027-01-01' }),
  ],
} as PricingModel;

describe('the row of a code', () => {
  it('is the region’s own on its days, else the one for every region', () => {
    const name = (region: string | undefined, startDate: string) =>
      skuRow(model, 'GB', { startDate, ...(region && { region }) })?.name;
    expect(name('eu', '2026-12-31')).toBe('europe until 2027');
    expect(name('eu', '2027-01-01')).toBe('europe from 2027');
    expect(name('us', '2027-01-01')).toBe('everywhere');
    expect(name(undefined, '2027-01-01')).toBe('everywhere');
  });

  it('follows the day of the prices before the first day of the term', () => {
    expect(skuRow(model, 'GB', { startDate: '2027-02-01', priceDate: '2026-12-01', region: 'eu' })?.name).toBe(
      'europe until 2027',
    );
    expect(skuRows(model, { startDate: '2026-12-01', region: 'eu' }).get('GB')?.name).toBe('europe until 2027');
  });

  it('is missing for a code that the model has not', () => {
    expect(skuRow(model, 'NOPE', { startDate: '2026-12-01' })).toBeUndefined();
  });
});
