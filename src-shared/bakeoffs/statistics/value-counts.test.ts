import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countedRunFigure, runFigure } from '../run-figure';
import { quantileOfAscending } from './quantiles';
import { mean, variance } from './sample';
import { CountedValues } from './value-counts';

const samples = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 300 });

function countsOf(values: readonly number[]) {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const entries = [...counts].sort(([a], [b]) => a - b);
  return { values: entries.map(([value]) => value), counts: entries.map(([, count]) => count) };
}

it('gives every quantile that the single values give, under each definition', () => {
  fc.assert(
    fc.property(
      samples,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom(1, 2, 6, 7, 8),
      (values, p, type) => {
        const sorted = [...values].sort((a, b) => a - b);
        expect(new CountedValues(countsOf(values)).quantile(p, type)).toBe(quantileOfAscending(sorted, p, type));
      },
    ),
  );
});

it('gives the mean and the deviation of the single values', () => {
  fc.assert(
    fc.property(samples, (values) => {
      const counted = new CountedValues(countsOf(values));
      expect(counted.n).toBe(values.length);
      expect(counted.mean()).toBeCloseTo(mean(values), 9);
      const spread = variance(values);
      if (spread !== null) expect(counted.deviation()).toBeCloseTo(Math.sqrt(spread), 9);
    }),
  );
});

it('enters a comparison with the figure that the single values have, or with the same reason', () => {
  fc.assert(
    fc.property(samples, fc.constantFrom(50, 90, 95, 99), (values, percent) => {
      const statistic = { kind: 'percentile', percent, definition: 'linear7' } as const;
      expect(countedRunFigure(countsOf(values), statistic)).toEqual(runFigure(values, statistic));
    }),
  );
});
