import {
  explainModelFigure,
  inputsBehind,
  type RoiCaseContent,
  type RoiModelFigureName,
  sourceOf,
} from '../../../src-shared/roi';
import type { ExplainSource, Explanation, Format } from '../../ui';
import { explained } from '../explain-case';

/** Where a figure of a scenario comes from: formulas down to inputs, and who says what the inputs are. */
export function explainOf(
  content: RoiCaseContent,
  scenario: string,
  figure: RoiModelFigureName | (string & {}),
  value: string,
  format: Format,
): Explanation {
  const explanation = explained(value, explainModelFigure(content, scenario, figure), format, content.currency);
  const sources = sourcesBehind(content, figure);
  return sources.length > 0 ? { ...explanation, sources } : explanation;
}

/** Each source once, with the inputs that come from it. Figures of the whole case rest on every formula that is money. */
function sourcesBehind(content: RoiCaseContent, figure: string): ExplainSource[] {
  const { inputs, formulas, flows } = content.model;
  const own = [...inputs, ...formulas].some(({ name }) => name === figure);
  const stream = flows.filter(({ stream: of }) => of === figure);
  const wanted = own ? [figure] : (stream.length > 0 ? stream : flows).map(({ formula }) => formula);
  const behind = new Set(wanted.flatMap((name) => inputsBehind(content, name)));
  const bySource = new Map<string, string[]>();
  for (const { name, label } of inputs) {
    if (!behind.has(name)) continue;
    const source = sourceOf(content, name);
    bySource.set(source, [...(bySource.get(source) ?? []), label]);
  }
  return [...bySource].map(([label, names]) => ({ label, detail: names.join(', ') }));
}
