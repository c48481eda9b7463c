import { z } from 'zod';

/** The claims of one set version may hold this many characters together: a version has to fit into one receipt with its parts. */
export const MOST_SET_CHARACTERS = 60_000;

/** What one claim may be taken apart into; far more than any claim has that a person can read. */
export const MOST_LIMITATIONS = 200;
export const MOST_ANTECEDENTS = 500;
export const MOST_DEPENDENCES = 1_000;

/** One claim as it was split and, where needed, corrected by hand. Texts are verbatim but for white space. */
export const claimTextSchema = z.object({
  /** Its number within the set; where the text had none, its place. */
  number: z.int().positive().max(100_000),
  /** The whole claim as it stands in the source, without its number. */
  text: z.string().min(1).max(MOST_SET_CHARACTERS),
  preamble: z.string().max(20_000).nullable(),
  /** The word that opens the limitations, such as `comprising`. */
  transition: z.string().max(60).nullable(),
  limitations: z.array(z.string().min(1).max(MOST_SET_CHARACTERS)).min(1).max(MOST_LIMITATIONS),
  /** "The …" phrases with the words that introduced them. */
  antecedents: z.array(z.tuple([z.string().max(400), z.string().max(400)])).max(MOST_ANTECEDENTS),
  /** The claims that it refers to; empty for an independent claim. */
  dependsOn: z.array(z.int().positive()).max(MOST_DEPENDENCES),
  /** False where it was kept whole; `reason` says why. */
  split: z.boolean(),
  reason: z.string().max(400).nullable(),
  /** Somebody put the split right by hand. */
  corrected: z.boolean(),
});
export type ClaimText = z.infer<typeof claimTextSchema>;

/** A claim as a person puts it right; what is not said follows from the text. */
export const claimCorrectionSchema = claimTextSchema
  .pick({ number: true, text: true, preamble: true, transition: true, limitations: true, dependsOn: true })
  .extend({ antecedents: claimTextSchema.shape.antecedents.optional() });
export type ClaimCorrection = z.infer<typeof claimCorrectionSchema>;
