import type { CheckedModel, SoundFormula } from './check';
import { knownNamed, roundHalfAway } from './functions';
import type { FormulaNode } from './parse-formula';

/**
 * A checked model as closures over plain numbers. All numbers of one calculation lie in one array: a name that is the same in every year
 * has one slot, a name by year has one for each. Closures are built once from the trees; nothing is ever made from text and run.
 */

/** Reads its slots and gives a number for a year (1, 2, …). */
type Step = (slots: Float64Array, year: number) => number;

/** Where the numbers of a name lie: `count` slots from `first` on, one or one a year. */
export interface Slots {
  first: number;
  count: number;
}

export interface CompiledModel {
  model: CheckedModel;
  years: number;
  /** Numbers in the array. */
  size: number;
  slots: ReadonlyMap<string, Slots>;
  /**
   * Calculates all formulas in place; the inputs stand in their slots already, in plain measures. Gives −1, or the index in
   * `model.formulas` of the first formula without a finite value.
   */
  run(numbers: Float64Array): number;
}

/** Builds the closures of a model for so many years. */
export function compileModel(model: CheckedModel, years: number): CompiledModel {
  const slots = new Map<string, Slots>();
  let size = 0;
  const reserve = (name: string, byYear: boolean): void => {
    const count = byYear ? years : 1;
    slots.set(name, { first: size, count });
    size += count;
  };
  for (const { input } of model.inputs) reserve(input.name, input.shape === 'by-year');
  for (const { name, byYear } of model.formulas) reserve(name, byYear);
  const steps = model.formulas.map((formula) => formulaStep(formula, slots, years));
  return {
    model,
    years,
    size,
    slots,
    run(numbers) {
      for (let index = 0; index < steps.length; index += 1) if (!steps[index]!(numbers)) return index;
      return -1;
    },
  };
}

/** Calculates one formula into its slots; false where a number is not finite. */
function formulaStep(
  { name, node, byYear }: SoundFormula,
  slots: ReadonlyMap<string, Slots>,
  years: number,
): (numbers: Float64Array) => boolean {
  const step = compileNode(node, slots, years);
  const { first } = slots.get(name)!;
  if (!byYear) {
    return (numbers) => {
      const value = step(numbers, 1);
      numbers[first] = value;
      return Number.isFinite(value);
    };
  }
  return (numbers) => {
    for (let year = 1; year <= years; year += 1) {
      const value = step(numbers, year);
      numbers[first + year - 1] = value;
      if (!Number.isFinite(value)) return false;
    }
    return true;
  };
}

/** The closure of one part of a formula. Also used to explain a formula part by part. */
export function compileNode(node: FormulaNode, slots: ReadonlyMap<string, Slots>, years: number): Step {
  const inner = (child: FormulaNode): Step => compileNode(child, slots, years);
  switch (node.kind) {
    case 'number': {
      const { value } = node;
      return () => value;
    }
    case 'name':
      return nameStep(node.name, slots, years);
    case 'negate': {
      const of = inner(node.of);
      return (numbers, year) => -of(numbers, year);
    }
    case 'arithmetic':
      return arithmeticStep(node.operator, inner(node.left), inner(node.right));
    case 'compare':
      return compareStep(node.operator, inner(node.left), inner(node.right));
    case 'choose':
      return chooseStep(inner(node.test), inner(node.yes), inner(node.no));
    case 'call':
      return callStep(node.name, node.inputs.map(inner), years);
  }
}

function nameStep(name: string, slots: ReadonlyMap<string, Slots>, years: number): Step {
  if (name === 'year') return (_numbers, year) => year;
  if (name === 'years') return () => years;
  const known = knownNamed(name)?.value;
  if (known !== undefined && known !== null) return () => known;
  const { first, count } = slots.get(name)!;
  if (count === 1) return (numbers) => numbers[first]!;
  return (numbers, year) => numbers[first + year - 1]!;
}

function arithmeticStep(operator: string, left: Step, right: Step): Step {
  switch (operator) {
    case '+':
      return (numbers, year) => left(numbers, year) + right(numbers, year);
    case '-':
      return (numbers, year) => left(numbers, year) - right(numbers, year);
    case '*':
      return (numbers, year) => left(numbers, year) * right(numbers, year);
    case '/':
      return (numbers, year) => left(numbers, year) / right(numbers, year);
    default:
      return (numbers, year) => left(numbers, year) ** right(numbers, year);
  }
}

function compareStep(operator: string, left: Step, right: Step): Step {
  switch (operator) {
    case '<':
      return (numbers, year) => Number(left(numbers, year) < right(numbers, year));
    case '<=':
      return (numbers, year) => Number(left(numbers, year) <= right(numbers, year));
    case '>':
      return (numbers, year) => Number(left(numbers, year) > right(numbers, year));
    case '>=':
      return (numbers, year) => Number(left(numbers, year) >= right(numbers, year));
    case '==':
      return (numbers, year) => Number(left(numbers, year) === right(numbers, year));
    default:
      return (numbers, year) => Number(left(numbers, year) !== right(numbers, year));
  }
}

function chooseStep(test: Step, yes: Step, no: Step): Step {
  return (numbers, year) => (test(numbers, year) ? yes(numbers, year) : no(numbers, year));
}

function callStep(name: string, inputs: Step[], years: number): Step {
  const [first, second, third] = inputs as [Step, Step, Step];
  switch (name) {
    case 'min':
    case 'max': {
      const pick = name === 'min' ? Math.min : Math.max;
      if (inputs.length === 2) return (numbers, year) => pick(first(numbers, year), second(numbers, year));
      return (numbers, year) => inputs.reduce((best, own) => pick(best, own(numbers, year)), first(numbers, year));
    }
    case 'sum':
      return (numbers) => {
        let total = 0;
        for (let year = 1; year <= years; year += 1) total += first(numbers, year);
        return total;
      };
    case 'if':
      return chooseStep(first, second, third);
    case 'by_year':
      return (numbers, year) => inputs[Math.min(year, inputs.length) - 1]!(numbers, year);
    case 'round':
      return (numbers, year) => roundHalfAway(first(numbers, year), second ? second(numbers, year) : 0);
    case 'floor':
      return (numbers, year) => Math.floor(first(numbers, year));
    case 'ceil':
      return (numbers, year) => Math.ceil(first(numbers, year));
    case 'abs':
      return (numbers, year) => Math.abs(first(numbers, year));
    case 'exp':
      return (numbers, year) => Math.exp(first(numbers, year));
    default:
      return (numbers, year) => Math.log(first(numbers, year));
  }
}
