import type { CheckedModel } from './check';
import { knownNamed, roundHalfAway } from './functions';
import type { FormulaNode } from './parse-formula';

/**
 * A checked model as closures over plain numbers. Closures are built once from the trees; nothing is ever made from text and run.
 *
 * Each closure works on several lanes at once, one a draw of a simulation (a single case has one lane): the cost of calling it is then
 * shared by all lanes, and what remains are loops over arrays of doubles. 100,000 draws of the model of ownership took 1.5 s with a
 * closure a number, and a third of that with 256 lanes.
 */

/** Gives the numbers of all lanes for a year (1, 2, …). The array is the closure's own and is written over by the next call. */
type Step = (year: number) => Float64Array;

/** A name's numbers: all lanes of year 1, 2, …; one entry where they are the same in every year. */
export type Column = readonly Float64Array[];

export interface CompiledModel {
  model: CheckedModel;
  years: number;
  lanes: number;
  /** Numbers of inputs and formulas in plain measures, by name. */
  columns: ReadonlyMap<string, Column>;
  /** Per lane after `run`: the index in `model.formulas` of the first formula without a finite value, or −1. */
  failed: Int16Array;
  /** Calculates all formulas; the inputs stand in their columns already. */
  run(): void;
}

/** Builds the closures of a model for so many years and lanes. Its numbers are its own: two calculations need two. */
export function compileModel(model: CheckedModel, years: number, lanes = 1): CompiledModel {
  const columns = new Map<string, Column>();
  const reserve = (name: string, byYear: boolean): void => {
    columns.set(
      name,
      Array.from({ length: byYear ? years : 1 }, () => new Float64Array(lanes)),
    );
  };
  for (const { input } of model.inputs) reserve(input.name, input.shape === 'by-year');
  for (const { name, byYear } of model.formulas) reserve(name, byYear);
  const failed = new Int16Array(lanes);
  const build = new Builder(columns, years, lanes);
  const steps = model.formulas.map(({ name, node }) => ({ step: build.step(node), column: columns.get(name)! }));
  return {
    model,
    years,
    lanes,
    columns,
    failed,
    run() {
      failed.fill(-1);
      for (const [index, { step, column }] of steps.entries()) {
        for (const [at, numbers] of column.entries()) {
          numbers.set(step(at + 1));
          for (let lane = 0; lane < lanes; lane += 1)
            if (!Number.isFinite(numbers[lane]) && failed[lane] === -1) failed[lane] = index;
        }
      }
    },
  };
}

/** Makes closures for the parts of formulas. */
class Builder {
  constructor(
    private readonly columns: ReadonlyMap<string, Column>,
    private readonly years: number,
    private readonly lanes: number,
  ) {}

  step(node: FormulaNode): Step {
    switch (node.kind) {
      case 'number':
        return this.constant(node.value);
      case 'name':
        return this.named(node.name);
      case 'negate':
        return this.mapped(this.step(node.of), (value) => -value);
      case 'arithmetic':
        return this.arithmetic(node.operator, this.step(node.left), this.step(node.right));
      case 'compare':
        return this.compare(node.operator, this.step(node.left), this.step(node.right));
      case 'choose':
        return this.choose(this.step(node.test), this.step(node.yes), this.step(node.no));
      case 'call':
        return this.call(
          node.name,
          node.inputs.map((own) => this.step(own)),
        );
    }
  }

  private constant(value: number): Step {
    const numbers = new Float64Array(this.lanes).fill(value);
    return () => numbers;
  }

  private named(name: string): Step {
    if (name === 'year') {
      const numbers = new Float64Array(this.lanes);
      return (year) => numbers.fill(year);
    }
    if (name === 'years') return this.constant(this.years);
    const value = knownNamed(name)?.value;
    if (value !== undefined && value !== null) return this.constant(value);
    const column = this.columns.get(name)!;
    const [first] = column as [Float64Array];
    return column.length === 1 ? () => first : (year) => column[year - 1]!;
  }

