import { defineRule, type Rule } from '../kernel/rule';
import { statisticsRules } from './statistics/rules';
import { verdictTableInputSchema } from './verdict-schema';
import { judge, verdictFigures } from './verdicts';

const verdictsRule = defineRule({
  name: 'stats.verdicts',
  about: 'Judges a whole comparison table from run-level figures: every figure of each row and its verdict.',
  source:
    'Mann–Whitney exact, Hodges–Lehmann on logarithms, Holm over the table, Welch TOST within the band; ratio is ours over theirs',
  input: verdictTableInputSchema,
  compute: (table) => judge(table).map(verdictFigures),
});

/** Every rule of bakeoffs in the registry. */
export const bakeoffRules: Rule[] = [...statisticsRules, verdictsRule as Rule];
