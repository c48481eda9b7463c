import { z } from 'zod';

/** What a document was built from, as it was when it was built. */
export const builtFromSchema = z.object({
  /** Name of the entity: `quote`, `verdictRecord`, `valueCase`, `releasedChart`, `snippet`, `documentTemplate`, `workspace`. */
  entity: z.string(),
  id: z.string(),
  /** `Q-A7-0142`, `DS-A7-0003`. */
  label: z.string(),
  version: z.number().int().nullable(),
  /** Digest of what was used where it has no version: a template, the brand. */
  digest: z.string().nullable().default(null),
  /** Hash of the receipt that froze it. */
  receipt: z.string().nullable(),
});
export type BuiltFrom = z.infer<typeof builtFromSchema>;
