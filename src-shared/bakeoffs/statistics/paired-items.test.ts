import { describe, expect, it } from 'vitest';
import { mcNemar, pairedBootstrap } from './paired-items';

describe('McNemar’s exact test', () => {
  it('doubles the binomial tail of the smaller count', () => {
    // P(X ≤ 2) of 12 at one half is 79/4096.
    expect(mcNemar(10, 2).p).toBeCloseTo((2 * 79) / 4096, 12);
    expect(mcNemar(2, 10).p).toBe(mcNemar(10, 2).p);
  });

  it('tells nothing where no item, or as many on either side, differ', () => {
    expect(mcNemar(0, 0).p).toBe(1);
    expect(mcNemar(5, 5).p).toBe(1);
  });

  it('holds for many items', () => {
    expect(mcNemar(5200, 4800).p).toBeGreaterThan(0);
    expect(mcNemar(5200, 4800).p).toBeLessThan(1e-4);
  });
});

describe('the paired bootstrap', () => {
  const a = Array.from({ length: 200 }, (_, index) => (index % 4 === 0 ? 0 : 1));
  const b = Array.from({ length: 200 }, (_, index) => (index % 4 === 0 || index % 10 === 3 ? 0 : 1));

  it('has the difference of the means inside its interval, the same for the same seed', () => {
    const found = pairedBootstrap(a, b);
    expect(found.difference).toBeCloseTo(0.1, 12);
    expect(found.lower).toBeLessThan(0.1);
    expect(found.lower).toBeGreaterThan(0);
    expect(found.upper).toBeGreaterThan(0.1);
    expect(pairedBootstrap(a, b)).toEqual(found);
  });

  it('has no width where every pair is alike, however much the items differ', () => {
    expect(pairedBootstrap(a, a)).toMatchObject({ difference: 0, lower: 0, upper: 0 });
  });
});
