import { ProofdeskError } from '../../kernel/errors';
import { type BootstrapPlan, defaultBootstrapPlan } from './bootstrap';
import { binomialProbability } from './gamma-and-beta';
import { quantileOfAscending } from './quantiles';
import { mean } from './sample';
import { seededGenerator } from './seeded-generator';

/** McNemar's test on items that both sides were given. */
export interface McNemar {
  /** Items that only a, and that only b, got right. */
  onlyA: number;
  onlyB: number;
  /** Two-sided; 1 where no item tells the sides apart. */
  p: number;
}

/**
 * McNemar's exact test: of the items on which the sides differ, does one side win more than half? Two-sided
 * p = min(1, 2 × P(X ≤ smaller count)) with X binomial at one half.
 * Source: McNemar 1947, with the exact binomial tail.
 */
export function mcNemar(onlyA: number, onlyB: number): McNemar {
  const trials = onlyA + onlyB;
  let tail = 0;
  for (let count = Math.min(onlyA, onlyB); count >= 0; count -= 1) {
    const term = binomialProbability(count, trials, 0.5);
    tail += term;
    if (term <= tail * 1e-18) break;
  }
  return { onlyA, onlyB, p: trials === 0 ? 1 : Math.min(1, 2 * tail) };
}

/** Difference of means over the same items. */
export interface PairedDifference {
  /** Mean of a minus mean of b. */
  difference: number;
  lower: number;
  upper: number;
  items: number;
}

const mostDraws = 200_000_000;

/**
 * Mean difference a − b over paired items (at least 2) with the percentile interval of a bootstrap that draws whole items, so that
 * each keeps its pair. Source: Efron and Tibshirani, chapter 8. The same seed gives the same interval to the last digit.
 */
export function pairedBootstrap(
  a: readonly number[],
  b: readonly number[],
  plan: BootstrapPlan = defaultBootstrapPlan,
): PairedDifference {
  const items = a.length;
  if (items * plan.resamples > mostDraws) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${items} items and ${plan.resamples} resamples are too many draws for one bootstrap.`,
      where: { field: 'resamples' },
      hint: 'Use fewer resamples.',
    });
  }
  const differences = Float64Array.from(a, (value, index) => value - b[index]!);
  const random = seededGenerator(plan.seed);
  const replicates = new Float64Array(plan.resamples);
  for (let round = 0; round < plan.resamples; round += 1) {
    let sum = 0;
    for (let draw = 0; draw < items; draw += 1) sum += differences[Math.floor(random() * items)]!;
    replicates[round] = sum / items;
  }
  replicates.sort();
  return {
    difference: mean([...differences]),
    lower: quantileOfAscending(replicates, (1 - plan.level) / 2),
    upper: quantileOfAscending(replicates, (1 + plan.level) / 2),
    items,
  };
}
