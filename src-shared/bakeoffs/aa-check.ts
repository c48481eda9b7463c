import { enoughRuns, fewestRuns } from './planning';
import type { SideName } from './run-order';
import {
  hodgesLehmannShift,
  holm,
  mannWhitney,
  seededGenerator,
  significanceLevel,
  twoSidedP,
  wilsonInterval,
} from './statistics';
import type { VerdictRow } from './verdict-schema';
import { shortNumber } from './verdict-wording';
import { bandLimits } from './verdicts';

/** How an A/A check is drawn. The same seed gives the same counts. */
export interface AaPlan {
  rounds: number;
  seed: number;
}
export const defaultAaPlan: AaPlan = { rounds: 1000, seed: 20_261_121 };

/** One row of an A/A check. */
export interface AaRow {
  key: string;
  label: string;
  /** Rounds in which the rule told this row's two halves apart. */
  alarms: number;
  /** The same in words. */
  sentence: string;
}

/** How often the very rule that judges the bakeoff tells a system from itself. */
export interface AaCheck {
  side: SideName;
  /** `split`: a side's runs are dealt into two halves. `repeat`: two sides are drawn from one side's runs, each run any number of times. */
  way: 'split' | 'repeat';
  /** Runs on the two sides of a round. */
  runs: [number, number];
  rounds: number;
  seed: number;
  /** Rounds in which at least one row was told apart. */
  alarms: number;
  rate: number;
  /** Wilson's 95 % interval of the rate. */
  interval: [number, number];
  rows: AaRow[];
  /** False where so few runs bear no verdict at all, so that there can be no alarm either. */
  bears: boolean;
  sentence: string;
  method: string;
}

type JudgedRow = Pick<VerdictRow, 'key' | 'label' | 'scale' | 'band' | 'ours' | 'theirs' | 'notComparable'>;

/** Would this row be called better or worse: Holm p below 0.05, and the interval wholly outside the band? */
function toldApart(row: JudgedRow, a: readonly number[], b: readonly number[], pHolm: number): boolean {
  if (pHolm >= significanceLevel) return false;
  const onScale = (values: readonly number[]) => (row.scale === 'ratio' ? values.map(Math.log) : [...values]);
  const { ciLower, ciUpper } = hodgesLehmannShift(onScale(a), onScale(b));
  const back = row.scale === 'ratio' ? Math.exp : (value: number) => value;
  const { low, high } = bandLimits(row);
  return back(ciUpper) < low || back(ciLower) > high;
}

/**
 * An A/A check: one side is compared with itself by the same rule, again and again, and every difference that is found is a false
 * alarm. Whole runs are drawn, the same for all rows, so that rows keep what they have in common. With ten runs or more they are
 * dealt into halves; with fewer, both sides are drawn with replacement, in the numbers of runs that the bakeoff has. Null with fewer
 * than two runs or where no row has a figure in each of the side's runs.
 * @param onRound is told how many rounds are done; what it throws ends the check
 */
export function aaCheck(
  rows: readonly JudgedRow[],
  side: SideName,
  plan: AaPlan = defaultAaPlan,
  onRound: (done: number) => void = () => {},
): AaCheck | null {
  const count = Math.max(0, ...rows.map((row) => row[side].length));
  const judged = rows.filter((row) => row[side].length === count && row.notComparable.length === 0);
  if (count < 2 || judged.length === 0) return null;
  const way = count >= 2 * fewestRuns ? 'split' : 'repeat';
  const other = Math.max(0, ...judged.map((row) => row[side === 'ours' ? 'theirs' : 'ours'].length)) || count;
  const runs: [number, number] = way === 'split' ? [count >> 1, count - (count >> 1)] : [count, other];
  const bears = enoughRuns(runs[0], runs[1], judged.length);
  const alarms = judged.map(() => 0);
  let tables = 0;
  if (bears) {
    const random = seededGenerator(plan.seed);
    for (let round = 0; round < plan.rounds; round += 1) {
      onRound(round);
      const [first, second] = way === 'split' ? halves(count, runs[0], random) : drawn(count, runs, random);
      const pairs = judged.map(
        (row) => [first.map((at) => row[side][at]!), second.map((at) => row[side][at]!)] as const,
      );
      const adjusted = holm(pairs.map(([a, b]) => twoSidedP(mannWhitney(a, b))));
      const told = judged.map((row, index) => toldApart(row, ...pairs[index]!, adjusted[index]!));
      if (told.includes(true)) tables += 1;
      told.forEach((alarm, index) => {
        if (alarm) alarms[index]! += 1;
      });
    }
  }
  const rate = tables / plan.rounds;
  const interval = wilsonInterval(tables, plan.rounds);
  const whose = side === 'ours' ? 'our' : 'their';
  const percent = (share: number) => `${shortNumber(share * 100)} %`;
  return {
    ...{ side, way, runs, rate, interval, bears },
    rounds: plan.rounds,
    seed: plan.seed,
    alarms: tables,
    rows: judged.map(({ key, label }, index) => ({
      ...{ key, label },
      alarms: alarms[index]!,
      sentence: bears ? alarmSentence(alarms[index]!, plan.rounds) : 'no verdict is possible yet',
    })),
    sentence: bears
      ? `Comparing ${whose} runs with themselves ${plan.rounds} times, the rule saw a difference where there is none in ${tables}: ${percent(rate)} (95 % interval ${percent(interval[0])} to ${percent(interval[1])}).`
      : `With ${runs[0]} against ${runs[1]} runs and ${judged.length === 1 ? 'one row' : `${judged.length} rows`} no verdict is possible, so there can be no false alarm either.`,
    method: `${
      way === 'split'
        ? `In each round ${whose} ${count} runs are dealt by chance into ${runs[0]} and ${runs[1]}`
        : `In each round two sides of ${runs[0]} and ${runs[1]} runs are drawn by chance from ${whose} ${count} runs, with replacement`
    }, and all rows are judged by the rule of the bakeoff: exact Mann–Whitney test, Holm over the rows, interval wholly outside the band. Seed ${plan.seed}.`,
  };
}

/** How often a row gave a false alarm: `in 3 of 1000 rounds (0.3 %)`. */
const alarmSentence = (alarms: number, rounds: number): string =>
  alarms === 0
    ? `in none of ${rounds} rounds`
    : `in ${alarms} of ${rounds} rounds (${shortNumber((alarms / rounds) * 100)} %)`;

/** Places 0 … count−1 dealt into two halves (Fisher and Yates' shuffle). */
function halves(count: number, first: number, random: () => number): [number[], number[]] {
  const places = Array.from({ length: count }, (_, index) => index);
  for (let at = count - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [places[at], places[other]] = [places[other]!, places[at]!];
  }
  return [places.slice(0, first), places.slice(first)];
}

function drawn(count: number, sizes: readonly [number, number], random: () => number): [number[], number[]] {
  const draw = (size: number) => Array.from({ length: size }, () => Math.floor(random() * count));
  return [draw(sizes[0]), draw(sizes[1])];
}
