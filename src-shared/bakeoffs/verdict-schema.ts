import { z } from 'zod';

/** What the runs say about one metric, in the order in which they are decided. */
export const verdicts = [
  'not comparable',
  'not enough runs',
  'better',
  'worse',
  'equivalent',
  'no clear difference',
] as const;

export const verdictSchema = z.enum(verdicts);
export type Verdict = z.infer<typeof verdictSchema>;

/** Which direction is good. */
export const betterSchema = z.enum(['lower', 'higher']);
export type Better = z.infer<typeof betterSchema>;

/** A ratio of ours over theirs, or a difference ours minus theirs in the metric's unit. */
export const scaleSchema = z.enum(['ratio', 'difference']);
export type Scale = z.infer<typeof scaleSchema>;

/** The band of a ratio where the template names none: 5 % either way. */
export const defaultRatioBand = 0.05;

/** The band of a difference where the template names none: 0.1 percentage points of a rate. */
export const defaultDifferenceBand = 0.001;

const figure = z.number().nullable();

/** One row of a comparison before it is judged: one metric of one workload, one figure a run. */
export const verdictRowInputSchema = z.object({
  key: z.string().min(1, 'must not be empty'),
  /** What a person calls the row; the key where absent. */
  label: z.string().optional(),
  unit: z.string().optional(),
  better: betterSchema,
  /** Asked for by the template; a row with a value of 0 or below works on differences in any case. */
  scale: scaleSchema.optional(),
  /**
   * Too small to matter: a share for ratios (0.05 is the factor 1.05 either way), the metric's unit for differences. The table's
   * band where absent, and for differences `defaultDifferenceBand`.
   */
  band: z.number().nonnegative().optional(),
  /** Run-level figures, one a run. */
  ours: z.array(z.number()),
  theirs: z.array(z.number()),
  /** Why the row must not be compared (hard stops of the gate that nobody waived). */
  notComparable: z.array(z.string()).optional(),
});
export type VerdictRowInput = z.infer<typeof verdictRowInputSchema>;

/** A whole comparison: all rows that are shown together, because the correction counts them together. */
export const verdictTableInputSchema = z.object({
  band: z.number().nonnegative().default(defaultRatioBand),
  rows: z
    .array(verdictRowInputSchema)
    .min(1, 'needs at least one row')
    .superRefine((rows, context) => {
      const seen = new Set<string>();
      rows.forEach((row, index) => {
        if (seen.has(row.key))
          context.addIssue({ code: 'custom', path: [index, 'key'], message: `stands twice: ${row.key}` });
        seen.add(row.key);
      });
    }),
});
export type VerdictTableInput = z.input<typeof verdictTableInputSchema>;

/** A judged row with every figure that the verdict rests on. What cannot be computed is null. Figures are doubles. */
export const verdictRowSchema = z.object({
  key: z.string(),
  label: z.string(),
  unit: z.string().nullable(),
  better: betterSchema,
  scale: scaleSchema,
  band: z.number(),
  ours: z.array(z.number()),
  theirs: z.array(z.number()),
  oursMedian: figure,
  theirsMedian: figure,
  /** Hodges–Lehmann ratio (ours over theirs) or shift (ours minus theirs), with its 95 % interval. */
  estimate: figure,
  lower: figure,
  upper: figure,
  /** Mann–Whitney, two-sided. */
  p: figure,
  /** The smallest p that these numbers of runs could give. */
  smallestP: figure,
  /** After Holm over the whole family. */
  pHolm: figure,
  /** Equivalence within the band, with the 90 % interval it rests on. */
  equivalenceP: figure,
  ci90Lower: figure,
  ci90Upper: figure,
  /** Share of pairs of runs in which ours is the better, ties counting half (Vargha and Delaney's A12). */
  oursBetterShare: figure,
  /** Rows counted together in the correction. */
  family: z.number(),
  /** Further runs that would make a verdict possible. */
  moreRuns: z.object({ ours: z.number(), theirs: z.number() }),
  notComparable: z.array(z.string()),
  verdict: verdictSchema,
});
export type VerdictRow = z.infer<typeof verdictRowSchema>;
