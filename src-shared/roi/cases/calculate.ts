import { ProofdeskError } from '../../kernel/errors';
import { type CheckedModel, checkRoiModel } from '../models/check';
import { type CompiledModel, compileModel } from '../models/compile';
import { expectedScenario, type RoiValue } from '../models/content';
import { lastingPayback } from '../rules/payback';
import { singleYearlyRate } from '../rules/yearly-rate';
import type { RoiCaseContent, RoiScenario } from './content';
import type { RoiTarget } from './figures';
import { missingInputs, type StandingInput, scenarioOf, standingInputs, valueInScenario } from './values';

/** One scenario ready to be calculated again and again with some inputs changed. Amounts are doubles that are not rounded. */
export interface Calculator {
  content: RoiCaseContent;
  compiled: CompiledModel;
  scenario: RoiScenario;
  inputs: StandingInput[];
  /** Sets an input in all lanes, in its own unit; by year the last stands for all years after it. */
  set(name: string, value: RoiValue | number): void;
  /** Calculates all formulas; −1, or the index of the first one without a finite value in the first lane. */
  run(): number;
  /** Net benefit of one lane by time after `run`, the start first: the same array every time. */
  net(lane?: number): Float64Array;
  /** The proposal's whole cost, as of the last `net`. */
  spent(): number;
  /** A figure of the first lane after `run`; NaN where it does not exist. */
  target(target: RoiTarget): number;
}

/** What keeps a scenario from being calculated. */
export interface NotCalculable {
  missing: string[];
  problem: { formula: string; message: string } | null;
}

/** Prepares a scenario, for so many draws at once; or says what is missing or wrong. */
export function calculatorFor(content: RoiCaseContent, scenario: RoiScenario, lanes = 1): Calculator | NotCalculable {
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
  return calculator(content, scenario, model, lanes);
}

/** Tells a calculator from what keeps there from being one. */
export const isCalculable = (own: Calculator | NotCalculable): own is Calculator => 'run' in own;

/**
 * Prepares a scenario by its key, the case itself where none is named.
 *
 * @throws ProofdeskError `not-found` where there is no such scenario; `bad-input` where inputs are missing or the model has a problem.
 */
export function requireCalculator(content: RoiCaseContent, key: string | undefined, lanes = 1): Calculator {
  const scenario = scenarioOf(content, key);
  if (!scenario)
    throw new ProofdeskError({
      code: 'not-found',
      message: `There is no scenario ${key ?? expectedScenario}.`,
      where: { field: 'scenario' },
      hint: `There are ${content.scenarios.map((own) => own.key).join(', ')}.`,
    });
  const calculator = calculatorFor(content, scenario, lanes);
  if (isCalculable(calculator)) return calculator;
  const { missing, problem } = calculator;
  throw new ProofdeskError({
    code: 'bad-input',
    message: problem ? problem.message : `There are no figures while inputs are missing: ${missing.join(', ')}.`,
    where: { field: problem ? problem.formula : (missing[0] ?? 'inputs') },
    hint: problem ? 'Mend the formula or its inputs.' : 'Give each a value with its source.',
  });
}

function calculator(content: RoiCaseContent, scenario: RoiScenario, model: CheckedModel, lanes: number): Calculator {
  const { years } = content;
  const compiled = compileModel(model, years, lanes);
  const inputs = standingInputs(content);
  const scales = new Map(model.inputs.map(({ input, unit }) => [input.name, unit.scale]));
  const set = (name: string, value: RoiValue | number): void => {
    const scale = scales.get(name) ?? 1;
    for (const [at, numbers] of (compiled.columns.get(name) ?? []).entries())
      numbers.fill(Number(Array.isArray(value) ? value[Math.min(at, value.length - 1)] : value) * scale);
  };
  // Inputs that no formula uses may be missing; nothing reads their 0.
  for (const standing of inputs) set(standing.input.name, valueInScenario(standing, scenario) ?? 0);

  const flows = model.flows.map(({ formula, stream, when }) => ({
    column: compiled.columns.get(formula)!,
    cost: stream === 'proposal',
    start: when === 'start',
  }));
  const net = new Float64Array(years + 1);
  let spent = 0;
  const add = (time: number, amount: number, cost: boolean): void => {
    net[time]! += cost ? -amount : amount;
    if (cost) spent += amount;
  };
  const calculateNet = (lane = 0): Float64Array => {
    net.fill(0);
    spent = 0;
    for (const { column, cost, start } of flows) {
      if (start) add(0, column[0]![lane]!, cost);
      else
        for (let year = 1; year <= years; year += 1)
          add(year, column[column.length === 1 ? 0 : year - 1]![lane]!, cost);
    }
    return net;
  };
  const rate = Number(content.discountRate.value);
  return {
    content,
    compiled,
    scenario,
    inputs,
    set,
    run() {
      compiled.run();
      return compiled.failed[0]!;
    },
    net: calculateNet,
    spent: () => spent,
    target: (target) => figureOf(target, calculateNet(), spent, rate),
  };
}

/** One figure of net benefits by time; `spent` is the proposal's whole cost. NaN where it does not exist. */
export function figureOf(target: RoiTarget, net: Float64Array, spent: number, rate: number): number {
  switch (target) {
    case 'net':
      return total(net);
    case 'netPresentValue': {
      let value = 0;
      for (let time = net.length - 1; time > 0; time -= 1) value = (value + net[time]!) / (1 + rate);
      return value + net[0]!;
    }
    case 'returnOnInvestment':
      return spent > 0 ? total(net) / spent : Number.NaN;
    case 'internalRate':
      return singleYearlyRate(net);
    case 'paybackYears':
      return lastingPayback(net) ?? Number.NaN;
    case 'discountedPaybackYears':
      return lastingPayback(net, rate) ?? Number.NaN;
  }
}

function total(net: Float64Array): number {
  let sum = 0;
  for (let time = 0; time < net.length; time += 1) sum += net[time]!;
  return sum;
}
