import { z } from 'zod';
import { clockParts } from './turnaround';

export const readActuals = z.object({
  name: z.string(),
  rows: z.array(
    z.object({
      line: z.number(),
      number: z.string(),
      quote: z.string().nullable(),
      month: z.string(),
      revenueMinor: z.number().nullable(),
      costMinor: z.number().nullable(),
      problem: z.string().nullable(),
    }),
  ),
});
export type ReadActuals = z.infer<typeof readActuals>;

const turnaroundFigures = z.object({
  sent: z.number(),
  withinTarget: z.number(),
  withinBasisPoints: z.number(),
  median: z.number(),
  p90: z.number(),
  parts: z.array(z.object({ part: z.enum(clockParts), milliseconds: z.number() })),
  roles: z.array(z.object({ role: z.string(), milliseconds: z.number() })),
});

export const turnaroundAnswer = z.object({
  from: z.string(),
  until: z.string(),
  targetMilliseconds: z.number(),
  whole: turnaroundFigures.nullable(),
  weeks: z.array(turnaroundFigures.extend({ week: z.string() })),
  /** Quotes that were sent then, the slowest first. */
  quotes: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      title: z.string(),
      accountName: z.string(),
      sentAt: z.number(),
      elapsed: z.number(),
      ours: z.number(),
      state: z.enum(['in-time', 'soon', 'late']),
      parts: z.array(z.object({ part: z.enum(clockParts), milliseconds: z.number() })),
      roles: z.array(z.object({ role: z.string(), milliseconds: z.number() })),
    }),
  ),
  /** Accepted quotes with recorded actual figures, in basis points of margin; null for those who may not see costs. */
  margins: z
    .array(
      z.object({
        id: z.string(),
        number: z.string(),
        title: z.string(),
        accountName: z.string(),
        currency: z.string(),
        months: z.number(),
        /** The version that was accepted, whose margin was quoted. */
        version: z.number(),
        quotedBasisPoints: z.number().nullable(),
        revenueMinor: z.number(),
        costMinor: z.number(),
        actualBasisPoints: z.number().nullable(),
        /** Actual less quoted. */
        differenceBasisPoints: z.number().nullable(),
      }),
    )
    .nullable(),
});
export type TurnaroundAnswer = z.infer<typeof turnaroundAnswer>;
