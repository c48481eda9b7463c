import { z } from 'zod';
import { disclosures } from '../../kernel/disclosure';
import { builtFromSchema } from '../built-from';
import { documentKinds } from '../entity';
import { blockContentSchema, blockDraftSchema, blockKinds, blockWidths, sourceRefSchema } from './block';

/** Something that stands in the way of a document, or that one should know of it. */
export const findingSchema = z.object({
  /** The block it is about; null: the document. */
  block: z.string().nullable(),
  /**
   * `refused`: it cannot be made so; `left-out`: it is made without this; `outdated`: there is something newer; `note`: good to know.
   */
  level: z.enum(['refused', 'left-out', 'outdated', 'note']),
  message: z.string(),
  hint: z.string().nullable(),
});
export type Finding = z.infer<typeof findingSchema>;

/** A part that documents of a kind have. */
export const partView = z.object({
  key: z.string(),
  label: z.string(),
  width: z.enum(blockWidths),
  /** It has rows to choose from: `only` of its block names them. */
  choosable: z.boolean(),
});
export type PartView = z.infer<typeof partView>;

/** What the studio can make. */
export const studioKindView = z.object({
  kind: z.enum(documentKinds),
  label: z.string(),
  /** Made of one thing (`about` is needed), or of several of a deal. */
  aboutOne: z.boolean(),
  /** Kinds of blocks that it takes. */
  blocks: z.array(z.enum(blockKinds)),
  parts: z.array(partView),
  standard: z.array(blockDraftSchema),
});
export type StudioKindView = z.infer<typeof studioKindView>;

/** Something that parts can be taken from. */
export const sourceView = z.object({
  ref: sourceRefSchema,
  /** `Q-A7-0142, version 3`. */
  label: z.string(),
  title: z.string(),
  disclosure: z.enum(disclosures).nullable(),
  parts: z.array(partView),
  /** Why nothing of it may go to whom the document is for; null: it may. */
  refused: z.string().nullable(),
});
export type SourceView = z.infer<typeof sourceView>;

/** A row of a part that can be chosen from. */
export const choosableRow = z.object({ key: z.string(), label: z.string() });

export const compositionRow = z.object({
  id: z.string(),
  number: z.string(),
  kind: z.enum(documentKinds),
  title: z.string(),
  deal: z.string(),
  dealTitle: z.string(),
  accountName: z.string(),
  disclosure: z.enum(disclosures),
  version: z.number(),
  /** Of the last version; `draft` where none was handed in, `changed` where it was edited since. */
  state: z.enum(['draft', 'waiting', 'returned', 'approved', 'changed']),
  ownerName: z.string().nullable(),
  createdAt: z.number(),
});
export type CompositionRow = z.infer<typeof compositionRow>;

export const blockView = z.object({
  id: z.string(),
  position: z.string(),
  width: z.enum(blockWidths),
  content: blockContentSchema,
  /** What it is, in words: “Totals of Q-A7-0142, version 3”. */
  label: z.string(),
  /** Rows to choose from, where the part can be chosen from. */
  rows: z.array(choosableRow),
  /** The newest approved version, where the snippet has a newer one than the block. */
  newer: z.number().nullable(),
});
export type BlockView = z.infer<typeof blockView>;

export const compositionVersionView = z.object({
  id: z.string(),
  version: z.number(),
  at: z.number(),
  byName: z.string().nullable(),
  needs: z.array(z.string()),
  request: z.string().nullable(),
  state: z.enum(['waiting', 'approved', 'returned']),
  receipt: z.string().nullable(),
});

export const compositionView = compositionRow.extend({
  about: sourceRefSchema.nullable(),
  aboutLabel: z.string().nullable(),
  account: z.string(),
  confidentiality: z.string(),
  /** What stands at the foot of each page as it is. */
  confidentialityLine: z.string(),
  paper: z.enum(['a4', 'letter']).nullable(),
  template: z.object({ id: z.string(), name: z.string() }).nullable(),
  blocks: z.array(blockView),
  findings: z.array(findingSchema),
  builtFrom: z.array(builtFromSchema),
  versions: z.array(compositionVersionView),
  /** Whose sign-offs handing it in as it stands would ask for. */
  wouldNeed: z.array(z.string()),
  /** Documents that were made of it, the newest first: their ids. */
  documents: z.array(z.string()),
});
export type CompositionView = z.infer<typeof compositionView>;

