import { z } from 'zod';
import { defineEntity, field } from '../../kernel/entity';
import { documentKinds } from '../entity';

/** How a customer got something. */
export const shareWays = ['folder', 'mail', 'portal', 'other'] as const;
export type ShareWay = (typeof shareWays)[number];

/** One file that a customer has. */
export const sharedFileSchema = z.object({
  /** As it is called where it was written. */
  name: z.string().min(1).max(200),
  /** SHA-256 of its bytes. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Bytes. */
  size: z.number().int().positive(),
  title: z.string().min(1).max(300),
  /** Kind of the document; `page` for the interactive page. */
  kind: z.enum([...documentKinds, 'page']),
  /** The document's record; null for the interactive page. */
  document: z.string().nullable(),
  version: z.number().int().nullable(),
});
export type SharedFile = z.infer<typeof sharedFileSchema>;

/** The frozen ROI case that an interactive page shows. */
export const sharedCaseSchema = z.object({ id: z.string(), number: z.string(), version: z.number().int().positive() });
export type SharedCase = z.infer<typeof sharedCaseSchema>;

/** What was given to a customer at one time: which files, by their digests. A fact; never rewritten. */
export const DocumentShare = defineEntity({
  name: 'documentShare',
  schema: 1,
  label: 'handover of documents',
  customerAccountField: 'account',
  fields: {
    deal: field(z.string(), { label: 'Deal', merge: 'immutable', index: true }),
    account: field(z.string(), { label: 'Account', merge: 'immutable', index: true }),
    how: field(z.enum(shareWays), { label: 'How', merge: 'immutable' }),
    /** Name of the folder that was written; empty where nothing was. */
    folder: field(z.string().max(200).default(''), { label: 'Folder', merge: 'immutable' }),
    /** Who was given it, a contact of the account. */
    contact: field(z.string().nullable().default(null), { label: 'Given to', merge: 'immutable' }),
    note: field(z.string().max(1_000).default(''), { label: 'Note', merge: 'immutable' }),
    files: field(z.array(sharedFileSchema).min(1).max(500), { label: 'Files', merge: 'immutable' }),
    /** SHA-256 of the interactive page, which is kept here as well. */
    page: field(z.string().nullable().default(null), { label: 'Interactive page', merge: 'immutable', blobs: true }),
    roi: field(sharedCaseSchema.nullable().default(null), { label: 'ROI case', merge: 'immutable' }),
    sharedAt: field(z.number().int(), { label: 'Given', merge: 'immutable', index: true }),
    sharedBy: field(z.string(), { label: 'Given by', merge: 'immutable' }),
  },
});
