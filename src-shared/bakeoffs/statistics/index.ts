export { adjustedP, benjaminiHochberg, bonferroni, holm, significanceLevel } from './adjusted-p';
export {
  type BootstrapPlan,
  bootstrapMean,
  bootstrapMedianRatio,
  defaultBootstrapPlan,
  type MedianRatioBootstrap,
} from './bootstrap';
export { correctCoordinatedOmission, type OmissionCorrection, type RecordedValue } from './coordinated-omission';
export { type EffectSize, effectSize } from './effect-size';
export { type Equivalence, equivalenceOfMeans } from './equivalence';
export { compareErrorRates, type ErrorRateComparison, fisherExactP, wilsonInterval } from './error-rates';
export {
  type GeometricMean,
  geometricMean,
  geometricMeanChange,
  geometricMeanOfRatios,
  weightedGeometricMean,
} from './geometric-mean';
export { type HistogramBin, histogramPercentile, histogramPercentiles } from './histogram';
export { type HodgesLehmannShift, hodgesLehmannShift } from './hodges-lehmann';
export { type MannWhitney, mannWhitney, minimumAttainableP, twoSidedP } from './mann-whitney';
export { type MedianInterval, medianInterval } from './median-interval';
export { type McNemar, mcNemar, type PairedDifference, pairedBootstrap } from './paired-items';
export {
  type Quantiles,
  type QuantileType,
  quantile,
  quantileByRank,
  quantileOfAscending,
  quantiles,
} from './quantiles';
export { type RatioEquivalence, ratioEquivalence } from './ratio-equivalence';
export { type RobustSummary, robustSummary } from './robust-summary';
export { ascending, mean, median, variance } from './sample';
export { seededGenerator } from './seeded-generator';
export { type SpearmanCorrelation, spearman } from './spearman';
export { bimodalityCoefficient, fewestForHeaps, type TwoHeaps, twoHeaps } from './two-heaps';
export { CountedValues, type ValueCounts } from './value-counts';
export { welchTest } from './welch';
export { type WilcoxonSignedRank, wilcoxonSignedRank } from './wilcoxon-signed-rank';
