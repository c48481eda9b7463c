import { z } from 'zod';
import { disclosures } from '../../kernel/disclosure';
import { defineEntity, field } from '../../kernel/entity';
import { documentKinds } from '../entity';
import { digestSchema, lineSchema, paragraphSchema } from '../schema/values';
import { blockContentSchema, blockWidths, sourceRefSchema } from './block';

/** A document being put together: of a kind, about something, for somebody. Its blocks are rows of their own. */
export const Composition = defineEntity({
  name: 'composition',
  schema: 1,
  label: 'composition',
  fields: {
    /** `DC-A7-0012`. */
    number: field(z.string(), { label: 'Number', merge: 'immutable', search: 'title', index: true }),
    kind: field(z.enum(documentKinds), { label: 'Kind', merge: 'immutable', index: true }),
    title: field(z.string().trim().min(1).max(300), { label: 'Title', search: 'title' }),
    /** Empty where it belongs to no deal. */
    deal: field(z.string(), { label: 'Deal', merge: 'immutable', index: true }),
    account: field(z.string(), { label: 'Account', merge: 'immutable', index: true }),
    /** What it is about; null for one-pagers and binders, which draw on several things. */
    about: field(sourceRefSchema.nullable().default(null), { label: 'About' }),
    disclosure: field(z.enum(disclosures), { label: 'Disclosure', notable: true }),
    /** Stands at the foot of each page in place of the standard line; empty: the standard line. */
    confidentiality: field(lineSchema.default(''), { label: 'Confidentiality line' }),
    paper: field(z.enum(['a4', 'letter']).nullable().default(null), { label: 'Paper' }),
    /** A template of the workspace's own; null: the one that came with Proofdesk. */
    template: field(z.string().nullable().default(null), { label: 'Template' }),
    /** The last version that was handed in; 0: none. */
    version: field(z.int().nonnegative().default(0), { label: 'Version', merge: 'guarded' }),
    owner: field(z.string(), { label: 'Made by', merge: 'immutable', index: true }),
    createdAt: field(z.int(), { label: 'Begun', merge: 'immutable' }),
  },
});

/** One block of a composition, in its place. */
export const CompositionBlock = defineEntity({
  name: 'compositionBlock',
  schema: 1,
  label: 'block of a composition',
  fields: {
    composition: field(z.string(), { label: 'Composition', merge: 'immutable', index: true }),
    /** Fractional index that sorts as text. */
    position: field(z.string().min(1).max(200), { label: 'Position' }),
    width: field(z.enum(blockWidths).default('full'), { label: 'Width' }),
    content: field(blockContentSchema, { label: 'Content', notable: true, blobs: true, search: 'text' }),
  },
});

/** A composition as it was handed in: everything that decides how it is set. It never changes. */
export const CompositionVersion = defineEntity({
  name: 'compositionVersion',
  schema: 1,
  label: 'version of a composition',
  fields: {
    composition: field(z.string(), { label: 'Composition', merge: 'immutable', index: true }),
    version: field(z.int().positive(), { label: 'Version', merge: 'immutable' }),
    title: field(z.string(), { label: 'Title', merge: 'immutable' }),
    about: field(sourceRefSchema.nullable(), { label: 'About', merge: 'immutable' }),
    disclosure: field(z.enum(disclosures), { label: 'Disclosure', merge: 'immutable' }),
    confidentiality: field(lineSchema, { label: 'Confidentiality line', merge: 'immutable' }),
    paper: field(z.enum(['a4', 'letter']).nullable(), { label: 'Paper', merge: 'immutable' }),
    template: field(z.object({ id: z.string(), sha256: digestSchema }).nullable(), {
      label: 'Template',
      merge: 'immutable',
      blobs: true,
    }),
    blocks: field(z.array(z.object({ width: z.enum(blockWidths), content: blockContentSchema })).max(500), {
      label: 'Blocks',
      merge: 'immutable',
      blobs: true,
    }),
    /** Sign-offs that the policies asked for when it was handed in; none: it needs none. */
    needs: field(z.array(z.string()), { label: 'Needs', merge: 'immutable' }),
    by: field(z.string(), { label: 'Handed in by', merge: 'immutable' }),
    at: field(z.int(), { label: 'Handed in', merge: 'immutable' }),
  },
});

/** A text that may be used in documents once it is approved. What is typed is the next draft; versions never change. */
export const Snippet = defineEntity({
  name: 'snippet',
  schema: 1,
  label: 'snippet',
  fields: {
    /** `DS-A7-0003`. */
    number: field(z.string(), { label: 'Number', merge: 'immutable', search: 'title', index: true }),
    title: field(z.string().trim().min(1).max(200), { label: 'Title', search: 'title' }),
    text: field(paragraphSchema.min(1), { label: 'Text', search: 'text', notable: true }),
    /** Language of the text, as documents name theirs: `en-GB`. */
    locale: field(z.string().min(2).max(35), { label: 'Language', index: true }),
    /** The widest circle that it may go to. */
    disclosure: field(z.enum(disclosures), { label: 'Disclosure' }),
    /** The last version that was handed in; 0: none. */
    version: field(z.int().nonnegative().default(0), { label: 'Version', merge: 'guarded' }),
    owner: field(z.string(), { label: 'Written by', merge: 'immutable' }),
    createdAt: field(z.int(), { label: 'Begun', merge: 'immutable' }),
  },
});

/** A snippet as it was handed in for approval. It never changes. */
export const SnippetVersion = defineEntity({
  name: 'snippetVersion',
  schema: 1,
  label: 'version of a snippet',
  fields: {
    snippet: field(z.string(), { label: 'Snippet', merge: 'immutable', index: true }),
    version: field(z.int().positive(), { label: 'Version', merge: 'immutable' }),
    title: field(z.string(), { label: 'Title', merge: 'immutable' }),
    text: field(paragraphSchema, { label: 'Text', merge: 'immutable' }),
    locale: field(z.string(), { label: 'Language', merge: 'immutable' }),
    disclosure: field(z.enum(disclosures), { label: 'Disclosure', merge: 'immutable' }),
    needs: field(z.array(z.string()), { label: 'Needs', merge: 'immutable' }),
    by: field(z.string(), { label: 'Handed in by', merge: 'immutable' }),
    at: field(z.int(), { label: 'Handed in', merge: 'immutable' }),
  },
});

/** A template of the workspace's own: a copy of a shipped one that somebody edited and named. */
export const DocumentTemplate = defineEntity({
  name: 'documentTemplate',
  schema: 1,
  label: 'document template',
  fields: {
    name: field(z.string().trim().min(1).max(120), { label: 'Name', search: 'title' }),
    kind: field(z.enum(documentKinds), { label: 'Kind', merge: 'immutable', index: true }),
    /** SHA-256 of a JSON file with every template file by its name. */
    content: field(digestSchema, { label: 'Files', blobs: true, notable: true }),
    /** Digest of the shipped template that it was copied from. */
    base: field(digestSchema, { label: 'Copied from', merge: 'immutable' }),
    editedBy: field(z.string(), { label: 'Edited by' }),
    editedAt: field(z.int(), { label: 'Edited' }),
  },
});
