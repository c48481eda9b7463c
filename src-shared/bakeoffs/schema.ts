import { z } from 'zod';
import { defineEntity, field } from '../kernel/entity';
import { conditionsShape } from './agreement';
import { type PriceSheet, priceSheetSchema } from './cost/price-sheet';
import { workOfRunSchema } from './cost/run-cost';
import { runMappingSchema } from './mappings/saved';
import { runMetadataSchema } from './metadata';
import { metricsSchema, templateNames } from './metrics';
import { runObservationsSchema } from './observations';
import { runTimelinesSchema } from './robustness/run-timeline';
import { betterSchema, defaultRatioBand, verdictRowSchema } from './verdict-schema';

const digest = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 digest in lower-case hexadecimal');

/** A comparison of contenders on the same workloads, with everything that is agreed on before the runs. */
export const Bakeoff = defineEntity({
  name: 'bakeoff',
  schema: 1,
  label: 'bakeoff',
  fields: {
    number: field(z.string(), { label: 'Number', merge: 'immutable', search: 'title', index: true }),
    title: field(z.string().min(1).max(200), { label: 'Title', search: 'title', index: true }),
    question: field(z.string().max(2000).default(''), { label: 'Question', search: 'text' }),
    deal: field(z.string().nullable().default(null), { label: 'Deal', index: true }),
    account: field(z.string().nullable().default(null), { label: 'Account', index: true }),
    owner: field(z.string(), { label: 'Run by', index: true }),
    template: field(z.enum(templateNames), { label: 'Template', merge: 'immutable' }),
    /** Fixed before the runs: the template policy forbids a change once there is one. */
    metrics: field(metricsSchema, { label: 'Rows', notable: true }),
    /** Too small to matter, as a share either way: 0.05 is ±5 %. */
    band: field(z.number().nonnegative().max(1).default(defaultRatioBand), { label: 'Band', notable: true }),
    /** Largest share of failed requests that was agreed on; null: none. */
    errorRateLimit: field(z.number().min(0).max(1).nullable().default(null), { label: 'Agreed error rate' }),
    /** Months after which a competitor's version counts as old; null: not checked. */
    oldAfterMonths: field(z.int().min(0).max(120).nullable().default(null), { label: 'Old after, months' }),
    /** Days after which a recorded verdict counts as out of date; null: never by its age alone. */
    staleAfterDays: field(z.int().min(1).max(3650).nullable().default(null), { label: 'Verdicts old after, days' }),
    /** Left out of every figure, from each run's start. */
    discardSeconds: field(conditionsShape.discardSeconds.default(0), {
      label: 'Warm-up left out, seconds',
      notable: true,
    }),
    runsWanted: field(conditionsShape.runsWanted.default(null), { label: 'Runs a side agreed on', notable: true }),
    mustBeEqual: field(conditionsShape.mustBeEqual.default([]), { label: 'Facts that must be equal', notable: true }),
    mustBePresent: field(conditionsShape.mustBePresent.default([]), {
      label: 'What every run must have',
      notable: true,
    }),
    status: field(z.enum(['open', 'closed']), { label: 'Status', merge: 'guarded', index: true }),
    /** The competitor's licence forbids publishing: what is made from this bakeoff stays inside. */
    competitorInternalOnly: field(z.boolean().default(false), { label: 'Competitor for internal use only' }),
    created: field(z.int(), { label: 'Created', merge: 'immutable', index: true }),
  },
});

export const sides = ['ours', 'theirs'] as const;

/** One product that is compared: ours or a competitor's. Never seen by a customer. */
export const Contender = defineEntity({
  name: 'contender',
  schema: 1,
  label: 'contender',
  fields: {
    bakeoff: field(z.string(), { label: 'Bakeoff', merge: 'immutable', index: true }),
    side: field(z.enum(sides), { label: 'Side', merge: 'immutable' }),
    product: field(z.string().min(1).max(200), { label: 'Product', search: 'title' }),
    version: field(z.string().max(100).default(''), { label: 'Version' }),
    configuration: field(z.string().max(4000).default(''), { label: 'Configuration', search: 'text' }),
    notes: field(z.string().max(4000).default(''), { label: 'Notes', search: 'text' }),
    /** List prices, as they may be shown to a customer; never what it costs the house. */
    prices: field(priceSheetSchema.default([]), { label: 'Prices', notable: true }),
  },
});

