import { ProofdeskError } from '../kernel/errors';
import { placesInJson } from '../kernel/json-place';
import { jsonOf, lineAndColumn } from '../kernel/json-text';
import { type PricingModel, pricingModelSchema } from './model';
import type { ReadModel } from './model-csv';
import type { TableProblem } from './table-problem';
import { validateModel } from './validate-model';

/** A whole model as JSON text, indented for people; reading it back gives the same model. */
export function modelToJson(model: PricingModel): string {
  return `${JSON.stringify(model, null, 2)}\n`;
}

/** Reads a whole model from JSON text. What is wrong is listed by its line and its path in the model (`column`). */
export function modelFromJson(text: string): ReadModel {
  let value: unknown;
  try {
    value = jsonOf(text, 'The file');
  } catch (error) {
    if (!(error instanceof ProofdeskError)) throw error;
    const { message, where } = error;
    return { model: null, problems: [{ severity: 'error', line: where?.line ?? null, column: null, message }] };
  }
  const found = validateModel(value);
  const places = placesInJson(
    text,
    found.map(({ field }) => field),
  );
  const problems = found.map(({ severity, field, message }): TableProblem => {
    const at = places.get(field);
    return { severity, line: at === undefined ? null : lineAndColumn(text, at).line, column: field || null, message };
  });
  const parsed = pricingModelSchema.safeParse(value);
  return { model: parsed.success ? parsed.data : null, problems };
}
