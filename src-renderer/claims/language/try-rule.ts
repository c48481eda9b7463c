import { checkLanguage, emptyContext, type LanguageRule, validateLanguageRule } from '../../../src-shared/claims';
import { errorRecord } from '../../../src-shared/kernel/errors';

/** A rule as it is typed: lists are lines. */
export interface RuleDraft {
  title: string;
  category: LanguageRule['category'];
  reason: string;
  suggestion: string;
  patterns: string;
  exceptions: string;
  negation: boolean;
  clearedBy: LanguageRule['clearedBy'];
  bad: string;
  good: string;
  enabled: boolean;
}

/** One example, and the words that the rule finds in it. */
export interface TriedExample {
  text: string;
  found: string[];
  /** It comes out as it should. */
  right: boolean;
}

export interface TriedRule {
  rule: LanguageRule;
  /** What is wrong with the first field that is; null where the rule can be saved. */
  problem: { field: string; message: string; hint: string } | null;
  /** Empty while a phrase cannot be read. */
  bad: TriedExample[];
  good: TriedExample[];
}

/** The name that stands for a competitor in examples, as when the rule is saved. */
const EXAMPLE_NAME = 'Northwind Gateway';

/** Lines with something in them, without the space around. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** A rule as the form shows it. */
export const draftOf = (rule: LanguageRule): RuleDraft => ({
  ...{ title: rule.title, category: rule.category, reason: rule.reason, suggestion: rule.suggestion },
  patterns: rule.patterns.join('\n'),
  exceptions: rule.exceptions.join('\n'),
  negation: rule.negation === 'clears',
  clearedBy: rule.clearedBy,
  bad: rule.examples.bad.join('\n'),
  good: rule.examples.good.join('\n'),
  enabled: rule.enabled,
});

export const emptyDraft: RuleDraft = {
  ...{ title: '', category: 'other', reason: '', suggestion: '', patterns: '', exceptions: '' },
  ...{ negation: false, clearedBy: null, bad: '', good: '', enabled: true },
};

/** The id of a new rule, from its title: `no-superlatives`; with a number where another rule has it. */
export function newRuleId(title: string, taken: readonly string[]): string {
  const base =
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 90) || 'rule';
  let id = base;
  for (let number = 2; taken.includes(id); number += 1) id = `${base}-${number}`;
  return id;
}

/** Tries a rule while it is typed: its shape, its phrases, and how its examples come out. The same check runs when it is saved. */
export function tryRule(id: string, draft: RuleDraft): TriedRule {
  const rule: LanguageRule = {
    id,
    ...{ title: draft.title.trim(), category: draft.category },
    ...{ reason: draft.reason.trim(), suggestion: draft.suggestion.trim() },
    patterns: linesOf(draft.patterns),
    exceptions: linesOf(draft.exceptions),
    negation: draft.negation ? 'clears' : 'ignored',
    clearedBy: draft.clearedBy,
    examples: { bad: linesOf(draft.bad), good: linesOf(draft.good) },
    enabled: draft.enabled,
  };
  const context = { ...emptyContext, competitors: [EXAMPLE_NAME] };
  const tried = (texts: readonly string[], flagged: boolean): TriedExample[] =>
    texts.map((text) => {
      const found = checkLanguage(text, [{ ...rule, enabled: true }], context).map((flag) => flag.text);
      return { text, found, right: found.length > 0 === flagged };
    });
  let bad: TriedExample[] = [];
  let good: TriedExample[] = [];
  let problem: TriedRule['problem'] = null;
  try {
    if (rule.patterns.length > 0) {
      bad = tried(rule.examples.bad, true);
      good = tried(rule.examples.good, false);
    }
  } catch {
    // A phrase cannot be read; which one, and why, the check below says.
  }
  try {
    validateLanguageRule(rule);
  } catch (thrown) {
    const { message, hint, where } = errorRecord(thrown);
    problem = { field: String(where?.['field'] ?? ''), message, hint: hint ?? '' };
  }
  return { rule, problem, bad, good };
}
