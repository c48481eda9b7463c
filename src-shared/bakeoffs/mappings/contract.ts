import { z } from 'zod';
import { commandProcedure } from '../../kernel/command';
import type { ErrorRecord } from '../../kernel/errors';
import { procedure } from '../../kernel/procedure';
import { importWarningSchema, parseStates, seriesSummarySchema } from '../schema';
import { archiveMapping, saveMapping } from './commands';
import { mappingContentSchema, mappingKinds } from './content';
import type { FilePeek } from './peek';

const mappingRow = z.object({
  /** Id of the mapping, the same for all its versions. */
  id: z.string(),
  name: z.string(),
  kind: z.enum(mappingKinds),
  tool: z.string(),
  version: z.number(),
  sha256: z.string(),
  byName: z.string().nullable(),
  at: z.number(),
});
export type MappingRow = z.infer<typeof mappingRow>;

const mappingView = mappingRow.extend({
  content: mappingContentSchema,
  /** All versions, the newest first. */
  versions: z.array(
    z.object({
      id: z.string(),
      version: z.number(),
      sha256: z.string(),
      byName: z.string().nullable(),
      at: z.number(),
      receipt: z.string().nullable(),
    }),
  ),
});
export type MappingView = z.infer<typeof mappingView>;

const errorRecord = z.custom<ErrorRecord>((value) => typeof value === 'object' && value !== null);
const filePeek = z.custom<FilePeek>((value) => typeof value === 'object' && value !== null);

/** What a mapping finds in the beginning of a file. */
const trial = z.object({
  /** Why nothing was found; then the rest is empty. */
  problem: errorRecord.nullable(),
  /** The whole file was looked at, not only its beginning. */
  whole: z.boolean(),
  parse: z.enum(parseStates).nullable(),
  series: z.array(seriesSummarySchema),
  seriesCount: z.number(),
  totals: z.object({ used: z.number(), passedOver: z.number(), skipped: z.number() }),
  warnings: z.array(importWarningSchema),
  /** Of text: what each line gives, by its place from 0. Ranges are characters of the line. */
  lines: z.array(
    z.object({
      line: z.number(),
      pattern: z.number(),
      match: z.tuple([z.number(), z.number()]),
      groups: z.array(z.object({ name: z.string(), start: z.number(), end: z.number() })),
    }),
  ),
});
export type MappingTrial = z.infer<typeof trial>;

/** What may be asked about mappings of results. */
export const mappingProcedures = {
  mappings: procedure.output(z.array(mappingRow)),
  /** By its name or id. */
  mapping: procedure.input(z.object({ mapping: z.string() })).output(mappingView),
  /** What the beginning of a handed-over file shows, and a first mapping for it. */
  peek: procedure
    .input(z.object({ file: z.string() }))
    .output(z.object({ name: z.string(), peek: filePeek, draft: mappingContentSchema })),
  /** Reads the beginning of a handed-over file through a mapping that is not saved yet. */
  tryMapping: procedure.input(z.object({ file: z.string(), content: mappingContentSchema })).output(trial),
  saveMapping: commandProcedure(saveMapping),
  archiveMapping: commandProcedure(archiveMapping),
};
