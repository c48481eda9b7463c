import { calculatorFor, isCalculable } from './calculate';
import type { RoiCaseContent } from './content';
import type { RoiTarget, Tornado, TornadoBar } from './figures';
import { scenarioOf, unitFor, valueInScenario } from './values';

/** A figure as data: what does not exist is null. */
export const known = (value: number): number | null => (Number.isFinite(value) ? value : null);

/**
 * What each input does to a figure between its low and its high end, all others as they are in the scenario; the widest first. Null where
 * the scenario itself has no figures.
 */
export function tornadoOf(
  content: RoiCaseContent,
  { scenario: key, target = 'netPresentValue' }: { scenario?: string; target?: RoiTarget } = {},
): Tornado | null {
  const scenario = scenarioOf(content, key);
  const calculator = scenario && calculatorFor(content, scenario);
  if (!scenario || !calculator || !isCalculable(calculator)) return null;
  const figure = (): number => (calculator.run() < 0 ? calculator.target(target) : Number.NaN);
  const base = figure();
  const bars: TornadoBar[] = [];
  const without: string[] = [];
  for (const standing of calculator.inputs) {
    const { input, low, high } = standing;
    const value = valueInScenario(standing, scenario);
    if (low === null || high === null || Number(low) === Number(high) || value === null) {
      without.push(input.name);
      continue;
    }
    const at = (end: string): number => {
      calculator.set(input.name, end);
      return figure();
    };
    const [atLow, atHigh] = [at(low), at(high)];
    calculator.set(input.name, value);
    bars.push({
      name: input.name,
      label: input.label,
      unit: unitFor(input.unit, content.currency),
      low,
      high,
      atLow: known(atLow),
      atHigh: known(atHigh),
      swing: known(Math.abs(atHigh - atLow)),
    });
  }
  const width = ({ swing }: TornadoBar): number => swing ?? Number.POSITIVE_INFINITY;
  bars.sort((a, b) => (width(a) === width(b) ? 0 : width(b) - width(a)));
  return { target, base: known(base), bars, without };
}
