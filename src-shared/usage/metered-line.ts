import {
  addFractions,
  type Fraction,
  formatScaled,
  fraction,
  multiplyFractions,
  roundQuotient,
} from '../kernel/decimal';
import { ProofdeskError } from '../kernel/errors';
import { type ForecastMonth, forecastMonths, monthNumber, monthOfNumber } from './forecast';
import { meanOf, type TakenUsage, takeUsage } from './measured';
import type { BakeoffSource, ForecastSource, QuantitySource, UsageSource } from './source';
import { exactly, isHeld, readUnit, unitRatio } from './unit';

/** The item and the days that a metered line is priced by. */
export interface MeterOf {
  /** Unit of the item, as the price list writes it. */
  unit: string;
  /** Months of one period of its price; 0 for what is paid once. */
  periodMonths: number;
  /** First month that is priced, `YYYY-MM`. */
  firstMonth: string;
  /** Months of the line, begun ones included. */
  months: number;
  /** False where the line's days are no whole months, so that it cannot be cut into stretches. */
  wholeMonths: boolean;
}

/** A low and a high end of a quantity. */
export interface MeterRange {
  low: string;
  high: string;
}

/** What a source comes to: the line's quantity for one period of the price, its range, its stretches. */
export interface MeteredQuantity {
  quantity: string;
  quantityRange: MeterRange | null;
  ramp: { months: number; quantity: string; quantityRange?: MeterRange }[] | null;
}

/** A month in the unit of the item, rounded as its quantities are; for tables and charts. */
export interface MeteredMonth {
  month: string;
  quantity: string;
  low: string | null;
  high: string | null;
}

const STRETCHES = 120;
const stretchMonths = { month: 1, quarter: 3, year: 12 } as const;

/**
 * The quantity of a line for one period of its item's price. What is used up is added over the months of a period, what is held is their
 * mean; a price that is paid once takes the whole line's use. Rounded once, half away from zero: to hundredths of the item's unit, single tokens
 * and calls to whole ones; what is below one pack (`million tokens`) keeps whole tokens or calls.
 *
 * @throws ProofdeskError `bad-input` where units differ or the source cannot give a quantity.
 */
export function meteredQuantity(source: QuantitySource, meter: MeterOf): MeteredQuantity {
  switch (source.kind) {
    case 'forecast':
      return fromForecast(source, meter);
    case 'usage': {
      const { monthly, low, high } = usageTaken(source, isHeld(readUnit(meter.unit)));
      return steady(source.unit, meter, monthly, [low, high]);
    }
    case 'bakeoff': {
      const { monthly, low, high } = consumptionTaken(source);
      return steady(source.unit, meter, monthly, [low, high]);
    }
  }
}

/** The months that a source foresees or measured, in the unit of the item. */
export function meteredMonths(source: QuantitySource, meter: MeterOf): MeteredMonth[] {
  const unit = readUnit(meter.unit);
  const ratio = unitRatio(source.unit, meter.unit);
  const shown = (value: Fraction): string => rounded(multiplyFractions(value, ratio), unit.decimals);
  if (source.kind === 'forecast') {
    const months = forecastMonths(source.forecast, meter.firstMonth, meter.months, isHeld(unit));
    return months.map(({ month, expected, low, high }) => ({
      month,
      quantity: shown(expected),
      low: low && shown(low),
      high: high && shown(high),
    }));
  }
  if (source.kind === 'usage') {
    return [...source.measured]
      .sort((a, b) => (a.month < b.month ? -1 : 1))
      .map(({ month, quantity, times }) => {
        const { numerator, denominator } = exactly(quantity, 'quantity');
        const whole = isHeld(unit) ? denominator * BigInt(times) : denominator;
        return { month, quantity: shown({ numerator, denominator: whole }), low: null, high: null };
      });
  }
  const { monthly, low, high } = consumptionTaken(source);
  const first = monthNumber(meter.firstMonth);
  return Array.from({ length: meter.months }, (_, index) => ({
    month: monthOfNumber(first + index),
    quantity: shown(monthly),
    low: shown(low),
    high: shown(high),
  }));
}

/** What a meter's months come to, in the unit of the file; `held` as the item that is priced is. */
export function usageTaken({ measured, take, lastMonths, partialToo }: UsageSource, held: boolean): TakenUsage {
  return takeUsage(measured, { take, lastMonths, partialToo, held });
}

