import { z } from 'zod';
import { redlineRun } from './views';

/** A chart that was edited as a Word file, held against the chart as it is now. */
export const returnedChartView = z.object({
  number: z.string(),
  /** The version that was exported. */
  version: z.number(),
  changes: z.array(
    z.object({
      /** `<element id>/mapping`, `chart/summary`. */
      place: z.string(),
      element: z.string().nullable(),
      label: z.string(),
      /** From the text as exported to the text in the file. */
      runs: z.array(redlineRun),
      /** The text as it is here now; null where its element is gone. */
      now: z.string().nullable(),
      /** `taken`: will be or was taken in; `there`: stands here already; `conflict`: was changed here as well; `gone`: has no element here. */
      state: z.enum(['taken', 'there', 'conflict', 'gone']),
      /** Who changed it under tracked changes: they are read as accepted. */
      trackedBy: z.array(z.string()),
    }),
  ),
  comments: z.array(z.object({ element: z.string().nullable(), text: z.string(), there: z.boolean() })),
  /** Of what was done; empty for a look. */
  receipts: z.array(z.string()),
});
export type ReturnedChartView = z.infer<typeof returnedChartView>;
