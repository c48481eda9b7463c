import { formatMinor, minorUnitDigits } from '../../kernel/money';
import {
  discountedPositions,
  type FlowsOfCase,
  figuresOfFlows,
  type MinorLine,
  type MinorStreams,
  type RoiFigure,
  streamsOf,
} from '../case';
import { expectedScenario } from '../models/content';
import { shownUnit } from '../models/units';
import { netPresentValueStart } from '../rules/net-present-value';
import { internalRateOfYears } from '../rules/yearly-rate';
import { type Calculator, calculatorFor, isCalculable } from './calculate';
import type { RoiCaseContent, RoiScenario } from './content';
import type { RoiOutput, RoiScenarioAnswer, RoiScenarioFigures } from './figures';
import { sayFormula, sourcesOf } from './say-formula';
import { scenarioOf } from './values';

/** All scenarios of a case with their figures, in their order. */
export function answerScenarios(content: RoiCaseContent): RoiScenarioAnswer[] {
  return content.scenarios.map((scenario) => answerOf(content, scenario, true));
}

/** One scenario by its key; the case itself where none is named. Without `words` its lines do not say how they came about: for lists. */
export function answerScenario(
  content: RoiCaseContent,
  key: string = expectedScenario,
  words = true,
): RoiScenarioAnswer {
  const scenario = scenarioOf(content, key);
  if (scenario) return answerOf(content, scenario, words);
  return {
    key,
    label: key,
    figures: null,
    missing: [],
    problem: {
      formula: '',
      message: `There is no scenario ${key}; there are ${content.scenarios.map((own) => own.key).join(', ')}.`,
    },
  };
}

function answerOf(content: RoiCaseContent, scenario: RoiScenario, words: boolean): RoiScenarioAnswer {
  const calculator = calculatorFor(content, scenario);
  const { key, label } = scenario;
  if (!isCalculable(calculator)) return { key, label, figures: null, ...calculator };
  return calculatedAnswer(calculator, words);
}

/** Calculates a prepared scenario. Without `words` lines do not say how they came about: for sliders, which show figures only. */
export function calculatedAnswer(calculator: Calculator, words: boolean): RoiScenarioAnswer {
  const { key, label } = calculator.scenario;
  const failed = calculator.run();
  const problem = failed >= 0 ? notFinite(calculator, failed) : tooLarge(calculator);
  return problem
    ? { key, label, figures: null, missing: [], problem }
    : { key, label, figures: figures(calculator, words), missing: [], problem: null };
}

function notFinite({ compiled }: Calculator, index: number): { formula: string; message: string } {
  const { name, label, text } = compiled.model.formulas[index]!;
  return {
    formula: name,
    message: `${label} (${name}) has no value: ${text.includes('/') ? 'it divides by 0, or by what is 0 in one of the years' : 'its number is too large'}.`,
  };
}

/** Beyond this many minor units a double is no longer exact to one of them. */
const LARGEST = Number.MAX_SAFE_INTEGER;

function tooLarge({ compiled, content }: Calculator): { formula: string; message: string } | null {
  const factor = 10 ** minorUnitDigits(content.currency);
  for (const { formula } of compiled.model.flows) {
    for (const [value = 0] of compiled.columns.get(formula)!)
      if (Math.abs(value * factor) > LARGEST)
        return { formula, message: `${formula} comes to more than ${LARGEST} minor units of ${content.currency}.` };
  }
  return null;
}

/** Rounds once to the minor unit, half away from zero. */
function toMinor(value: number, factor: number): bigint {
  return BigInt(Math.sign(value) * Math.round(Math.abs(value) * factor));
}

function figures(calculator: Calculator, words: boolean): RoiScenarioFigures {
  const { content } = calculator;
  const lines = { statusQuo: [], proposal: [], benefits: [] } as Record<
    'statusQuo' | 'proposal' | 'benefits',
    MinorLine[]
  >;
  for (const { formula, stream, when } of calculator.compiled.model.flows)
    lines[stream].push(line(calculator, formula, when, words));
  const flows: FlowsOfCase = {
    currency: content.currency,
    years: content.years,
    discountRate: content.discountRate.value,
    discountRateSource: content.discountRate.source,
    lines,
  };
  const streams = streamsOf(flows);
  return {
    ...figuresOfFlows(flows, internalRateOfYears),
    discountedCumulative: discountedPositions(streams.net, content.discountRate.value, content.currency),
    costOfDelay: formatMinor(toMinor(Number(streams.net[1] ?? 0n) / 12, 1), content.currency),
    ...breakEven(streams, Number(content.discountRate.value)),
    outputs: content.model.outputs.map((name) => output(calculator, name)),
  };
}

function line(calculator: Calculator, formula: string, when: 'start' | 'yearly', words: boolean): MinorLine {
  const { compiled, content } = calculator;
  const column = compiled.columns.get(formula)!;
  const factor = 10 ** minorUnitDigits(content.currency);
  const at = (index: number): bigint => toMinor(column[index]![0]!, factor);
  const minor = Array.from({ length: content.years + 1 }, (_, time) => {
    if (time === 0) return when === 'start' ? at(0) : 0n;
    return when === 'start' ? 0n : at(column.length === 1 ? 0 : time - 1);
  });
  const { label } = content.model.formulas.find(({ name }) => name === formula)!;
  return {
    id: formula,
    label,
    minor,
    how: words ? `${sayFormula(calculator, formula)}, ${when === 'start' ? 'once, at the start' : 'every year'}` : '',
    from: words ? sourcesOf(content, formula) : [],
  };
}

function breakEven(
  { goingOn, proposal }: MinorStreams,
  rate: number,
): { breakEvenShare: RoiFigure; breakEvenPrice: RoiFigure } {
  const worth = ([start = 0n, ...rest]: bigint[]) => netPresentValueStart(rate, Number(start), rest.map(Number));
  const [now, offer] = [worth(goingOn), worth(proposal)];
  return {
    breakEvenShare:
      now > 0
        ? { value: offer / now }
        : { value: null, reason: 'going on as now costs nothing and nothing is gained, so no part of it is enough' },
    breakEvenPrice: offer > 0 ? { value: now / offer - 1 } : { value: null, reason: 'the proposal costs nothing' },
  };
}

function output({ compiled, content }: Calculator, name: string): RoiOutput {
  const { label, unit: text } = content.model.formulas.find((formula) => formula.name === name)!;
  const formula = compiled.model.formulas.find((own) => own.name === name)!;
  const values = compiled.columns.get(name)!.map(([value = 0]) => value / formula.unit.scale);
  return {
    name,
    label,
    unit: shownUnit(text, content.currency),
    value: formula.byYear ? null : (values[0] ?? null),
    byYear: formula.byYear ? values : null,
  };
}
