import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  benjaminiHochberg,
  bootstrapMedianRatio,
  effectSize,
  equivalenceOfMeans,
  fisherExactP,
  geometricMeanOfRatios,
  hodgesLehmannShift,
  holm,
  mannWhitney,
  medianInterval,
  minimumAttainableP,
  quantile,
  seededGenerator,
  spearman,
  weightedGeometricMean,
  wilcoxonSignedRank,
} from './index';
import { normalQuantile, normalUpperTail } from './normal';
import { PairwiseDifferences } from './pairwise-differences';
import { studentCriticalValue, studentUpperTail } from './student-t';

/** Small whole numbers give many ties, doubles none: both are tried. */
const value = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.double({ min: -1e3, max: 1e3, noNaN: true }));
const sample = fc.array(value, { minLength: 1, maxLength: 12 });
const positiveSample = fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 3, maxLength: 12 });
const close = (actual: number, expected: number, relative = 1e-9) =>
  expect(Math.abs(actual - expected), `${actual} against ${expected}`).toBeLessThanOrEqual(
    relative * Math.max(1, Math.abs(expected)),
  );

describe('Mann–Whitney U', () => {
  it('is symmetric: swapping the sides swaps U1 and U2 and keeps every p', () => {
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const one = mannWhitney(a, b);
        const other = mannWhitney(b, a);
        expect(other.U1).toBe(one.U2);
        expect(other.U2).toBe(one.U1);
        close(other.pExactTwoSided ?? -1, one.pExactTwoSided ?? -1);
        close(other.pExactCoin ?? 0, one.pExactCoin ?? 0);
        expect(other.pAsymptoticContinuity).toBe(one.pAsymptoticContinuity);
      }),
    );
  });

  it('depends on the order of values only', () => {
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const cubed = (values: number[]) => values.map((x) => Math.round(x * 100) ** 3);
        const plain = (values: number[]) => values.map((x) => Math.round(x * 100));
        expect(mannWhitney(cubed(a), cubed(b))).toEqual(mannWhitney(plain(a), plain(b)));
      }),
    );
  });

  it('never gives an exact p below the smallest attainable one without ties, nor above 1', () => {
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const test = mannWhitney(a, b);
        expect(test.pExactTwoSided).toBeLessThanOrEqual(1);
        expect(test.pExactTwoSided).toBeGreaterThanOrEqual(test.minimumAttainableP * (1 - 1e-12));
      }),
    );
  });

  it('counts exactly up to n × m = 2,500 and approximates above', () => {
    const ramp = (n: number, start: number) => Array.from({ length: n }, (_, index) => start + index * 1.37);
    expect(mannWhitney(ramp(50, 0), ramp(50, 7.1)).pExactTwoSided).not.toBeNull();
    expect(mannWhitney(ramp(1, 0), ramp(2500, 0.1)).pExactTwoSided).not.toBeNull();
    expect(mannWhitney(ramp(50, 0), ramp(51, 7.1)).pExactTwoSided).toBeNull();
    expect(mannWhitney(ramp(41, 0), ramp(60, 3)).pAsymptoticContinuity).toBeGreaterThan(0);
  });

  it('gives R coin’s value beside its own with ties and unequal sizes', () => {
    const test = mannWhitney([1, 2, 2, 3], [2, 3, 3, 4, 4, 5]);
    expect(test.pExactCoin).not.toBe(test.pExactTwoSided);
  });

  it('knows that three runs a side can never be told apart', () => {
    expect(minimumAttainableP(3, 3)).toBe(0.1);
    expect(minimumAttainableP(1, 1)).toBe(1);
  });
});

describe('effect size', () => {
  it('A12 swapped is 1 − A12, and delta is 2 A12 − 1', () => {
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const one = effectSize(a, b);
        close(effectSize(b, a).varghaDelaneyA12, 1 - one.varghaDelaneyA12, 1e-12);
        close(one.cliffsDelta, 2 * one.varghaDelaneyA12 - 1, 1e-12);
        expect(one.greater + one.less + one.ties).toBe(a.length * b.length);
        close(mannWhitney(a, b).U1, one.varghaDelaneyA12 * a.length * b.length);
      }),
    );
  });
});

