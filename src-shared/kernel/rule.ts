import type { z } from 'zod';

/**
 * A pure rule that can be asked on its own (`proofdesk calc NAME`), with the shapes of the published reference vectors.
 * The product uses the same functions; a rule entry only names and describes them.
 */
export interface Rule<Input = unknown, Output = unknown> {
  /** `stats.mann-whitney-u`, `price.graduated`, `roi.irr`: area, dot, the field's term. */
  name: string;
  /** One sentence for a person. */
  about: string;
  /** Where the formula or convention comes from. */
  source: string;
  input: z.ZodType<Input>;
  /** Computes the answer; throws ProofdeskError `bad-input` for input that has no answer. */
  compute(input: Input): Output;
}

/** Declares a rule, keeping its input type. */
export function defineRule<Input, Output>(rule: Rule<Input, Output>): Rule<Input, Output> {
  return rule;
}
