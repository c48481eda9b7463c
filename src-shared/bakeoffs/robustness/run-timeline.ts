import { z } from 'zod';

const figures = z.array(z.number().nullable()).max(4000);

/**
 * What happened in each stretch of a run in one series, kept with the run where a row is about a fault: so faults may be recorded after
 * the import. The lists have one entry a stretch; latencies are type 7 quantiles over all measurements of the stretch, failed ones too.
 */
export const runTimelineSchema = z.object({
  key: z.string(),
  metric: z.string(),
  unit: z.string(),
  /** Seconds from the run's start to the first stretch, and how long each is. */
  from: z.number().nonnegative(),
  width: z.number().positive(),
  count: z.array(z.number()).max(4000),
  /** Null where the file does not say what failed. */
  failed: z.array(z.number()).max(4000).nullable(),
  /** Null where nothing was measured in the stretch. */
  median: figures,
  p99: figures,
});
export type RunTimeline = z.infer<typeof runTimelineSchema>;

/** The timelines of a run, and when it began, in milliseconds since 1970. */
export const runTimelinesSchema = z.object({
  start: z.number().nullable(),
  series: z.array(runTimelineSchema).max(40),
  /** Series without a timeline, with the reason. */
  lacking: z.array(z.object({ key: z.string(), metric: z.string(), reason: z.string() })).max(40),
});
export type RunTimelines = z.infer<typeof runTimelinesSchema>;

/** The middle of a stretch, in seconds from the run's start. */
export const middleOfStretch = ({ from, width }: RunTimeline, at: number): number => from + (at + 0.5) * width;
