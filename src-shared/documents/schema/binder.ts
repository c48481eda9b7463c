import { z } from 'zod';
import { documentKinds } from '../entity';
import { documentBaseSchema } from './base';
import { digestSchema, lineSchema, paragraphSchema } from './values';

/** Name of a file that lies inside a binder. */
const boundName = z.string().regex(/^[^\\/\p{Cc}]{1,200}$/u, 'must be a plain file name');

export const binderSchema = documentBaseSchema.extend({
  kind: z.literal('binder'),
  /** Stands at the foot of cover and contents in place of the standard line. */
  confidentiality: lineSchema.optional(),
  /** What is said on the cover. */
  texts: z
    .array(z.object({ title: lineSchema, text: paragraphSchema }))
    .max(20)
    .default([]),
  /** Pages that cover and contents take. */
  front: z.int().positive(),
  /** Documents in their order, each with its pages. */
  documents: z
    .array(
      z.object({
        name: boundName,
        sha256: digestSchema,
        kind: z.enum(documentKinds),
        title: lineSchema,
        pages: z.int().positive(),
      }),
    )
    .max(500),
  /** Files that lie inside; the pages of those that have any are bound in behind the documents. */
  attachments: z
    .array(
      z.object({
        name: boundName,
        sha256: digestSchema,
        title: lineSchema,
        bytes: z.int().nonnegative(),
        pages: z.int().positive().nullable(),
      }),
    )
    .max(200),
});

/** A binder with everything that its cover and contents print. */
export type BinderDocument = z.infer<typeof binderSchema>;
