import { seededGenerator } from '../../bakeoffs';
import { type Calculator, figureOf, requireCalculator } from './calculate';
import type { RoiCaseContent } from './content';
import { type DrawShape, quantileOf } from './draws';
import { type RoiSimulation, roiPercents, roiTargets, type SimulatedFigure } from './figures';
import { valueInScenario } from './values';

export interface SimulationOrder {
  scenario?: string;
  draws: number;
  seed: number;
  shape?: DrawShape;
}

/** Draws that are calculated at once, and after how many of those blocks it is reported. */
const LANES = 256;
const REPORTED = 16;
const BINS = 60;

/**
 * Draws every input that has a range from it and calculates the case each time, all inputs independent of each other. The same seed gives
 * the same answer on every device. `report` hears the share that is done and may throw to end it.
 *
 * @throws ProofdeskError as `requireCalculator`.
 */
export function simulateScenario(
  content: RoiCaseContent,
  { scenario: key, draws, seed, shape = 'pert' }: SimulationOrder,
  report: (share: number) => void = () => undefined,
): RoiSimulation {
  const calculator = requireCalculator(content, key, LANES);
  const drawn = drawnInputs(calculator, shape);
  const values = roiTargets.map(() => new Float64Array(draws));
  const failed = run(calculator, drawn, values, draws, seededGenerator(seed), report);
  const worth = values[roiTargets.indexOf('netPresentValue')]!;
  let gains = 0;
  for (const value of worth) if (value > 0) gains += 1;
  return {
    scenario: calculator.scenario.key,
    draws,
    seed,
    shape,
    drawn: drawn.map(({ name }) => name),
    figures: roiTargets.map((target, index) => summary(target, values[index]!)),
    probabilityOfGain: gains / draws,
    failed,
  };
}

function drawnInputs(calculator: Calculator, shape: DrawShape) {
  return calculator.inputs.flatMap((standing) => {
    const { input, low, high } = standing;
    const value = valueInScenario(standing, calculator.scenario);
    if (low === null || high === null || typeof value !== 'string') return [];
    // What a scenario puts beyond the range widens it: it is still the likely one.
    const ends = [Math.min(Number(low), Number(value)), Math.max(Number(high), Number(value))] as const;
    if (ends[0] === ends[1]) return [];
    const unit = calculator.compiled.model.inputs.find((own) => own.input.name === input.name)?.unit.scale ?? 1;
    const [numbers] = calculator.compiled.columns.get(input.name)! as [Float64Array];
    return [
      { name: input.name, numbers, quantile: quantileOf(shape, ends[0] * unit, Number(value) * unit, ends[1] * unit) },
    ];
  });
}

function run(
  calculator: Calculator,
  drawn: ReturnType<typeof drawnInputs>,
  values: Float64Array[],
  draws: number,
  random: () => number,
  report: (share: number) => void,
): number {
  const { compiled } = calculator;
  const rate = Number(calculator.content.discountRate.value);
  let failed = 0;
  for (let from = 0; from < draws; from += LANES) {
    if ((from / LANES) % REPORTED === 0) report(from / draws);
    for (const { numbers, quantile } of drawn)
      for (let lane = 0; lane < LANES; lane += 1) numbers[lane] = quantile(random());
    compiled.run();
    for (let lane = 0; lane < LANES && from + lane < draws; lane += 1) {
      const sound = compiled.failed[lane] === -1;
      if (!sound) failed += 1;
      const net = calculator.net(lane);
      const spent = calculator.spent();
      for (let index = 0; index < roiTargets.length; index += 1)
        values[index]![from + lane] = sound ? figureOf(roiTargets[index]!, net, spent, rate) : Number.NaN;
    }
  }
  return failed;
}

function summary(target: (typeof roiTargets)[number], drawn: Float64Array): SimulatedFigure {
  const found = drawn.filter((value) => Number.isFinite(value)).sort();
  const counted = found.length;
  if (counted === 0) return { target, counted, mean: null, percentiles: roiPercents.map(() => null), histogram: null };
  // A payback that never comes is later than every other; what else does not exist has no place in the order.
  const all = target === 'paybackYears' || target === 'discountedPaybackYears' ? drawn.length : counted;
  let sum = 0;
  for (const value of found) sum += value;
  return {
    target,
    counted,
    mean: sum / counted,
    percentiles: roiPercents.map((percent) => found[Math.max(0, Math.ceil((percent / 100) * all) - 1)] ?? null),
    histogram: histogramOf(found),
  };
}

function histogramOf(sorted: Float64Array): SimulatedFigure['histogram'] {
  const [from, to] = [sorted[0]!, sorted.at(-1)!];
  const counts = Array.from({ length: BINS }, () => 0);
  const width = to - from;
  for (const value of sorted) {
    const bin = width > 0 ? Math.min(BINS - 1, Math.floor(((value - from) / width) * BINS)) : 0;
    counts[bin]! += 1;
  }
  return { from, to, counts };
}
