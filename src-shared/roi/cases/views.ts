import { z } from 'zod';
import { roiModelInputSchema, roiValueSchema } from '../models/content';
import { roiFromSchema } from './commands';
import { type RoiCaseContent, roiConfirmationSchema, roiScenarioSchema, roiSourceSchema } from './content';
import type { RoiScenarioAnswer, RoiSimulation, RoiVersionFigures, Tornado } from './figures';

const record = <T>() => z.custom<T>((value) => typeof value === 'object' && value !== null);

/** A row of the one list of cases: those by a model, and value cases, which are lines of their own. */
export const roiCaseRow = z.object({
  id: z.string(),
  /** `model`: opened by `case`; `lines`: a value case, opened by `get`. */
  kind: z.enum(['model', 'lines']),
  number: z.string(),
  title: z.string(),
  deal: z.string(),
  dealTitle: z.string(),
  accountName: z.string(),
  /** Null for a value case. */
  modelName: z.string().nullable(),
  currency: z.string(),
  /** Of the expected scenario; null while inputs are missing. */
  netBenefit: z.string().nullable(),
  netPresentValue: z.string().nullable(),
  paybackYears: z.number().nullable(),
  missing: z.number(),
  /** Values beyond the bounds of sense that nobody gave a reason for. */
  questions: z.number(),
  version: z.number(),
  owner: z.string(),
});
export type RoiCaseRow = z.infer<typeof roiCaseRow>;

/** A value that is beyond the bounds of sense. */
export const roiQuestion = z.object({
  name: z.string(),
  /** `analyst_hours is 9000 hours/year, above 2000: …`. */
  message: z.string(),
  bound: z.enum(['minimum', 'maximum']),
  limit: z.string(),
  /** The reason that was given; null while it is open. An open question keeps a case from being frozen. */
  reason: z.string().nullable(),
});
export type RoiQuestion = z.infer<typeof roiQuestion>;

/** One input of a case, ready for a table: what the model says of it, and what stands. */
export const roiInputView = roiModelInputSchema.extend({
  /** What stands; null: missing. (`default` is the model's.) */
  value: roiValueSchema.nullable(),
  default: roiValueSchema.nullable(),
  low: z.string().nullable(),
  high: z.string().nullable(),
  /** Unit as written for the case: `EUR/year`. */
  shownUnit: z.string(),
  from: roiSourceSchema.nullable(),
  confirmed: roiConfirmationSchema
    .extend({ contactName: z.string().nullable(), byName: z.string().nullable() })
    .nullable(),
  question: roiQuestion.nullable(),
  /** The figure that it was taken from says something else now. */
  outdated: z.object({ now: roiValueSchema, from: roiFromSchema, text: z.string() }).nullable(),
  /** Receipt of the last change. */
  receipt: z.string().nullable(),
});
export type RoiInputView = z.infer<typeof roiInputView>;

export const roiVersionRow = z.object({
  id: z.string(),
  version: z.number(),
  recordedAt: z.number(),
  byName: z.string().nullable(),
  netPresentValue: z.string().nullable(),
  receipt: z.string().nullable(),
  /** The case has changed since. */
  stale: z.boolean(),
});

export const roiCaseView = roiCaseRow.extend({
  account: z.string(),
  model: z.string(),
  modelLabel: z.string(),
  /** A later published version of the same model, by id and name. */
  newerModel: z.object({ version: z.string(), label: z.string() }).nullable(),
  quote: z.string().nullable(),
  quoteNumber: z.string().nullable(),
  insideNote: z.string(),
  /** Everything that the figures follow from; the pure functions of `src-shared/roi` take it. */
  content: record<RoiCaseContent>(),
  inputs: z.array(roiInputView),
  openQuestions: z.array(roiQuestion),
  scenarios: z.array(roiScenarioSchema),
  answers: z.array(record<RoiScenarioAnswer>()),
  versions: z.array(roiVersionRow),
});
export type RoiCaseView = z.infer<typeof roiCaseView>;

/** A figure of the workspace that fits an input. */
export const roiOffer = z.object({
  input: z.string(),
  label: z.string(),
  value: roiValueSchema,
  low: z.string().nullable(),
  high: z.string().nullable(),
  from: roiFromSchema,
  text: z.string(),
});
export type RoiOffer = z.infer<typeof roiOffer>;

export const frozenRoiCase = z.object({
  id: z.string(),
  case: z.string(),
  number: z.string(),
  title: z.string(),
  dealTitle: z.string(),
  accountName: z.string(),
  version: z.number(),
  modelName: z.string(),
  modelLabel: z.string(),
  content: record<RoiCaseContent>(),
  figures: record<RoiVersionFigures>(),
  recordedAt: z.number(),
  byName: z.string().nullable(),
  receipt: z.string().nullable(),
  stale: z.boolean(),
});
export type FrozenRoiCase = z.infer<typeof frozenRoiCase>;

export const roiSimulationRequest = z.object({
  case: z.string(),
  scenario: z.string().optional(),
  draws: z.int().min(100).max(1_000_000).default(100_000),
  seed: z.int().min(0).max(4_294_967_295).default(1),
  shape: z.enum(['triangular', 'pert']).default('pert'),
});
export type RoiSimulationRequest = z.input<typeof roiSimulationRequest>;

/** What the room sees: nothing but what a customer may see, and all that the figures follow from. */
export const roiPresentation = z.object({
  number: z.string(),
  title: z.string(),
  accountName: z.string(),
  content: record<RoiCaseContent>(),
  sliders: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      help: z.string(),
      unit: z.string(),
      value: z.string(),
      from: z.string(),
      to: z.string(),
      step: z.string(),
    }),
  ),
});
export type RoiPresentation = z.infer<typeof roiPresentation>;

export type { RoiSimulation, Tornado };