/** What a person must know before a file's figures are used, with where it stands. */
export const importWarningSchema = z.object({
  code: z.string().max(80),
  message: z.string().max(2000),
  where: z
    .object({
      file: z.string().optional(),
      line: z.number().optional(),
      column: z.number().optional(),
      byte: z.number().optional(),
    })
    .optional(),
});
export type ImportWarning = z.infer<typeof importWarningSchema>;

export const parseStates = ['ok', 'ok-with-warnings', 'ok-with-failures', 'ok-no-samples', 'empty'] as const;

/** The figures of one series as they were read: computed from measurements, or as the tool printed them. */
export const seriesSummarySchema = z.object({
  key: z.string(),
  metric: z.string(),
  unit: z.string(),
  better: z.enum(['lower', 'higher', 'n/a']),
  source: z.enum(['samples', 'histogram', 'summary-only']),
  n: z.number().optional(),
  mean: z.number().optional(),
  median: z.number().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  stddev: z.number().optional(),
  /** By definition, then by name: `linear7.p95`. */
  percentiles: z.record(z.string(), z.record(z.string(), z.number())).optional(),
  value: z.number().optional(),
  rate: z.number().optional(),
  errors: z.number().optional(),
});
export type SeriesSummary = z.infer<typeof seriesSummarySchema>;

/** The figure by which a run enters one row, and whether the run bears it. */
export const runFigureSchema = z.object({
  /** Id of the row. */
  metric: z.string(),
  value: z.number().nullable(),
  /** Measurements behind the figure. */
  samples: z.number(),
  /** False: shown, and kept out of verdicts. */
  enough: z.boolean(),
  /** The same of each complete execution, where the file holds several: repetitions of a command or a benchmark, in their order. */
  repetitions: z.array(z.number()).max(500).optional(),
  reason: z.string().optional(),
  /** For rows of cost: what the run did, to which the prices are put. */
  work: workOfRunSchema.optional(),
  /** Not back after a fault: a finding of its own, which no number stands for. */
  state: z.enum(['not-recovered']).optional(),
  /** Of the series in this run; absent where the run has no such series. */
  unit: z.string().optional(),
  better: betterSchema.nullable().optional(),
});
export type StoredRunFigure = z.infer<typeof runFigureSchema>;

export const runFileSchema = z.object({
  name: z.string().min(1).max(400),
  sha256: digest,
  bytes: z.int().nonnegative(),
});
export type RunFile = z.infer<typeof runFileSchema>;

/** What is recorded of a run, without what lies in fields of its own: the files, who ran it, waivers. */
export const storedMetadataSchema = runMetadataSchema.omit({ files: true, ranBy: true, waivers: true });

