import { z } from 'zod';

/** What can be drawn of a bakeoff or of one run. */
export const chartKinds = ['intervals', 'distribution', 'percentiles', 'time', 'order'] as const;
export type ChartKind = (typeof chartKinds)[number];

/** What is drawn over the time of a run. */
export const timeMeasures = ['median', 'p95', 'throughput', 'errors'] as const;
export type TimeMeasure = (typeof timeMeasures)[number];

export const chartFormats = ['svg', 'png', 'csv'] as const;
export type ChartFormat = (typeof chartFormats)[number];

const side = z.enum(['ours', 'theirs']);
const known = z.number().nullable();

/** Everything that a picture shows, as rows: what stands behind it on the page, and in its CSV file. */
export const chartTableSchema = z.object({
  columns: z.array(z.object({ label: z.string(), unit: z.string().optional() })),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
});
export type ChartTable = z.infer<typeof chartTableSchema>;

const series = <Point extends z.ZodType>(point: Point) => z.array(z.object({ side, points: z.array(point) }));

const intervalDrawing = z.object({
  kind: z.literal('intervals'),
  rows: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      point: known,
      low: known,
      high: known,
      verdict: z.enum(['better', 'worse', 'equivalent', 'no-clear-difference', 'not-enough-runs', 'not-comparable']),
      band: z.object({ low: z.number(), high: z.number() }),
    }),
  ),
});

const drawingSchema = z.discriminatedUnion('kind', [
  intervalDrawing,
  z.object({
    kind: z.literal('distribution'),
    series: series(z.object({ x: z.number(), share: z.number() })),
    /** Where the axis ends: the last percent of a long tail would press everything else flat. */
    end: z.number(),
  }),
  z.object({
    kind: z.literal('percentiles'),
    series: series(
      z.object({
        percent: z.number(),
        /** Median over the runs of the side, and the range over them. */
        value: z.number(),
        low: z.number(),
        high: z.number(),
        /** Whether every run has enough measurements above it. */
        borne: z.boolean(),
      }),
    ),
  }),
  z.object({
    kind: z.literal('time'),
    measure: z.enum(timeMeasures),
    series: series(
      z.object({
        /** Seconds from the start of the run: the middle of the stretch. */
        x: z.number(),
        /** Median over the runs of the side, and the range over them; null where nothing was measured. */
        value: known,
        low: known,
        high: known,
      }),
    ),
  }),
  z.object({
    kind: z.literal('order'),
    runs: z.array(
      z.object({ key: z.string(), place: z.number(), side, value: z.number(), marked: z.boolean().optional() }),
    ),
  }),
]);
export type ChartDrawing = z.infer<typeof drawingSchema>;

/** One picture with what it shows as a table. It describes; verdicts rest on one figure a run. */
export const chartFigureSchema = z.object({
  /** Unique among the pictures of a bakeoff: `distribution.search-median`. */
  id: z.string(),
  kind: z.enum(chartKinds),
  /** Id of the first row that is about the same series; empty for a picture of all rows. */
  row: z.string(),
  /** What it is of, in a few words: the workload, or the row. */
  subject: z.string(),
  title: z.string(),
  unit: z.string(),
  /** How many single measurements it shows; null for run-level figures. */
  measurements: z.number().nullable(),
  table: chartTableSchema,
  drawing: drawingSchema,
});
export type ChartFigure = z.infer<typeof chartFigureSchema>;

export const chartFileSchema = z.object({
  name: z.string(),
  mediaType: z.string(),
  /** Base64 for a PNG, text for the others. */
  encoding: z.enum(['text', 'base64']),
  content: z.string(),
});
export type ChartFile = z.infer<typeof chartFileSchema>;

/** Names one picture of a bakeoff, or of one of its runs. */
export const chartAskSchema = z.object({
  bakeoff: z.string(),
  run: z.string().optional(),
  kind: z.enum(chartKinds),
  /** Id or label of a row; the first where left out. */
  row: z.string().optional(),
  measure: z.enum(timeMeasures).optional(),
  format: z.enum(chartFormats),
  disclosure: z.enum(['internal', 'nda', 'public']).optional(),
});
