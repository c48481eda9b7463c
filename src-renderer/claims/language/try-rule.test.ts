import { expect, it } from 'vitest';
import { shippedLanguageRules } from '../../../src-shared/claims';
import { draftOf, emptyDraft, newRuleId, type RuleDraft, tryRule } from './try-rule';

const typed: RuleDraft = {
  ...emptyDraft,
  title: 'No revolutions',
  reason: 'Nobody can show one.',
  suggestion: 'says what is new',
  patterns: 'revolutionary\n\n  game chang*',
  bad: 'A revolutionary cache.\nA game changer.',
  good: 'A new cache.',
};

it('tries each example while the rule is typed', () => {
  const { problem, bad, good, rule } = tryRule('own', typed);
  expect(problem).toBeNull();
  expect(rule.patterns).toEqual(['revolutionary', 'game chang*']);
  expect(bad).toEqual([
    { text: 'A revolutionary cache.', found: ['revolutionary'], right: true },
    { text: 'A game changer.', found: ['game changer'], right: true },
  ]);
  expect(good).toEqual([{ text: 'A new cache.', found: [], right: true }]);
});

it('says which field is wrong: an example that comes out otherwise, or a phrase that cannot be read', () => {
  const missed = tryRule('own', { ...typed, bad: 'A wonderful cache.' });
  expect(missed.problem?.field).toBe('examples.bad.0');
  expect(missed.bad[0]?.right).toBe(false);
  const unreadable = tryRule('own', { ...typed, patterns: 'fine\n(best)' });
  expect(unreadable.problem?.field).toBe('patterns.1');
  expect(unreadable.bad).toEqual([]);
});

it('shows a shipped rule as it is and gives it back unchanged', () => {
  for (const rule of shippedLanguageRules) expect(tryRule(rule.id, draftOf(rule)).rule).toEqual(rule);
});

it('names a new rule after its title, and by a number where that is taken', () => {
  expect(newRuleId('No  “revolutions”!', [])).toBe('no-revolutions');
  expect(newRuleId('Absolute', ['absolute', 'absolute-2'])).toBe('absolute-3');
  expect(newRuleId('…', [])).toBe('rule');
});
