import { functionNamed, knownNamed } from './functions';
import { type FormulaNode, FormulaProblem } from './parse-formula';
import { multiplyUnits, plainUnit, sameMeasure, sayUnit, type Unit } from './units';

/** What a part of a formula is: a measure, whether it may differ by year, or a condition. */
export interface Measured {
  /** Null for a plain 0 as typed, which fits every measure. */
  unit: Unit | null;
  byYear: boolean;
  condition: boolean;
}

/** What a formula knows of a name. */
export interface NamedMeasure {
  unit: Unit;
  byYear: boolean;
}

const number = (unit: Unit | null, byYear: boolean): Measured => ({ unit, byYear, condition: false });

/**
 * Finds out the unit of a formula and whether it may differ from year to year.
 *
 * @throws FormulaProblem where units do not fit, with both and with the place; for unknown names, functions and conditions that are no
 * numbers too.
 */
export function measureFormula(
  root: FormulaNode,
  text: string,
  known: (name: string, at: number) => NamedMeasure,
  currency?: string,
): Measured {
  const cut = ({ at, end }: FormulaNode): string => text.slice(at, end).trim();
  const said = (unit: Unit | null): string => (unit ? sayUnit(unit, currency) : '0');

  const numeric = (node: FormulaNode): Measured => {
    const own = measure(node);
    if (own.condition)
      throw new FormulaProblem(
        `uses “${cut(node)}”, which is true or false, as a number`,
        node.at,
        'Choose with if(condition, a, b).',
      );
    return own;
  };

  const alike = (nodes: readonly FormulaNode[], verb: string): Measured => {
    let unit: Unit | null = null;
    let first: FormulaNode | null = null;
    let byYear = false;
    for (const node of nodes) {
      const own = numeric(node);
      byYear ||= own.byYear;
      if (!own.unit) continue;
      if (unit && first && !sameMeasure(unit, own.unit)) {
        throw new FormulaProblem(
          `${verb} “${cut(first)}” in ${said(unit)} and “${cut(node)}” in ${said(own.unit)}`,
          node.at,
          `Bring both to one unit: multiply or divide by what lies between ${said(unit)} and ${said(own.unit)}.`,
        );
      }
      unit ??= own.unit;
      first ??= node;
    }
    return number(unit, byYear);
  };

  const plain = (node: FormulaNode, what: string): Measured => {
    const own = numeric(node);
    if (own.unit && !sameMeasure(own.unit, plainUnit))
      throw new FormulaProblem(
        `takes “${cut(node)}” in ${said(own.unit)} as ${what}`,
        node.at,
        'It has to be a plain number.',
      );
    return own;
  };

  const condition = (node: FormulaNode): Measured => {
    const own = measure(node);
    if (!own.condition)
      throw new FormulaProblem(
        `takes “${cut(node)}” as a condition`,
        node.at,
        'Compare it with something, as in year > 1.',
      );
    return own;
  };

  const power = (node: Extract<FormulaNode, { kind: 'arithmetic' }>): Measured => {
    const base = numeric(node.left);
    const exponent = plain(node.right, 'a power');
    const byYear = base.byYear || exponent.byYear;
    if (!base.unit || sameMeasure(base.unit, plainUnit)) return number(plainUnit, byYear);
    const { right } = node;
    const whole = right.kind === 'negate' ? right.of : right;
    if (whole.kind !== 'number' || !Number.isInteger(whole.value) || whole.value > 6)
      throw new FormulaProblem(
        `raises “${cut(node.left)}” in ${said(base.unit)} to a power that is no small whole number`,
        right.at,
        'Only plain numbers have any power; divide by the unit first.',
      );
    return number(multiplyUnits(plainUnit, base.unit, right.kind === 'negate' ? -whole.value : whole.value), byYear);
  };

  const call = (node: Extract<FormulaNode, { kind: 'call' }>): Measured => {
    const { name, inputs, at } = node;
    const own = functionNamed(name);
    if (!own) throw new FormulaProblem(`calls “${name}”, which is no function`, at, functionHint);
    const [first] = inputs;
    if (!first || inputs.length < own.least || inputs.length > own.most)
      throw new FormulaProblem(
        `puts ${inputs.length === 0 ? 'nothing' : inputs.length} into ${name}`,
        at,
        `It is ${own.call}: ${own.about}.`,
      );
    switch (own.units) {
      case 'alike':
        return { ...alike(inputs, `puts side by side in ${name}`), ...(name === 'by_year' && { byYear: true }) };
      case 'choose': {
        const test = condition(first);
        const answer = alike(inputs.slice(1), 'chooses between');
        return { ...answer, byYear: answer.byYear || test.byYear };
      }
      case 'sum': {
        const { unit } = numeric(first);
        return number(unit && multiplyUnits(unit, { powers: { year: 1 }, scale: 1 }), false);
      }
      case 'round': {
        const [, decimals] = inputs;
        if (decimals && (decimals.kind !== 'number' || !Number.isInteger(decimals.value) || decimals.value > 9))
          throw new FormulaProblem(
            'rounds to decimals that are no number from 0 to 9',
            decimals.at,
            'Write round(a, 2).',
          );
        return numeric(first);
      }
      case 'keep':
        return numeric(first);
      case 'plain':
        return number(plainUnit, plain(first, `the number of ${name}`).byYear);
    }
  };

  const measure = (node: FormulaNode): Measured => {
    switch (node.kind) {
      case 'number':
        return number(node.value === 0 ? null : plainUnit, false);
      case 'name': {
        const own = known(node.name, node.at);
        return number(own.unit, own.byYear);
      }
      case 'negate':
        return numeric(node.of);
      case 'arithmetic': {
        const { operator, left, right } = node;
        if (operator === '^') return power(node);
        if (operator === '+' || operator === '-') return alike([left, right], operator === '+' ? 'adds' : 'subtracts');
        const [a, b] = [numeric(left), numeric(right)];
        const byYear = a.byYear || b.byYear;
        return number(multiplyUnits(a.unit ?? plainUnit, b.unit ?? plainUnit, operator === '*' ? 1 : -1), byYear);
      }
      case 'compare':
        return { unit: plainUnit, byYear: alike([node.left, node.right], 'compares').byYear, condition: true };
      case 'choose': {
        const test = condition(node.test);
        const answer = alike([node.yes, node.no], 'chooses between');
        return { ...answer, byYear: answer.byYear || test.byYear };
      }
      case 'call':
        return call(node);
    }
  };
  return numeric(root);
}

const functionHint = 'Formulas know min, max, sum, if, by_year, round, floor, ceil, abs, exp and ln.';

/** Names that a formula uses, each once, in the order of naming; without those that every formula knows. */
export function namesIn(root: FormulaNode): { name: string; at: number }[] {
  const found = new Map<string, number>();
  const look = (node: FormulaNode): void => {
    switch (node.kind) {
      case 'name':
        if (!knownNamed(node.name) && !found.has(node.name)) found.set(node.name, node.at);
        break;
      case 'negate':
        look(node.of);
        break;
      case 'arithmetic':
      case 'compare':
        look(node.left);
        look(node.right);
        break;
      case 'choose':
        look(node.test);
        look(node.yes);
        look(node.no);
        break;
      case 'call':
        for (const own of node.inputs) look(own);
        break;
      default:
    }
  };
  look(root);
  return [...found].map(([name, at]) => ({ name, at }));
}
