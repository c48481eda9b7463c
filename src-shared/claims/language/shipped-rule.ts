import type { LanguageRule } from './rule';

/** A shipped rule with what most of them have in common. */
export const rule = (
  one: Omit<LanguageRule, 'exceptions' | 'negation' | 'clearedBy' | 'enabled'> & Partial<LanguageRule>,
): LanguageRule => ({
  exceptions: [],
  negation: 'ignored',
  clearedBy: null,
  enabled: true,
  ...one,
});
