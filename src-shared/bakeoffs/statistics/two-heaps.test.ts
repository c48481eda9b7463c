import { describe, expect, it } from 'vitest';
import { normalQuantile } from './normal';
import { seededGenerator } from './seeded-generator';
import { bimodalityCoefficient, twoHeaps } from './two-heaps';

const draws = (n: number, seed: number, draw: (u: () => number) => number): number[] => {
  const u = seededGenerator(seed);
  return Array.from({ length: n }, () => draw(u));
};
const normal = (u: () => number): number => normalQuantile(Math.min(1 - 1e-12, Math.max(1e-12, u())));

/** How many of 200 samples of a shape are called two heaps. */
const called = (draw: (u: () => number) => number, n = 400): number =>
  Array.from({ length: 200 }, (_, seed) => twoHeaps(draws(n, seed + 1, draw))).filter((found) => found !== null).length;

describe('two heaps', () => {
  it('are found where a cache answers a part of the requests', () => {
    const found = twoHeaps(draws(1000, 5, (u) => (u() < 0.7 ? 3 : 40) * Math.exp(0.15 * normal(u))))!;
    expect(found.low).toBeCloseTo(3, 0);
    expect(found.high).toBeGreaterThan(37);
    expect(found.high).toBeLessThan(43);
    expect(found.lowShare).toBeCloseTo(0.7, 1);
  });

  it('are found in whole milliseconds', () => {
    const found = twoHeaps(draws(1000, 5, (u) => Math.round((u() < 0.5 ? 20 : 80) * Math.exp(0.1 * normal(u)))));
    expect(found).toMatchObject({ low: 20, high: 80 });
  });

  it.each([
    ['a normal distribution', (u: () => number) => 100 + 5 * normal(u)],
    ['a long tail', (u: () => number) => 5 * Math.exp(0.8 * normal(u))],
    ['a longer tail', (u: () => number) => 5 * Math.exp(1.5 * normal(u))],
    ['a floor with a tail', (u: () => number) => 10 - 10 * Math.log(1 - u())],
    ['waiting times', (u: () => number) => -Math.log(1 - u())],
    ['a uniform distribution', (u: () => number) => 10 + 90 * u()],
    ['a power law', (u: () => number) => 4 / (1 - u()) ** 0.7],
    ['whole milliseconds near 1', (u: () => number) => Math.max(1, Math.round(1.5 * Math.exp(0.4 * normal(u))))],
    ['three ticks of a coarse clock', (u: () => number) => 15.6 * (1 + Math.floor(3 * u()))],
  ])('are not seen in %s: at most 2 of 200 samples', (_, draw) => {
    expect(called(draw)).toBeLessThanOrEqual(2);
  });

  it('are not looked for in fewer than 100 measurements, or in values of 0 and below', () => {
    const heaps = draws(99, 5, (u) => (u() < 0.5 ? 3 : 40) * Math.exp(0.1 * normal(u)));
    expect(twoHeaps(heaps)).toBeNull();
    expect(twoHeaps([...heaps, ...heaps])).not.toBeNull();
    expect(twoHeaps([...heaps, ...heaps, 0])).toBeNull();
  });

  it('has a coefficient of 5/9 for even values and of nearly 1 for two points', () => {
    expect(bimodalityCoefficient(Array.from({ length: 100_000 }, (_, index) => index))).toBeCloseTo(5 / 9, 3);
    expect(bimodalityCoefficient(Array.from({ length: 10_000 }, (_, index) => index % 2))).toBeCloseTo(1, 2);
    expect(bimodalityCoefficient([1, 1, 1, 1])).toBeNull();
  });
});
