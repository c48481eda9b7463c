import type { ExplainStep } from '../../kernel/explain';
import { explainRoi, type RoiFigureName, roiFigureNames } from '../case-explain';
import { checkRoiModel } from '../models/check';
import { answerScenario } from './answer';
import { type Calculator, calculatorFor, isCalculable } from './calculate';
import type { RoiCaseContent } from './content';
import { type RoiModelFigureName, type RoiScenarioFigures, roiExtraFigureNames } from './figures';
import { namesBehind, sayFormula, sayNumbers, sourceOf, sourcesOf } from './say-formula';
import { endInScenario, ownValue, scenarioOf, unitFor } from './values';

/**
 * The steps to a figure of a scenario, inputs first: a figure of the case, a formula or an input by its name. Empty where there is no
 * such figure; where the scenario has no figures one step says why.
 */
export function explainModelFigure(
  content: RoiCaseContent,
  scenarioKey: string,
  figure: RoiModelFigureName | (string & {}),
): ExplainStep[] {
  const scenario = scenarioOf(content, scenarioKey);
  const calculator = scenario && calculatorFor(content, scenario);
  if (!calculator) return [];
  if (!isCalculable(calculator)) {
    const why = calculator.problem?.message ?? `inputs are missing: ${calculator.missing.join(', ')}`;
    return [{ what: figure, how: `cannot be computed: ${why}`, value: null }];
  }
  calculator.run();
  if (content.model.inputs.some(({ name }) => name === figure)) return [inputStep(calculator, figure)];
  if (content.model.formulas.some(({ name }) => name === figure)) return chain(calculator, [figure]);
  const { figures, problem } = answerScenario(content, scenarioKey);
  if (!figures)
    return [{ what: figure, how: `cannot be computed: ${problem?.message ?? 'it has no value'}`, value: null }];
  if ((roiExtraFigureNames as readonly string[]).includes(figure)) return extraSteps(figures, figure);
  if (!(roiFigureNames as readonly string[]).includes(figure)) return [];
  const streams = figure === 'statusQuo' || figure === 'proposal' || figure === 'benefits' ? [figure] : [];
  const lines = content.model.flows.filter(({ stream }) => streams.includes(stream)).map(({ formula }) => formula);
  return [...chain(calculator, lines), ...explainRoi(figures, figure as RoiFigureName)];
}

/** Inputs and formulas behind some formulas, each once, in the order of calculation; the formulas themselves last. */
function chain(calculator: Calculator, wanted: readonly string[]): ExplainStep[] {
  const { content } = calculator;
  const { model } = checkRoiModel(content.model);
  const found = namesBehind(content, wanted);
  const inputs = content.model.inputs
    .filter(({ name }) => found.has(name))
    .map(({ name }) => inputStep(calculator, name));
  const formulas = (model?.formulas ?? [])
    .filter(({ name }) => found.has(name))
    .map(({ name }) => formulaStep(calculator, name));
  return [...inputs, ...formulas];
}

function inputStep(calculator: Calculator, name: string): ExplainStep {
  const { content, scenario } = calculator;
  const standing = calculator.inputs.find(({ input }) => input.name === name)!;
  const { input, own } = standing;
  const said = [
    ownValue(scenario.values, name) !== undefined
      ? `as the scenario ${scenario.label} says`
      : endInScenario(standing, scenario) !== null
        ? `the ${scenario.take} end of its range`
        : own
          ? 'as entered'
          : 'the model’s default',
    own?.confirmed ? `confirmed by ${own.confirmed.who} on ${own.confirmed.on}` : '',
    own?.reason ? `counts beyond its bounds because: ${own.reason}` : '',
  ].filter((text) => text !== '');
  return {
    what: input.label,
    how: said.join('; '),
    value: sayNumbers(calculator, name),
    ...unitOf(input.unit, content.currency),
    from: [sourceOf(content, name), ...(own?.source.receipt ? [own.source.receipt] : [])],
  };
}

function formulaStep(calculator: Calculator, name: string): ExplainStep {
  const { content } = calculator;
  const formula = content.model.formulas.find((own) => own.name === name)!;
  return {
    what: formula.label,
    how: sayFormula(calculator, name),
    value: sayNumbers(calculator, name),
    ...unitOf(formula.unit, content.currency),
    rule: 'roi.model',
    from: sourcesOf(content, name),
  };
}

const unitOf = (unit: string, currency: string): { unit?: string } =>
  unitFor(unit, currency) === '1' ? {} : { unit: unitFor(unit, currency) };

function extraSteps(figures: RoiScenarioFigures, figure: string): ExplainStep[] {
  const money = { unit: figures.currency };
  if (figure === 'costOfDelay') {
    return [
      {
        what: 'Net benefit of year 1',
        how: 'status quo + benefits − proposal',
        value: figures.net.amounts[1] ?? null,
        ...money,
      },
      {
        what: 'Cost of a month of delay',
        how: 'net benefit of year 1 ÷ 12, rounded once',
        value: figures.costOfDelay,
        ...money,
      },
    ];
  }
  const share = figure === 'breakEvenShare';
  const own = share ? figures.breakEvenShare : figures.breakEvenPrice;
  const rate = `discounted to the start at ${figures.discountRate} a year`;
  return [
    {
      what: 'Going on as now, with what is then missed',
      how: `by year ${figures.goingOn.amounts.join(', ')}; ${rate}`,
      value: figures.goingOn.total,
      ...money,
    },
    {
      what: 'Cost of the proposal',
      how: `by year ${figures.proposal.amounts.join(', ')}; ${rate}`,
      value: figures.proposal.total,
      ...money,
    },
    {
      what: share ? 'Part of it that is enough' : 'By what the proposal could cost more',
      how:
        own.reason ??
        (share
          ? 'present value of the proposal ÷ present value of going on as now'
          : 'present value of going on as now ÷ present value of the proposal − 1'),
      value: own.value,
      unit: 'fraction',
    },
  ];
}
