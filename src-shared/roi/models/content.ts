import { z } from 'zod';

/**
 * What a model of value says: named inputs, formulas over them, and which formulas are money that flows. Everything is text and plain
 * numbers, so that a version can be frozen, compared and checked again; nothing of it is ever run as a program.
 */

/** How inputs and formulas are named: small letters, digits and underscores, beginning with a letter. */
export const roiNameSchema = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,59}$/, 'must be small letters, digits and underscores, such as analyst_hours');

/** An exact decimal, as typed. */
export const roiDecimalSchema = z
  .string()
  .regex(/^-?\d{1,15}(\.\d{1,12})?$/, 'must be a plain decimal number such as 1200 or 0.25');

/** One number, or one for each year, of which the last stands for all years after it. */
export const roiValueSchema = z.union([
  roiDecimalSchema,
  z.array(roiDecimalSchema).min(1, 'needs at least the number of year 1').max(10, 'has at most ten years'),
]);
export type RoiValue = z.infer<typeof roiValueSchema>;

/** What an input can be filled from beside a keyboard. */
export const roiFillings = [
  'quote.per-year',
  'quote.one-time',
  'quote.total',
  'quote.term-years',
  'verdict.ratio',
  'verdict.saving',
  'verdict.ours',
  'verdict.theirs',
  'usage.per-month',
  'usage.per-year',
] as const;
export type RoiFilling = (typeof roiFillings)[number];

const words = (most: number) => z.string().trim().max(most);
const label = words(120).min(1, 'must not be empty');

export const roiModelInputSchema = z.strictObject({
  name: roiNameSchema,
  label,
  /** Such as `money/year`, `hours/person/month`, `%`, `incidents/year`; see `units.ts`. Values are in it. */
  unit: words(80).min(1, 'must name the unit; `1` for a plain number'),
  help: words(600).default(''),
  group: words(80).default(''),
  /** `number` is the same in every year; `by-year` has a number for each, such as a ramp. */
  shape: z.enum(['number', 'by-year']).default('number'),
  /** What stands until somebody says otherwise; null: it has to be said for every case. */
  value: roiValueSchema.nullable().default(null),
  /** Where that comes from. */
  source: words(400).default(''),
  /** Between what the value may lie; for numbers only. The value itself is the likely one. */
  low: roiDecimalSchema.nullable().default(null),
  high: roiDecimalSchema.nullable().default(null),
  /** What is beyond these bounds is asked about before it counts. */
  minimum: roiDecimalSchema.nullable().default(null),
  maximum: roiDecimalSchema.nullable().default(null),
  /** Why the bounds lie there. */
  because: words(300).default(''),
  /** Whether more or less of it makes the proposal worth more; null where it depends. */
  better: z.enum(['more', 'less']).nullable().default(null),
  fill: z.enum(roiFillings).nullable().default(null),
  /** Offered as a slider in the room. */
  slider: z.boolean().default(false),
});
export type RoiModelInput = z.infer<typeof roiModelInputSchema>;

export const roiFormulaSchema = z.strictObject({
  name: roiNameSchema,
  label,
  /** What the formula is to come to; checked against what it does come to. */
  unit: words(80).min(1, 'must name the unit; `1` for a plain number'),
  formula: words(2000).min(1, 'must not be empty'),
  help: words(600).default(''),
  group: words(80).default(''),
});
export type RoiFormula = z.infer<typeof roiFormulaSchema>;

/** Where money goes: what is spent as things are, what the proposal costs, what it brings. */
export const roiStreams = ['statusQuo', 'proposal', 'benefits'] as const;
export type RoiStreamName = (typeof roiStreams)[number];

/** A formula that is money: once at the start (`money`) or every year at its end (`money/year`). */
export const roiFlowSchema = z.strictObject({
  formula: roiNameSchema,
  stream: z.enum(roiStreams),
  when: z.enum(['start', 'yearly']),
});
export type RoiFlow = z.infer<typeof roiFlowSchema>;

/** A way to look at a case: every input at its likely value, at the end of its range that is worse for the case, or at the better one. */
export const roiModelScenarioSchema = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be small letters, digits and hyphens'),
  label,
  take: z.enum(['likely', 'worse', 'better']),
});
export type RoiModelScenario = z.infer<typeof roiModelScenarioSchema>;

/** The scenario that is the case itself. */
export const expectedScenario = 'expected';

export const usualScenarios: RoiModelScenario[] = [
  { key: 'conservative', label: 'Conservative', take: 'worse' },
  { key: expectedScenario, label: 'Expected', take: 'likely' },
  { key: 'stretch', label: 'Stretch', take: 'better' },
];

export const roiModelContentSchema = z.strictObject({
  /** What the model answers, in a sentence or two. */
  about: words(1000).default(''),
  inputs: z.array(roiModelInputSchema).max(200, 'has at most 200 inputs'),
  formulas: z.array(roiFormulaSchema).max(300, 'has at most 300 formulas'),
  flows: z.array(roiFlowSchema).max(200, 'has at most 200 flows').default([]),
  /** Formulas that are results of their own beside the money: hours saved, days to an answer. */
  outputs: z.array(roiNameSchema).max(60, 'has at most 60 outputs').default([]),
  scenarios: z.array(roiModelScenarioSchema).max(8, 'has at most 8 scenarios').default(usualScenarios),
  /** What a case starts with. */
  years: z.int().min(1).max(10).default(3),
  discountRate: roiDecimalSchema.default('0.08'),
});
/** Whole, as it is kept. */
export type RoiModelContent = z.infer<typeof roiModelContentSchema>;
/** As it is written: what is left out is as usual. */
export type RoiModelContentInput = z.input<typeof roiModelContentSchema>;

/** Something that is wrong with a model (`error` keeps it from being published), and where. */
export interface RoiModelProblem {
  severity: 'error' | 'warning';
  /** Path into the content, such as `formulas.3.formula`. */
  field: string;
  /** The input or formula by name, where it is about one. */
  name: string | null;
  /** Column in the formula's text, from 1. */
  column: number | null;
  message: string;
  hint: string | null;
}

/** What is known of one formula after the check; for the table with live results and the dependency view. */
export interface CheckedFormula {
  name: string;
  /** What it comes to in words, such as `EUR/year`; null while it cannot be told. */
  unit: string | null;
  /** Inputs and formulas that it names, in the order of naming. */
  needs: string[];
  /** Formulas that name it. */
  neededBy: string[];
  /** It may differ from year to year. */
  byYear: boolean;
  /** Place in the order of calculation, from 0; null in a cycle or where it cannot be read. */
  order: number | null;
}
