import { type Calculator, requireCalculator } from './calculate';
import type { RoiCaseContent } from './content';
import type { RoiSeek, RoiTarget, SoughtInput } from './figures';
import { known } from './tornado';
import { decimalText, type StandingInput, unitFor, valueInScenario } from './values';

/** Parts of an input's bounds that are looked at before the edge is closed in on. */
const PARTS = 96;
/** Halvings of the part in which the edge lies. */
const HALVINGS = 60;

/** Payback is to be at most what is wanted; every other figure at least. */
const sooner = (target: RoiTarget): boolean => target === 'paybackYears' || target === 'discountedPaybackYears';

/**
 * What must be true for a figure to come to what is wanted: for each input alone the nearest value at which it does, and for all together
 * the part of the way to their better ends. Where the scenario meets it already, each input says how far it may go the other way.
 * Figures are searched in steps over each input's bounds of sense, so no edge between two that are 1/96 of the bounds apart is promised.
 *
 * @throws ProofdeskError as `requireCalculator`.
 */
export function seekTarget(
  content: RoiCaseContent,
  { scenario: key, target, wanted }: { scenario?: string; target: RoiTarget; wanted: number },
): RoiSeek {
  const calculator = requireCalculator(content, key);
  const search = searchOn(calculator, target, wanted);
  const now = search.figure();
  const reached = search.meets(now);
  const inputs = calculator.inputs.flatMap((standing): SoughtInput[] => {
    const value = valueInScenario(standing, calculator.scenario);
    const bounds = typeof value === 'string' ? boundsOf(standing, Number(value)) : null;
    return typeof value === 'string' && bounds ? [alone(standing, value, bounds, search, now)] : [];
  });
  return { target, wanted, now: known(now), reached, inputs, together: together(calculator, search, reached) };
}

interface Search {
  calculator: Calculator;
  /** The figure as the inputs stand now. */
  figure(): number;
  meets(figure: number): boolean;
  /** The figure with one input at a value; the input stays there. */
  at(name: string, value: number): number;
  /** Which of two figures is nearer to what is wanted. */
  better(a: number, b: number): boolean;
}

function searchOn(calculator: Calculator, target: RoiTarget, wanted: number): Search {
  const figure = (): number => (calculator.run() < 0 ? calculator.target(target) : Number.NaN);
  const worth = (value: number): number =>
    Number.isNaN(value) ? Number.NEGATIVE_INFINITY : sooner(target) ? -value : value;
  return {
    calculator,
    figure,
    meets: (value) => !Number.isNaN(value) && worth(value) >= worth(wanted),
    at(name, value) {
      calculator.set(name, value);
      return figure();
    },
    better: (a, b) => worth(a) > worth(b),
  };
}

/** Where an input may go: its bounds of sense, else its range, else a tenth to ten times what it is. */
function boundsOf({ input, low, high }: StandingInput, value: number): [number, number] {
  const least = input.minimum ?? low;
  const most = input.maximum ?? high;
  const ends = [
    least === null ? Math.min(value / 10, value * 10) : Number(least),
    most === null ? Math.max(value / 10, value * 10) : Number(most),
  ];
  return [Math.min(ends[0]!, value), Math.max(ends[1]!, value)];
}

function alone(
  standing: StandingInput,
  from: string,
  [least, most]: [number, number],
  search: Search,
  now: number,
): SoughtInput {
  const { input, low, high } = standing;
  const { calculator } = search;
  const start = Number(from);
  const reached = search.meets(now);
  const wants = (figure: number): boolean => search.meets(figure) !== reached;
  let found: number | null = null;
  let best: { value: number; figure: number } | null = null;
  for (const end of [least, most]) {
    let last = start;
    for (let part = 1; part <= PARTS && end !== start; part += 1) {
      const value = start + ((end - start) * part) / PARTS;
      const figure = search.at(input.name, value);
      if (!Number.isNaN(figure) && (!best || search.better(figure, best.figure))) best = { value, figure };
      if (wants(figure)) {
        const edge = closeIn(search, input.name, last, value, wants);
        if (found === null || Math.abs(edge - start) < Math.abs(found - start)) found = edge;
        break;
      }
      last = value;
    }
  }
  const needed = found === null ? null : written(found, start, (value) => wants(search.at(input.name, value)));
  calculator.set(input.name, from);
  const beyond =
    needed !== null && low !== null && high !== null && (Number(needed) < Number(low) || Number(needed) > Number(high));
  return {
    name: input.name,
    label: input.label,
    unit: unitFor(input.unit, calculator.content.currency),
    from,
    needed,
    beyondRange: beyond,
    best:
      needed === null &&
      !reached &&
      best &&
      search.better(best.figure, now) &&
      Math.abs(best.figure - now) > 1e-9 * Math.abs(now)
        ? { value: decimalText(best.value), target: known(best.figure) }
        : null,
  };
}

/** The value nearest to `outside` from which on it holds; it does at `inside`. */
function closeIn(
  search: Search,
  name: string,
  outside: number,
  inside: number,
  holds: (figure: number) => boolean,
): number {
  let [bad, good] = [outside, inside];
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = bad + (good - bad) / 2;
    if (middle === bad || middle === good) break;
    if (holds(search.at(name, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

/** The value with as few digits as still hold, away from where it started: six significant ones unless more are needed. */
function written(value: number, start: number, holds: (value: number) => boolean): string {
  const away = value >= start ? Math.ceil : Math.floor;
  const size = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  for (let digits = 6; digits <= 12; digits += 2) {
    const unit = 10 ** Math.min(12, Math.max(0, digits - 1 - size));
    const rounded = away(value * unit) / unit;
    if (holds(rounded)) return decimalText(rounded);
  }
  return decimalText(value);
}

function together(calculator: Calculator, search: Search, reached: boolean): RoiSeek['together'] {
  const moved = calculator.inputs.flatMap((standing) => {
    const { input, low, high } = standing;
    const value = valueInScenario(standing, calculator.scenario);
    if (input.better === null || low === null || high === null || typeof value !== 'string') return [];
    return [{ name: input.name, from: Number(value), to: Number(input.better === 'more' ? high : low) }];
  });
  if (moved.length === 0) return { share: reached ? 0 : null, inputs: [], best: null };
  const put = (share: number): number => {
    for (const { name, from, to } of moved) calculator.set(name, from + (to - from) * share);
    return search.figure();
  };
  const best = put(1);
  let share: number | null = null;
  if (reached) share = 0;
  else if (search.meets(best)) {
    let [bad, good] = [0, 1];
    for (let step = 0; step < HALVINGS; step += 1) {
      const middle = (bad + good) / 2;
      if (search.meets(put(middle))) good = middle;
      else bad = middle;
    }
    share = Number(Math.min(1, Math.ceil(good * 1e6) / 1e6).toFixed(6));
  }
  put(0);
  return {
    share,
    inputs:
      share === null
        ? []
        : moved.map(({ name, from, to }) => ({ name, needed: decimalText(from + (to - from) * share) })),
    best: known(best),
  };
}
