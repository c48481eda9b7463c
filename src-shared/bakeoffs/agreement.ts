import { z } from 'zod';

/** A recorded fact by its path, such as `server.cores`. */
const factPathSchema = z
  .string()
  .max(60)
  .regex(
    /^[a-zA-Z][a-zA-Z0-9]*(\.[a-zA-Z][a-zA-Z0-9]*)?$/,
    'must be the path of a recorded fact, such as server.cores',
  );

const factPathsSchema = z
  .array(factPathSchema)
  .max(60)
  .refine((paths) => new Set(paths).size === paths.length, 'must name each fact once');

/** Evidence that is no recorded fact: the single measurements themselves, and not only what a harness printed of them. */
export const measurementsEvidence = 'measurements';

/** The conditions of a comparison that are fixed before the runs, beside the rows and what is too small to matter. */
export const conditionsShape = {
  /** Seconds from each run's start whose samples are left out of every figure; 0: none. */
  discardSeconds: z.number().nonnegative().max(86_400),
  /** Runs a side that were agreed on; null: as many as the rows need. */
  runsWanted: z.int().min(2).max(1000).nullable(),
  /** Facts that must be recorded and the same in every run of both sides. */
  mustBeEqual: factPathsSchema,
  /** Facts and evidence that every run must have. */
  mustBePresent: factPathsSchema,
} as const;

export const conditionsSchema = z.object(conditionsShape);
export type Conditions = z.infer<typeof conditionsSchema>;

/** Nothing agreed beyond the rows. */
export const noConditions: Conditions = { discardSeconds: 0, runsWanted: null, mustBeEqual: [], mustBePresent: [] };
