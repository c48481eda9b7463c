import { type Complain, checkFlows, checkInputs, checkScenarios } from './check-parts';
import type { CheckedFormula, RoiFlow, RoiModelContent, RoiModelInput, RoiModelProblem } from './content';
import { functionNamed, knownNamed } from './functions';
import { nearestName } from './nearest-name';
import { type FormulaNode, FormulaProblem, parseFormula } from './parse-formula';
import { measureFormula, type NamedMeasure, namesIn } from './unit-check';
import { plainUnit, readUnit, sameMeasure, sayUnit, type Unit } from './units';

/** An input whose unit is known. */
export interface SoundInput {
  input: RoiModelInput;
  unit: Unit;
}

/** A formula that was read and fits its unit. */
export interface SoundFormula {
  name: string;
  label: string;
  node: FormulaNode;
  text: string;
  unit: Unit;
  byYear: boolean;
}

/** A model without errors, ready to be calculated with. */
export interface CheckedModel {
  content: RoiModelContent;
  inputs: SoundInput[];
  /** In the order of calculation. */
  formulas: SoundFormula[];
  flows: RoiFlow[];
}

export interface ModelCheck {
  problems: RoiModelProblem[];
  checked: CheckedFormula[];
  /** Null while there is an error. */
  model: CheckedModel | null;
}

interface Read {
  node: FormulaNode | null;
  needs: { name: string; at: number }[];
  declared: Unit | null;
}

const checks = new WeakMap<RoiModelContent, ModelCheck>();

/**
 * Reads all formulas of a model and checks names, cycles and units. Pure, and fast enough to run on every key press; the answer for one
 * content object is kept, so a content that was handed in must not be changed afterwards.
 */
export function checkRoiModel(content: RoiModelContent): ModelCheck {
  const known = checks.get(content);
  if (known) return known;
  const answer = check(content);
  checks.set(content, answer);
  return answer;
}

function check(content: RoiModelContent): ModelCheck {
  const problems: RoiModelProblem[] = [];
  const complain: Complain = (severity, field, message, more = {}) => {
    problems.push({ severity, field, message, name: null, column: null, hint: null, ...more });
  };
  refuseTwice(content, complain);
  const inputs = checkInputs(content, complain);
  const reads = [...content.formulas.keys()].map((index) => readOne(content, index, complain));
  const byName = new Map(content.formulas.map((formula, index) => [formula.name, index]));
  const order = calculationOrder(content, reads, byName, complain);
  const measures = measureAll(content, inputs, reads, byName, order, complain);
  checkFlows(content, (name) => measures.get(name) ?? null, complain);
  checkScenarios(content, complain);
  warnOfUnused(content, reads, complain);

  const place = new Map(order.map((index, at) => [index, at]));
  const checked = content.formulas.map(({ name }, index): CheckedFormula => {
    const own = measures.get(name);
    return {
      name,
      unit: own ? sayUnit(own.unit) : null,
      needs: (reads[index]?.needs ?? []).map((need) => need.name),
      neededBy: content.formulas
        .filter((_, at) => reads[at]?.needs.some((need) => need.name === name))
        .map((one) => one.name),
      byYear: own?.byYear ?? false,
      order: place.get(index) ?? null,
    };
  });
  const sound = !problems.some(({ severity }) => severity === 'error');
  return { problems, checked, model: sound ? soundModel(content, inputs, reads, measures, order) : null };
}

function soundModel(
  content: RoiModelContent,
  inputs: Map<string, SoundInput>,
  reads: Read[],
  measures: Map<string, NamedMeasure>,
  order: number[],
): CheckedModel {
  return {
    content,
    inputs: [...inputs.values()],
    flows: content.flows,
    formulas: order.flatMap((index): SoundFormula[] => {
      const formula = content.formulas[index];
      const node = reads[index]?.node;
      const measure = formula && measures.get(formula.name);
      return formula && node && measure
        ? [
            {
              name: formula.name,
              label: formula.label,
              text: formula.formula,
              node,
              unit: reads[index]?.declared ?? measure.unit,
              byYear: measure.byYear,
            },
          ]
        : [];
    }),
  };
}

function refuseTwice({ inputs, formulas }: RoiModelContent, complain: Complain): void {
  const seen = new Map<string, string>();
  const look = (name: string, kind: 'inputs' | 'formulas', index: number): void => {
    const field = `${kind}.${index}.name`;
    if (knownNamed(name) || functionNamed(name))
      complain('error', field, `“${name}” is a name that formulas know already.`, {
        name,
        hint: 'Call it something else.',
      });
    else if (seen.has(name))
      complain('error', field, `“${name}” stands twice: here and at ${seen.get(name)}.`, {
        name,
        hint: 'Give one of the two another name.',
      });
    else seen.set(name, field);
  };
  for (const [index, { name }] of inputs.entries()) look(name, 'inputs', index);
  for (const [index, { name }] of formulas.entries()) look(name, 'formulas', index);
}

