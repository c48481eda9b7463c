import { z } from 'zod';
import { commandProcedure } from '../../kernel/command';
import { disclosures } from '../../kernel/disclosure';
import { procedure } from '../../kernel/procedure';
import { documentKinds } from '../entity';
import { blockDraftSchema, sourceRefSchema } from './block';
import {
  addBlock,
  archiveComposition,
  archiveSnippet,
  archiveTemplate,
  createComposition,
  createSnippet,
  editBlock,
  editComposition,
  editSnippet,
  moveBlock,
  removeBlock,
  restoreStandard,
  submitComposition,
  submitSnippet,
} from './commands';
import {
  choosableRow,
  compositionRow,
  compositionView,
  contrastCheck,
  keptPicture,
  previewView,
  settingProblem,
  snippetRow,
  snippetView,
  sourceView,
  studioKindView,
  templateField,
  templateFile,
  templateRow,
  templateView,
} from './views';

const composition = z.object({ composition: z.string() });

/** Documents that are put together: what they may hold, how they look, and what became of them. */
export const compositionsContract = {
  /** What the studio can make, with the standard blocks of each kind. */
  kinds: procedure.output(z.array(studioKindView)),
  list: procedure
    .input(
      z.object({
        deal: z.string().optional(),
        kind: z.enum(documentKinds).optional(),
        text: z.string().max(200).optional(),
      }),
    )
    .output(z.array(compositionRow)),
  /** By id or number. */
  get: procedure.input(composition).output(compositionView),
  /** What documents of a deal can be made of: everything recorded on it. */
  sourcesOfDeal: procedure.input(z.object({ deal: z.string() })).output(z.array(sourceView)),
  /** What its blocks can draw on: everything recorded on its deal, and what it is about. */
  sources: procedure.input(composition).output(z.array(sourceView)),
  /** The rows of a part, where some can be chosen. */
  rows: procedure.input(z.object({ of: sourceRefSchema, part: z.string() })).output(z.array(choosableRow)),
  /**
   * The pages as they will look. `blocks` stands for those that are kept, so that what is being typed shows before it is saved; `have`
   * names the digests of pages that need not travel again. With `version`, the pages of what was handed in, whatever was edited since.
   */
  preview: procedure
    .input(
      z.object({
        composition: z.string(),
        version: z.number().int().positive().optional(),
        blocks: z.array(blockDraftSchema).max(500).optional(),
        have: z.array(z.string()).max(1_000).default([]),
        /** Pages of which pictures are wanted; absent: all. */
        pages: z.array(z.number().int().positive()).max(200).optional(),
      }),
    )
    .output(previewView),
  /** Keeps a handed-over picture after checking it; a block of the kind `picture` then names its digest. */
  keepPicture: procedure
    .meta({ writes: true })
    .input(z.object({ file: z.string() }))
    .output(keptPicture),
  /** Keeps a handed-over file for a binder; a block of the kind `attachment` then names its digest. */
  keepAttachment: procedure
    .meta({ writes: true })
    .input(z.object({ file: z.string() }))
    .output(
      z.object({
        digest: z.string(),
        name: z.string(),
        size: z.number(),
        /** Pages of a PDF that can be bound in; null where they cannot. */
        pages: z.number().nullable(),
        /** Why its pages cannot be bound in. */
        reason: z.string().nullable(),
      }),
    ),
  create: commandProcedure(createComposition),
  edit: commandProcedure(editComposition),
  archive: commandProcedure(archiveComposition),
  addBlock: commandProcedure(addBlock),
  editBlock: commandProcedure(editBlock),
  moveBlock: commandProcedure(moveBlock),
  removeBlock: commandProcedure(removeBlock),
  restoreStandard: commandProcedure(restoreStandard),
  submit: commandProcedure(submitComposition),
};

export const snippetsContract = {
  list: procedure
    .input(
      z.object({
        text: z.string().max(200).optional(),
        locale: z.string().optional(),
        /** Only those with an approved version that may go that far. */
        usableFor: z.enum(disclosures).optional(),
      }),
    )
    .output(z.array(snippetRow)),
  /** By id or number. */
  get: procedure.input(z.object({ snippet: z.string() })).output(snippetView),
  create: commandProcedure(createSnippet),
  edit: commandProcedure(editSnippet),
  archive: commandProcedure(archiveSnippet),
  submit: commandProcedure(submitSnippet),
};

export const templatesContract = {
  /** Those that came with Proofdesk and the workspace's own. */
  list: procedure.input(z.object({ kind: z.enum(documentKinds).optional() })).output(z.array(templateRow)),
  /** One of the workspace's own by id, or a shipped one by its kind. */
  get: procedure
    .input(z.object({ template: z.string().optional(), kind: z.enum(documentKinds).optional() }))
    .output(templateView),
  /** Copies the shipped template of a kind, or another of the workspace's own. */
  copy: procedure
    .meta({ writes: true })
    .input(z.object({ kind: z.enum(documentKinds), name: z.string(), from: z.string().optional() }))
    .output(templateView),
  /** Saves a template as it was edited. It is kept also where it cannot be set yet; `problem` says why. */
  save: procedure
    .meta({ writes: true })
    .input(
      z.object({ template: z.string(), name: z.string().optional(), files: z.array(templateFile).max(20).optional() }),
    )
    .output(templateView),
  /** Whether template files can be set, tried on an example; with its pages. */
  check: procedure
    .input(
      z.object({
        kind: z.enum(documentKinds),
        files: z.array(templateFile).max(20),
        have: z.array(z.string()).max(1_000).default([]),
      }),
    )
    .output(z.object({ problem: settingProblem.nullable(), pages: previewView.shape.pages })),
  /** What a template of a kind is given, as docs/templates.md tells it: the fields of every page, and those of its own. */
  guide: procedure
    .input(z.object({ kind: z.enum(documentKinds) }))
    .output(z.object({ everyPage: z.array(templateField), own: z.array(templateField), parts: z.array(z.string()) })),
  archive: commandProcedure(archiveTemplate),
};

/** How the workspace looks on paper. The brand itself is saved with `workspace.revise`. */
export const brandContract = {
  fonts: procedure.output(z.array(z.object({ key: z.string(), name: z.string() }))),
  check: procedure
    .input(z.object({ accent: z.string(), heading: z.string().nullable().default(null) }))
    .output(z.array(contrastCheck)),
  /** Keeps a handed-over logo after checking it; `workspace.revise` then names its digest. */
  keepLogo: procedure
    .meta({ writes: true })
    .input(z.object({ file: z.string() }))
    .output(keptPicture),
};
