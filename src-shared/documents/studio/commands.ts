import { z } from 'zod';
import { declareCommand } from '../../kernel/command';
import { disclosures } from '../../kernel/disclosure';
import { archives, creates, patches, theActor } from '../../kernel/writes';
import { documentKinds } from '../entity';
import { digestSchema, lineSchema } from '../schema/values';
import { blockContentSchema, blockDraftSchema, blockWidths, sourceRefSchema } from './block';
import { Composition, DocumentTemplate, Snippet } from './schema';

const made = z.object({ id: z.string() });

/** A request for approval of a version, in place of open ones for earlier versions. */
const asking = (command: string) => [
  patches('approvalRequest', ['closed'], { closed: [true] }),
  creates('approvalRequest', {
    requester: theActor,
    command: [command],
    closed: [false, null],
    input: [null],
    changes: [null],
    kept: [null],
  }),
];

/** Begins a document: with the kind's standard blocks, or with those given. */
export const createComposition = declareCommand({
  name: 'composition.create',
  version: 1,
  deed: 'began a document',
  writes: [creates('composition', { owner: theActor, version: [0, null] }), creates('compositionBlock')],
  input: z.object({
    kind: z.enum(documentKinds),
    /** Needed for kinds that are about one thing. */
    about: sourceRefSchema.optional(),
    /** Needed for one-pagers and binders; else the deal of what it is about. */
    deal: z.string().optional(),
    title: Composition.fields.title.schema.optional(),
    disclosure: z.enum(disclosures).optional(),
    /** Absent: the standard blocks of the kind. */
    blocks: z.array(blockDraftSchema).max(500).optional(),
  }),
  result: z.object({ id: z.string(), number: z.string() }),
});

export const editComposition = declareCommand({
  name: 'composition.edit',
  version: 1,
  deed: 'edited a document',
  writes: [patches('composition', ['title', 'about', 'disclosure', 'confidentiality', 'paper', 'template'])],
  input: z.object({
    composition: z.string(),
    title: Composition.fields.title.schema.optional(),
    about: sourceRefSchema.optional(),
    disclosure: z.enum(disclosures).optional(),
    confidentiality: lineSchema.optional(),
    paper: z.enum(['a4', 'letter']).nullable().optional(),
    template: z.string().nullable().optional(),
  }),
  result: made,
});

export const archiveComposition = declareCommand({
  name: 'composition.archive',
  version: 1,
  deed: 'put a document away',
  writes: [archives('composition')],
  input: z.object({ composition: z.string() }),
  result: made,
});

/** Puts a block in: behind another, or first of all where `after` is null; at the end where it is absent. */
export const addBlock = declareCommand({
  name: 'composition.addBlock',
  version: 1,
  deed: 'added a block to a document',
  writes: [creates('compositionBlock')],
  input: z.object({
    composition: z.string(),
    after: z.string().nullable().optional(),
    width: z.enum(blockWidths).default('full'),
    content: blockContentSchema,
  }),
  result: made,
});

export const editBlock = declareCommand({
  name: 'composition.editBlock',
  version: 1,
  deed: 'edited a block of a document',
  writes: [patches('compositionBlock', ['width', 'content'])],
  input: z.object({
    block: z.string(),
    width: z.enum(blockWidths).optional(),
    /** The whole content, of the same kind as before. */
    content: blockContentSchema.optional(),
  }),
  result: made,
});

/** Puts a block behind another, or first of all where `after` is null. */
export const moveBlock = declareCommand({
  name: 'composition.moveBlock',
  version: 1,
  deed: 'moved a block of a document',
  writes: [patches('compositionBlock', ['position'])],
  input: z.object({ block: z.string(), after: z.string().nullable() }),
  result: made,
});

export const removeBlock = declareCommand({
  name: 'composition.removeBlock',
  version: 1,
  deed: 'took a block out of a document',
  writes: [archives('compositionBlock')],
  input: z.object({ block: z.string() }),
  result: made,
});

/** Puts every block back to the kind's standard. */
export const restoreStandard = declareCommand({
  name: 'composition.restoreStandard',
  version: 1,
  deed: 'put a document back to its standard blocks',
  writes: [archives('compositionBlock'), creates('compositionBlock')],
  input: z.object({ composition: z.string() }),
  result: made,
});

