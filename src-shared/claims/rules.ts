import { z } from 'zod';
import { defineRule, type Rule } from '../kernel/rule';
import { splitClaim } from './split-claim';

const splitRule = defineRule({
  name: 'claims.split',
  about: 'Takes a patent claim apart: number, preamble, transition, limitations, dependence and antecedents.',
  source: 'claim form of 37 CFR 1.75 and MPEP 2111.03; separators are semicolons outside brackets',
  input: z.object({ text: z.string() }),
  compute: ({ text }) => splitClaim(text),
});

/** Every rule of claims in the registry. */
export const claimRules: Rule[] = [splitRule as Rule];
