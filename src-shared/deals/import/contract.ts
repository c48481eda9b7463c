import { z } from 'zod';
import { outcomeSchema } from '../../kernel/command';
import { procedure } from '../../kernel/procedure';
import { importRows } from '../commands';
import { mappingSchema, previewRowSchema, previewSummarySchema } from './schema';

/** How a file is to be read where it does not say so by itself; what is left out is detected. */
const reading = z.object({
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']).optional(),
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
  header: z.boolean().optional(),
});
export type Reading = z.infer<typeof reading>;

const source = { file: z.string(), reading: reading.default({}) };

/** A file of rows that was handed over: reading it, trying a mapping, and importing it in one act. */
export const csvContract = {
  read: procedure.input(z.object(source)).output(
    z.object({
      name: z.string(),
      /** How it was read. */
      reading: reading.required(),
      columns: z.array(
        z.object({
          /** Its header, or `Column 3`. */
          name: z.string(),
          samples: z.array(z.string()),
        }),
      ),
      rows: z.number(),
      mapping: mappingSchema,
    }),
  ),
  preview: procedure
    .input(
      z.object({
        ...source,
        mapping: mappingSchema,
        show: z.enum(['all', 'undecided', 'duplicates']).default('all'),
        offset: z.number().int().min(0).default(0),
        limit: z.number().int().min(1).max(1000).default(200),
      }),
    )
    .output(z.object({ summary: previewSummarySchema, rows: z.array(previewRowSchema), total: z.number() })),
  run: procedure
    .input(
      z.object({
        ...source,
        mapping: mappingSchema,
        reason: z.string().max(2000).optional(),
        simulate: z.boolean().optional(),
      }),
    )
    .output(outcomeSchema(importRows.result)),
};
