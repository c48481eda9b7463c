import { checkRoiModel } from '../models/check';
import { expectedScenario, type RoiModelContent, type RoiModelInput, type RoiValue } from '../models/content';
import { readUnit, shownUnit } from '../models/units';
import type { RoiCaseContent, RoiCaseValue, RoiScenario } from './content';
import type { RoiQuestion } from './views';

/** A record's own value; names such as `constructor` are nobody's unless they were put there. */
export function ownValue<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** The model with its defaults as a case: for live results while a model is being written. */
export function emptyCase(model: RoiModelContent, currency: string): RoiCaseContent {
  return {
    currency,
    years: model.years,
    discountRate: { value: model.discountRate, source: 'the model' },
    model,
    inputs: {},
    scenarios: model.scenarios.map((scenario) => ({ ...scenario, values: {} })),
  };
}

/** What stands for an input in the case itself: its value with its range. */
export interface StandingInput {
  input: RoiModelInput;
  value: RoiValue | null;
  low: string | null;
  high: string | null;
  /** The row of the case; null where the model's default stands. */
  own: RoiCaseValue | null;
}

/** Every input of the model with what stands for it. The model's range goes with a typed value that lies in it. */
export function standingInputs(content: RoiCaseContent): StandingInput[] {
  return content.model.inputs.map((input): StandingInput => {
    const own = ownValue(content.inputs, input.name) ?? null;
    const value = own ? own.value : input.value;
    if (own && own.low !== null && own.high !== null) return { input, value, low: own.low, high: own.high, own };
    const { low, high } = input;
    const within =
      typeof value === 'string' &&
      low !== null &&
      high !== null &&
      Number(low) <= Number(value) &&
      Number(value) <= Number(high);
    return { input, value, low: within ? low : null, high: within ? high : null, own };
  });
}

/** The scenario of that key; the case itself where none is named. */
export function scenarioOf(content: RoiCaseContent, key: string = expectedScenario): RoiScenario | undefined {
  return content.scenarios.find((scenario) => scenario.key === key);
}

/** The end of its range that an input stands at in a scenario; null where it stands at its value, or the scenario says another. */
export function endInScenario({ input, low, high }: StandingInput, scenario: RoiScenario): 'low' | 'high' | null {
  if (ownValue(scenario.values, input.name) !== undefined) return null;
  if (scenario.take === 'likely' || input.better === null || low === null || high === null) return null;
  return (scenario.take === 'better') === (input.better === 'more') ? 'high' : 'low';
}

/** An input's value in a scenario: what the scenario says, else the end of the range that it takes, else what stands. */
export function valueInScenario(standing: StandingInput, scenario: RoiScenario): RoiValue | null {
  const end = endInScenario(standing, scenario);
  return end ? standing[end] : (ownValue(scenario.values, standing.input.name) ?? standing.value);
}

/** The unit of an input or formula for a case: `EUR/year`. */
export function unitFor(unit: string, currency: string): string {
  return shownUnit(unit, currency);
}

/** Values of a case beyond the bounds of sense, with the bound; those that were given a reason are in it too. */
export function questionsOf(content: RoiCaseContent): RoiQuestion[] {
  return standingInputs(content).flatMap(({ input, value, own }): RoiQuestion[] => {
    const question = questionOf(input, value, content.currency);
    return question ? [{ ...question, reason: own?.reason ?? null }] : [];
  });
}

/** Whether a value is beyond an input's bounds, as a sentence; null where it is not. */
export function questionOf(
  input: RoiModelInput,
  value: RoiValue | null,
  currency: string,
): Omit<RoiQuestion, 'reason'> | null {
  if (value === null) return null;
  const unit = unitFor(input.unit, currency);
  const because = input.because === '' ? '' : `: ${input.because}`;
  for (const own of [value].flat()) {
    for (const bound of ['minimum', 'maximum'] as const) {
      const limit = input[bound];
      if (limit === null) continue;
      const beyond = bound === 'minimum' ? Number(own) < Number(limit) : Number(own) > Number(limit);
      if (beyond) {
        const shown = unit === '1' ? '' : ` ${unit}`;
        return {
          name: input.name,
          message: `${input.label} is ${own}${shown}, ${bound === 'minimum' ? 'below' : 'above'} ${limit}${shown}${because}.`,
          bound,
          limit,
        };
      }
    }
  }
  return null;
}

/** Inputs that have no value in a scenario, by name. Only inputs that a formula uses are missed. */
export function missingInputs(content: RoiCaseContent, scenario: RoiScenario): string[] {
  const used = new Set(checkRoiModel(content.model).checked.flatMap(({ needs }) => needs));
  return standingInputs(content)
    .filter((standing) => used.has(standing.input.name) && valueInScenario(standing, scenario) === null)
    .map(({ input }) => input.name);
}

/** A number for a person: at most six decimals, no exponent for what people reckon with. */
export function sayNumber(value: number): string {
  if (!Number.isFinite(value)) return 'no number';
  const rounded = Number(value.toFixed(Math.abs(value) >= 1000 ? 2 : 6));
  return Math.abs(rounded) >= 1e21 ? String(rounded) : rounded.toFixed(6).replace(/\.?0+$/, '');
}

/** A number as a decimal that inputs take: at most twelve decimals, without an exponent. */
export const decimalText = (value: number): string =>
  Number(value.toFixed(12))
    .toFixed(12)
    .replace(/\.?0+$/, '');

/** A number in a unit, without saying the unit: of 0.4 in `%` it is 40. */
export function sayInUnit(value: number, unitText: string): string {
  const unit = readUnit(unitText);
  return sayNumber(value / (typeof unit === 'string' ? 1 : unit.scale));
}
