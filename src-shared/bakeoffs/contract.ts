import { z } from 'zod';
import { commandProcedure, outcomeSchema } from '../kernel/command';
import type { ErrorRecord } from '../kernel/errors';
import type { ExplainStep } from '../kernel/explain';
import { procedure } from '../kernel/procedure';
import { type AaCheck, defaultAaPlan } from './aa-check';
import { conditionsShape } from './agreement';
import { chartAskSchema, chartFigureSchema, chartFileSchema } from './chart-figures';
import {
  addContender,
  archiveBakeoff,
  createBakeoff,
  describeRun,
  excludeRun,
  importRun,
  recordVerdict,
  reviseBakeoff,
  reviseContender,
  setBakeoffStatus,
  waiveCheck,
  withdrawWaiver,
} from './commands';
import type { Comparison } from './comparison';
import { priceSheetSchema } from './cost/price-sheet';
import { mappingContentSchema } from './mappings/content';
import { mappingProcedures } from './mappings/contract';
import { mappingChoiceSchema } from './mappings/saved';
import { metricSchema, templateNames } from './metrics';
import { runObservationsSchema } from './observations';
import type { PairedRow } from './paired-rows';
import { rawAskSchema, rawLineSchema, rawSearchSchema, rawWindowSchema } from './raw-log';
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
import { verdictFigureNames } from './verdict-explain';
import { verdictRowSchema } from './verdict-schema';

const status = z.enum(['open', 'closed']);