/** Freezes the document as it stands and asks for the sign-offs that the policies want. */
export const submitComposition = declareCommand({
  name: 'composition.submit',
  version: 1,
  deed: 'handed a document in',
  writes: [
    patches('composition', ['version']),
    creates('compositionVersion', { by: theActor }),
    ...asking('composition.approve'),
  ],
  input: z.object({ composition: z.string() }),
  facts: {
    /** Blocks with words of one's own or pictures. */
    ownText: 'long',
    /** Blocks that may not go to those whom it is for. */
    refused: 'long',
    disclosure: 'string',
    kind: 'string',
  },
  result: z.object({ version: z.number(), versionId: z.string(), request: z.string().nullable() }),
  notUndoable: 'A version that was handed in stays; go on editing and hand the next one in.',
});

/** What a request about a handed-in document asks for. Nobody runs it: deciding on the request approves the version. */
export const approveComposition = declareCommand({
  name: 'composition.approve',
  version: 1,
  deed: 'approved a document',
  writes: [],
  input: z.object({ composition: z.string(), version: z.number().int().positive() }),
  facts: { ownText: 'long', disclosure: 'string', kind: 'string' },
  result: made,
  notUndoable: 'It is approved by deciding on its request.',
});

export const createSnippet = declareCommand({
  name: 'snippet.create',
  version: 1,
  deed: 'wrote a snippet',
  writes: [creates('snippet', { owner: theActor, version: [0, null] })],
  input: z.object({
    title: Snippet.fields.title.schema,
    text: Snippet.fields.text.schema,
    locale: Snippet.fields.locale.schema,
    disclosure: z.enum(disclosures).default('nda'),
  }),
  result: z.object({ id: z.string(), number: z.string() }),
});

/** Edits the next draft of a snippet; what was approved stays as it is. */
export const editSnippet = declareCommand({
  name: 'snippet.edit',
  version: 1,
  deed: 'edited a snippet',
  writes: [patches('snippet', ['title', 'text', 'locale', 'disclosure'])],
  input: z.object({
    snippet: z.string(),
    title: Snippet.fields.title.schema.optional(),
    text: Snippet.fields.text.schema.optional(),
    locale: Snippet.fields.locale.schema.optional(),
    disclosure: z.enum(disclosures).optional(),
  }),
  result: made,
});

export const archiveSnippet = declareCommand({
  name: 'snippet.archive',
  version: 1,
  deed: 'put a snippet away',
  writes: [archives('snippet')],
  input: z.object({ snippet: z.string() }),
  result: made,
});

/** Freezes the draft as the next version and asks for its approval. */
export const submitSnippet = declareCommand({
  name: 'snippet.submit',
  version: 1,
  deed: 'handed a snippet in',
  writes: [patches('snippet', ['version']), creates('snippetVersion', { by: theActor }), ...asking('snippet.approve')],
  input: z.object({ snippet: z.string() }),
  facts: { disclosure: 'string' },
  result: z.object({ version: z.number(), versionId: z.string(), request: z.string().nullable() }),
  notUndoable: 'A version that was handed in stays; edit the snippet and hand the next one in.',
});

/** What a request about a snippet asks for. Nobody runs it: deciding on the request approves the version. */
export const approveSnippet = declareCommand({
  name: 'snippet.approve',
  version: 1,
  deed: 'approved a snippet',
  writes: [],
  input: z.object({ snippet: z.string(), version: z.number().int().positive() }),
  facts: { disclosure: 'string' },
  result: made,
  notUndoable: 'It is approved by deciding on its request.',
});

export const createTemplate = declareCommand({
  name: 'template.create',
  version: 1,
  deed: 'copied a document template',
  writes: [creates('documentTemplate', { editedBy: theActor })],
  input: z.object({
    kind: z.enum(documentKinds),
    name: DocumentTemplate.fields.name.schema,
    content: digestSchema,
    base: digestSchema,
  }),
  result: made,
});

export const editTemplate = declareCommand({
  name: 'template.edit',
  version: 1,
  deed: 'edited a document template',
  writes: [patches('documentTemplate', ['name', 'content', 'editedBy', 'editedAt'], { editedBy: theActor })],
  input: z.object({
    template: z.string(),
    name: DocumentTemplate.fields.name.schema.optional(),
    content: digestSchema.optional(),
  }),
  result: made,
});

export const archiveTemplate = declareCommand({
  name: 'template.archive',
  version: 1,
  deed: 'put a document template away',
  writes: [archives('documentTemplate')],
  input: z.object({ template: z.string() }),
  result: made,
});
