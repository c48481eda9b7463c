import { expect, it } from 'vitest';
import { commandRules } from './rules-of-commands';

it.each([...commandRules].filter(([, { declaration }]) => Object.keys(declaration.facts ?? {}).length > 0))(
  '%s: its facts are found by a rule that a server can ask as well',
  (name, rule) => {
    // Nobody runs these: policies are asked about them while something else is done.
    if (rule.declaration.writes?.length === 0) return;
    expect(
      rule.facts,
      `${name} declares facts: find them with a rule in judging/facts, name it in judging/fact-rules.ts, and let the plan ask it (judgedBy)`,
    ).toBeDefined();
  },
);
