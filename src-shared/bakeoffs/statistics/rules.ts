import { z } from 'zod';
import { defineRule, type Rule } from '../../kernel/rule';
import { adjustedP } from './adjusted-p';
import { bootstrapMean, bootstrapMedianRatio, defaultBootstrapPlan } from './bootstrap';
import { correctCoordinatedOmission } from './coordinated-omission';
import { effectSize } from './effect-size';
import { compareErrorRates } from './error-rates';
import { geometricMeanChange, geometricMeanOfRatios, weightedGeometricMean } from './geometric-mean';
import { histogramPercentiles } from './histogram';
import { hodgesLehmannShift } from './hodges-lehmann';
import { mannWhitney } from './mann-whitney';
import { medianInterval } from './median-interval';
import { mcNemar, pairedBootstrap } from './paired-items';
import { quantiles } from './quantiles';
import { ratioEquivalence } from './ratio-equivalence';
import { robustSummary } from './robust-summary';
import { twoHeaps } from './two-heaps';
import { welchTest } from './welch';
import { wilcoxonSignedRank } from './wilcoxon-signed-rank';

const sample = z.array(z.number()).min(1, 'needs at least one value');
const spreadSample = z.array(z.number()).min(2, 'needs at least two values');
const positive = z.number().positive('must be above 0, because the rule works on ratios');
const positiveSample = z.array(positive).min(1, 'needs at least one value');
const level = z.number().gt(0).lt(1).default(0.95);
const count = z.int().nonnegative();
const twoSamples = z.object({ a: sample, b: sample });
const bootstrapOptions = {
  level,
  resamples: z.int().min(100).max(1_000_000).default(defaultBootstrapPlan.resamples),
  seed: z.int().default(defaultBootstrapPlan.seed),
};

/** Refuses two lists of different length, naming the second. */
function sameLength(first: string, second: string) {
  return (value: Record<string, unknown>, context: z.RefinementCtx): void => {
    const [x, y] = [value[first], value[second]];
    if (Array.isArray(x) && Array.isArray(y) && x.length !== y.length) {
      context.addIssue({
        code: 'custom',
        path: [second],
        message: `must have as many values as ${first} (${y.length} against ${x.length})`,
      });
    }
  };
}

