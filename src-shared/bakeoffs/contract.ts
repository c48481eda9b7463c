import { z } from 'zod';
import { commandProcedure, outcomeSchema } from '../kernel/command';
import type { ExplainStep } from '../kernel/explain';
import { procedure } from '../kernel/procedure';
import { type AaCheck, defaultAaPlan } from './aa-check';
import { bakeoffRow, bakeoffView, dealProof, runPageSchema, status, verdictView } from './bakeoff-views';
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
import { mappingProcedures } from './mappings/contract';
import { mappingChoiceSchema } from './mappings/saved';
import type { PairedRow } from './paired-rows';
import { rawAskSchema, rawLineSchema, rawSearchSchema, rawWindowSchema } from './raw-log';
import { chosenRun, readingView } from './reading-views';
import { seriesSummarySchema, sides } from './schema';
import { verdictFigureNames } from './verdict-explain';

const explainStep = z.custom<ExplainStep>((value) => typeof value === 'object' && value !== null);

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
  /**
   * Everything that can be drawn of a bakeoff, or of one of its runs, read from the raw files; a job where they are not at hand yet. Runs whose
   * files could be had from nowhere are left out of the pictures: `absent` names the files.
   */
  charts: procedure.input(z.object({ bakeoff: z.string(), run: z.string().optional() })).output(
    z.object({
      figures: z.array(chartFigureSchema),
      /** `why`: why it could not be fetched, and what can be done; null where there is no server. */
      absent: z.array(z.object({ name: z.string(), sha256: z.string(), why: z.string().nullable() })),
    }),
  ),
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
