import type { RoiModelInput } from '../models/content';
import { calculatedAnswer } from './answer';
import { type Calculator, calculatorFor, isCalculable } from './calculate';
import type { RoiCaseContent } from './content';
import type { RoiScenarioAnswer } from './figures';
import { decimalText, questionsOf, standingInputs, unitFor, valueInScenario } from './values';
import type { RoiPresentation } from './views';

/**
 * Presentation in the room: what goes there holds nothing but what a customer may see, and everything that its figures follow from, so that
 * sliders need neither the workspace nor a network.
 */

/**
 * A case's content as it may be shown to the customer: sources by their words only, without the ids, versions and receipts that lead into
 * the workspace, and without the reasons and contacts noted inside.
 */
export function contentForRoom(content: RoiCaseContent): RoiCaseContent {
  return {
    currency: content.currency,
    years: content.years,
    discountRate: { value: content.discountRate.value, source: content.discountRate.source },
    model: content.model,
    inputs: Object.fromEntries(
      Object.entries(content.inputs).map(([name, { value, low, high, source, confirmed }]) => [
        name,
        {
          value,
          low,
          high,
          source: {
            kind: source.kind,
            text: source.text,
            entity: null,
            id: null,
            figure: null,
            version: null,
            row: null,
            receipt: null,
          },
          confirmed: confirmed && { who: confirmed.who, contact: null, on: confirmed.on },
          reason: null,
        },
      ]),
    ),
    scenarios: content.scenarios,
  };
}

/** Inputs that the model offers as sliders and that have a number, with the range that the slider moves over. */
export function slidersOf(content: RoiCaseContent): RoiPresentation['sliders'] {
  return standingInputs(content).flatMap(({ input, value, low, high }) => {
    if (!input.slider || typeof value !== 'string') return [];
    const own = Number(value);
    const { from, to } = reachOf(own, input, low, high);
    return [
      {
        name: input.name,
        label: input.label,
        help: input.help,
        unit: unitFor(input.unit, content.currency),
        value,
        from: String(from),
        to: String(to),
        step: String(stepOf(to - from)),
      },
    ];
  });
}

/** How far a slider goes: as wide again as the range on both sides, else from nothing to twice the value; within the bounds of sense. */
function reachOf(
  value: number,
  { minimum, maximum, unit }: Pick<RoiModelInput, 'minimum' | 'maximum' | 'unit'>,
  low: string | null,
  high: string | null,
): { from: number; to: number } {
  const least = minimum === null ? Number.NEGATIVE_INFINITY : Number(minimum);
  const most = maximum === null ? Number.POSITIVE_INFINITY : Number(maximum);
  const width = low === null || high === null ? Math.abs(value) || 1 : Number(high) - Number(low);
  const wide = unit.trim() === '%' && Number.isFinite(least) && Number.isFinite(most);
  const from = wide ? least : Math.max(least, (low === null ? value : Number(low)) - width);
  const to = wide ? most : Math.min(most, (high === null ? value : Number(high)) + width);
  return { from: Number(Math.min(from, value).toPrecision(6)), to: Number(Math.max(to, value).toPrecision(6)) };
}

/** A round step: at most 200 of them over the range. */
function stepOf(range: number): number {
  const least = range / 200;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].map((digit) => digit * power).find((own) => own >= least * (1 - 1e-9)) ?? power * 10;
  return Number(step.toPrecision(3));
}

/** A case in the room, prepared once. */
export interface Room {
  /**
   * All scenarios with the sliders where they are: a slider that was moved stands at its value in every scenario. Lines do not say how they
   * came about; `explainModelFigure` does.
   */
  answer(moved: Readonly<Record<string, number>>): RoiScenarioAnswer[];
  /** The content with the sliders where they are, for everything else that is calculated from it. */
  content(moved: Readonly<Record<string, number>>): RoiCaseContent;
}

/** Prepares a presentation: formulas are read and checked here, so that each answer is arithmetic only. */
export function prepareRoom({ content }: Pick<RoiPresentation, 'content'>): Room {
  const prepared = content.scenarios.map((scenario) => ({ scenario, calculator: calculatorFor(content, scenario) }));
  const inputs = new Map(standingInputs(content).map((standing) => [standing.input.name, standing]));
  const own = (moved: Readonly<Record<string, number>>) =>
    Object.entries(moved).filter(([name, value]) => inputs.has(name) && Number.isFinite(value));
  const answerOf = (calculator: Calculator, moved: [string, number][]): RoiScenarioAnswer => {
    // Sliders that were moved before and are not now go back to where the scenario has them.
    for (const standing of inputs.values())
      calculator.set(standing.input.name, valueInScenario(standing, calculator.scenario) ?? 0);
    for (const [name, value] of moved) calculator.set(name, value);
    return calculatedAnswer(calculator, false);
  };
  return {
    answer: (moved) =>
      prepared.map(({ scenario: { key, label }, calculator }) =>
        isCalculable(calculator) ? answerOf(calculator, own(moved)) : { key, label, figures: null, ...calculator },
      ),
    content(moved) {
      const values = Object.fromEntries(own(moved).map(([name, value]) => [name, decimalText(value)]));
      return {
        ...content,
        scenarios: content.scenarios.map((scenario) => ({ ...scenario, values: { ...scenario.values, ...values } })),
      };
    },
  };
}

/** Whether a case can be frozen or shown as final: the sentences that keep it from that. */
export function hindrances(content: RoiCaseContent, answers: readonly RoiScenarioAnswer[]): string[] {
  const labels = new Map(content.model.inputs.map(({ name, label }) => [name, label]));
  const missing = [...new Set(answers.flatMap((answer) => answer.missing))];
  return [
    ...missing.map((name) => `${labels.get(name) ?? name} (${name}) has no value.`),
    ...answers.flatMap(({ label, problem }) => (problem ? [`${label}: ${problem.message}`] : [])),
    ...questionsOf(content)
      .filter(({ reason }) => reason === null)
      .map(({ message }) => `${message.replace(/\.$/, '')}; it needs a reason, or another value.`),
  ];
}
