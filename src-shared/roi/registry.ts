import { defineRule, type Rule } from '../kernel/rule';
import { computeRoiCase } from './case';
import { roiCaseInputSchema } from './case-schema';
import { investmentRules } from './rules/index';

const caseRule = defineRule({
  name: 'roi.case',
  about: 'Total cost of ownership of a proposal against the status quo: net benefit, present value, payback, return.',
  source:
    'flows at the ends of years, amounts rounded once to the minor unit; see the conventions in src-shared/roi/case.ts',
  input: roiCaseInputSchema,
  compute: (input) => computeRoiCase(input),
});

/** Every rule of this domain in the registry. */
export const roiRules: Rule[] = [...investmentRules, caseRule as Rule];
