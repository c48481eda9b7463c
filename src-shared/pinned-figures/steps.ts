import { z } from 'zod';

/** A step of an explanation (`kernel/explain`) as it travels. */
export const explainStepSchema = z.object({
  what: z.string(),
  how: z.string(),
  value: z.union([z.string(), z.number()]).nullable(),
  unit: z.string().optional(),
  rule: z.string().optional(),
  from: z.array(z.string()).optional(),
});
