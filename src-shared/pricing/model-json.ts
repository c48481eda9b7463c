import { type PricingModel, pricingModelSchema } from './model';
import type { ReadModel, TableProblem } from './model-csv';
import { validateModel } from './validate-model';

/** A whole model as JSON text, indented for people; reading it back gives the same model. */
export function modelToJson(model: PricingModel): string {
  return `${JSON.stringify(model, null, 2)}\n`;
}

/** Reads a whole model from JSON text. What is wrong is listed by its path in the model (`column`). */
export function modelFromJson(text: string): ReadModel {
  let value: unknown;
  try {
    value = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      model: null,
      problems: [{ severity: 'error', line: null, column: null, message: `This is not JSON: ${message}` }],
    };
  }
  const problems = validateModel(value).map(
    ({ severity, field, message }): TableProblem => ({ severity, line: null, column: field || null, message }),
  );
  const parsed = pricingModelSchema.safeParse(value);
  return { model: parsed.success ? parsed.data : null, problems };
}
