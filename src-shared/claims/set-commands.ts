import { z } from 'zod';
import { declareCommand } from '../kernel/command';
import { archives, creates, patches, theActor } from '../kernel/writes';
import { claimCorrectionSchema, MOST_SET_CHARACTERS } from './claim-text';
import { Archetype, ClaimSet } from './schema';

const set = ClaimSet.fields;

const text = z.string().min(1).max(MOST_SET_CHARACTERS, 'is longer than a set may be; import it as several sets');

const source = z.object({ name: z.string().min(1).max(400), sha256: z.string().regex(/^[0-9a-f]{64}$/) });

/** Imports claim text as a new set, or as the next version of one. The text is split; what cannot be split is kept whole and says so. */
export const importClaimSet = declareCommand({
  name: 'claim.importSet',
  version: 1,
  deed: 'imported claims',
  writes: [
    creates('claimSet', { owner: theActor }),
    patches('claimSet', ['version', 'title', 'kind', 'reference']),
    creates('claimSetVersion', { by: theActor, how: ['imported'] }),
  ],
  input: z.object({
    /** The set whose next version it is; left out for a new set. */
    set: z.string().optional(),
    title: set.title.schema.optional(),
    kind: set.kind.schema.optional(),
    reference: z.string().max(200).optional(),
    text,
    source: source.optional(),
    note: z.string().max(2_000).optional(),
  }),
  inputReaders: {
    set: 'claims',
    title: 'claims',
    kind: 'claims',
    reference: 'claims',
    text: 'claims',
    source: 'claims',
    note: 'claims',
  },
  // The version holds the text claim by claim.
  recorded: ({ text: _text, ...rest }) => rest,
  reasonReaders: 'claims',
  result: z.object({
    id: z.string(),
    number: z.string(),
    version: z.number(),
    claims: z.number(),
    /** Numbers of the claims that were kept whole. */
    whole: z.array(z.number()),
    /** Text that belongs to no claim, as it stands; shown, not stored. */
    left: z.array(z.string()),
  }),
  notUndoable: 'The set may be in use; archive it instead.',
});

/** Puts claims of a set right by hand: its next version, with the claims that are not named as they were. */
export const correctClaimSet = declareCommand({
  name: 'claim.correctSet',
  version: 1,
  deed: 'corrected claims',
  writes: [patches('claimSet', ['version']), creates('claimSetVersion', { by: theActor, how: ['corrected'] })],
  input: z.object({
    set: z.string(),
    /** The version that was looked at. */
    version: z.number().int().positive(),
    claims: z.array(claimCorrectionSchema).min(1).max(500),
    /** Numbers of claims that are taken out. */
    remove: z.array(z.number().int()).max(500).optional(),
    note: z.string().max(2_000).optional(),
  }),
  inputReaders: { set: 'claims', version: 'claims', claims: 'claims', remove: 'claims', note: 'claims' },
  recorded: ({ claims, ...rest }) => ({ ...rest, claims: claims.map(({ number }) => ({ number })) }),
  reasonReaders: 'claims',
  result: z.object({ version: z.number(), versionId: z.string() }),
  notUndoable: 'Versions are kept; correct it again.',
});

export const editClaimSet = declareCommand({
  name: 'claim.editSet',
  version: 1,
  deed: 'changed a claim set',
  writes: [patches('claimSet', ['title', 'kind', 'reference', 'owner'])],
  input: z.object({
    set: z.string(),
    title: set.title.schema.optional(),
    kind: set.kind.schema.optional(),
    reference: z.string().max(200).optional(),
  }),
  inputReaders: { set: 'claims', title: 'claims', kind: 'claims', reference: 'claims' },
  reasonReaders: 'claims',
  result: z.object({ id: z.string() }),
});

export const archiveClaimSet = declareCommand({
  name: 'claim.archiveSet',
  version: 1,
  deed: 'archived a claim set',
  writes: [archives('claimSet')],
  input: z.object({ set: z.string() }),
  inputReaders: { set: 'claims' },
  reasonReaders: 'claims',
  facts: { charts: 'long' },
  result: z.object({ id: z.string() }),
});

/** Adds an archetype, from a shipped template or of the house's own, or changes one. */
export const saveArchetype = declareCommand({
  name: 'claim.saveArchetype',
  version: 1,
  deed: 'described an archetype',
  writes: [creates('archetype'), patches('archetype', ['title', 'description', 'traits'])],
  input: z.object({
    archetype: z.string().optional(),
    template: z.string().optional(),
    title: Archetype.fields.title.schema.optional(),
    description: z.string().max(4_000).optional(),
    traits: z.array(z.string().trim().min(1).max(500)).max(40).optional(),
  }),
  inputReaders: { archetype: 'claims', template: 'claims', title: 'claims', description: 'claims', traits: 'claims' },
  reasonReaders: 'claims',
  result: z.object({ id: z.string() }),
});

export const archiveArchetype = declareCommand({
  name: 'claim.archiveArchetype',
  version: 1,
  deed: 'archived an archetype',
  writes: [archives('archetype')],
  input: z.object({ archetype: z.string() }),
  inputReaders: { archetype: 'claims' },
  reasonReaders: 'claims',
  facts: { charts: 'long' },
  result: z.object({ id: z.string() }),
});