const testsOfDifference = [
  defineRule({
    name: 'stats.mann-whitney-u',
    about: 'Mann–Whitney U test of two independent samples, exact with ties up to n × m = 2,500, and approximate.',
    source: 'Mann and Whitney 1947; exact two-sided p = min(1, 2 × smaller tail) over mid-ranks, as benchstat',
    input: twoSamples,
    compute: ({ a, b }) => mannWhitney(a, b),
  }),
  defineRule({
    name: 'stats.wilcoxon-signed-rank',
    about:
      'Wilcoxon signed-rank test of paired values; W is the smaller rank sum, pairs without a difference left out.',
    source: 'Wilcoxon 1945; exact by counting signs over mid-ranks up to 200 pairs',
    input: twoSamples.superRefine(sameLength('a', 'b')),
    compute: ({ a, b }) => wilcoxonSignedRank(a, b),
  }),
  defineRule({
    name: 'stats.mcnemar-exact',
    about:
      'McNemar’s exact test of the same items on both sides, from the counts of items that only one side got right.',
    source: 'McNemar 1947; two-sided p = min(1, 2 × binomial tail at one half)',
    input: z.object({ onlyA: count.max(1_000_000), onlyB: count.max(1_000_000) }),
    compute: ({ onlyA, onlyB }) => mcNemar(onlyA, onlyB),
  }),
  defineRule({
    name: 'stats.paired-bootstrap',
    about: 'Mean difference a − b over the same items, with the percentile interval of a bootstrap over whole items.',
    source: 'Efron and Tibshirani, chapter 8; seeded',
    input: z.object({ a: spreadSample, b: spreadSample, ...bootstrapOptions }).superRefine(sameLength('a', 'b')),
    compute: ({ a, b, ...plan }) => pairedBootstrap(a, b, plan),
  }),
  defineRule({
    name: 'stats.two-heaps',
    about: 'Whether measurements stand in two heaps; null where they do not.',
    source:
      'Sarle’s bimodality coefficient of the logarithms above 5/9 (Pfister and others 2013), with a valley between',
    input: z.object({ x: sample }),
    compute: ({ x }) => twoHeaps(x),
  }),
  defineRule({
    name: 'stats.welch-t',
    about: 'Welch t test of two means, two-sided; for reference beside the rank tests.',
    source: 'Welch 1947',
    input: twoSamples,
    compute: ({ a, b }) => welchTest(a, b),
  }),
  defineRule({
    name: 'stats.tost-equivalence-log-ratio-welch',
    about:
      'Equivalence of the ratio b over a: two one-sided Welch tests on logarithms against bounds fixed beforehand.',
    source: 'Schuirmann 1987, with Welch’s standard error',
    input: z
      .object({
        a: positiveSample,
        b: positiveSample,
        ratio: z.literal('b/a').optional(),
        lowerBound: positive,
        upperBound: positive,
        alpha: z.number().gt(0).lt(0.5).default(0.05),
      })
      .refine((value) => value.lowerBound < value.upperBound, {
        path: ['upperBound'],
        message: 'must be above lowerBound',
      }),
    compute: (input) => ratioEquivalence(input),
  }),
  defineRule({
    name: 'stats.p-adjust',
    about: 'Holm, Benjamini–Hochberg and Bonferroni adjustment of a family of p values.',
    source: 'Holm 1979; Benjamini and Hochberg 1995; as R p.adjust',
    input: z.object({ p: z.array(z.number().min(0).max(1)).min(1, 'needs at least one p value') }),
    compute: ({ p }) => adjustedP(p),
  }),
  defineRule({
    name: 'stats.error-rate-comparison',
    about: 'Two error rates: Fisher exact test, Wilson interval of each, Newcombe interval of the difference b − a.',
    source: 'Fisher 1935 (as R fisher.test); Wilson 1927; Newcombe 1998, method 10',
    input: z
      .object({ errorsA: count, totalA: count.min(1), errorsB: count, totalB: count.min(1), level })
      .refine((value) => value.errorsA <= value.totalA, { path: ['errorsA'], message: 'must not exceed totalA' })
      .refine((value) => value.errorsB <= value.totalB, { path: ['errorsB'], message: 'must not exceed totalB' }),
    compute: (input) => compareErrorRates(input.errorsA, input.totalA, input.errorsB, input.totalB, input.level),
  }),
];