describe('Hodges–Lehmann', () => {
  it('finds the order statistics that sorting all differences gives', () => {
    fc.assert(
      fc.property(sample, sample, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, share) => {
        const sorted = a.flatMap((x) => b.map((y) => x - y)).sort((x, y) => x - y);
        const rank = 1 + Math.floor(share * (sorted.length - 1));
        expect(new PairwiseDifferences(a, b).ranked(rank) + 0).toBe((sorted[rank - 1] ?? Number.NaN) + 0);
      }),
    );
  });

  it('shifts with a sample, and turns around when the sides are swapped', () => {
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const one = hodgesLehmannShift(a, b);
        const swapped = hodgesLehmannShift(b, a);
        close(swapped.estimate, -one.estimate);
        close(swapped.ciLower, -one.ciUpper);
        close(
          hodgesLehmannShift(
            a.map((x) => x + 100),
            b,
          ).estimate,
          one.estimate + 100,
          1e-8,
        );
        expect(one.ciLower).toBeLessThanOrEqual(one.estimate);
        expect(one.ciUpper).toBeGreaterThanOrEqual(one.estimate);
      }),
    );
  });
});

describe('adjusted p', () => {
  const family = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 });

  it('Holm keeps the order, never lowers a p, never exceeds Bonferroni, and is at least Benjamini–Hochberg', () => {
    fc.assert(
      fc.property(family, (p) => {
        const adjusted = holm(p);
        const mild = benjaminiHochberg(p);
        p.forEach((raw, i) => {
          expect(adjusted[i]).toBeGreaterThanOrEqual(raw);
          expect(adjusted[i]).toBeLessThanOrEqual(Math.min(1, raw * p.length) + 1e-15 + (adjusted[i] ?? 0));
          expect(mild[i]).toBeLessThanOrEqual((adjusted[i] ?? 0) + 1e-15);
          p.forEach((other, j) => {
            if (raw < other) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j] ?? 0);
          });
        });
      }),
    );
  });

  it('leaves a single p as it is', () => {
    expect(holm([0.03])).toEqual([0.03]);
  });
});

