import { checkRoiModel } from '../models/check';
import type { Calculator } from './calculate';
import type { RoiCaseContent } from './content';
import { ownValue, sayInUnit, unitFor } from './values';

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
export function sayNamed(calculator: Calculator, name: string): string {
  const unit = unitFor(unitOf(calculator, name), calculator.content.currency);
  const numbers = sayNumbers(calculator, name);
  return unit === '1' ? numbers : `${numbers} ${unit}`;
}

/** The same in that unit, without saying it. */
export function sayNumbers(calculator: Calculator, name: string): string {
  const unit = unitOf(calculator, name);
  const values = calculator.compiled.columns.get(name)!.map(([value = 0]) => value);
  const [one = 0] = values;
  const said = values.every((value) => value === one) ? [one] : values;
  return said.map((value) => sayInUnit(value, unit)).join(', ');
}

function unitOf({ content: { model } }: Calculator, name: string): string {
  return [...model.inputs, ...model.formulas].find((own) => own.name === name)?.unit ?? '1';
}

/** Inputs and formulas that some come from, by whatever way, and they themselves. */
export function namesBehind({ model }: RoiCaseContent, wanted: readonly string[]): ReadonlySet<string> {
  const needs = new Map(checkRoiModel(model).checked.map((own) => [own.name, own.needs]));
  const found = new Set<string>();
  const look = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    for (const needed of needs.get(name) ?? []) look(needed);
  };
  for (const name of wanted) look(name);
  return found;
}

/** All inputs that a formula comes from, by whatever way, in the model's order. */
export function inputsBehind(content: RoiCaseContent, name: string): string[] {
  const found = namesBehind(content, [name]);
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
