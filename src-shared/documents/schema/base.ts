import { z } from 'zod';
import { disclosures } from '../../kernel/disclosure';
import { documentLocales } from '../format';
import { daySchema, digestSchema, instantSchema, lineSchema, paragraphSchema } from './values';

export { type Disclosure, disclosures } from '../../kernel/disclosure';

/**
 * Figures of the document that can be computed again: what kind of computation, its whole input, and where in this document's data
 * each result stands. `verify` runs the computation and compares.
 */
export const recomputationSchema = z.object({
  /** Name of the computation in the registry of `verify`: `pricing`, `verdicts`, `run`, `roi`. */
  kind: z.string().min(1).max(60),
  /** Version of the rules or importer that computed the figures. */
  version: z.string().max(60).optional(),
  /** Everything the computation needs besides raw evidence; only what the document's disclosure allows. */
  input: z.json(),
  /** Names, as in the document's evidence list, of the raw files the computation reads. */
  evidence: z.array(z.string().max(400)).max(2_000).optional(),
  /** Result names of the computation, and the JSON pointers (RFC 6901) into this data where they are printed from. */
  figures: z.array(z.object({ name: z.string().max(400), at: z.string().startsWith('/').max(400) })).max(50_000),
});

export type Recomputation = z.infer<typeof recomputationSchema>;

export const companySchema = z.object({
  name: lineSchema.min(1),
  /** Address, registration and the like, one line each. */
  lines: z.array(lineSchema).max(10),
  email: lineSchema.optional(),
  phone: lineSchema.optional(),
  website: lineSchema.optional(),
});

export const personSchema = z.object({
  name: lineSchema.min(1),
  title: lineSchema.optional(),
  email: lineSchema.optional(),
  phone: lineSchema.optional(),
});

/** A picture or font of the brand; the file itself is embedded under `brand/`. */
const brandFileSchema = z.object({
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,80}$/, 'must be a plain file name'),
  sha256: digestSchema,
});

export const brandSchema = z.object({
  /** Colour of the one accent, `#1f4fd8`. Text is never set in it. */
  accent: z.string().regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #1f4fd8'),
  /** Colour of headings, `#1f4fd8`; absent: that of the text. */
  heading: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #1f4fd8')
    .optional(),
  /** Which of the shipped fonts text is set in; absent: Inter. */
  font: z.enum(['inter', 'jetbrains-mono']).optional(),
  /** SVG (text as outlines), PNG or JPEG. */
  logo: brandFileSchema.optional(),
  /** Fonts for scripts that the house fonts lack. */
  fonts: z.array(brandFileSchema).max(8).default([]),
  /** One line at the foot of each page: company register, VAT number. */
  footer: lineSchema.optional(),
});

/** What every document has. */
export const documentBaseSchema = z.object({
  /** Version of this shape. */
  format: z.literal(1),
  locale: z.enum(documentLocales),
  paper: z.enum(['a4', 'letter']),
  disclosure: z.enum(disclosures),
  /** When the document was made; also the file's creation time. */
  created: instantSchema,
  /** The day printed on it. */
  dated: daySchema,
  /** Human number, such as `Q-A7-0142`. */
  number: lineSchema.min(1),
  version: z.int().positive(),
  title: lineSchema.min(1),
  company: companySchema,
  brand: brandSchema,
  /** For whom it is. */
  customer: z.object({ name: lineSchema.min(1), lines: z.array(lineSchema).max(10) }),
  preparedBy: personSchema,
  workspace: z.object({
    name: lineSchema,
    /** SHA-256 of the workspace's root public key. */
    fingerprint: digestSchema,
  }),
  /** How the people who acted were known: by the device alone, or by a sign-in with an account. */
  assurance: z.enum(['device', 'account']),
  /** False until every sign-off that the document needs is there: it is then marked “not approved” on each page. */
  approved: z.boolean(),
  notes: z.array(paragraphSchema).max(50).default([]),
  recomputations: z.array(recomputationSchema).max(500).default([]),
});