/** Mean consumption of the runs times the volume, in the unit of the row; low and high are the least and the largest run. */
export function consumptionTaken({ runs, volume }: Pick<BakeoffSource, 'runs' | 'volume'>): {
  monthly: Fraction;
  low: Fraction;
  high: Fraction;
} {
  const values = runs.map(({ value }) => exactly(value, 'value'));
  const of = exactly(volume, 'volume');
  const sorted = [...values].sort((a, b) => (a.numerator < b.numerator ? -1 : a.numerator > b.numerator ? 1 : 0));
  const times = (value: Fraction | undefined): Fraction => multiplyFractions(value ?? fraction(0n, 1n), of);
  return { monthly: times(meanOf(values)), low: times(sorted[0]), high: times(sorted.at(-1)) };
}

function fromForecast({ forecast, unit, steps }: ForecastSource, meter: MeterOf): MeteredQuantity {
  const held = isHeld(readUnit(meter.unit));
  const ratio = unitRatio(unit, meter.unit);
  const months = forecastMonths(forecast, meter.firstMonth, meter.months, held);
  const over = (part: readonly ForecastMonth[]): { quantity: string; quantityRange: MeterRange | null } => {
    const all = (pick: (month: ForecastMonth) => Fraction | null): string | null => {
      const own = part.map(pick).filter((value) => value !== null);
      return own.length === part.length ? perPeriod(sumOf(own), part.length, ratio, meter) : null;
    };
    const [low, high] = [all((month) => month.low), all((month) => month.high)];
    return {
      quantity: all(({ expected }) => expected) ?? '0',
      quantityRange: low !== null && high !== null ? { low, high } : null,
    };
  };
  if (steps === 'none') return { ...over(months), ramp: null };
  const each = stretchMonths[steps];
  checkSteps(meter, Math.ceil(months.length / each));
  const ramp = Array.from({ length: Math.ceil(months.length / each) }, (_, index) => {
    const part = months.slice(index * each, (index + 1) * each);
    const { quantity, quantityRange } = over(part);
    return { months: part.length, quantity, ...(quantityRange && { quantityRange }) };
  });
  return { ...over(months), ramp };
}

function checkSteps({ periodMonths, wholeMonths }: MeterOf, stretches: number): void {
  const refuse = (message: string, hint: string): never => {
    throw new ProofdeskError({ code: 'bad-input', message, where: { field: 'steps' }, hint });
  };
  if (periodMonths === 0) refuse('What is paid once has no stretches.', 'Take one quantity for the whole term.');
  if (!wholeMonths)
    refuse('The line’s days are no whole months, so it cannot be cut into stretches.', 'Take one quantity instead.');
  if (stretches > STRETCHES) refuse(`${stretches} stretches are more than ${STRETCHES}.`, 'Take quarters or years.');
}

/** The same in every month. */
function steady(unit: string, meter: MeterOf, monthly: Fraction, ends: readonly [Fraction, Fraction]): MeteredQuantity {
  const ratio = unitRatio(unit, meter.unit);
  const of = (value: Fraction): string =>
    perPeriod(multiplyFractions(value, fraction(BigInt(meter.months), 1n)), meter.months, ratio, meter);
  const [low, high] = [of(ends[0]), of(ends[1])];
  return { quantity: of(monthly), quantityRange: low === high ? null : { low, high }, ramp: null };
}

/** What some months come to for one period of the price, in the unit of the item. */
function perPeriod(sum: Fraction, months: number, ratio: Fraction, meter: MeterOf): string {
  const unit = readUnit(meter.unit);
  const periods = isHeld(unit) ? 1 : meter.periodMonths === 0 ? months : meter.periodMonths;
  const mean = multiplyFractions(sum, fraction(BigInt(periods), BigInt(Math.max(1, months))));
  return rounded(multiplyFractions(mean, ratio), unit.decimals);
}

const sumOf = (values: readonly Fraction[]): Fraction => values.reduce((a, b) => addFractions(a, b), fraction(0n, 1n));

function rounded({ numerator, denominator }: Fraction, finest: number): string {
  const decimals = numerator < denominator ? finest : Math.min(2, finest);
  return formatScaled(roundQuotient(numerator * 10n ** BigInt(decimals), denominator, 'half-away-from-zero'), decimals);
}
