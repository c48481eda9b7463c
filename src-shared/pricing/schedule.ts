import {
  addMonths,
  type CivilDate,
  type DayCount,
  dateOfDay,
  dayNumber,
  daysBetween,
  formatDate,
} from '../kernel/civil-date';
import { addFractions, type Fraction, fraction, zeroFraction } from '../kernel/decimal';

/** A part of a bill in which quantity and price do not change. */
export interface BillPiece {
  /** Index of the ramp segment; 0 where there is no ramp. */
  segment: number;
  /** Whole years since the quote's start, for the escalator. */
  year: number;
  /** How many price periods it is: 1 for a month at a monthly price, 12 for a year of it, 15/30 for half an April. */
  periods: Fraction;
}

/** Bills that follow each other and are made of the same pieces. */
export interface BillRun {
  bills: number;
  /** Months from the quote's start to the start of the first bill's period. */
  offset: number;
  /** Months from one bill to the next. */
  everyMonths: number;
  /** The day the first bill is due: the start of its period, or the line's start where that is later. */
  firstDate: string;
  /** The part of a whole bill that each is; 1 except for part periods. */
  part: Fraction;
  pieces: readonly BillPiece[];
}

export interface ScheduleInput {
  start: CivilDate;
  termMonths: number;
  /** Months of a bill; 0 for a single one at the start that is never prorated. */
  billMonths: number;
  /** Months that the price is for. */
  priceMonths: number;
  from: CivilDate;
  until: CivilDate;
  /** Lengths of the ramp's segments in months from `from`; empty for none. */
  segments: readonly number[];
  escalates: boolean;
  convention: DayCount;
}

/**
 * Cuts a line's term into bills. Bills follow the quote's start; a bill is made of periods of its price (or is itself a part of
 * one: a quarter of a yearly price), and a period of which only some days are used counts days used ÷ days in that period. Cuts
 * are made where the line begins and ends, where a ramp's segment begins, and at anniversaries where an escalator acts.
 */
export function billSchedule(input: ScheduleInput): BillRun[] {
  const { start, termMonths, billMonths, priceMonths, from, until } = input;
  if (billMonths === 0) {
    const pieces = [{ segment: 0, year: 0, periods: fraction(1n, 1n) }];
    return [{ bills: 1, offset: 0, everyMonths: 0, firstDate: formatDate(from), part: fraction(1n, 1n), pieces }];
  }
  const cuts = cutDays(input);
  const fromDay = dayNumber(from);
  const untilDay = dayNumber(until);
  const unitMonths = Math.min(billMonths, priceMonths);
  const ratio = reduce(unitMonths, priceMonths);
  const wholePeriods = reduce(billMonths, priceMonths);
  const runs: BillRun[] = [];
  let late = false;
  for (let offset = 0; offset < termMonths; offset += billMonths) {
    const pieces: BillPiece[] = [];
    const billEnd = dayNumber(addMonths(start, offset + billMonths));
    for (let unit = 0; unit < billMonths; unit += unitMonths) {
      const unitStart = addMonths(start, offset + unit);
      const unitEnd = addMonths(start, offset + unit + unitMonths);
      addUnit(pieces, cuts, {
        start: unitStart,
        end: unitEnd,
        from: Math.max(fromDay, dayNumber(unitStart)),
        until: Math.min(untilDay, dayNumber(unitEnd), billEnd),
        ratio,
        convention: input.convention,
      });
    }
    if (pieces.length === 0) continue;
    const used = pieces.reduce((sum, piece) => addFractions(sum, piece.periods), zeroFraction);
    const part = reduceFraction(
      fraction(used.numerator * wholePeriods.denominator, used.denominator * wholePeriods.numerator),
    );
    const firstDay = Math.max(fromDay, dayNumber(addMonths(start, offset)));
    const firstDate = formatDate(dateOfDay(firstDay));
    const last = runs.at(-1);
    // A first bill that is due inside its period stands alone: the day of the next does not follow from its own.
    if (last && !late && sameBill(last, part, pieces)) last.bills += 1;
    else runs.push({ bills: 1, offset, everyMonths: billMonths, firstDate, part, pieces });
    late = firstDay > dayNumber(addMonths(start, offset));
  }
  return runs;
}

interface Cut {
  day: number;
  segment: number;
  year: number;
}

/** Days at which a segment or a year begins, in order, with the segment and year that begin there. */
function cutDays(input: ScheduleInput): Cut[] {
  const days = new Map<number, Cut>();
  const at = (day: number): Cut => {
    const cut = days.get(day) ?? { day, segment: -1, year: -1 };
    days.set(day, cut);
    return cut;
  };
  let months = 0;
  for (const [index, length] of input.segments.entries()) {
    at(dayNumber(addMonths(input.from, months))).segment = index;
    months += length;
  }
  if (input.escalates) {
    for (let year = 1; year * 12 < input.termMonths; year += 1) {
      at(dayNumber(addMonths(input.start, year * 12))).year = year;
    }
  }
  return [...days.values()].sort((a, b) => a.day - b.day);
}

interface Unit {
  start: CivilDate;
  end: CivilDate;
  from: number;
  until: number;
  ratio: Fraction;
  convention: DayCount;
}

function addUnit(pieces: BillPiece[], cuts: readonly Cut[], unit: Unit): void {
  if (unit.from >= unit.until) return;
  let segment = 0;
  let year = 0;
  let position = unit.from;
  const take = (end: number): void => {
    if (end <= position) return;
    const used = daysBetween(dateOfDay(position), dateOfDay(end), unit.convention);
    const days = daysBetween(unit.start, unit.end, unit.convention);
    const share = fraction(unit.ratio.numerator * BigInt(used), unit.ratio.denominator * BigInt(days));
    const last = pieces.at(-1);
    if (last && last.segment === segment && last.year === year) {
      last.periods = reduceFraction(addFractions(last.periods, share));
    } else {
      pieces.push({ segment, year, periods: reduceFraction(share) });
    }
    position = end;
  };
  for (const cut of cuts) {
    if (cut.day >= unit.until) break;
    take(cut.day);
    if (cut.segment >= 0) segment = cut.segment;
    if (cut.year >= 0) year = cut.year;
  }
  take(unit.until);
}

function sameBill(run: BillRun, part: Fraction, pieces: readonly BillPiece[]): boolean {
  return (
    run.part.numerator === part.numerator &&
    run.part.denominator === part.denominator &&
    run.pieces.length === pieces.length &&
    run.pieces.every((piece, index) => samePiece(piece, pieces[index]!))
  );
}

function samePiece(a: BillPiece, b: BillPiece): boolean {
  return (
    a.segment === b.segment &&
    a.year === b.year &&
    a.periods.numerator === b.periods.numerator &&
    a.periods.denominator === b.periods.denominator
  );
}

function reduce(numerator: number, denominator: number): Fraction {
  return reduceFraction(fraction(BigInt(numerator), BigInt(denominator)));
}

/** The same number with the smallest numerator and denominator, so that equal fractions look equal. */
export function reduceFraction(value: Fraction): Fraction {
  let [a, b] = [value.numerator < 0n ? -value.numerator : value.numerator, value.denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  return a <= 1n ? value : { numerator: value.numerator / a, denominator: value.denominator / a };
}
