import { z } from 'zod';
import { deckTopics } from '../../bakeoffs';
import { ProofdeskError } from '../../kernel/errors';
import { checkLanguage, emptyContext } from './check';
import { parsePattern } from './pattern';

/** What is wrong with the words that a rule finds. */
export const languageCategories = [
  'infringement',
  'absolute',
  'guarantee',
  'competitor-name',
  'comparative',
  'disparagement',
  'other',
] as const;
export type LanguageCategory = (typeof languageCategories)[number];

/** A rule of language: which words, why they are flagged, and what to write instead. Plain data, edited by legal. */
export const languageRuleSchema = z.object({
  id: z.string().min(1).max(100),
  title: z.string().min(1).max(120),
  category: z.enum(languageCategories),
  /** Why, in sentences for whoever typed the words. */
  reason: z.string().min(1).max(2_000),
  /** Phrases to look for; see `parsePattern`. */
  patterns: z.array(z.string().min(1).max(200)).min(1).max(500),
  /** Phrases that are fine although they hold a pattern. */
  exceptions: z.array(z.string().min(1).max(200)).max(500).default([]),
  /** Whether a negation right before makes the words fine, as in “not guaranteed”. */
  negation: z.enum(['clears', 'ignored']).default('ignored'),
  /** Words of this rule are fine where a verdict on this topic says “better”; absent: no evidence clears them. */
  clearedBy: z
    .enum([...deckTopics, 'any'])
    .nullable()
    .default(null),
  /** Suggested phrasing where a pattern gives none of its own; `{word}` and `{archetype}` are filled in. */
  suggestion: z.string().min(1).max(500),
  /** Texts that the rule flags, and texts that it must not flag. They are tried whenever the rule is saved. */
  examples: z.object({
    bad: z.array(z.string().min(1).max(500)).max(50),
    good: z.array(z.string().min(1).max(500)).max(50),
  }),
  enabled: z.boolean().default(true),
});
export type LanguageRule = z.infer<typeof languageRuleSchema>;

/**
 * Checks a rule as it was edited: its shape, its patterns, and that its own examples come out as they say. Throws `bad-input` that
 * names the field, such as `patterns.3` or `examples.bad.0`.
 */
export function validateLanguageRule(value: unknown): LanguageRule {
  const parsed = languageRuleSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = issue?.path.join('.') ?? '';
    throw new ProofdeskError({
      code: 'bad-input',
      message: `The rule does not fit: ${field || 'the whole'}: ${issue?.message ?? 'unknown shape'}.`,
      where: { field },
      hint: 'A rule has a title, a reason, at least one pattern, a suggested phrasing, and examples.',
    });
  }
  const rule = parsed.data;
  for (const field of ['patterns', 'exceptions'] as const) {
    for (const [index, source] of rule[field].entries()) checkedPattern(source, `${field}.${index}`);
  }
  if (rule.examples.bad.length === 0)
    throw example('examples.bad', 'The rule has no example of what it flags.', 'Give at least one text that it flags.');
  const tried = { ...rule, enabled: true };
  const context = { ...emptyContext, competitors: ['Northwind Gateway'] };
  for (const [index, text] of rule.examples.bad.entries()) {
    if (checkLanguage(text, [tried], context).length === 0)
      throw example(
        `examples.bad.${index}`,
        `The rule does not flag its own example “${text}”.`,
        'Add a pattern that finds it, or take the example away. <competitor> finds “Northwind Gateway” in examples.',
      );
  }
  for (const [index, text] of rule.examples.good.entries()) {
    const flag = checkLanguage(text, [tried], context)[0];
    if (flag)
      throw example(
        `examples.good.${index}`,
        `The rule flags “${flag.text}” in the example “${text}”, which should be fine.`,
        'Add an exception, narrow the pattern, or take the example away.',
      );
  }
  return rule;
}

const example = (field: string, message: string, hint: string): ProofdeskError =>
  new ProofdeskError({ code: 'bad-input', message, where: { field }, hint });

function checkedPattern(source: string, field: string): void {
  try {
    parsePattern(source);
  } catch (error) {
    if (!(error instanceof ProofdeskError)) throw error;
    throw new ProofdeskError({ ...error.toRecord(), where: { field } }, { cause: error });
  }
}
