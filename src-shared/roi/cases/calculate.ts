import { type CheckedModel, checkRoiModel } from '../models/check';
import { type CompiledModel, compileModel } from '../models/compile';
import type { RoiValue } from '../models/content';
import { lastingPayback } from '../rules/payback';
import { singleYearlyRate } from '../rules/yearly-rate';
import type { RoiCaseContent, RoiScenario } from './content';
import type { RoiTarget } from './figures';
import { missingInputs, type StandingInput, standingInputs, valueInScenario } from './values';

const compiled = new WeakMap<CheckedModel, Map<number, CompiledModel>>();

/** The closures of a model for so many years, built once. */
export function compiledFor(model: CheckedModel, years: number): CompiledModel {
  let byYears = compiled.get(model);
  if (!byYears) {
    byYears = new Map();
    compiled.set(model, byYears);
  }
  let own = byYears.get(years);
  if (!own) {
    own = compileModel(model, years);
    byYears.set(years, own);
  }
  return own;
}

/** One scenario ready to be calculated again and again with some inputs changed. Amounts are doubles that are not rounded. */
export interface Calculator {
  content: RoiCaseContent;
  compiled: CompiledModel;
  scenario: RoiScenario;
  inputs: StandingInput[];
  /** The numbers of inputs and formulas, in plain measures. */
  numbers: Float64Array;
  /** Sets an input, in its own unit; by year the last stands for all years after it. */
  set(name: string, value: RoiValue | number): void;
  /** Calculates all formulas; −1, or the index of the first one without a finite value. */
  run(): number;
  /** Net benefit by time after `run`, the start first: the same array every time. */
  net(): Float64Array;
  /** The proposal's whole cost, as of the last `net`. */
  spent(): number;
  /** A figure after `run`; NaN where it does not exist. */
  target(target: RoiTarget): number;
}

/** What keeps a scenario from being calculated. */
export interface NotCalculable {
  missing: string[];
  problem: { formula: string; message: string } | null;
}

/** Prepares a scenario; or says what is missing or wrong. */
export function calculatorFor(content: RoiCaseContent, scenario: RoiScenario): Calculator | NotCalculable {
  const { model, problems } = checkRoiModel(content.model);
  if (!model) {
    const first = problems.find(({ severity }) => severity === 'error');
    return {
      missing: [],
      problem: { formula: first?.name ?? '', message: first?.message ?? 'The model has a problem.' },
    };
  }
  const missing = missingInputs(content, scenario);
  if (missing.length > 0) return { missing, problem: null };
  return calculator(content, scenario, model);
}

/** Tells a calculator from what keeps there from being one. */
export const isCalculable = (own: Calculator | NotCalculable): own is Calculator => 'run' in own;

function calculator(content: RoiCaseContent, scenario: RoiScenario, model: CheckedModel): Calculator {
  const { years } = content;
  const own = compiledFor(model, years);
  const numbers = new Float64Array(own.size);
  const inputs = standingInputs(content);
  const scales = new Map(model.inputs.map(({ input, unit }) => [input.name, unit.scale]));
  const set = (name: string, value: RoiValue | number): void => {
    const slots = own.slots.get(name);
    if (!slots) return;
    const scale = scales.get(name) ?? 1;
    if (!Array.isArray(value)) numbers.fill(Number(value) * scale, slots.first, slots.first + slots.count);
    else
      for (let at = 0; at < slots.count; at += 1)
        numbers[slots.first + at] = Number(value[Math.min(at, value.length - 1)]) * scale;
  };
  // Inputs that no formula uses may be missing; nothing reads their 0.
  for (const standing of inputs) set(standing.input.name, valueInScenario(standing, scenario) ?? 0);

  const flows = model.flows.map(({ formula, stream, when }) => ({
    ...own.slots.get(formula)!,
    sign: stream === 'proposal' ? -1 : 1,
    cost: stream === 'proposal',
    start: when === 'start',
  }));
  const net = new Float64Array(years + 1);
  let spent = 0;
  const rate = Number(content.discountRate.value);
  const calculateNet = (): Float64Array => {
    net.fill(0);
    spent = 0;
    for (const { first, count, sign, cost, start } of flows) {
      if (start) {
        const amount = numbers[first]!;
        net[0]! += sign * amount;
        if (cost) spent += amount;
        continue;
      }
      for (let year = 1; year <= years; year += 1) {
        const amount = numbers[count === 1 ? first : first + year - 1]!;
        net[year]! += sign * amount;
        if (cost) spent += amount;
      }
    }
    return net;
  };
  return {
    content,
    compiled: own,
    scenario,
    inputs,
    numbers,
    set,
    run: () => own.run(numbers),
    net: calculateNet,
    spent: () => spent,
    target(target) {
      calculateNet();
      return figureOf(target, net, spent, rate);
    },
  };
}

/** One figure of net benefits by time; `spent` is the proposal's whole cost. NaN where it does not exist. */
export function figureOf(target: RoiTarget, net: Float64Array, spent: number, rate: number): number {
  switch (target) {
    case 'net':
      return net.reduce((sum, amount) => sum + amount, 0);
    case 'netPresentValue': {
      let value = 0;
      for (let time = net.length - 1; time > 0; time -= 1) value = (value + net[time]!) / (1 + rate);
      return value + net[0]!;
    }
    case 'returnOnInvestment':
      return spent > 0 ? net.reduce((sum, amount) => sum + amount, 0) / spent : Number.NaN;
    case 'internalRate':
      return singleYearlyRate(net);
    case 'paybackYears':
    case 'discountedPaybackYears':
      return lastingPayback(net, target === 'paybackYears' ? 0 : rate) ?? Number.NaN;
  }
}
