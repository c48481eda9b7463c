import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distributionPoints, pooled, sketchesOf } from './distribution';

const series = (values: number[], key = 'Search') => ({
  key,
  metric: 'elapsed',
  unit: 'ms',
  better: 'lower' as const,
  source: 'samples' as const,
  samples: { values: Float64Array.from(values) },
});

describe('a distribution for the picture', () => {
  it('of a small sample is exact', () => {
    const drawn = pooled(sketchesOf([series([5, 1, 1, 3])]));
    expect(drawn).toEqual({ n: 4, runs: 1, values: [1, 3, 5], shares: [0.5, 0.75, 1] });
  });

  it('counts each measurement the same, however many a run has', () => {
    const few = sketchesOf([series([100])]);
    const many = sketchesOf([series(Array.from({ length: 999 }, (_, index) => index % 10))]);
    const drawn = pooled([...few, ...many])!;
    expect(drawn.n).toBe(1000);
    const at = (value: number) => drawn.shares[drawn.values.findLastIndex((one) => one <= value)];
    expect(at(50)).toBeCloseTo(0.999, 2);
  });

  it('rises from its smallest to its largest value with few points, whatever it is made of', () => {
    const values = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 800 });
    fc.assert(
      fc.property(fc.array(values, { minLength: 1, maxLength: 4 }), (samples) => {
        const drawn = pooled(samples.flatMap((one) => sketchesOf([series(one)])))!;
        expect(drawn.values.length).toBeLessThanOrEqual(distributionPoints + 2);
        expect(drawn.values.at(-1)).toBe(Math.max(...samples.flat()));
        expect(drawn.shares.at(-1)).toBe(1);
        for (let index = 1; index < drawn.values.length; index += 1) {
          expect(drawn.values[index]!).toBeGreaterThan(drawn.values[index - 1]!);
          expect(drawn.shares[index]!).toBeGreaterThan(drawn.shares[index - 1]!);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('is none where there are no single measurements', () => {
    expect(sketchesOf([{ ...series([]), samples: undefined }])).toEqual([]);
    expect(pooled([])).toBeNull();
  });
});
