import { checkRoiModel } from '../models/check';
import type { Calculator } from './calculate';
import type { RoiCaseContent } from './content';
import { ownValue, sayNumber, sayWithUnit } from './values';

/** A formula with the figures put in behind each name: `analysts (12 people) * hours (6 hours/person/month)`. */
export function sayFormula(calculator: Calculator, name: string): string {
  const { model } = calculator.content;
  const { formula } = model.formulas.find((own) => own.name === name)!;
  const named = new Set(checkRoiModel(model).checked.find((own) => own.name === name)?.needs);
  return formula.replaceAll(/[a-z][a-z0-9_]*/g, (word) =>
    named.has(word) ? `${word} (${sayNamed(calculator, word)})` : word,
  );
}

/** What an input or formula comes to, with its unit; by year where it differs. */
export function sayNamed({ compiled, content }: Calculator, name: string): string {
  const { model, currency } = content;
  const unit = [...model.inputs, ...model.formulas].find((own) => own.name === name)?.unit ?? '1';
  const values = compiled.columns.get(name)!.map(([value = 0]) => value);
  const [one = 0] = values;
  if (values.every((value) => value === one)) return sayWithUnit(one, unit, currency);
  const said = values.map((value) => sayWithUnit(value, unit, currency));
  // The unit once, behind the last.
  return said.map((text, index) => (index < said.length - 1 ? sayNumber(Number.parseFloat(text)) : text)).join(', ');
}

/** All inputs that a formula comes from, by whatever way, in the model's order. */
export function inputsBehind(content: RoiCaseContent, name: string): string[] {
  const needs = new Map(checkRoiModel(content.model).checked.map((own) => [own.name, own.needs]));
  const found = new Set<string>();
  const look = (own: string): void => {
    if (found.has(own)) return;
    found.add(own);
    for (const needed of needs.get(own) ?? []) look(needed);
  };
  look(name);
  return content.model.inputs.map((input) => input.name).filter((own) => found.has(own));
}

/** Where the inputs behind a formula come from, each source once. */
export function sourcesOf(content: RoiCaseContent, name: string): string[] {
  return [...new Set(inputsBehind(content, name).map((input) => sourceOf(content, input)))];
}

/** Where an input comes from, in words. */
export function sourceOf(content: RoiCaseContent, name: string): string {
  const own = ownValue(content.inputs, name);
  if (own) return own.source.text;
  const model = content.model.inputs.find((input) => input.name === name);
  return model?.source || 'Default of the model';
}