/** Where a template or a page cannot be set. */
export const settingProblem = z.object({
  message: z.string(),
  file: z.string().nullable(),
  line: z.number().nullable(),
  column: z.number().nullable(),
  hint: z.string().nullable(),
});
export type SettingProblem = z.infer<typeof settingProblem>;

/** Pages as they will look. A page that the caller has already (by its digest) comes without its picture. */
export const previewView = z.object({
  pages: z.array(
    z.object({
      number: z.number(),
      digest: z.string(),
      /** Points. */
      width: z.number(),
      height: z.number(),
      /** An SVG document of its own; null where the caller named the digest. */
      svg: z.string().nullable(),
    }),
  ),
  /** On which page each block begins, by the block's id (or its place, from 0, where it has none). */
  places: z.record(z.string(), z.number()),
  findings: z.array(findingSchema),
  /** Why no page could be set; pages are empty then. */
  problem: settingProblem.nullable(),
  /** Milliseconds that it took. */
  took: z.number(),
});
export type PreviewView = z.infer<typeof previewView>;

export const snippetRow = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  locale: z.string(),
  disclosure: z.enum(disclosures),
  /** The newest approved version; null: none yet. */
  approved: z.number().nullable(),
  /** Of the last version that was handed in; `draft` where none was, `changed` where it was edited since. */
  state: z.enum(['draft', 'waiting', 'returned', 'approved', 'changed']),
  uses: z.number(),
});
export type SnippetRow = z.infer<typeof snippetRow>;

export const snippetView = snippetRow.extend({
  text: z.string(),
  wouldNeed: z.array(z.string()),
  versions: z.array(
    z.object({
      id: z.string(),
      version: z.number(),
      title: z.string(),
      text: z.string(),
      locale: z.string(),
      disclosure: z.enum(disclosures),
      at: z.number(),
      byName: z.string().nullable(),
      request: z.string().nullable(),
      state: z.enum(['waiting', 'approved', 'returned']),
      receipt: z.string().nullable(),
    }),
  ),
  usedIn: z.array(
    z.object({
      composition: z.string(),
      number: z.string(),
      title: z.string(),
      version: z.number(),
      newer: z.boolean(),
    }),
  ),
});
export type DocumentSnippetView = z.infer<typeof snippetView>;

export const templateFile = z.object({ name: z.string().regex(/^[\w-]{1,60}\.typ$/), text: z.string().max(200_000) });

/** A field of what a template is given, and what it holds. */
export const templateField = z.object({ path: z.string(), holds: z.string() });
export type TemplateField = z.infer<typeof templateField>;

export const templateRow = z.object({
  /** Null: one that came with Proofdesk. */
  id: z.string().nullable(),
  name: z.string(),
  kind: z.enum(documentKinds),
  sha256: z.string(),
  /** It is a copy of a shipped template that this release has changed since. */
  behind: z.boolean(),
  editedAt: z.number().nullable(),
  editedByName: z.string().nullable(),
  uses: z.number(),
});
export type TemplateRow = z.infer<typeof templateRow>;

export const templateView = templateRow.extend({
  entry: z.string(),
  files: z.array(templateFile),
  problem: settingProblem.nullable(),
});
export type TemplateView = z.infer<typeof templateView>;

/** One pair of colours and whether it can be read (WCAG 2.2, contrast). */
export const contrastCheck = z.object({
  what: z.string(),
  colour: z.string(),
  on: z.string(),
  /** 1 to 21. */
  ratio: z.number(),
  needs: z.number(),
  passes: z.boolean(),
  /** The nearest colour of the same hue that passes; null where it passes. */
  instead: z.string().nullable(),
  message: z.string(),
});
export type ContrastCheck = z.infer<typeof contrastCheck>;

/** A picture that was kept. */
export const keptPicture = z.object({
  digest: z.string(),
  mediaType: z.string(),
  /** Pixels; null for drawings without a size. */
  width: z.number().nullable(),
  height: z.number().nullable(),
});
