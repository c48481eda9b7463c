import { describe, expect, it } from 'vitest';
import { meteredQuantity } from './metered-line';
import { sayQuantitySource } from './say';
import type { BakeoffSource, UsageSource } from './source';
import { readUnit, unitRatio } from './unit';

const months = (...quantities: number[]) =>
  quantities.map((quantity, index) => ({
    month: `2026-${String(index + 1).padStart(2, '0')}`,
    quantity: String(quantity),
    times: 10,
    partial: index === 0,
  }));
const usage = (own: Partial<UsageSource> = {}): UsageSource => ({
  kind: 'usage',
  file: { name: 'usage.csv', sha256: 'a'.repeat(64) },
  meter: 'api',
  unit: 'calls',
  take: 'mean',
  lastMonths: null,
  partialToo: false,
  measured: months(10, 100, 200, 600),
  ...own,
});
const meter = { unit: 'call', periodMonths: 1, firstMonth: '2027-01', months: 12, wholeMonths: true };
const quantity = (own: Partial<UsageSource>, of = meter) => meteredQuantity(usage(own), of);

describe('measured usage', () => {
  it('gives its mean, peak, p95 or last months; months that are there in part do not count', () => {
    expect(quantity({})).toEqual({ quantity: '300', quantityRange: { low: '100', high: '600' }, ramp: null });
    expect(quantity({ take: 'peak' }).quantity).toBe('600');
    expect(quantity({ take: 'last', lastMonths: 2 })).toMatchObject({
      quantity: '400',
      quantityRange: { low: '200', high: '600' },
    });
    expect(quantity({ partialToo: true }).quantity).toBe('228');
  });

  it('takes the 95th percentile by nearest rank: the 19th of 20 months', () => {
    const measured = Array.from({ length: 20 }, (_, index) => ({
      month: `20${25 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`,
      quantity: String((index + 1) * 10),
      times: 1,
      partial: false,
    }));
    expect(quantity({ take: 'p95', measured }).quantity).toBe('190');
  });

  it('of what is held is the mean over the times of measuring', () => {
    expect(quantity({ unit: 'GB' }, { ...meter, unit: 'GB', periodMonths: 12 }).quantity).toBe('30');
  });

  it('of traffic is added up, though its unit is that of storage', () => {
    const egress = { ...meter, unit: 'GB egress', periodMonths: 3 };
    expect(quantity({ unit: 'GB' }, egress).quantity).toBe('900');
  });

  it('says which months count and which do not', () => {
    expect(sayQuantitySource(usage())).toBe(
      'from usage file usage.csv: mean of 3 months of api in calls, 2026-02 to 2026-04, without 2026-01, which the file covers in part only',
    );
  });

  it('refuses what it does not have', () => {
    expect(() => quantity({ take: 'last', lastMonths: 4 })).toThrow(
      'The last 4 months are asked for, and 3 are there.',
    );
    expect(() => quantity({ measured: months(10) })).toThrow('no whole month');
  });
});

describe('measured consumption', () => {
  const source: BakeoffSource = {
    kind: 'bakeoff',
    bakeoff: 'b',
    number: 'B-A7-0001',
    metric: 'tokens',
    label: 'Tokens per answer',
    use: null,
    unit: 'tokens',
    volume: '100000',
    runs: [310.25, 300.5, 305].map((value, index) => ({
      run: `r${index}`,
      name: `run ${index}`,
      value: String(value),
    })),
  };

  it('is the mean of the runs times the volume, with the least and the largest run as its range', () => {
    expect(meteredQuantity(source, { ...meter, unit: '1,000 tokens' })).toEqual({
      quantity: '30525',
      quantityRange: { low: '30050', high: '31025' },
      ramp: null,
    });
    expect(sayQuantitySource(source)).toBe(
      'from bakeoff B-A7-0001, row “Tokens per answer”: mean of 3 runs in tokens × 100,000 a month',
    );
  });

  it('of seconds becomes hours', () => {
    const seconds = { ...source, unit: 's', runs: [{ run: 'r', name: 'run', value: '0.36' }] };
    expect(meteredQuantity(seconds, { ...meter, unit: 'compute hours' })).toMatchObject({
      quantity: '10',
      quantityRange: null,
    });
  });
});

describe('a unit', () => {
  it.each([
    ['1,000 tokens', 'tokens', '1000'],
    ['million API calls', 'calls', '1000000'],
    ['1k requests', 'calls', '1000'],
    ['GB-month', 'storage', '1000000000'],
    ['GiB', 'storage', '1073741824'],
    ['vCPU hours', 'hours', '1'],
    ['GB egress', 'storage', '1000000000'],
    ['seat', 'own', '1'],
  ])('%s is read', (text, kind, size) => {
    const read = readUnit(text);
    expect([read.kind, String(read.size.numerator / read.size.denominator)]).toEqual([kind, size]);
  });

  it('is turned only into one that counts the same', () => {
    expect(unitRatio('TB', 'GB')).toMatchObject({ numerator: 10n ** 12n });
    expect(() => unitRatio('seats', 'seat')).not.toThrow();
    expect(() => unitRatio('GPU hours', 'vCPU hours')).toThrow('“GPU hours”');
    expect(() => unitRatio('seats', 'tokens')).toThrow('cannot be turned');
  });
});