const bakeoffRow = z.object({
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

const bakeoffView = z.object({
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

const verdictView = z.object({
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

const dealProof = z.object({
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

const explainStep = z.custom<ExplainStep>((value) => typeof value === 'object' && value !== null);
const errorRecord = z.custom<ErrorRecord>((value) => typeof value === 'object' && value !== null);

/** A file of an import after it was read, before anything was stored. */
const readFile = z.object({
  /** Names the file in this reading. */
  file: z.string(),
  name: z.string(),
  /** Names of further files that are the same run: the logs of other threads, the rest of a folder. */
  beside: z.array(z.string()),
  bytes: z.number(),
  sha256: z.string().nullable(),
  /** Why it cannot be read or is not stored, with the place; null when it can be imported. */
  problem: errorRecord.nullable(),
  /** The run that came from the same bytes: of this bakeoff, or of any where it is not decided yet. */
  duplicateOf: z
    .object({
      run: z.string(),
      name: z.string(),
      /** The number of the bakeoff, where it is another one. */
      bakeoff: z.string().nullable(),
    })
    .nullable(),
  /** Name of an earlier file among those that wait, with the same bytes; null where there is none. */
  sameAs: z.string().nullable(),
  run: z
    .object({
      tool: z.string(),
      format: z.string(),
      parse: z.enum(parseStates),
      series: z.array(seriesSummarySchema),
      seriesCount: z.number(),
      figures: z.array(runFigureSchema),
      warnings: z.array(importWarningSchema),
      confirmations: z.array(z.object({ code: z.string(), messages: z.array(z.string()) })),
    })
    .nullable(),
  /** No reader knows it: a mapping of its columns or lines can read it. */
  unrecognised: z.boolean(),
  /** Through which it was read, whatever came of it; the version is null for one that was not saved. */
  mapping: z.object({ name: z.string(), version: z.number().nullable(), content: mappingContentSchema }).nullable(),
  /** Saved mappings that were made for such files. */
  mappings: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Facts that the file, or a description beside it, tells. */
  metadata: storedMetadataSchema,
  ranBy: z.string().nullable(),
  /** Name of the description that was read with it (`01-a.meta.json` for `01-a.jtl`). */
  described: z.string().nullable(),
  /** The side that a person chose or its name tells, whatever bakeoff it is for. */
  side: z.enum(sides).nullable(),
  /** The contender it seems to belong to, and why; null when nothing tells. */
  suggested: z.object({ contender: z.string(), because: z.string() }).nullable(),
});
export type ReadFile = z.infer<typeof readFile>;

const readingView = z.object({
  id: z.string(),
  /** Null while nobody has said which bakeoff the files belong to. */
  bakeoff: z.object({ id: z.string(), number: z.string(), title: z.string() }).nullable(),
  job: z.string(),
  state: z.enum(['reading', 'read', 'failed', 'cancelled']),
  /** Names of the files that are being read. */
  names: z.array(z.string()),
  files: z.array(readFile),
  /** Files that are neither results of a harness nor descriptions of one. */
  error: errorRecord.nullable(),
});
export type ReadingView = z.infer<typeof readingView>;

/** One file of an import with what a person chose; `metadata` stands in place of what the file and its description say. */
const chosenRun = z.object({
  file: z.string(),
  contender: z.string(),
  metadata: storedMetadataSchema.optional(),
  ranBy: z.string().trim().max(200).nullable().optional(),
  confirmed: z.array(z.string()).default([]),
});

/** A run with what it belongs to, for its own page. */
const runPageSchema = z.object({
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

/** Compared by our own rules just before; their shape is that of the rules. */
const sideAaCheck = z.object({
  side: z.enum(sides),
  /** Null where the side has too few runs to be compared with itself. */
  check: z.custom<AaCheck>((value) => typeof value === 'object' && value !== null).nullable(),
});
export type SideAaCheck = z.infer<typeof sideAaCheck>;

const pairedRowSchema = z.custom<PairedRow>((value) => typeof value === 'object' && value !== null);

export const bakeoffSorts = ['number', 'title', 'created'] as const;

export const bakeoffsContract = {
  list: procedure
    .input(
      z.object({
        deal: z.string().optional(),
        account: z.string().optional(),
        status: status.optional(),
        /** Part of the number or the title. */
        text: z.string().max(200).optional(),
        sort: z.enum(bakeoffSorts).default('created'),
        descending: z.boolean().default(true),
        offset: z.int().min(0).default(0),
        limit: z.int().min(1).max(500).default(200),
      }),
    )
    .output(z.object({ bakeoffs: z.array(bakeoffRow), total: z.number() })),
  /** By its id or its number. */
  get: procedure.input(z.object({ bakeoff: z.string() })).output(bakeoffView),
  verdict: procedure.input(z.object({ verdict: z.string() })).output(verdictView),
  /** What a deal's offers can point to: the newest verdict of each of its bakeoffs, and whether it still holds. */
  proof: procedure.input(z.object({ deal: z.string() })).output(z.array(dealProof)),
  /** Every step to a figure of a row: each run's figure with its file and receipt, then the statistics. */
  explain: procedure
    .input(
      z.object({
        bakeoff: z.string(),
        /** Id or label of the row. */
        row: z.string(),
        figure: z.enum(verdictFigureNames).default('verdict'),
      }),
    )
    .output(z.array(explainStep)),
  /** Everything that can be drawn of a bakeoff, or of one of its runs, read from the raw files; a job where they are not at hand yet. */
  charts: procedure
    .input(z.object({ bakeoff: z.string(), run: z.string().optional() }))
    .output(z.array(chartFigureSchema)),
  /** One picture as a file. */
  exportChart: procedure.input(chartAskSchema).output(chartFileSchema),
  /** One run whole, by its id or the digest of a raw file. */
  run: procedure.input(z.object({ run: z.string() })).output(runPageSchema),
  /** Rows of a raw file around a byte; only what is shown is read, however large the file is. */
  raw: procedure.input(rawAskSchema).output(rawWindowSchema),
  /** Where a line of a raw file begins; the lines are counted in the background when it is asked for the first time. */
  rawLine: procedure.input(rawLineSchema).output(z.object({ offset: z.number(), line: z.number(), lines: z.number() })),
  /** Looks for a text in a raw file from a byte on, then from its beginning; a job that ends when the call is given up. */
  searchRaw: procedure.input(rawSearchSchema).output(z.object({ at: z.number().nullable(), around: z.boolean() })),
  /** Every format that can be imported. */
  formats: procedure.output(z.array(z.object({ tool: z.string(), formats: z.array(z.string()) }))),
  /** Rows whose files tell the item of each score, compared item by item. */
  items: procedure.input(z.object({ bakeoff: z.string() })).output(z.array(pairedRowSchema)),
  /** A/A check: each side compared with itself by the rule of the bakeoff; a job, which can be cancelled. */
  aa: procedure
    .input(
      z.object({
        bakeoff: z.string(),
        sides: z
          .array(z.enum(sides))
          .min(1)
          .max(2)
          .default([...sides]),
        rounds: z.int().min(100).max(20_000).default(defaultAaPlan.rounds),
        /** The same seed gives the same counts. */
        seed: z.int().min(0).max(2_147_483_647).default(defaultAaPlan.seed),
      }),
    )
    .output(z.array(sideAaCheck)),
  /** The series of a result file, to choose rows from before the bakeoff is planned. Nothing is stored. */
  look: procedure.input(z.object({ file: z.string() })).output(
    z.object({
      name: z.string(),
      tool: z.string(),
      format: z.string(),
      series: z.array(seriesSummarySchema),
      seriesCount: z.number(),
    }),
  ),
  /** Starts reading handed-over files, for a bakeoff or to see what they are; what was found is asked for with `reading` when the job has ended. */
  read: procedure
    .input(
      z.object({
        bakeoff: z.string().nullable(),
        files: z.array(z.string()).min(1).max(400),
        /** Reads every file that is no description through this. */
        mapping: mappingChoiceSchema.optional(),
      }),
    )
    .output(z.object({ reading: z.string(), job: z.string() })),
  /** What was found so far; with `wait`, once reading has ended. */
  reading: procedure.input(z.object({ reading: z.string(), wait: z.boolean().optional() })).output(readingView),
  /** Readings that wait for a decision, of one bakeoff or all: a page that was left and opened again finds them. */
  readings: procedure.input(z.object({ bakeoff: z.string().optional() })).output(z.array(readingView)),
  /** Gives files of a reading to a bakeoff, with the side of each as far as it is known: they are read again for its rows. */
  assign: procedure
    .input(
      z.object({
        reading: z.string(),
        bakeoff: z.string(),
        /** Left out: all of them. */
        files: z.array(z.string()).min(1).optional(),
        sides: z.record(z.string(), z.enum(sides)).default({}),
      }),
    )
    .output(z.object({ reading: z.string(), job: z.string(), bakeoff: z.string() })),
  /** Forgets a reading, or some of its files. */
  discard: procedure
    .input(z.object({ reading: z.string(), files: z.array(z.string()).optional() }))
    .output(z.object({ left: z.number() })),
  /** Stores files of a reading as runs: one act, all or nothing. */
  importRuns: procedure
    .input(
      z.object({
        reading: z.string(),
        runs: z.array(chosenRun).min(1).max(200),
        reason: z.string().max(2000).optional(),
        simulate: z.boolean().optional(),
      }),
    )
    .output(outcomeSchema(importRun.result)),
  /** Reads a file of a reading again, through a mapping. */
  remap: procedure
    .input(z.object({ reading: z.string(), file: z.string(), mapping: mappingChoiceSchema }))
    .output(readingView),
  ...mappingProcedures,
  create: commandProcedure(createBakeoff),
  revise: commandProcedure(reviseBakeoff),
  addContender: commandProcedure(addContender),
  reviseContender: commandProcedure(reviseContender),
  setStatus: commandProcedure(setBakeoffStatus),
  archive: commandProcedure(archiveBakeoff),
  describe: commandProcedure(describeRun),
  exclude: commandProcedure(excludeRun),
  waive: commandProcedure(waiveCheck),
  withdrawWaiver: commandProcedure(withdrawWaiver),
  record: commandProcedure(recordVerdict),
};
