import {
  addFractions,
  decimalOne,
  type Fraction,
  fraction,
  multiplyFractions,
  oneFraction,
  parseDecimal,
  zeroFraction,
} from '../kernel/decimal';
import { formatMinor, minorUnitDigits, roundToMinor } from '../kernel/money';
import type { OneTimeLine, RoiCaseInput, YearlyLine } from './case-schema';
import { internalRate } from './rules/internal-rate';
import { payback } from './rules/payback';

/**
 * A total-cost-of-ownership case of a proposal against the status quo.
 *
 * Conventions. Index 0 is the start, index t the end of year t. One-time amounts fall where they say, yearly amounts at the end of
 * their year. Growth compounds from year 2 on. Net benefit of a year = cost of the status quo + benefits − cost of the proposal,
 * so cost avoided is not listed among the benefits again.
 * Money is exact: each line's amount of a year is computed as a fraction and rounded once to the minor unit, half away from zero;
 * totals are sums of these amounts; the net present value is an exact fraction of them, rounded once. The internal rate, the
 * payback times and the return are doubles, because they are no amounts.
 */

/** One line of the case with its amounts, decimal texts in major units. */
export interface RoiLine {
  id: string;
  label: string;
  /** From the start (index 0) to the last year. */
  amounts: string[];
  total: string;
  /** The calculation in words, with the figures put in. */
  how: string;
  /** The sources of its inputs. */
  from: string[];
}

/** Amounts by time with their sum, decimal texts in major units. */
export interface RoiStream {
  amounts: string[];
  total: string;
}

/** A figure that may not exist. */
export interface RoiFigure {
  value: number | null;
  reason?: string;
}

export interface RoiCase {
  currency: string;
  years: number;
  /** Fraction per year, as given. */
  discountRate: string;
  discountRateSource: string;
  lines: { statusQuo: RoiLine[]; proposal: RoiLine[]; benefits: RoiLine[] };
  /** Total cost of ownership of both. */
  statusQuo: RoiStream;
  proposal: RoiStream;
  benefits: RoiStream;
  /** What going on as now comes to: its costs, and the benefits that are then missed. */
  goingOn: RoiStream;
  /** Status quo + benefits − proposal; `total` is the net benefit over the years. */
  net: RoiStream;
  /** Net benefit up to and with each time. */
  cumulative: string[];
  /** Net benefit discounted to the start. */
  netPresentValue: string;
  /** Per year. */
  internalRate: RoiFigure;
  /** Years until the net position stays at or above 0. */
  paybackYears: RoiFigure;
  discountedPaybackYears: RoiFigure;
  /** Net benefit over the proposal's total cost, as a fraction. */
  returnOnInvestment: RoiFigure;
}

const decimalFraction = (text: string): Fraction => fraction(parseDecimal(text, 'value'), decimalOne);

/** A line in minor units, before it is written as text. */
export interface MinorLine {
  id: string;
  label: string;
  minor: bigint[];
  how: string;
  from: string[];
}

function yearlyAmounts(line: YearlyLine, years: number, digits: number): MinorLine {
  const share = line.share ? decimalFraction(line.share.value) : oneFraction;
  const growth = line.kind !== 'by-year' && line.growth ? decimalFraction(line.growth.value) : zeroFraction;
  const factor = addFractions(oneFraction, growth);
  const minor: bigint[] = [0n];
  let grown = oneFraction;
  for (let year = 1; year <= years; year += 1) {
    const base =
      line.kind === 'by-year'
        ? decimalFraction(line.amounts[year - 1] ?? '0')
        : line.kind === 'level'
          ? decimalFraction(line.perYear.value)
          : multiplyFractions(decimalFraction(line.quantity.value), decimalFraction(line.each.value));
    const amount = multiplyFractions(multiplyFractions(base, grown), share);
    minor.push(roundToMinor(amount.numerator, amount.denominator, digits));
    grown = multiplyFractions(grown, factor);
  }
  const parts: string[] = [];
  const from: string[] = [];
  if (line.kind === 'by-year') {
    parts.push(`by year: ${line.amounts.join(', ')} ${line.unit}`);
    from.push(line.source);
  } else if (line.kind === 'level') {
    parts.push(`${line.perYear.value} ${line.perYear.unit}`);
    from.push(line.perYear.source);
  } else {
    parts.push(`${line.quantity.value} ${line.quantity.unit} × ${line.each.value} ${line.each.unit}`);
    from.push(line.quantity.source, line.each.source);
  }
  if (line.kind !== 'by-year' && line.growth) {
    parts.push(`growing by ${line.growth.value} ${line.growth.unit} from year 2`);
    from.push(line.growth.source);
  }
  if (line.share) {
    parts.push(`of which a share of ${line.share.value} is counted`);
    from.push(line.share.source);
  }
  return { id: line.id, label: line.label, minor, how: parts.join(', '), from: [...new Set(from)] };
}

function oneTimeAmounts(line: OneTimeLine, years: number, digits: number): MinorLine {
  const amount = decimalFraction(line.amount.value);
  const minor = new Array<bigint>(years + 1).fill(0n);
  minor[line.year] = roundToMinor(amount.numerator, amount.denominator, digits);
  const when = line.year === 0 ? 'at the start' : `at the end of year ${line.year}`;
  return {
    id: line.id,
    label: line.label,
    minor,
    how: `${line.amount.value} ${line.amount.unit}, once, ${when}`,
    from: [line.amount.source],
  };
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);

