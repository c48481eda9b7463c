import { z } from 'zod';
import {
  expectedScenario,
  roiDecimalSchema,
  roiFillings,
  roiModelContentSchema,
  roiNameSchema,
  roiValueSchema,
} from '../models/content';

/**
 * A case for one deal: a pinned model, what its inputs are for this customer, where each comes from and who confirmed it, and the
 * scenarios. All figures follow from this content alone, so a frozen version is a copy of it.
 */

/** Where a value can come from. */
export const roiSourceKinds = ['default', 'customer', 'typed', 'quote', 'verdict', 'usage'] as const;
export type RoiSourceKind = (typeof roiSourceKinds)[number];

/** A day, `YYYY-MM-DD`. */
const day = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'must be a day such as 2026-11-21');

/** Where a value comes from; `entity` and `id` lead to it, `receipt` is the one that made it so. */
export const roiSourceSchema = z.object({
  kind: z.enum(roiSourceKinds),
  /** In words: `Quote Q-A7-0142, version 2`, `Time sheets of October`. */
  text: z.string().trim().min(1, 'must say where the figure comes from').max(400),
  entity: z.enum(['quote', 'verdict', 'quoteLine']).nullable().default(null),
  id: z.string().nullable().default(null),
  /** What of it was taken, so that it can be taken again. */
  figure: z.enum(roiFillings).nullable().default(null),
  /** The quote's version; the row of the verdict. */
  version: z.int().nullable().default(null),
  row: z.string().nullable().default(null),
  receipt: z.string().nullable().default(null),
});
export type RoiSource = z.infer<typeof roiSourceSchema>;

/** Somebody at the customer stood by the value: named by their part there, as `Head of operations`, never by name. */
export const roiConfirmationSchema = z.object({
  who: z.string().trim().min(1, 'must say who confirmed it').max(200),
  /** The contact whose name it is, for those who may read names. */
  contact: z.string().nullable().default(null),
  on: day,
});
export type RoiConfirmation = z.infer<typeof roiConfirmationSchema>;

/** A value in the case, in the unit of the model's input. */
export const roiCaseValueSchema = z.object({
  value: roiValueSchema,
  low: roiDecimalSchema.nullable().default(null),
  high: roiDecimalSchema.nullable().default(null),
  source: roiSourceSchema,
  confirmed: roiConfirmationSchema.nullable().default(null),
  /** Why a value beyond the bounds of sense counts all the same. */
  reason: z.string().trim().max(1000).nullable().default(null),
});
export type RoiCaseValue = z.infer<typeof roiCaseValueSchema>;

const scenarioKey = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be small letters, digits and hyphens');

export const roiScenarioSchema = z.object({
  key: scenarioKey,
  label: z.string().trim().min(1).max(120),
  take: z.enum(['likely', 'worse', 'better']),
  /** What is different in it, over what `take` says. */
  values: z.record(roiNameSchema, roiValueSchema).default({}),
});
export type RoiScenario = z.infer<typeof roiScenarioSchema>;

export const roiRateSchema = z.object({
  value: z.string().regex(/^(-0(\.\d{1,12})?|\d{1,6}(\.\d{1,12})?)$/, 'must be a fraction above −1, such as 0.08'),
  source: z.string().trim().min(1, 'must say where the figure comes from').max(400),
});

export const roiCaseContentSchema = z.object({
  /** ISO 4217; `money` in the model's units is this. */
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be a currency code such as EUR'),
  years: z.int().min(1).max(10),
  /** A year, as a fraction. */
  discountRate: roiRateSchema,
  model: roiModelContentSchema,
  /** By input; what is not here stands at the model's default. */
  inputs: z.record(roiNameSchema, roiCaseValueSchema).default({}),
  scenarios: z.array(roiScenarioSchema).min(1).max(12),
});
export type RoiCaseContent = z.infer<typeof roiCaseContentSchema>;

export { expectedScenario };
