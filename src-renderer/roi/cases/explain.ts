import { explainModelFigure, type RoiCaseContent, type RoiModelFigureName } from '../../../src-shared/roi';
import type { Explanation, Format } from '../../ui';
import { explained } from '../explain-case';

/** Where a figure of a scenario comes from: formulas down to inputs and their sources. */
export function explainOf(
  content: RoiCaseContent,
  scenario: string,
  figure: RoiModelFigureName | (string & {}),
  value: string,
  format: Format,
): Explanation {
  return explained(value, explainModelFigure(content, scenario, figure), format, content.currency);
}