  private arithmetic(operator: '+' | '-' | '*' | '/' | '^', left: Step, right: Step): Step {
    const { lanes } = this;
    const out = new Float64Array(lanes);
    // A loop of its own for each operator: with the operation handed in, every lane would pay for a call.
    switch (operator) {
      case '+':
        return (year) => {
          const [a, b] = [left(year), right(year)];
          for (let lane = 0; lane < lanes; lane += 1) out[lane] = a[lane]! + b[lane]!;
          return out;
        };
      case '-':
        return (year) => {
          const [a, b] = [left(year), right(year)];
          for (let lane = 0; lane < lanes; lane += 1) out[lane] = a[lane]! - b[lane]!;
          return out;
        };
      case '*':
        return (year) => {
          const [a, b] = [left(year), right(year)];
          for (let lane = 0; lane < lanes; lane += 1) out[lane] = a[lane]! * b[lane]!;
          return out;
        };
      case '/':
        return (year) => {
          const [a, b] = [left(year), right(year)];
          for (let lane = 0; lane < lanes; lane += 1) out[lane] = a[lane]! / b[lane]!;
          return out;
        };
      case '^':
        return (year) => {
          const [a, b] = [left(year), right(year)];
          for (let lane = 0; lane < lanes; lane += 1) out[lane] = a[lane]! ** b[lane]!;
          return out;
        };
    }
  }

  private mapped(of: Step, change: (value: number) => number): Step {
    const { lanes } = this;
    const out = new Float64Array(lanes);
    return (year) => {
      const a = of(year);
      for (let lane = 0; lane < lanes; lane += 1) out[lane] = change(a[lane]!);
      return out;
    };
  }

  private paired(left: Step, right: Step, join: (a: number, b: number) => number): Step {
    const { lanes } = this;
    const out = new Float64Array(lanes);
    return (year) => {
      const [a, b] = [left(year), right(year)];
      for (let lane = 0; lane < lanes; lane += 1) out[lane] = join(a[lane]!, b[lane]!);
      return out;
    };
  }

  private compare(operator: '<' | '<=' | '>' | '>=' | '==' | '!=', left: Step, right: Step): Step {
    const holds = {
      '<': (a: number, b: number) => a < b,
      '<=': (a: number, b: number) => a <= b,
      '>': (a: number, b: number) => a > b,
      '>=': (a: number, b: number) => a >= b,
      '==': (a: number, b: number) => a === b,
      '!=': (a: number, b: number) => a !== b,
    }[operator];
    return this.paired(left, right, (a, b) => Number(holds(a, b)));
  }

  private choose(test: Step, yes: Step, no: Step): Step {
    const { lanes } = this;
    const out = new Float64Array(lanes);
    return (year) => {
      const [holds, a, b] = [test(year), yes(year), no(year)];
      for (let lane = 0; lane < lanes; lane += 1) out[lane] = holds[lane] !== 0 ? a[lane]! : b[lane]!;
      return out;
    };
  }

  private sum(of: Step): Step {
    const { lanes, years } = this;
    const out = new Float64Array(lanes);
    return () => {
      out.fill(0);
      for (let year = 1; year <= years; year += 1) {
        const a = of(year);
        for (let lane = 0; lane < lanes; lane += 1) out[lane]! += a[lane]!;
      }
      return out;
    };
  }

  private call(name: string, inputs: Step[]): Step {
    const [first, second, third] = inputs as [Step, Step, Step];
    switch (name) {
      case 'min':
      case 'max':
        return inputs
          .slice(1)
          .reduce((best, own) => this.paired(best, own, name === 'min' ? Math.min : Math.max), first);
      case 'sum':
        return this.sum(first);
      case 'if':
        return this.choose(first, second, third);
      case 'by_year':
        return (year) => inputs[Math.min(year, inputs.length) - 1]!(year);
      case 'round':
        return second
          ? this.paired(first, second, roundHalfAway)
          : this.mapped(first, (value) => roundHalfAway(value, 0));
      case 'floor':
        return this.mapped(first, Math.floor);
      case 'ceil':
        return this.mapped(first, Math.ceil);
      case 'abs':
        return this.mapped(first, Math.abs);
      case 'exp':
        return this.mapped(first, Math.exp);
      default:
        return this.mapped(first, Math.log);
    }
  }
}
