import { defineRule, type Rule } from '../kernel/rule';
import { computeRoiCase } from './case';
import { roiCaseInputSchema } from './case-schema';
import { answerScenarios } from './cases/answer';
import { roiCaseContentSchema } from './cases/content';
import { investmentRules } from './rules/index';

const caseRule = defineRule({
  name: 'roi.case',
  about: 'Total cost of ownership of a proposal against the status quo: net benefit, present value, payback, return.',
  source:
    'flows at the ends of years, amounts rounded once to the minor unit; see the conventions in src-shared/roi/case.ts',
  input: roiCaseInputSchema,
  compute: (input) => computeRoiCase(input),
});

const modelRule = defineRule({
  name: 'roi.model',
  about: 'A case by an ROI model: every scenario with its figures, what is missing and what keeps it from having any.',
  source: 'the model’s own formulas, checked by unit; figures as in roi.case',
  input: roiCaseContentSchema,
  compute: (content) => answerScenarios(content),
});

/** Every rule of this domain in the registry. */
export const roiRules: Rule[] = [...investmentRules, caseRule as Rule, modelRule as Rule];