/** One imported execution of a harness. Its raw files are kept; the figures can be computed from them again at any time. */
export const BenchmarkRun = defineEntity({
  name: 'benchmarkRun',
  schema: 1,
  label: 'benchmark run',
  personalOf: 'id',
  fields: {
    bakeoff: field(z.string(), { label: 'Bakeoff', merge: 'immutable', index: true }),
    contender: field(z.string(), { label: 'Contender', index: true }),
    /** Name of the first file. */
    name: field(z.string().min(1).max(400), { label: 'Name', merge: 'immutable', search: 'title' }),
    files: field(z.array(runFileSchema).min(1).max(200), { label: 'Files', merge: 'immutable', blobs: true }),
    tool: field(z.string().max(80), { label: 'Harness', merge: 'immutable' }),
    format: field(z.string().max(80), { label: 'Format', merge: 'immutable' }),
    parse: field(z.enum(parseStates), { label: 'Reading', merge: 'immutable' }),
    /** Version of the importer that read it. */
    importer: field(z.string().max(80), { label: 'Importer', merge: 'immutable' }),
    /** The mapping through which it was read, whole, so that anybody can read it again; null for results of known harnesses. */
    mapping: field(runMappingSchema.nullable().default(null), { label: 'Read through', merge: 'immutable' }),
    figures: field(z.array(runFigureSchema).max(40), { label: 'Figures', merge: 'immutable' }),
    /** The series of the rows first, then others as far as there is room; the file has all. */
    series: field(z.array(seriesSummarySchema).max(2000), { label: 'Series', merge: 'immutable' }),
    seriesCount: field(z.int().nonnegative(), { label: 'Series in the file', merge: 'immutable' }),
    warnings: field(z.array(importWarningSchema).max(200), { label: 'Warnings', merge: 'immutable' }),
    /** Codes of the warnings that the importing person confirmed. */
    confirmed: field(z.array(z.string().max(80)).max(200), { label: 'Confirmed', merge: 'immutable' }),
    metadata: field(storedMetadataSchema, { label: 'Recorded facts' }),
    /** What was seen in the measurements, for warnings; null for runs that were read before it was looked at. */
    observed: field(runObservationsSchema.nullable().default(null), {
      label: 'Seen in the measurements',
      merge: 'immutable',
    }),
    /** Its course over time, where rows are about faults. */
    timelines: field(runTimelinesSchema.nullable().default(null), { label: 'Course over time', merge: 'immutable' }),
    /** The member of the workspace who ran it, if it was one. */
    operator: field(z.string().nullable().default(null), { label: 'Run by' }),
    /** Name of whoever ran it, where it is nobody of the workspace. */
    ranBy: field(z.string().max(200).nullable().default(null), { label: 'Run by', readers: 'personal' }),
    importedBy: field(z.string(), { label: 'Imported by', merge: 'immutable' }),
    importedAt: field(z.int(), { label: 'Imported', merge: 'immutable', index: true }),
    excludedReason: field(z.string().max(2000).nullable().default(null), { label: 'Reason for leaving it out' }),
  },
});

/** A deviation that somebody accepted with a reason; printed in the deck. */
export const BakeoffWaiver = defineEntity({
  name: 'bakeoffWaiver',
  schema: 1,
  label: 'accepted deviation',
  fields: {
    bakeoff: field(z.string(), { label: 'Bakeoff', merge: 'immutable', index: true }),
    /** Name of the check in the gate. */
    check: field(z.string().min(1).max(120), { label: 'Check', merge: 'immutable', search: 'title' }),
    /** What was found when it was accepted. */
    sentence: field(z.string().max(2000), { label: 'Deviation', merge: 'immutable', search: 'text' }),
    severity: field(z.enum(['stop', 'warning']), { label: 'Weight', merge: 'immutable' }),
    reason: field(z.string().min(1).max(2000), { label: 'Reason', merge: 'immutable', search: 'text' }),
    by: field(z.string(), { label: 'Accepted by', merge: 'immutable' }),
    at: field(z.int(), { label: 'Accepted', merge: 'immutable' }),
  },
});

export const findingSchema = z.object({
  check: z.string(),
  severity: z.enum(['stop', 'warning']),
  sentence: z.string(),
  waiver: z.object({ reason: z.string(), by: z.string(), at: z.number() }).optional(),
});
export type FindingRecord = z.infer<typeof findingSchema>;

/** A contender as it stood when the verdict was recorded. */
export const frozenContenderSchema = z.object({
  product: z.string(),
  version: z.string(),
  configuration: z.string(),
  prices: priceSheetSchema.default((): PriceSheet => []),
});