const sizesOfDifference = [
  defineRule({
    name: 'stats.effect-size',
    about: 'Cliff’s delta, Vargha–Delaney A12 and the ratio of medians, from counting all pairs.',
    source: 'Cliff 1993; Vargha and Delaney 2000',
    input: twoSamples,
    compute: ({ a, b }) => effectSize(a, b),
  }),
  defineRule({
    name: 'stats.hodges-lehmann-shift',
    about: 'Median of all differences a − b with an interval from their order statistics.',
    source: 'Hodges and Lehmann 1963; index as R wilcox.test, with ties floor(nm/2 − z σ)',
    input: z.object({ a: sample, b: sample, difference: z.literal('a - b').optional(), level }),
    compute: ({ a, b, level: asked }) => hodgesLehmannShift(a, b, asked),
  }),
  defineRule({
    name: 'stats.median-order-statistic-ci',
    about: 'Median of one sample with its binomial order-statistic interval; needs 6 values at 95 %.',
    source: 'Conover, Practical Nonparametric Statistics, section 3.2; as benchstat',
    input: z.object({ x: sample, level }),
    compute: ({ x, level: asked }) => medianInterval(x, asked),
  }),
  defineRule({
    name: 'stats.bootstrap-bca-ratio-of-medians',
    about:
      'Seeded bootstrap of median(b) / median(a): percentile and BCa interval. Below 6 values prefer Hodges–Lehmann.',
    source: 'Efron 1987',
    input: z.object({
      a: z.array(positive).min(2, 'needs at least two values'),
      b: z.array(positive).min(2, 'needs at least two values'),
      ratio: z.literal('median(b)/median(a)').optional(),
      ...bootstrapOptions,
    }),
    compute: ({ a, b, ...plan }) => bootstrapMedianRatio(a, b, plan),
  }),
  defineRule({
    name: 'stats.bootstrap-bca-mean',
    about: 'Seeded bootstrap of a mean with its BCa interval.',
    source: 'Efron 1987',
    input: z.object({ x: spreadSample, ...bootstrapOptions }),
    compute: ({ x, ...plan }) => bootstrapMean(x, plan),
  }),
  defineRule({
    name: 'stats.geometric-mean',
    about: 'Geometric mean of ratios with a t interval over workloads, or the change between two lists of medians.',
    source: 'exp of the mean logarithm; changes as benchstat prints them',
    input: z
      .object({
        ratios: positiveSample.optional(),
        level,
        oldMedians: positiveSample.optional(),
        newMedians: positiveSample.optional(),
      })
      .superRefine((value, context) => {
        if (value.ratios) return;
        const missing =
          !value.oldMedians && !value.newMedians ? 'ratios' : !value.oldMedians ? 'oldMedians' : 'newMedians';
        if (value[missing]) sameLength('oldMedians', 'newMedians')(value, context);
        else context.addIssue({ code: 'custom', path: [missing], message: 'is missing' });
      }),
    compute: ({ ratios, level: asked, oldMedians, newMedians }) =>
      ratios ? geometricMeanOfRatios(ratios, asked) : geometricMeanChange(oldMedians ?? [], newMedians ?? []),
  }),
  defineRule({
    name: 'stats.weighted-geometric-mean',
    about: 'Geometric mean of ratios in which workloads weigh differently.',
    source: 'exp(Σ w ln x / Σ w)',
    input: z
      .object({
        ratios: positiveSample,
        weights: z.array(z.number().nonnegative()).min(1, 'needs at least one weight'),
      })
      .superRefine(sameLength('ratios', 'weights'))
      .refine((value) => value.weights.some((weight) => weight > 0), {
        path: ['weights'],
        message: 'must not all be 0',
      }),
    compute: ({ ratios, weights }) => ({ geometricMean: weightedGeometricMean(ratios, weights) }),
  }),
];

const descriptions = [
  defineRule({
    name: 'stats.quantiles',
    about: 'Quantiles under five definitions: type 1 is nearest rank, type 7 the linear default.',
    source: 'Hyndman and Fan 1996; as R quantile',
    input: z.object({
      x: sample,
      probs: z.array(z.number().min(0).max(1)).min(1, 'needs at least one probability'),
    }),
    compute: ({ x, probs }) => quantiles(x, probs),
  }),
  defineRule({
    name: 'stats.robust-summary',
    about: 'Median, quartiles, MAD, coefficient of variation and outliers by Tukey’s fences, flagged and not removed.',
    source: 'Tukey 1977; type 7 quartiles',
    input: z.object({ x: sample }),
    compute: ({ x }) => robustSummary(x),
  }),
  defineRule({
    name: 'stats.histogram-percentiles',
    about: 'Percentiles of a histogram: upper edge of the bin that holds the nearest rank.',
    source: 'nearest rank over bins, no interpolation',
    input: z.object({
      bins: z.array(z.object({ upper: z.number(), count })).min(1, 'needs at least one bin'),
      percents: z.array(z.number().min(0).max(100)).default([50, 80, 95, 99, 100]),
      rule: z.string().optional(),
    }),
    compute: ({ bins, percents }) => histogramPercentiles(bins, percents),
  }),
  defineRule({
    name: 'stats.coordinated-omission-correction',
    about: 'What-if: adds the latencies of requests that a stalled load generator did not send.',
    source: 'HdrHistogram copyCorrectedForCoordinatedOmission; values kept exact instead of in buckets',
    input: z.object({
      recorded: z
        .array(z.object({ value: z.number().nonnegative(), count }))
        .min(1, 'needs at least one recorded value'),
      expectedInterval: z.number().positive(),
      unit: z.string().optional(),
    }),
    compute: ({ recorded, expectedInterval }) => correctCoordinatedOmission(recorded, expectedInterval),
  }),
];

/** Every statistic under its name in the registry. */
export const statisticsRules: Rule[] = [...testsOfDifference, ...sizesOfDifference, ...descriptions] as Rule[];