function sumByTime(lines: readonly MinorLine[], years: number): bigint[] {
  return Array.from({ length: years + 1 }, (_, time) => sum(lines.map((line) => line.minor[time] ?? 0n)));
}

/** Present value of minor units by time as an exact fraction: Horner's scheme, one multiplication a year. */
function presentValue(net: readonly bigint[], rate: Fraction): Fraction {
  const onePlusRate = addFractions(oneFraction, rate);
  const discount = fraction(onePlusRate.denominator, onePlusRate.numerator);
  return net.reduceRight(
    (later, amount) => addFractions(multiplyFractions(later, discount), fraction(amount, 1n)),
    zeroFraction,
  );
}

function paybackFigure(net: readonly number[], years: number, rate: number): RoiFigure {
  const { lasting } = payback(net[0] ?? 0, net.slice(1), rate);
  return lasting === null ? { value: null, reason: `not paid back within ${years} years` } : { value: lasting };
}

/** What the figures of a case follow from, whoever calculated its lines. */
export interface FlowsOfCase {
  currency: string;
  years: number;
  /** A fraction a year. */
  discountRate: string;
  discountRateSource: string;
  lines: Record<'statusQuo' | 'proposal' | 'benefits', MinorLine[]>;
}

/** The three streams and what is left, in minor units by time. */
export interface MinorStreams {
  statusQuo: bigint[];
  proposal: bigint[];
  benefits: bigint[];
  goingOn: bigint[];
  net: bigint[];
}

/** Adds lines up by time. */
export function streamsOf({ lines, years }: Pick<FlowsOfCase, 'lines' | 'years'>): MinorStreams {
  const statusQuo = sumByTime(lines.statusQuo, years);
  const proposal = sumByTime(lines.proposal, years);
  const benefits = sumByTime(lines.benefits, years);
  const goingOn = statusQuo.map((cost, time) => cost + (benefits[time] ?? 0n));
  return {
    statusQuo,
    proposal,
    benefits,
    goingOn,
    net: goingOn.map((amount, time) => amount - (proposal[time] ?? 0n)),
  };
}

/** Minor units by time, each discounted to the start and rounded once; the last is the present value of all, as text. */
export function discountedPositions(net: readonly bigint[], discountRate: string, currency: string): string[] {
  const rate = decimalFraction(discountRate);
  return net.map((_, time) => {
    const value = presentValue(net.slice(0, time + 1), rate);
    return formatMinor(roundToMinor(value.numerator, value.denominator, 0), currency);
  });
}

/** Computes a case; the input has passed `roiCaseInputSchema`. Throws `bad-input` for a currency that has no minor unit. */
export function computeRoiCase(input: RoiCaseInput): RoiCase {
  const { currency, years } = input;
  const digits = minorUnitDigits(currency);
  const yearly = (lines: readonly YearlyLine[]) => lines.map((line) => yearlyAmounts(line, years, digits));
  const oneTime = (lines: readonly OneTimeLine[]) => lines.map((line) => oneTimeAmounts(line, years, digits));
  return figuresOfFlows({
    currency,
    years,
    discountRate: input.discountRate.value,
    discountRateSource: input.discountRate.source,
    lines: {
      statusQuo: [...oneTime(input.statusQuo.oneTime), ...yearly(input.statusQuo.yearly)],
      proposal: [...oneTime(input.proposal.oneTime), ...yearly(input.proposal.yearly)],
      benefits: yearly(input.benefits),
    },
  });
}

/** The figures that follow from lines; `rateOf` finds the internal rate of net benefits by year, the start first. */
export function figuresOfFlows(
  flows: FlowsOfCase,
  rateOf: (net: readonly number[]) => RoiFigure = (net) => internalRate(net.map((amount, time) => ({ time, amount }))),
): RoiCase {
  const { currency, years, discountRate, discountRateSource } = flows;
  const { statusQuo, proposal, benefits, goingOn, net } = streamsOf(flows);
  let running = 0n;
  const cumulative = net.map((amount) => {
    running += amount;
    return running;
  });
  const written = (amount: bigint) => formatMinor(amount, currency);
  const stream = (amounts: bigint[]): RoiStream => ({ amounts: amounts.map(written), total: written(sum(amounts)) });
  const lines = (computed: MinorLine[]): RoiLine[] =>
    computed.map(({ minor, ...line }) => ({ ...line, amounts: minor.map(written), total: written(sum(minor)) }));

  const value = presentValue(net, decimalFraction(discountRate));
  const doubles = net.map(Number);
  const proposalTotal = sum(proposal);
  return {
    currency,
    years,
    discountRate,
    discountRateSource,
    lines: {
      statusQuo: lines(flows.lines.statusQuo),
      proposal: lines(flows.lines.proposal),
      benefits: lines(flows.lines.benefits),
    },
    statusQuo: stream(statusQuo),
    proposal: stream(proposal),
    benefits: stream(benefits),
    goingOn: stream(goingOn),
    net: stream(net),
    cumulative: cumulative.map(written),
    netPresentValue: written(roundToMinor(value.numerator, value.denominator, 0)),
    internalRate: rateOf(doubles),
    paybackYears: paybackFigure(doubles, years, 0),
    discountedPaybackYears: paybackFigure(doubles, years, Number(discountRate)),
    returnOnInvestment:
      proposalTotal > 0n
        ? { value: Number(sum(net)) / Number(proposalTotal) }
        : { value: null, reason: 'without a cost of the proposal there is no return on it' },
  };
}
