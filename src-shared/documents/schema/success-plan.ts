import { z } from 'zod';
import { goalStandings } from '../../success-plans';
import { documentBaseSchema } from './base';
import { figureOriginSchema } from './case-study';
import { daySchema, digestSchema, figureSchema, lineSchema, paragraphSchema } from './values';

const itemSchema = z.object({
  title: lineSchema.min(1),
  due: daySchema,
  standing: z.enum(goalStandings),
  /** Ours, then theirs. */
  owner: lineSchema,
  customerOwner: lineSchema.optional(),
  checkedOn: daySchema.optional(),
  note: paragraphSchema.default(''),
});

/** Goals and milestones that a house and its customer agreed on, as they stand on a day. */
export const successPlanSchema = documentBaseSchema.extend({
  kind: z.literal('success-plan'),
  summary: paragraphSchema,
  startsOn: daySchema,
  asOf: daySchema,
  goals: z
    .array(
      itemSchema.extend({
        measure: lineSchema,
        baseline: figureSchema,
        target: figureSchema,
        value: figureSchema.optional(),
        /** Where the value was taken from; absent where somebody entered it. */
        origin: figureOriginSchema.optional(),
        /** Whole percent of the way from baseline to target. */
        progress: z.int().optional(),
      }),
    )
    .max(60),
  milestones: z.array(itemSchema).max(60),
  /** Hash of the receipt that shared it; absent for what was not shared yet. */
  receipt: digestSchema.optional(),
});
export type SuccessPlanDocument = z.infer<typeof successPlanSchema>;
