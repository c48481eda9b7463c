import { z } from 'zod';
import { conditionsShape } from './agreement';
import type { Comparison } from './comparison';
import { priceSheetSchema } from './cost/price-sheet';
import { metricSchema, templateNames } from './metrics';
import { runObservationsSchema } from './observations';
import type { Degradation } from './robustness/degradation';
import {
  findingSchema,
  frozenContenderSchema,
  importWarningSchema,
  parseStates,
  runFigureSchema,
  runFileSchema,
  seriesSummarySchema,
  sides,
  storedMetadataSchema,
} from './schema';
import { verdictRowSchema } from './verdict-schema';

export const status = z.enum(['open', 'closed']);

export const bakeoffRow = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  deal: z.string().nullable(),
  account: z.string().nullable(),
  accountName: z.string().nullable(),
  ownerName: z.string().nullable(),
  status,
  ours: z.string().nullable(),
  theirs: z.string().nullable(),
  runs: z.object({ ours: z.number(), theirs: z.number() }),
  /** The newest recorded verdict; null where none was recorded. */
  verdict: z.object({ id: z.string(), version: z.number(), headline: z.string(), at: z.number() }).nullable(),
  /** Runs were imported since the newest verdict, or it has become too old. */
  outdated: z.boolean(),
  created: z.number(),
});
export type BakeoffRow = z.infer<typeof bakeoffRow>;

const contenderView = z.object({
  id: z.string(),
  side: z.enum(sides),
  product: z.string(),
  version: z.string(),
  configuration: z.string(),
  notes: z.string(),
  prices: priceSheetSchema,
});
export type ContenderView = z.infer<typeof contenderView>;

const runView = z.object({
  id: z.string(),
  contender: z.string(),
  side: z.enum(sides),
  name: z.string(),
  files: z.array(runFileSchema.extend({ present: z.boolean() })),
  tool: z.string(),
  format: z.string(),
  parse: z.enum(parseStates),
  importer: z.string(),
  figures: z.array(runFigureSchema),
  warnings: z.array(importWarningSchema),
  confirmed: z.array(z.string()),
  metadata: storedMetadataSchema,
  observed: runObservationsSchema.nullable(),
  /** The earliest time in its files, in milliseconds since 1970; known where rows are about faults. */
  clockStart: z.number().nullable(),
  operator: z.string().nullable(),
  /** Name of who ran it; null where it is not recorded or was erased. */
  ranBy: z.string().nullable(),
  /** Recorded facts by how many of them there are, and the labels of those that are missing. */
  facts: z.object({ known: z.number(), of: z.number(), unknown: z.array(z.string()) }),
  importedByName: z.string().nullable(),
  importedAt: z.number(),
  /** Hash of the receipt that brought it in. */
  receipt: z.string().nullable(),
  excluded: z.string().nullable(),
});
export type RunView = z.infer<typeof runView>;

const waiverView = z.object({
  id: z.string(),
  check: z.string(),
  sentence: z.string(),
  severity: z.enum(['stop', 'warning']),
  reason: z.string(),
  by: z.string(),
  byName: z.string().nullable(),
  at: z.number(),
  /** What was found is gone or has changed, so it counts no longer. */
  lapsed: z.boolean(),
});
export type WaiverView = z.infer<typeof waiverView>;

const verdictSummary = z.object({
  id: z.string(),
  version: z.number(),
  number: z.string(),
  headline: z.string(),
  at: z.number(),
  byName: z.string().nullable(),
  receipt: z.string().nullable(),
  /** Why it no longer says what the runs say now; empty while it does. */
  stale: z.array(z.string()),
});
export type VerdictSummary = z.infer<typeof verdictSummary>;

/** Comparisons are computed by our own rules just before; their shape is that of the rules. */
const comparisonSchema = z.custom<Comparison>((value) => typeof value === 'object' && value !== null);

/** Laid over each other by our own rules just before; its shape is that of the rules. */
const courseSchema = z.custom<Degradation>((value) => typeof value === 'object' && value !== null);

export const bakeoffView = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  question: z.string(),
  deal: z.string().nullable(),
  dealTitle: z.string().nullable(),
  account: z.string().nullable(),
  accountName: z.string().nullable(),
  owner: z.string(),
  ownerName: z.string().nullable(),
  template: z.enum(templateNames),
  metrics: z.array(metricSchema),
  band: z.number(),
  errorRateLimit: z.number().nullable(),
  oldAfterMonths: z.number().nullable(),
  staleAfterDays: z.number().nullable(),
  ...conditionsShape,
  status,
  archived: z.boolean(),
  competitorInternalOnly: z.boolean(),
  created: z.number(),
  contenders: z.array(contenderView),
  /** Runs that count, in the order in which they were made. */
  runs: z.array(runView),
  /** Runs that were left out, with the reason. */
  excluded: z.array(runView),
  waivers: z.array(waiverView),
  verdicts: z.array(verdictSummary),
  /** What the runs say now. */
  comparison: comparisonSchema,
  /** How the sides fared over time against their faults; empty where no row is about faults. */
  courses: z.array(courseSchema),
  /** Bytes of all raw files. */
  evidence: z.object({ files: z.number(), bytes: z.number(), missing: z.number() }),
});
export type BakeoffView = z.infer<typeof bakeoffView>;

export const verdictView = z.object({
  id: z.string(),
  bakeoff: z.string(),
  bakeoffNumber: z.string(),
  bakeoffTitle: z.string(),
  version: z.number(),
  number: z.string(),
  headline: z.string(),
  rest: z.string(),
  ours: frozenContenderSchema,
  theirs: frozenContenderSchema,
  metrics: z.array(metricSchema),
  ...conditionsShape,
  rows: z.array(verdictRowSchema),
  findings: z.array(findingSchema),
  unknown: z.array(z.string()),
  runs: z.array(
    z.object({
      run: z.string(),
      side: z.enum(sides),
      place: z.number(),
      name: z.string(),
      files: z.array(runFileSchema),
      importer: z.string(),
      figures: z.array(runFigureSchema),
      receipt: z.string().nullable(),
    }),
  ),
  rules: z.string(),
  importers: z.array(z.string()),
  byName: z.string().nullable(),
  at: z.number(),
  receipt: z.string().nullable(),
  stale: z.array(z.string()),
});
export type VerdictView = z.infer<typeof verdictView>;

export const dealProof = z.object({
  bakeoff: z.string(),
  bakeoffNumber: z.string(),
  bakeoffTitle: z.string(),
  verdict: z.string(),
  number: z.string(),
  headline: z.string(),
  at: z.number(),
  /** Nothing about it may leave the house. */
  keptInside: z.boolean(),
  /** Why it no longer holds; empty while it does. */
  stale: z.array(z.string()),
});
export type DealProof = z.infer<typeof dealProof>;

/** A run with what it belongs to, for its own page. */
export const runPageSchema = z.object({
  run: runView,
  bakeoff: z.object({
    id: z.string(),
    number: z.string(),
    title: z.string(),
    status,
    account: z.string().nullable(),
    accountName: z.string().nullable(),
    competitorInternalOnly: z.boolean(),
  }),
  contender: contenderView.pick({ side: true, product: true, version: true }),
  metrics: z.array(metricSchema),
  series: z.array(seriesSummarySchema),
  seriesCount: z.number(),
  /** Place in the order of the runs that count; null where it is left out. */
  place: z.number().nullable(),
  /** Numbers and ids of verdicts that rest on it. */
  verdicts: z.array(z.object({ id: z.string(), number: z.string() })),
});
export type RunPageView = z.infer<typeof runPageSchema>;
