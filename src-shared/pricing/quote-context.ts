import { addMonths, type CivilDate, dayNumber, formatDate, parseDate } from '../kernel/civil-date';
import { type Fraction, fraction, oneFraction, type RoundingMode } from '../kernel/decimal';
import { ProofdeskError } from '../kernel/errors';
import { minorUnitDigits } from '../kernel/money';
import { type CompiledModel, type CompiledSku, holdsOn } from './compile-model';
import { escalatorFactor } from './escalator';
import { exchangeFactor } from './exchange';
import { bounds } from './field-schemas';
import { amountOne, discountedOne } from './line-input';
import { type BillingChoice, type Escalator, periodMonths } from './model';
import { partnerDiscount } from './partner';
import type { QuoteProblem } from './priced-quote';
import type { QuoteInput, QuoteLine } from './quote';
import { type BillRun, billSchedule } from './schedule';

/** Everything about a quote but its lines, read once and shared by all of them. */
export interface QuoteContext {
  model: CompiledModel;
  currency: string;
  digits: number;
  /** Minor units of one major unit. */
  minorPerMajor: bigint;
  /** One minor unit and half of one, scaled by 10^24, and by 10^28 for amounts with a discount in basis points. */
  oneMinor: bigint;
  halfMinor: bigint;
  oneDiscountedMinor: bigint;
  halfDiscountedMinor: bigint;
  rounding: RoundingMode;
  start: CivilDate;
  end: CivilDate;
  termMonths: number;
  billing: BillingChoice;
  priceDate: string;
  region: string | undefined;
  exchange: Fraction;
  exchangeWords: string | null;
  escalator: Escalator | null;
  /** Whole years that prices had risen by when the term begins. */
  yearsRisen: number;
  /** Factor on prices by year of the term. */
  yearFactors: Fraction[];
  partnerBasisPoints: number;
  /** Due days by month of the term. */
  dueDates: string[];
  problems: QuoteProblem[];
  /** Schedules by shape, and by row for lines that have no days or ramp of their own. */
  schedules: Map<string, BillRun[]>;
  plainSchedules: Map<CompiledSku, BillRun[]>;
}

/** Reads a quote's header. What is wrong with it is listed, and the quote is then not priced; nothing is thrown. */
export function quoteContext(model: CompiledModel, quote: QuoteInput): QuoteContext {
  const problems: QuoteProblem[] = [];
  const read = <T>(otherwise: T, reader: () => T): T => {
    try {
      return reader();
    } catch (error) {
      if (!(error instanceof ProofdeskError)) throw error;
      const field = error.where?.field ?? '';
      problems.push({
        code: 'header',
        severity: 'error',
        field,
        message: error.message,
        ...(error.hint && { hint: error.hint }),
      });
      return otherwise;
    }
  };
  const epoch = { year: 1970, month: 1, day: 1 };
  const start = read(epoch, () => parseDate(quote.startDate, 'startDate'));
  const termMonths = read(1, () => checkedTerm(quote.termMonths));
  const priceDate = quote.priceDate ?? quote.startDate;
  if (quote.priceDate !== undefined) read(epoch, () => parseDate(quote.priceDate!, 'priceDate'));
  const digits = read(2, () => minorUnitDigits(quote.currency));
  read(2, () => minorUnitDigits(model.model.currency, 'model.currency'));
  const exchange = read({ factor: oneFraction, words: null as string | null }, () =>
    exchangeFactor(model.model.exchangeRates ?? [], model.model.currency, quote.currency, priceDate),
  );
  const partnerBasisPoints = read(0, () => partnerDiscount(model.model.partnerTiers ?? [], quote.partner));
  const escalator = quote.escalator === undefined ? (model.model.terms.escalator ?? null) : quote.escalator;
  const years = Math.ceil(termMonths / 12);
  const risen = quote.yearsRisen ?? 0;
  return {
    model,
    currency: quote.currency,
    digits,
    ...minorUnits(digits),
    rounding: model.rounding,
    start,
    end: addMonths(start, termMonths),
    termMonths,
    billing: quote.billing,
    priceDate,
    region: quote.region,
    exchange: exchange.factor,
    exchangeWords: exchange.words,
    escalator,
    yearsRisen: risen,
    yearFactors: Array.from({ length: years }, (_, year) =>
      escalatorFactor(
        fraction(BigInt(escalator?.basisPoints ?? 0), 10_000n),
        escalator?.compound ?? true,
        year + risen,
      ),
    ),
    partnerBasisPoints,
    dueDates: Array.from({ length: termMonths }, (_, month) => formatDate(addMonths(start, month))),
    problems,
    schedules: new Map(),
    plainSchedules: new Map(),
  };
}

function minorUnits(digits: number) {
  const minorPerMajor = 10n ** BigInt(digits);
  const oneMinor = amountOne / minorPerMajor;
  const oneDiscountedMinor = discountedOne / minorPerMajor;
  return {
    minorPerMajor,
    oneMinor,
    halfMinor: oneMinor / 2n,
    oneDiscountedMinor,
    halfDiscountedMinor: oneDiscountedMinor / 2n,
  };
}

function checkedTerm(months: number): number {
  if (Number.isInteger(months) && months >= 1 && months <= bounds.termMonths) return months;
  throw new ProofdeskError({
    code: 'bad-input',
    message: `termMonths must be a whole number from 1 to ${bounds.termMonths}, not ${months}`,
    where: { field: 'termMonths' },
  });
}