/** Reads one formula and looks its names up. */
function readOne(content: RoiModelContent, index: number, complain: Complain): Read {
  const { name, formula, unit } = content.formulas[index]!;
  const declared = readUnit(unit);
  if (typeof declared === 'string')
    complain('error', `formulas.${index}.unit`, `The unit of “${name}” cannot be read: ${declared}.`, { name });
  const own = typeof declared === 'string' ? null : declared;
  const field = `formulas.${index}.formula`;
  try {
    const node = parseFormula(formula);
    const needs = namesIn(node);
    const all = [...content.inputs, ...content.formulas].map((one) => one.name);
    let unknown = false;
    for (const need of needs) {
      if (all.includes(need.name)) continue;
      unknown = true;
      const near = nearestName(need.name, [...all, 'year', 'years']);
      complain('error', field, `“${name}” names “${need.name}”, which is no input and no formula.`, {
        name,
        column: need.at + 1,
        hint: near ? `Did you mean ${near}?` : 'Add it as an input, or as a formula.',
      });
    }
    return { node: unknown ? null : node, needs, declared: own };
  } catch (thrown) {
    if (!(thrown instanceof FormulaProblem)) throw thrown;
    complain('error', field, `“${name}” ${thrown.message}.`, { name, column: thrown.at + 1, hint: thrown.hint });
    return { node: null, needs: [], declared: own };
  }
}

/** Formulas by index, each after what it needs; those in a cycle are left out and the cycle is named by its path. */
function calculationOrder(
  content: RoiModelContent,
  reads: Read[],
  byName: Map<string, number>,
  complain: Complain,
): number[] {
  const order: number[] = [];
  const state = new Map<number, 'open' | 'done' | 'broken'>();
  const path: number[] = [];
  const visit = (index: number): boolean => {
    const seen = state.get(index);
    if (seen === 'done') return true;
    if (seen === 'broken') return false;
    if (seen === 'open') {
      const names = [...path.slice(path.indexOf(index)), index].map((at) => content.formulas[at]!.name);
      complain(
        'error',
        `formulas.${index}.formula`,
        `${names.map((name) => `“${name}”`).join(' → ')} go round in a circle.`,
        {
          name: content.formulas[index]!.name,
          hint: 'One of them has to come from something else.',
        },
      );
      return false;
    }
    state.set(index, 'open');
    path.push(index);
    let sound = reads[index]?.node !== null;
    for (const { name } of reads[index]?.needs ?? []) {
      const needed = byName.get(name);
      if (needed !== undefined && !visit(needed)) sound = false;
    }
    path.pop();
    state.set(index, sound ? 'done' : 'broken');
    if (sound) order.push(index);
    return sound;
  };
  for (const index of content.formulas.keys()) visit(index);
  return order;
}

function measureAll(
  content: RoiModelContent,
  inputs: Map<string, SoundInput>,
  reads: Read[],
  byName: Map<string, number>,
  order: number[],
  complain: Complain,
): Map<string, NamedMeasure> {
  const measures = new Map<string, NamedMeasure>();
  for (const [name, { input, unit }] of inputs) measures.set(name, { unit, byYear: input.shape === 'by-year' });
  const known = (name: string, at: number): NamedMeasure => {
    const own = knownNamed(name);
    if (own) return { unit: own.unit, byYear: name === 'year' };
    const measure = measures.get(name);
    // What it names has a problem of its own, which is said there.
    if (!measure) throw new FormulaProblem('', at);
    return measure;
  };
  for (const index of order) {
    const { name, formula } = content.formulas[index]!;
    const { node, declared } = reads[index]!;
    if (!node) continue;
    const field = `formulas.${index}.formula`;
    try {
      const { unit, byYear } = measureFormula(node, formula, known);
      const found = unit ?? declared ?? plainUnit;
      if (declared && !sameMeasure(found, declared)) {
        complain(
          'error',
          field,
          `“${name}” comes to ${sayUnit(found)}, and its unit is said to be ${sayUnit({ ...declared, scale: 1 })}.`,
          {
            name,
            column: 1,
            hint: 'Change the unit, or the formula.',
          },
        );
      }
      if (byName.get(name) === index) measures.set(name, { unit: declared ?? found, byYear });
    } catch (thrown) {
      if (!(thrown instanceof FormulaProblem)) throw thrown;
      if (thrown.message !== '')
        complain('error', field, `“${name}” ${thrown.message}.`, { name, column: thrown.at + 1, hint: thrown.hint });
    }
  }
  return measures;
}

function warnOfUnused(content: RoiModelContent, reads: Read[], complain: Complain): void {
  const used = new Set([
    ...reads.flatMap(({ needs }) => needs.map(({ name }) => name)),
    ...content.outputs,
    ...content.flows.map(({ formula }) => formula),
  ]);
  content.inputs.forEach(({ name, label }, index) => {
    if (!used.has(name))
      complain('warning', `inputs.${index}.name`, `No formula uses the input “${label}” (${name}).`, {
        name,
        hint: 'Use it, or take it out: nobody should be asked for it.',
      });
  });
  content.formulas.forEach(({ name, label }, index) => {
    if (!used.has(name))
      complain('warning', `formulas.${index}.name`, `Nothing uses the formula “${label}” (${name}).`, {
        name,
        hint: 'Make it a flow or an output, or take it out.',
      });
  });
}
