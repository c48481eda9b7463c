import type { SoundInput } from './check';
import {
  expectedScenario,
  type RoiModelContent,
  type RoiModelInput,
  type RoiModelProblem,
  type RoiValue,
} from './content';
import { nearestName } from './nearest-name';
import type { NamedMeasure } from './unit-check';
import { readUnit, sameMeasure, sayUnit, type Unit, unitHint } from './units';

/** Notes what is wrong, by severity, field and message. */
export type Complain = (
  severity: RoiModelProblem['severity'],
  field: string,
  message: string,
  more?: Partial<Pick<RoiModelProblem, 'name' | 'column' | 'hint'>>,
) => void;

/** Checks every input by itself; gives those whose unit can be read, the first of each name. */
export function checkInputs(content: RoiModelContent, complain: Complain): Map<string, SoundInput> {
  const sound = new Map<string, SoundInput>();
  content.inputs.forEach((input, index) => {
    const field = `inputs.${index}`;
    const unit = readUnit(input.unit);
    if (typeof unit === 'string')
      complain('error', `${field}.unit`, `The unit of “${input.name}” cannot be read: ${unit}.`, {
        name: input.name,
        hint: unitHint,
      });
    else if (!sound.has(input.name)) sound.set(input.name, { input, unit });
    checkRange(input, field, complain);
  });
  return sound;
}

const numbers = (value: RoiValue | null): number[] => (value === null ? [] : [value].flat().map(Number));

function checkRange(input: RoiModelInput, field: string, complain: Complain): void {
  const { name, value, low, high, minimum, maximum } = input;
  const wrong = (part: string, message: string, hint: string) =>
    complain('error', `${field}.${part}`, message, { name, hint });
  if (input.shape === 'number' && Array.isArray(value))
    wrong('value', `“${name}” is one number and has a list of them.`, 'Make it by year, or give one number.');
  if (value !== null && input.source === '')
    wrong(
      'source',
      `“${name}” has a value and does not say where it comes from.`,
      'Say the source, or leave the value open.',
    );
  if (input.shape === 'by-year' && (low !== null || high !== null))
    wrong('low', `“${name}” is by year and has a range.`, 'Only numbers have a range; multiply by a factor with one.');
  if ((low === null) !== (high === null))
    wrong(low === null ? 'low' : 'high', `The range of “${name}” has one end only.`, 'Give both ends, or neither.');
  if (low !== null && high !== null && Number(low) > Number(high))
    wrong('low', `“${name}” is at least ${low} and at most ${high}.`, 'The low end is not above the high one.');
  if (minimum !== null && maximum !== null && Number(minimum) > Number(maximum))
    wrong('minimum', `The bounds of “${name}” are ${minimum} and ${maximum}.`, 'The minimum is not above the maximum.');
  for (const own of numbers(value)) {
    if (low !== null && own < Number(low))
      wrong('low', `“${name}” is ${own}, below its low end ${low}.`, 'The value lies within its range.');
    if (high !== null && own > Number(high))
      wrong('high', `“${name}” is ${own}, above its high end ${high}.`, 'The value lies within its range.');
    if ((minimum !== null && own < Number(minimum)) || (maximum !== null && own > Number(maximum)))
      wrong('value', `“${name}” is ${own}, beyond its own bounds.`, 'Widen the bounds, or change the value.');
  }
}

const money: Unit = { powers: { money: 1 }, scale: 1 };
const moneyPerYear: Unit = { powers: { money: 1, year: -1 }, scale: 1 };

/** Checks flows and outputs: they name formulas, and flows are money. */
export function checkFlows(
  content: RoiModelContent,
  measured: (name: string) => NamedMeasure | null,
  complain: Complain,
): void {
  const names = content.formulas.map(({ name }) => name);
  const look = (name: string, field: string, what: string): boolean => {
    if (names.includes(name)) return true;
    const near = nearestName(name, names);
    complain('error', field, `${what} names “${name}”, which is no formula.`, {
      name,
      hint: near ? `Did you mean ${near}?` : 'Add a formula of this name.',
    });
    return false;
  };
  const seen = new Set<string>();
  content.flows.forEach(({ formula, when }, index) => {
    const field = `flows.${index}.formula`;
    if (!look(formula, field, 'A flow')) return;
    if (seen.has(formula))
      complain('error', field, `“${formula}” flows twice.`, { name: formula, hint: 'Money counts once.' });
    seen.add(formula);
    const own = measured(formula);
    const wanted = when === 'start' ? money : moneyPerYear;
    if (own && !sameMeasure(own.unit, wanted)) {
      complain(
        'error',
        field,
        `“${formula}” flows ${when === 'start' ? 'at the start' : 'every year'} and is ${sayUnit({ ...own.unit, scale: 1 })} instead of ${sayUnit(wanted)}.`,
        {
          name: formula,
          hint:
            when === 'start'
              ? 'What comes every year is money/year; what comes once is money.'
              : 'What comes once flows at the start; what comes every year is money/year.',
        },
      );
    } else if (own?.byYear && when === 'start') {
      complain('error', field, `“${formula}” flows at the start and differs by year.`, {
        name: formula,
        hint: 'Use sum(…), or let it flow every year.',
      });
    }
  });
  for (const [index, name] of content.outputs.entries()) look(name, `outputs.${index}`, 'An output');
  if (content.flows.length === 0)
    complain('warning', 'flows', 'Nothing flows: the model has no money figures, only its outputs.', {
      hint: 'Say which formulas are costs and benefits.',
    });
}

/** Checks scenarios: distinct, with the one that is the case itself. */
export function checkScenarios({ scenarios, inputs }: RoiModelContent, complain: Complain): void {
  const seen = new Set<string>();
  scenarios.forEach(({ key, take }, index) => {
    if (seen.has(key)) complain('error', `scenarios.${index}.key`, `The scenario ${key} stands twice.`);
    seen.add(key);
    if (take !== 'likely' && !inputs.some(({ better }) => better))
      complain(
        'warning',
        `scenarios.${index}.take`,
        `The scenario ${key} differs in nothing, because no input says which end is better.`,
        { hint: 'Say of inputs with a range whether more or less is better.' },
      );
  });
  const expected = scenarios.find(({ key }) => key === expectedScenario);
  if (expected?.take !== 'likely')
    complain(
      'error',
      'scenarios',
      `There has to be a scenario “${expectedScenario}” that takes every input as it is.`,
      { hint: 'Add it.' },
    );
}