/** The row of the catalogue that holds for a code in the quote's region and on its day, or why there is none. */
export function findSku(context: QuoteContext, code: string): CompiledSku | QuoteProblem {
  const rows = context.model.byCode.get(code);
  const problem = (name: string, message: string, hint: string): QuoteProblem => ({
    code: name,
    severity: 'error',
    field: 'sku',
    message,
    hint,
  });
  if (!rows) {
    return problem(
      'unknown-sku',
      `The model has no SKU ${code}`,
      'Choose one of the catalogue, or another model version.',
    );
  }
  const [only] = rows;
  if (rows.length === 1 && only && only.sku.region === undefined && holdsOn(only.sku, context.priceDate)) return only;
  const region = rows.filter((row) => row.sku.region === undefined || row.sku.region === context.region);
  const own = region.filter((row) => row.sku.region !== undefined);
  const days = own.some((row) => holdsOn(row.sku, context.priceDate)) ? own : region;
  const row = days.find((candidate) => holdsOn(candidate.sku, context.priceDate));
  if (row) return row;
  if (region.length === 0) {
    const message = `${code} has no price for ${context.region ? `region ${context.region}` : 'a quote without a region'}`;
    return problem('sku-region', message, `It has prices for ${rows.map((r) => r.sku.region).join(', ')}.`);
  }
  const spans = region
    .map(({ sku }) => `${sku.from ?? 'the beginning'} until ${sku.until ?? 'further notice'}`)
    .join('; ');
  return problem('sku-dates', `${code} has no price on ${context.priceDate}`, `It may be quoted from ${spans}.`);
}

/** Months of a bill for a row in this quote; 0 for what is paid once. */
export function billMonths(context: QuoteContext, sku: CompiledSku): number {
  const own = periodMonths(sku.sku.billingPeriod);
  if (own === 0) return 0;
  switch (context.billing) {
    case 'by-sku':
      return own;
    case 'month':
      return 1;
    case 'quarter':
      return 3;
    case 'year':
      return 12;
    case 'upfront':
      return context.termMonths;
  }
}

/** The bills of a line; lines of the same shape share one list. Throws `bad-input` for days or a ramp that do not fit the term. */
export function lineSchedule(context: QuoteContext, sku: CompiledSku, line: QuoteLine): BillRun[] {
  if (line.ramp || line.startDate !== undefined || line.untilDate !== undefined)
    return shapedSchedule(context, sku, line);
  const known = context.plainSchedules.get(sku);
  if (known) return known;
  const schedule = shapedSchedule(context, sku, line);
  context.plainSchedules.set(sku, schedule);
  return schedule;
}

function shapedSchedule(context: QuoteContext, sku: CompiledSku, line: QuoteLine): BillRun[] {
  const bill = billMonths(context, sku);
  const escalates = context.escalator !== null && bill !== 0 && (sku.sku.escalates ?? true);
  const segments = line.ramp ? line.ramp.map((segment) => segment.months) : [];
  const key = `${bill} ${sku.sku.billingPeriod} ${escalates} ${line.startDate ?? ''} ${line.untilDate ?? ''} ${segments.join(' ')}`;
  const known = context.schedules.get(key);
  if (known) return known;
  const from = line.startDate === undefined ? context.start : parseDate(line.startDate, 'startDate');
  const until = line.untilDate === undefined ? context.end : parseDate(line.untilDate, 'untilDate');
  checkWindow(context, from, until);
  if (segments.length > 0) checkRamp(segments, bill, from, until);
  const schedule = billSchedule({
    start: context.start,
    termMonths: context.termMonths,
    billMonths: bill,
    priceMonths: periodMonths(sku.sku.billingPeriod),
    from,
    until,
    segments,
    escalates,
    convention: context.model.model.terms.proration ?? 'actual/actual',
  });
  context.schedules.set(key, schedule);
  return schedule;
}

function checkWindow(context: QuoteContext, from: CivilDate, until: CivilDate): void {
  const [start, end] = [dayNumber(context.start), dayNumber(context.end)];
  const refuse = (field: string, message: string): never => {
    const hint = `The quote's term is from ${formatDate(context.start)} until ${formatDate(context.end)} (that day not counted).`;
    throw new ProofdeskError({ code: 'bad-input', message, where: { field }, hint });
  };
  if (dayNumber(from) < start || dayNumber(from) >= end) refuse('startDate', 'The line begins outside the term');
  if (dayNumber(until) > end) refuse('untilDate', 'The line ends after the term');
  if (dayNumber(until) <= dayNumber(from)) refuse('untilDate', 'The line ends before it begins');
}

function checkRamp(segments: readonly number[], bill: number, from: CivilDate, until: CivilDate): void {
  const refuse = (message: string, hint: string): never => {
    throw new ProofdeskError({ code: 'bad-input', message, where: { field: 'ramp' }, hint });
  };
  if (bill === 0) refuse('What is paid once has no ramp', 'Give the line one quantity.');
  for (const months of segments) {
    if (!Number.isInteger(months) || months < 1)
      refuse(`A ramp segment of ${months} months is none`, 'Use whole months.');
  }
  const months = segments.reduce((sum, length) => sum + length, 0);
  if (months > bounds.termMonths || dayNumber(addMonths(from, months)) !== dayNumber(until)) {
    const message = `The ramp covers ${months} months, and not exactly the line's term`;
    refuse(message, `It must reach from ${formatDate(from)} until ${formatDate(until)}.`);
  }
}
