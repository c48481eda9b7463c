import { z } from 'zod';
import { documentKinds } from '../entity';
import { digestSchema, lineSchema, paragraphSchema } from '../schema/values';

/** How much of the page's measure a block takes; two halves that follow one another stand side by side. */
export const blockWidths = ['full', 'half'] as const;
export type BlockWidth = (typeof blockWidths)[number];

/** What a block draws on: a quote's version, a verdict with its topic, a recorded value case, a release and the like. */
export const sourceRefSchema = z.object({
  kind: z.enum(documentKinds),
  /** Id of the row that documents of this kind are made of. */
  subject: z.string().min(1).max(200),
  /** Absent: the last one, whichever that is when the document is set. */
  version: z.number().int().positive().optional(),
  /** Of a proof deck: `speed`, `cost`, `robustness`. */
  topic: z.string().max(40).optional(),
});
export type SourceRef = z.infer<typeof sourceRefSchema>;

const part = z.object({
  kind: z.literal('part'),
  /** Which part, as the kind's list of parts names it: `facts`, `picture`, `lines`. */
  part: z.string().min(1).max(60),
  /** Where it is taken from; null: what the document is about. */
  of: sourceRefSchema.nullable().default(null),
  /** Keys of the rows that are shown, in this order; absent: all. Only for parts that can be chosen from. */
  only: z.array(z.string().max(200)).min(1).max(200).optional(),
});

const heading = z.object({ kind: z.literal('heading'), text: lineSchema.min(1) });

/** Words of one's own; they need approval before they leave the house. */
const text = z.object({
  kind: z.literal('text'),
  title: lineSchema.default(''),
  text: paragraphSchema.default(''),
});

/** An approved text, by reference and with a copy of what it said when it was put in. */
const snippet = z.object({
  kind: z.literal('snippet'),
  snippet: z.string().min(1),
  version: z.number().int().positive(),
  number: lineSchema,
  title: lineSchema,
  text: paragraphSchema,
});

const picture = z.object({
  kind: z.literal('picture'),
  /** SHA-256 of a PNG, JPEG or SVG that was kept with `keepPicture`. */
  file: digestSchema,
  /** What it shows, for those who do not see it. */
  alternative: lineSchema.min(1),
  caption: lineSchema.default(''),
});

/** Every row that the document was built from, with version and digest. */
const evidence = z.object({ kind: z.literal('evidence') });

const pageBreak = z.object({ kind: z.literal('page-break') });

/** A document that was made, taken into a binder as it is. */
const document = z.object({ kind: z.literal('document'), document: z.string().min(1) });

/** A file that lies inside a binder; the pages of a PDF are bound in where `pages` says so. */
const attachment = z.object({
  kind: z.literal('attachment'),
  file: digestSchema,
  name: z.string().min(1).max(200),
  title: lineSchema.default(''),
  pages: z.boolean().default(false),
});

/** What stands in one place of a document, by its kind. */
export const blockContentSchema = z.discriminatedUnion('kind', [
  part,
  heading,
  text,
  snippet,
  picture,
  evidence,
  pageBreak,
  document,
  attachment,
]);
export type BlockContent = z.output<typeof blockContentSchema>;
export type BlockContentInput = z.input<typeof blockContentSchema>;

export const blockKinds = [
  'part',
  'heading',
  'text',
  'snippet',
  'picture',
  'evidence',
  'page-break',
  'document',
  'attachment',
] as const satisfies readonly BlockContent['kind'][];
export type BlockKind = (typeof blockKinds)[number];

const ownKinds: ReadonlySet<BlockKind> = new Set(['heading', 'text', 'picture', 'attachment']);

/** Whether a block holds words, a picture or a file of somebody's own, which nobody approved before the document that it stands in. */
export const isOwn = ({ content }: { content: { kind: BlockKind } }): boolean => ownKinds.has(content.kind);

/** A block before it has a row of its own: in a standard composition, or while it is typed. */
export const blockDraftSchema = z.object({
  /** The row it stands for; absent for one that is not kept yet. */
  id: z.string().optional(),
  width: z.enum(blockWidths).default('full'),
  content: blockContentSchema,
});
export type BlockDraft = z.output<typeof blockDraftSchema>;
