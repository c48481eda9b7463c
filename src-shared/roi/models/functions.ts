import { plainUnit, readUnit, type Unit } from './units';

/** How a function treats the units of what is put in. */
export type UnitRule =
  /** All are of one measure, and so is the answer. */
  | 'alike'
  /** Of one measure, added over the years: the answer is per year times one year. */
  | 'sum'
  /** A condition and two of one measure. */
  | 'choose'
  /** A number of any measure, and how many decimals. */
  | 'round'
  /** Any single measure, kept. */
  | 'keep'
  /** Takes a plain number and gives one. */
  | 'plain';

export interface FormulaFunction {
  name: string;
  /** How it is called, for help and hints: `min(a, b, …)`. */
  call: string;
  about: string;
  least: number;
  most: number;
  units: UnitRule;
}

/** Everything that formulas may call. */
export const formulaFunctions: readonly FormulaFunction[] = [
  { name: 'min', call: 'min(a, b, …)', about: 'the smallest', least: 1, most: 20, units: 'alike' },
  { name: 'max', call: 'max(a, b, …)', about: 'the largest', least: 1, most: 20, units: 'alike' },
  { name: 'sum', call: 'sum(a)', about: 'over all years, each year’s a added up', least: 1, most: 1, units: 'sum' },
  {
    name: 'if',
    call: 'if(condition, a, b)',
    about: 'a where the condition holds, else b',
    least: 3,
    most: 3,
    units: 'choose',
  },
  {
    name: 'by_year',
    call: 'by_year(a, b, …)',
    about: 'a in year 1, b in year 2; the last in all years after',
    least: 1,
    most: 10,
    units: 'alike',
  },
  {
    name: 'round',
    call: 'round(a, decimals)',
    about: 'rounded, half away from zero; to whole numbers unless decimals are named',
    least: 1,
    most: 2,
    units: 'round',
  },
  { name: 'floor', call: 'floor(a)', about: 'the whole number below', least: 1, most: 1, units: 'keep' },
  { name: 'ceil', call: 'ceil(a)', about: 'the whole number above', least: 1, most: 1, units: 'keep' },
  { name: 'abs', call: 'abs(a)', about: 'without its sign', least: 1, most: 1, units: 'keep' },
  { name: 'exp', call: 'exp(a)', about: 'e to the power of a', least: 1, most: 1, units: 'plain' },
  { name: 'ln', call: 'ln(a)', about: 'the natural logarithm', least: 1, most: 1, units: 'plain' },
];

const byName = new Map(formulaFunctions.map((own) => [own.name, own]));

/** The function of that name. */
export const functionNamed = (name: string): FormulaFunction | undefined => byName.get(name);

/** Rounds half away from zero to so many decimals. */
export function roundHalfAway(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  return (Math.sign(value) * Math.round(Math.abs(value) * factor)) / factor;
}

/** A number that every formula knows. */
export interface KnownName {
  name: string;
  about: string;
  unit: Unit;
  /** Null: it depends on the year or the case. */
  value: number | null;
}

const per = (text: string): Unit => {
  const unit = readUnit(text);
  return typeof unit === 'string' ? plainUnit : unit;
};

/** Names that formulas may use beside inputs and formulas. */
export const knownNames: readonly KnownName[] = [
  { name: 'year', about: 'the number of the year: 1, 2, …', unit: plainUnit, value: null },
  { name: 'years', about: 'how many years the case looks at', unit: per('years'), value: null },
  { name: 'one_year', about: 'a year as a time', unit: per('years'), value: 1 },
  { name: 'months_per_year', about: '12', unit: per('months/year'), value: 12 },
  { name: 'weeks_per_year', about: '52', unit: per('weeks/year'), value: 52 },
  { name: 'days_per_year', about: '365', unit: per('days/year'), value: 365 },
  { name: 'hours_per_day', about: '24, by the clock', unit: per('hours/day'), value: 24 },
  { name: 'minutes_per_hour', about: '60', unit: per('minutes/hour'), value: 60 },
];

const knownByName = new Map(knownNames.map((own) => [own.name, own]));

/** The known name, if it is one. */
export const knownNamed = (name: string): KnownName | undefined => knownByName.get(name);
