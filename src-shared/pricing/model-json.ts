import { ProofdeskError } from '../kernel/errors';
import { jsonOf } from '../kernel/json-text';
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
    value = jsonOf(text, 'The file');
  } catch (error) {
    if (!(error instanceof ProofdeskError)) throw error;
    const { message, where } = error;
    return { model: null, problems: [{ severity: 'error', line: where?.line ?? null, column: null, message }] };
  }
  const problems = validateModel(value).map(
    ({ severity, field, message }): TableProblem => ({ severity, line: null, column: field || null, message }),
  );
  const parsed = pricingModelSchema.safeParse(value);
  return { model: parsed.success ? parsed.data : null, problems };
}
