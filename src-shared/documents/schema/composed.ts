import { z } from 'zod';
import { builtFromSchema } from '../built-from';
import { documentKinds } from '../entity';
import { documentBaseSchema } from './base';
import { digestSchema, lineSchema, paragraphSchema } from './values';

const width = z.enum(['full', 'half']).default('full');

/** Name of a source, and of the folder of its pictures. */
const sourceKey = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/);

/** A block as a page prints it: everything that it shows is here or in the source that it names. */
const printedBlockSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('part'),
    source: sourceKey,
    part: z.string().min(1).max(60),
    only: z.array(z.string().max(200)).min(1).max(200).optional(),
    width,
  }),
  z.object({ kind: z.literal('heading'), text: lineSchema, width }),
  z.object({ kind: z.literal('text'), title: lineSchema.default(''), text: paragraphSchema, width }),
  z.object({
    kind: z.literal('snippet'),
    number: lineSchema,
    version: z.int().positive(),
    title: lineSchema,
    text: paragraphSchema,
    width,
  }),
  z.object({
    kind: z.literal('picture'),
    /** Its file among those of the brand. */
    name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,80}$/),
    alternative: lineSchema.min(1),
    caption: lineSchema.default(''),
    width,
  }),
  z.object({ kind: z.literal('evidence'), width }),
  z.object({ kind: z.literal('page-break'), width }),
]);
export type PrintedBlock = z.infer<typeof printedBlockSchema>;

/** A document that was put together: blocks in their order, and the data of every source that they draw on. */
export const composedSchemaOf = <S extends z.ZodType>(source: S) =>
  documentBaseSchema.extend({
    kind: z.literal('composed'),
    /** What kind of document it is. */
    of: z.enum(documentKinds),
    /** Stands at the foot of each page in place of the standard line. */
    confidentiality: lineSchema.optional(),
    blocks: z.array(printedBlockSchema).min(1).max(500),
    sources: z.array(z.object({ key: sourceKey, data: source })).max(100),
    /** Pictures that blocks show. */
    pictures: z
      .array(z.object({ name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,80}$/), sha256: digestSchema }))
      .max(200)
      .default([]),
    builtFrom: z.array(builtFromSchema).max(500).default([]),
  });