describe('paired tests, intervals and means', () => {
  it('signed ranks: the sums add up, swapping keeps p, and counting signs agrees with trying all of them', () => {
    const pairs = fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(pairs, (both) => {
        const a = both.map(([x]) => x);
        const b = both.map(([, y]) => y);
        const test = wilcoxonSignedRank(a, b);
        const n = test.pairsThatDiffer;
        close(test.positiveRankSum + test.negativeRankSum, (n * (n + 1)) / 2);
        close(wilcoxonSignedRank(b, a).pExactTwoSided ?? -1, test.pExactTwoSided ?? -2);
        expect(test.W).toBe(Math.min(test.positiveRankSum, test.negativeRankSum));
      }),
    );
    // W = 0 with six pairs: 2 / 2^6.
    expect(wilcoxonSignedRank([1, 2, 3, 4, 5, 6], [0, 0, 0, 0, 0, 0]).pExactTwoSided).toBe(0.03125);
  });

  it('the median interval covers at least the level and needs six values at 95 %', () => {
    for (let n = 1; n <= 40; n += 1) {
      const interval = medianInterval(Array.from({ length: n }, (_, index) => index));
      if (n < 6) expect(interval.ciLower).toBeNull();
      else expect(interval.actualConfidence).toBeGreaterThanOrEqual(0.95);
    }
    expect(medianInterval(Array.from({ length: 5000 }, (_, index) => index)).lowerOrder1Based).toBe(2431);
  });

  it('equal weights give the plain geometric mean, and weights may be scaled', () => {
    fc.assert(
      fc.property(positiveSample, (ratios) => {
        const plain = geometricMeanOfRatios(ratios).geometricMean;
        close(
          weightedGeometricMean(
            ratios,
            ratios.map(() => 3),
          ),
          plain,
        );
      }),
    );
    close(weightedGeometricMean([2, 8], [2, 1]), 2 ** (5 / 3), 1e-12);
  });

  it('quantiles run from the smallest to the largest value and never fall', () => {
    fc.assert(
      fc.property(sample, (x) => {
        for (const type of [1, 2, 6, 7, 8] as const) {
          const at = (p: number) => quantile(x, p, type);
          expect(at(0) + 0).toBe(Math.min(...x) + 0);
          expect(at(1) + 0).toBe(Math.max(...x) + 0);
          expect(at(0.3)).toBeLessThanOrEqual(at(0.31) + 1e-9);
        }
      }),
    );
    // 0.3 × 10 and 0.07 × 100 are not whole in binary, but nearest rank means the 3rd and the 7th.
    const ten = Array.from({ length: 10 }, (_, index) => index + 1);
    const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(quantile(ten, 0.3, 1)).toBe(3);
    expect(quantile(hundred, 0.07, 1)).toBe(7);
  });

  it('equivalence holds at 5 % exactly when the 90 % interval lies inside the bounds', () => {
    fc.assert(
      fc.property(positiveSample, positiveSample, fc.double({ min: 0.1, max: 60, noNaN: true }), (a, b, band) => {
        const test = equivalenceOfMeans(a, b, -band, band);
        if (!test || Math.abs(test.p - 0.05) < 1e-9) return;
        expect(test.ci90[0] > -band && test.ci90[1] < band).toBe(test.p < 0.05);
      }),
    );
  });

  it('rank correlation is 1 for rising, −1 for falling, and undefined without variation', () => {
    expect(spearman([1, 2, 3, 4, 5], [2, 3, 5, 7, 11])).toEqual({ rho: 1, p: 2 / 120, pairs: 5 });
    expect(spearman([1, 2, 3, 4], [9, 7, 5, 1]).rho).toBe(-1);
    expect(spearman([1, 2, 3], [4, 4, 4]).rho).toBeNull();
  });
});

describe('distributions', () => {
  it('quantiles undo tails over the whole range', () => {
    for (const tail of [1e-200, 1e-12, 0.001, 0.025, 0.3, 0.5]) {
      close(normalUpperTail(-normalQuantile(tail)) / tail, 1, 1e-12);
      for (const degrees of [1, 3.7, 12, 4000]) {
        if (tail > 1e-100) close(studentUpperTail(studentCriticalValue(tail, degrees), degrees) / tail, 1, 1e-10);
      }
    }
  });

  it('Fisher’s exact test is precise for a million trials', () => {
    // Summed with 50 digits elsewhere.
    close(fisherExactP(5000, 1_000_000, 5400, 1_000_000) / 0.0000873888740239967, 1, 1e-11);
    close(fisherExactP(120, 100_000, 300, 120_000) / 1.4543695469308804e-12, 1, 1e-11);
  });
});

describe('bootstrap', () => {
  const a = [9.3, 8.7, 5.9, 4.9, 7.0, 11.3, 11.8, 10.2];
  const b = [7.7, 10.2, 7.2, 7.8, 10.5, 6.0, 7.7, 6.7];

  it('gives the same interval every time with one seed, and another with another', () => {
    const plan = { level: 0.95, resamples: 2000, seed: 7 };
    expect(bootstrapMedianRatio(a, b, plan)).toEqual(bootstrapMedianRatio(a, b, plan));
    expect(bootstrapMedianRatio(a, b, { ...plan, seed: 8 }).z0).not.toBe(bootstrapMedianRatio(a, b, plan).z0);
  });

  it('draws evenly', () => {
    const random = seededGenerator(1);
    const counts = new Array<number>(10).fill(0);
    for (let draw = 0; draw < 100_000; draw += 1) {
      const bin = Math.floor(random() * 10);
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
    // Chi-squared with 9 degrees of freedom stays below 27.9 in 999 of 1,000 cases.
    expect(counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)).toBeLessThan(27.9);
  });
});
