import { z } from 'zod';
import type { ErrorRecord } from '../kernel/errors';
import { mappingContentSchema } from './mappings/content';
import {
  importWarningSchema,
  parseStates,
  runFigureSchema,
  seriesSummarySchema,
  sides,
  storedMetadataSchema,
} from './schema';

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

export const readingView = z.object({
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
export const chosenRun = z.object({
  file: z.string(),
  contender: z.string(),
  metadata: storedMetadataSchema.optional(),
  ranBy: z.string().trim().max(200).nullable().optional(),
  confirmed: z.array(z.string()).default([]),
});
