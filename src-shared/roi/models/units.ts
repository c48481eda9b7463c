/**
 * Units as products of powers of named measures: `money/incident`, `hours/person/month`. Every name is a measure of its own and
 * nothing converts by itself, so that hours of work and days of waiting cannot be added by accident; a formula has to multiply by what
 * lies between. Only `%` is a number: 0.01.
 */
export interface Unit {
  /** Measure in the singular → its power, without zeros. */
  readonly powers: Readonly<Record<string, number>>;
  /** What one of it is in plain measures: 0.01 for `%`. */
  readonly scale: number;
}

export const plainUnit: Unit = { powers: {}, scale: 1 };

/** How a unit is to be written; said where one cannot be read. */
export const unitHint =
  'Write money, hours, minutes, days, weeks, months, years, people, %, 1 for a plain number, or a word of your own such as incidents; join with / and *, as in hours/person/month.';

// Maps, since a measure may be called anything: `constructor` is a word too.
const singulars = new Map([
  ['people', 'person'],
  ['persons', 'person'],
  ['analyses', 'analysis'],
  ['gbs', 'gb'],
]);
const plurals = new Map([
  ['person', 'people'],
  ['analysis', 'analyses'],
  ['money', 'money'],
  ['gb', 'GB'],
  ['tb', 'TB'],
]);
const capitals = new Map([
  ['gb', 'GB'],
  ['tb', 'TB'],
]);

/** The measure that a word names: `queries` and `query` are one. */
function measureOf(word: string): string {
  const known = singulars.get(word);
  if (known) return known;
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.length > 3 && word.endsWith('sses')) return word.slice(0, -2);
  if (word.length > 3 && word.endsWith('s') && !word.endsWith('ss')) return word.slice(0, -1);
  return word;
}

function pluralOf(measure: string): string {
  const known = plurals.get(measure);
  if (known) return known;
  if (/[^aeiou]y$/.test(measure)) return `${measure.slice(0, -1)}ies`;
  return measure.endsWith('ss') ? `${measure}es` : `${measure}s`;
}

/** Reads a unit; a text says what is wrong with it. */
export function readUnit(text: string): Unit | string {
  const powers: Record<string, number> = Object.create(null);
  let scale = 1;
  let sign = 1;
  const parts = text.trim().split(/\s*([*/·])\s*/);
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 1) {
      sign = part === '/' ? -1 : 1;
      continue;
    }
    if (part === '%') scale *= sign > 0 ? 0.01 : 100;
    else if (part === '1' || part === 'ratio') continue;
    else if (/^[A-Z]{3}$/.test(part) && !['GB', 'TB', 'MB'].includes(part))
      return `${part} is a currency; a model says money, and each case says of which currency`;
    else {
      const word = part.toLowerCase().replaceAll(/\s+/g, '_');
      if (!/^[\p{L}][\p{L}\d_]*$/u.test(word)) return part === '' ? 'a measure is missing' : `“${part}” is no measure`;
      const measure = measureOf(word);
      powers[measure] = (powers[measure] ?? 0) + sign;
    }
  }
  return { powers: withoutZeros(powers), scale };
}

function withoutZeros(powers: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(powers).filter(([, power]) => power !== 0));
}

/** The product of a unit and a power of another. */
export function multiplyUnits(left: Unit, right: Unit, power = 1): Unit {
  const powers: Record<string, number> = Object.assign(Object.create(null), left.powers);
  for (const [measure, own] of Object.entries(right.powers)) powers[measure] = (powers[measure] ?? 0) + own * power;
  return { powers: withoutZeros(powers), scale: 1 };
}

/** Whether both measure the same; scales do not count, since numbers are calculated without them. */
export function sameMeasure(left: Unit, right: Unit): boolean {
  const names = new Set([...Object.keys(left.powers), ...Object.keys(right.powers)]);
  const power = ({ powers }: Unit, name: string) => (Object.hasOwn(powers, name) ? powers[name] : 0);
  return [...names].every((name) => power(left, name) === power(right, name));
}

/** A unit in words, money as the currency where one is given: `EUR/year`, `hours/person/month`; a plain number is `1`. */
export function sayUnit(unit: Unit, currency?: string): string {
  const named = (measure: string, plural: boolean) => {
    if (measure === 'money') return currency ?? 'money';
    return (plural ? pluralOf(measure) : (capitals.get(measure) ?? measure)).replaceAll('_', ' ');
  };
  const repeated = (wanted: (power: number) => boolean, plural: boolean) =>
    Object.entries(unit.powers)
      .filter(([, power]) => wanted(power))
      .sort(([a], [b]) => Number(b === 'money') - Number(a === 'money') || (a < b ? -1 : 1))
      .flatMap(([measure, power]) => Array.from({ length: Math.abs(power) }, () => named(measure, plural)));
  const over = repeated((power) => power > 0, true);
  const under = repeated((power) => power < 0, false);
  if (unit.scale === 0.01) over.unshift('%');
  return [over.join(' · ') || '1', ...under].join('/');
}

/** The unit as the model writes it, with its money as the case's currency. */
export function shownUnit(text: string, currency: string): string {
  return text.replaceAll(/\bmoney\b/gi, currency);
}
