import { z } from 'zod';
import {
  computePrices,
  degradation,
  type FaultedRun,
  faultFigure,
  faultFigures,
  faultsSchema,
  groupedTableSchema,
  pricedFigure,
  priceSheetSchema,
  sidePricesSchema,
} from '../../../src-shared/bakeoffs';
import {
  computeInsidePricing,
  computePricing,
  computeQuoteChanges,
  computeVerdicts,
  insidePricingInputSchema,
  pricingInputSchema,
  quoteChangesInputSchema,
} from '../../../src-shared/documents';
import { computeRoiCase, roiCaseContentSchema, roiCaseInputSchema, roiVersionFigures } from '../../../src-shared/roi';
import {
  costFigure,
  givenMapping,
  inspectionOf,
  measureRun,
  parsedRun,
  seriesOf,
  timelineOf,
  timelinesOf,
  unfaulted,
} from '../../bakeoffs';
import { registerRecomputation } from './recomputation';

/**
 * Which figure of which run a value is: the run's files are the evidence of the recomputation, in their order. Of a series with single
 * measurements the statistic is computed; of others the figure is taken from what the file says, by its JSON pointer in the inspection.
 */
export const runInputSchema = z.object({
  /** Seconds from the run's start that are left out of every figure. */
  discardSeconds: z.number().nonnegative().optional(),
  /** The mapping through which the file was read, with the digest of what it says. */
  mapping: z.object({ sha256: z.string(), content: z.unknown() }).optional(),
  figures: z
    .array(
      z.object({
        /** Name of the result. */
        name: z.string(),
        key: z.string(),
        metric: z.string(),
        statistic: z.union([
          /** Every measurement, in the file's order: for harnesses whose measurements are runs of their own. */
          z.object({ kind: z.literal('samples') }),
          z.object({ kind: z.enum(['mean', 'median', 'min', 'max', 'errorRate', 'throughput', 'value']) }),
          z.object({
            kind: z.literal('percentile'),
            percent: z.number(),
            definition: z.enum(['linear7', 'nearestRank']),
          }),
          /** Money for units of work, at these prices; `each`: of each complete execution in the file. */
          z.object({
            kind: z.literal('cost'),
            basis: z.enum(['throughput', 'rate', 'duration']),
            work: z.string(),
            per: z.number().positive(),
            currency: z.string(),
            within: z.number().optional(),
            prices: priceSheetSchema,
            each: z.boolean().optional(),
          }),
          /** How it fared under these faults. */
          z.object({
            kind: z.literal('underFault'),
            figure: z.enum(faultFigures),
            fault: z.string().optional(),
            latencyBand: z.number(),
            errorBand: z.number(),
            holdSeconds: z.number(),
            faults: faultsSchema,
          }),
          /** A figure that the file itself says: `rate`, `errors`, `percentiles/reported/p95`. */
          z.object({ kind: z.literal('stated'), figure: z.string() }),
        ]),
      }),
    )
    .max(10_000),
});

export type RunInput = z.infer<typeof runInputSchema>;

/** Reads a run's files again and takes the figures named. The result has one property a name. */
export async function computeRun(
  input: RunInput,
  files: readonly { name: string; bytes: Uint8Array }[],
): Promise<Record<string, unknown>> {
  const run = await parsedRun(files, {
    discardSeconds: input.discardSeconds,
    ...(input.mapping && { mapping: givenMapping(input.mapping) }),
  });
  const inspected = inspectionOf(run);
  const result: Record<string, unknown> = {};
  for (const { name, key, metric, statistic } of input.figures) {
    const at = run.series.findIndex((series) => series.key === key && series.metric === metric);
    const series = run.series[at];
    if (!series) continue;
    if (statistic.kind === 'stated') {
      result[name] = statistic.figure
        .split('/')
        .reduce<unknown>(
          (value, step) => (typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined),
          inspected.series[at],
        );
    } else if (statistic.kind === 'samples') {
      if (series.samples) result[name] = Array.from(series.samples.values);
      // Too many to compare one by one: the values that occur, with how often each does.
      else if (series.counts) result[name] = [Array.from(series.counts.values), Array.from(series.counts.counts)];
    } else if (statistic.kind === 'cost') {
      const { prices, each, ...measure } = statistic;
      const row = { id: name, label: name, series: key, metric, measure, unit: '', better: 'lower' as const };
      // The very functions by which a run gets its cost.
      const priced = pricedFigure(costFigure(run, row), row, prices);
      result[name] = each ? priced.repetitions : priced.value;
    } else if (statistic.kind === 'underFault') {
      const { faults, ...measure } = statistic;
      const row = { id: name, label: name, series: key, metric, measure, unit: '', better: 'lower' as const };
      result[name] = faultFigure(unfaulted(run, row), row, timelinesOf(run, [row]), faults).value;
    } else {
      // The very function by which a run enters a comparison.
      result[name] = measureRun(run, key, metric, statistic).value;
    }
  }
  return result;
}

/** The courses of runs under fault: of each run its side, its faults and how many of the evidence's files are its. */
export const courseInputSchema = z.object({
  key: z.string(),
  metric: z.string(),
  discardSeconds: z.number().nonnegative().optional(),
  runs: z
    .array(
      z.object({
        side: z.enum(['ours', 'theirs']),
        files: z.int().positive(),
        faults: faultsSchema,
        mapping: runInputSchema.shape.mapping,
      }),
    )
    .max(2_000),
});

/** Reads the runs again and lays them over each other. */
export async function computeCourse(
  { key, metric, discardSeconds, runs }: z.infer<typeof courseInputSchema>,
  files: readonly { name: string; bytes: Uint8Array }[],
) {
  const faulted: FaultedRun[] = [];
  let next = 0;
  for (const { side, files: count, faults, mapping } of runs) {
    const own = files.slice(next, next + count);
    next += count;
    const run = await parsedRun(own, { discardSeconds, ...(mapping && { mapping: givenMapping(mapping) }) });
    const line = timelineOf(run, seriesOf(run, key, metric));
    if (typeof line !== 'string') faulted.push({ side, line, faults });
  }
  return degradation(faulted);
}

registerRecomputation('course', (input, files) => computeCourse(courseInputSchema.parse(input), files));
registerRecomputation('pricing', (input) => computePricing(pricingInputSchema.parse(input)));
registerRecomputation('pricing-inside', (input) => computeInsidePricing(insidePricingInputSchema.parse(input)));
registerRecomputation('quote-changes', (input) => computeQuoteChanges(quoteChangesInputSchema.parse(input)));
registerRecomputation('verdicts', (input) => computeVerdicts(groupedTableSchema.parse(input)));
registerRecomputation('roi', (input) => computeRoiCase(roiCaseInputSchema.parse(input)));
registerRecomputation('roi-case', (input) => {
  const { content, seed } = z.object({ content: roiCaseContentSchema, seed: z.int() }).parse(input);
  return roiVersionFigures(content, seed);
});
registerRecomputation('prices', (input) => computePrices(sidePricesSchema.parse(input)));
registerRecomputation('run', (input, files) => computeRun(runInputSchema.parse(input), files));
