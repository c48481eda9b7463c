import { z } from 'zod';
import { explainStepSchema } from './steps';

/** An exact decimal without an exponent; measured doubles may need many places. */
export const figureDecimal = z
  .string()
  .regex(/^-?\d{1,30}(?:\.\d{1,60})?$/, 'must be a plain decimal number such as 1250.75');

const day = z.iso.date('must be a day of the calendar as YYYY-MM-DD');
const receipt = z.string().nullable();

/** Figures of a recorded value case that can be pinned. */
export const valueFigures = ['net-benefit', 'net-present-value', 'payback', 'return'] as const;
export type ValueFigure = (typeof valueFigures)[number];

/** What a figure was taken from, by id and by the receipt that put it there. */
export const figureSourceSchema = z.discriminatedUnion('kind', [
  /** A judged row of a recorded verdict: the median of our runs, beside that of the others. */
  z.strictObject({
    kind: z.literal('verdict'),
    verdict: z.string(),
    number: z.string(),
    bakeoff: z.string(),
    row: z.string(),
    receipt,
  }),
  /** One row of one imported run. */
  z.strictObject({
    kind: z.literal('run'),
    run: z.string(),
    name: z.string(),
    bakeoff: z.string(),
    bakeoffNumber: z.string(),
    metric: z.string(),
    samples: z.number(),
    receipt,
  }),
  /** A usage file that a line of a quote is metered by. */
  z.strictObject({
    kind: z.literal('usage'),
    quote: z.string(),
    quoteNumber: z.string(),
    line: z.string(),
    file: z.strictObject({ name: z.string(), sha256: z.string() }),
    meter: z.string(),
    take: z.string(),
    months: z.array(z.string()),
    receipt,
  }),
  /** A recorded version of a value case. */
  z.strictObject({
    kind: z.literal('value-case'),
    valueCase: z.string(),
    number: z.string(),
    version: z.int().positive(),
    versionId: z.string(),
    figure: z.enum(valueFigures),
    receipt,
  }),
  /** Nothing here measured it: somebody at the customer said so. */
  z.strictObject({ kind: z.literal('stated'), contact: z.string(), on: day, how: z.string() }),
]);
export type FigureSource = z.infer<typeof figureSourceSchema>;

/** A figure with where it was taken from; it stays as it was when what it was taken from goes on. */
export const pinnedFigureSchema = z.strictObject({
  label: z.string().min(1).max(200),
  value: figureDecimal,
  /** `ms`, `EUR`, `%`, `ratio` for shares; empty for a pure number. */
  unit: z.string().max(60),
  /** What it is held against: the other contender, or how it was before. */
  against: figureDecimal.nullable(),
  better: z.enum(['lower', 'higher']).nullable(),
  /** What the verdict says of it. */
  sentence: z.string().max(2_000).nullable(),
  /** When what it was taken from came to be, in milliseconds since 1970. */
  at: z.int(),
  source: figureSourceSchema,
});
export type PinnedFigure = z.infer<typeof pinnedFigureSchema>;

/** Which figure is wanted. */
export const figureOrderSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('verdict'),
    /** Id or number; a bakeoff's number means its newest. */
    verdict: z.string().min(1),
    /** Key of the row; the first where left out. */
    row: z.string().optional(),
  }),
  z.object({ kind: z.literal('run'), run: z.string().min(1), metric: z.string().min(1) }),
  z.object({
    kind: z.literal('usage'),
    /** A line of a quote whose quantity comes from a usage file. */
    line: z.string().min(1),
  }),
  z.object({
    kind: z.literal('value-case'),
    valueCase: z.string().min(1),
    /** The newest recorded one where left out. */
    version: z.int().positive().optional(),
    figure: z.enum(valueFigures),
  }),
  z.object({
    kind: z.literal('stated'),
    contact: z.string().min(1),
    on: day,
    how: z.string().trim().min(1, 'needs how it was said, such as “by e-mail”').max(200),
    label: z.string().trim().min(1, 'needs what was stated').max(200),
    value: figureDecimal,
    unit: z.string().max(60).default(''),
    against: figureDecimal.nullable().default(null),
    better: z.enum(['lower', 'higher']).nullable().default(null),
  }),
]);
export type FigureOrder = z.input<typeof figureOrderSchema>;
export type ReadFigureOrder = z.output<typeof figureOrderSchema>;

/** A pinned figure as a screen shows it. */
export const figureViewSchema = pinnedFigureSchema.extend({
  /** Why it no longer says what there is; empty while it does. */
  stale: z.array(z.string()),
  /** Where it may not leave the house by what it was taken from. */
  keptInside: z.boolean(),
  /** In a line: `Verdict B-A7-0001/1`. */
  origin: z.string(),
  /** Who stated it, where somebody did and was not forgotten. */
  statedBy: z.string().nullable(),
  /** The entity and row that can be opened. */
  place: z.object({ entity: z.string(), id: z.string() }),
  steps: z.array(explainStepSchema),
});
export type FigureView = z.infer<typeof figureViewSchema>;

/** A figure that can be had, with the order that takes it. */
export const figureChoiceSchema = z.object({
  order: figureOrderSchema,
  label: z.string(),
  value: z.string(),
  unit: z.string(),
  origin: z.string(),
});
export type FigureChoice = z.infer<typeof figureChoiceSchema>;