/** What the runs said at one moment, with copies of everything it rests on. Never changes; newer runs only make it stale. */
export const VerdictRecord = defineEntity({
  name: 'verdict',
  schema: 1,
  label: 'verdict',
  fields: {
    bakeoff: field(z.string(), { label: 'Bakeoff', merge: 'immutable', index: true }),
    /** 1 for the first verdict of a bakeoff. */
    version: field(z.int().positive(), { label: 'Version', merge: 'immutable' }),
    number: field(z.string(), { label: 'Number', merge: 'immutable', search: 'title' }),
    headline: field(z.string(), { label: 'Headline', merge: 'immutable', search: 'text' }),
    rest: field(z.string(), { label: 'Also measured', merge: 'immutable' }),
    question: field(z.string(), { label: 'Question', merge: 'immutable' }),
    ours: field(frozenContenderSchema, { label: 'Ours', merge: 'immutable' }),
    theirs: field(frozenContenderSchema, { label: 'Theirs', merge: 'immutable' }),
    metrics: field(metricsSchema, { label: 'Rows as agreed', merge: 'immutable' }),
    band: field(z.number(), { label: 'Band', merge: 'immutable' }),
    errorRateLimit: field(z.number().nullable(), { label: 'Agreed error rate', merge: 'immutable' }),
    oldAfterMonths: field(z.number().nullable(), { label: 'Old after, months', merge: 'immutable' }),
    discardSeconds: field(conditionsShape.discardSeconds.default(0), {
      label: 'Warm-up left out, seconds',
      merge: 'immutable',
    }),
    runsWanted: field(conditionsShape.runsWanted.default(null), { label: 'Runs a side agreed on', merge: 'immutable' }),
    mustBeEqual: field(conditionsShape.mustBeEqual.default([]), {
      label: 'Facts that must be equal',
      merge: 'immutable',
    }),
    mustBePresent: field(conditionsShape.mustBePresent.default([]), {
      label: 'What every run must have',
      merge: 'immutable',
    }),
    competitorInternalOnly: field(z.boolean(), { label: 'Competitor for internal use only', merge: 'immutable' }),
    rows: field(z.array(verdictRowSchema), { label: 'Judged rows', merge: 'immutable' }),
    findings: field(z.array(findingSchema), { label: 'Findings of the gate', merge: 'immutable' }),
    /** Labels of facts that at least one run lacks. */
    unknown: field(z.array(z.string()), { label: 'Unknown facts', merge: 'immutable' }),
    /** Version of the rules that judged. */
    rules: field(z.string(), { label: 'Rules', merge: 'immutable' }),
    importers: field(z.array(z.string()), { label: 'Importers', merge: 'immutable' }),
    by: field(z.string(), { label: 'Recorded by', merge: 'immutable' }),
    at: field(z.int(), { label: 'Recorded', merge: 'immutable', index: true }),
  },
});

/** A run as a verdict rests on it: the figures, the digests of its raw files and the facts, copied. */
export const VerdictRun = defineEntity({
  name: 'verdictRun',
  schema: 1,
  label: 'run of a verdict',
  fields: {
    verdict: field(z.string(), { label: 'Verdict', merge: 'immutable', index: true }),
    run: field(z.string(), { label: 'Run', merge: 'immutable' }),
    side: field(z.enum(sides), { label: 'Side', merge: 'immutable' }),
    /** Place in the order in which the runs stand in the verdict, from 1. */
    place: field(z.int().positive(), { label: 'Place', merge: 'immutable' }),
    name: field(z.string(), { label: 'Name', merge: 'immutable' }),
    files: field(z.array(runFileSchema), { label: 'Files', merge: 'immutable', blobs: true }),
    format: field(z.string(), { label: 'Format', merge: 'immutable' }),
    importer: field(z.string(), { label: 'Importer', merge: 'immutable' }),
    mapping: field(runMappingSchema.nullable().default(null), { label: 'Read through', merge: 'immutable' }),
    figures: field(z.array(runFigureSchema), { label: 'Figures', merge: 'immutable' }),
    metadata: field(storedMetadataSchema, { label: 'Recorded facts', merge: 'immutable' }),
    operator: field(z.string().nullable(), { label: 'Run by', merge: 'immutable' }),
  },
});
