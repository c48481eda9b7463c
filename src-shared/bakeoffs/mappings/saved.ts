import { z } from 'zod';
import { defineEntity, field } from '../../kernel/entity';
import { mappingContentSchema, mappingKinds, mappingNameSchema } from './content';

const digest = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 digest in lower-case hexadecimal');

/** One version of a named mapping. A change is a new version; runs keep the one through which they were read. */
export const ResultMapping = defineEntity({
  name: 'resultMapping',
  schema: 1,
  label: 'mapping of results',
  fields: {
    /** Id of the first version, by which all versions are one mapping. */
    mapping: field(z.string(), { label: 'Mapping', merge: 'immutable', index: true }),
    name: field(mappingNameSchema, { label: 'Name', merge: 'immutable', search: 'title', index: true }),
    version: field(z.int().positive(), { label: 'Version', merge: 'immutable' }),
    kind: field(z.enum(mappingKinds), { label: 'Kind of file', merge: 'immutable' }),
    content: field(mappingContentSchema, { label: 'What it says', merge: 'immutable' }),
    /** Of the content as canonical JSON. */
    sha256: field(digest, { label: 'SHA-256', merge: 'immutable' }),
    by: field(z.string(), { label: 'Saved by', merge: 'immutable' }),
    at: field(z.int(), { label: 'Saved', merge: 'immutable', index: true }),
  },
});

/** The mapping through which a run was read, as it was then. */
export const runMappingSchema = z.object({
  name: z.string().max(120),
  /** The saved mapping and its version; null for one that was not saved. */
  saved: z.object({ mapping: z.string(), version: z.number() }).nullable().default(null),
  sha256: digest,
  content: mappingContentSchema,
});
export type RunMapping = z.infer<typeof runMappingSchema>;

/** A mapping that is named for reading: a saved one by its name or id, or one that is given whole. */
export const mappingChoiceSchema = z.union([
  z.strictObject({ saved: z.string().min(1).max(120) }),
  z.strictObject({ name: mappingNameSchema, content: mappingContentSchema }),
]);
export type MappingChoice = z.infer<typeof mappingChoiceSchema>;
