import { z } from 'zod';

const group = z.object({ n: z.number(), median: z.number() });

/** What was seen in the measurements behind one row of one run, for warnings. Figures are in the series' unit. */
export const rowObservationSchema = z.object({
  /** Id of the row. */
  metric: z.string(),
  /** Medians of the first and of the last third of the measurements, in their order. */
  thirds: z.object({ first: z.number(), last: z.number() }).optional(),
  /** Present where the measurements stand in two heaps: their medians, and the share of the lower one. */
  heaps: z.object({ low: z.number(), high: z.number(), lowShare: z.number(), coefficient: z.number() }).optional(),
  /** Measurements of what succeeded and of what failed, where the file tells them apart and both are there. */
  good: group.optional(),
  failed: group.optional(),
  /** How many failed of how many were tried. */
  failures: z.object({ failed: z.number(), tried: z.number() }).optional(),
  /** Present where the file tells the item of each measurement, so that sides can be compared item by item. */
  items: z.literal(true).optional(),
});
export type RowObservation = z.infer<typeof rowObservationSchema>;

/** How much a run did, over its whole length; what the file does not tell is absent. */
export const workSchema = z.object({
  requests: z.number().optional(),
  bytes: z.number().optional(),
  inputTokens: z.number().optional(),
  outputTokens: z.number().optional(),
  seconds: z.number().optional(),
});
export type Work = z.infer<typeof workSchema>;

/** What was seen in a run's measurements when it was read. Kept with the run, because the measurements never change. */
export const runObservationsSchema = z.object({
  /** Whether the single measurements of all rows are in the files. */
  measured: z.boolean(),
  rows: z.array(rowObservationSchema).max(40),
  work: workSchema,
});
export type RunObservations = z.infer<typeof runObservationsSchema>;
