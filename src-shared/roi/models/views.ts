import { z } from 'zod';
import { type CheckedFormula, type RoiModelProblem, roiModelContentSchema } from './content';
import { roiModelStates } from './schema';

const record = <T>() => z.custom<T>((value) => typeof value === 'object' && value !== null);

/** A version of a model in the list. */
export const roiModelRow = z.object({
  model: z.string(),
  /** Id of the version. */
  version: z.string(),
  name: z.string(),
  label: z.string(),
  status: z.enum(roiModelStates),
  about: z.string(),
  shipped: z.string().nullable(),
  inputs: z.number(),
  formulas: z.number(),
  /** Open cases that pin it. */
  cases: z.number(),
  publishedAt: z.number().nullable(),
});
export type RoiModelRow = z.infer<typeof roiModelRow>;

export const roiModelView = roiModelRow.extend({
  content: roiModelContentSchema,
  insideNote: z.string(),
  problems: z.array(record<RoiModelProblem>()),
  checked: z.array(record<CheckedFormula>()),
});
export type RoiModelView = z.infer<typeof roiModelView>;

/** A model that comes with the application. */
export const shippedRoiModel = z.object({
  key: z.string(),
  name: z.string(),
  version: z.string(),
  about: z.string(),
  inputs: z.number(),
  formulas: z.number(),
  /** Id of the workspace's version of it; null where it has not been taken. */
  installed: z.string().nullable(),
});
export type ShippedRoiModel = z.infer<typeof shippedRoiModel>;
