import {
  addFractions,
  decimalOne,
  type Fraction,
  formatDecimal,
  formatFraction,
  multiplyFractions,
  zeroFraction,
} from '../kernel/decimal';
import { ProofdeskError } from '../kernel/errors';
import { sayQuantitySource, sourceInputs, sourceOrigins, sourceRule } from '../usage';
import type { CompiledSku } from './compile-model';
import { linearAmount, type PeriodAmounts, periodAmounts } from './line-amounts';
import type { BillFigures, LineFigures } from './line-figures';
import { amountOne, type LineTerms, readLine } from './line-input';
import type { LinearAmount } from './margin';
import type { ExplainedBills, QuoteProblem } from './priced-quote';
import type { QuoteLine } from './quote';
import { findSku, lineSchedule, type QuoteContext } from './quote-context';
import { lessAmount, roundBill } from './round-bill';
import type { BillPiece, BillRun } from './schedule';
import { type StepSink, stepCollector } from './step-sink';

/** A line that cannot be priced, and why. */
export function unpriced(line: QuoteLine, problems: QuoteProblem[]): LineFigures {
  const nothing = { list: 0, net: 0, cost: null, lowest: null, discretionary: zeroFraction, explained: null };
  return { line, sku: null, bills: [], ...nothing, problems };
}

/** What was thrown as a problem of a line; anything but a ProofdeskError is thrown on. */
export function lineProblem(error: unknown): QuoteProblem {
  if (!(error instanceof ProofdeskError)) throw error;
  const field = error.where?.field ?? '';
  return { code: 'input', severity: 'error', field, message: error.message, ...(error.hint && { hint: error.hint }) };
}

/** The row a line is priced by, or the reasons why it cannot be. */
export function lineSku(context: QuoteContext, line: QuoteLine): CompiledSku | QuoteProblem[] {
  const found = findSku(context, line.sku);
  if ('code' in found) return [found];
  if (found.problems.length === 0) return found;
  return found.problems.map(({ code, message, field }) => ({
    code,
    severity: 'error',
    field: 'sku',
    message: `The pricing model cannot price it. ${message}`,
    hint: `Mend ${field} in a new version of the model.`,
  }));
}

/** Steps 1 to 5 for a line that has a price of its own (not a percentage of others). Never throws for what a person typed. */
export function priceLine(context: QuoteContext, line: QuoteLine, sku: CompiledSku, explain: boolean): LineFigures {
  try {
    const terms = readLine(sku, line);
    const schedule = withTrueUp(context, lineSchedule(context, sku, line), sku, terms);
    return figures(context, line, sku, terms, schedule, explain);
  } catch (error) {
    return unpriced(line, [lineProblem(error)]);
  }
}

/** A run of one bill that settles use above a commitment for the whole term has an `overage`, in units. */
type SettledRun = BillRun & { overage?: Fraction };

function figures(
  context: QuoteContext,
  line: QuoteLine,
  sku: CompiledSku,
  terms: LineTerms,
  schedule: readonly SettledRun[],
  explain: boolean,
): LineFigures {
  const bills: BillFigures[] = [];
  const explained: ExplainedBills[] | null = explain ? [] : null;
  let list = 0;
  let net = 0;
  let cost = 0;
  let lowest = 0n;
  let standardSum = zeroFraction;
  let takenSum = zeroFraction;
  const credit = line.credit ?? false;
  for (const run of schedule) {
    const collector = explain ? stepCollector(context.currency) : null;
    const trace = collector?.sink ?? null;
    const exact = billAmounts(context, line, sku, terms, run, trace);
    const billNet = lessAmount(exact.net, terms.discountAmount, run.part, trace);
    const billList = roundBill(context, exact.list, credit, null);
    const bill: BillFigures = {
      run,
      list: billList,
      net: billNet === exact.list && !trace ? billList : roundBill(context, billNet, credit, trace),
      cost: sku.cost ? roundBill(context, linearBill(context, sku, terms, run, sku.cost), credit, null) : 0,
    };
    bills.push(bill);
    list += run.bills * bill.list;
    net += run.bills * bill.net;
    cost += run.bills * bill.cost;
    if (sku.lowest)
      lowest += billsAt24(linearBill(context, sku, terms, run, sku.lowest), credit ? -run.bills : run.bills);
    if (!terms.plainPercentage) {
      const count = { numerator: BigInt(run.bills), denominator: 1n };
      standardSum = addFractions(standardSum, multiplyFractions(exact.standard, count));
      takenSum = addFractions(takenSum, multiplyFractions(difference(exact.standard, billNet), count));
    }
    if (collector) explained!.push({ bills: run.bills, first: run.firstDate, steps: collector.steps });
  }
  if (!Number.isSafeInteger(list) || !Number.isSafeInteger(net) || !Number.isSafeInteger(cost)) throw tooLarge();
  return {
    line,
    sku,
    bills,
    list,
    net,
    cost: sku.cost ? cost : null,
    lowest: sku.lowest ? lowest : null,
    discretionary: terms.plainPercentage
      ? { numerator: BigInt(terms.segments[0]!.repBasisPoints), denominator: 10_000n }
      : partTaken(takenSum, standardSum),
    problems: [],
    explained,
  };
}

/** An amount `times` over, scaled by 10^24. */
export function billsAt24(amount: Fraction, times: number): bigint {
  const numerator = amount.numerator * BigInt(times);
  return amount.denominator === amountOne ? numerator : (numerator * amountOne) / amount.denominator;
}

/** The refusal of a total beyond what is kept exactly. */
export function tooLarge(): ProofdeskError {
  return new ProofdeskError({
    code: 'bad-input',
    message: 'The line comes to more than can be kept exactly (2^53 − 1 minor units)',
    where: { field: 'quantity' },
  });
}

export function difference(a: Fraction, b: Fraction): Fraction {
  return addFractions(a, { numerator: -b.numerator, denominator: b.denominator });
}

/** Part of a sum that was taken off; nothing where there was nothing to take or the price was raised. */
export function partTaken(taken: Fraction, sum: Fraction): Fraction {
  if (taken.numerator <= 0n || sum.numerator <= 0n) return zeroFraction;
  return { numerator: taken.numerator * sum.denominator, denominator: taken.denominator * sum.numerator };
}

function billAmounts(
  context: QuoteContext,
  line: QuoteLine,
  sku: CompiledSku,
  terms: LineTerms,
  run: SettledRun,
  trace: StepSink | null,
): PeriodAmounts {
  const [first] = run.pieces;
  if (run.pieces.length === 1 && first && isWhole(first) && run.overage === undefined) {
    return pieceAmounts(context, line, sku, terms, first, trace);
  }
  let sum: PeriodAmounts = { list: zeroFraction, standard: zeroFraction, net: zeroFraction };
  for (const piece of run.pieces) {
    const amounts = pieceAmounts(context, line, sku, terms, piece, trace);
    const part = scaled(amounts, piece.periods);
    if (trace && !isWhole(piece)) {
      trace({
        step: 3,
        what: 'Periods of the price in this bill',
        how: `× ${formatFraction(piece.periods)}, by ${context.model.model.terms.proration ?? 'actual/actual'} days`,
        before: formatFraction(amounts.net),
        after: formatFraction(part.net),
        rule: 'price.prorate',
        inputs: { periods: `${piece.periods.numerator}/${piece.periods.denominator}` },
      });
    }
    sum = added(sum, part);
  }
  const overage = run.overage;
  if (overage && sku.rate.kind === 'committed') {
    const last = run.pieces.at(-1)!;
    const priced = overageAmounts(context, sku, terms, sku.rate.overageUnitPrice, overage, last);
    sum = added(sum, priced);
    trace?.({
      step: 3,
      what: 'True-up for the term',
      how: `${formatFraction(overage)} units above the commitment × ${formatDecimal(sku.rate.overageUnitPrice)}`,
      after: formatFraction(priced.net),
      rule: 'price.committed',
      inputs: { units: formatFraction(overage) },
    });
  }
  return sum;
}

function isWhole(piece: BillPiece): boolean {
  return piece.periods.numerator === 1n && piece.periods.denominator === 1n;
}

function scaled(amounts: PeriodAmounts, by: Fraction): PeriodAmounts {
  return {
    list: multiplyFractions(amounts.list, by),
    standard: multiplyFractions(amounts.standard, by),
    net: multiplyFractions(amounts.net, by),
  };
}

function added(a: PeriodAmounts, b: PeriodAmounts): PeriodAmounts {
  return {
    list: addFractions(a.list, b.list),
    standard: addFractions(a.standard, b.standard),
    net: addFractions(a.net, b.net),
  };
}

/** The first step of a metered line: what its quantity was taken from. */
function traceSource({ quantityFrom }: QuoteLine, unit: string, quantity: string, trace: StepSink): void {
  if (!quantityFrom) return;
  const from = sourceOrigins(quantityFrom);
  trace({
    step: 1,
    what: 'Metered quantity',
    how: sayQuantitySource(quantityFrom),
    after: quantity,
    unit,
    rule: sourceRule[quantityFrom.kind],
    inputs: sourceInputs(quantityFrom),
    ...(from.length > 0 && { from }),
  });
}

function pieceAmounts(
  context: QuoteContext,
  line: QuoteLine,
  sku: CompiledSku,
  terms: LineTerms,
  piece: BillPiece,
  trace: StepSink | null,
): PeriodAmounts {
  const segment = terms.segments[piece.segment]!;
  if (trace) {
    traceSource(line, sku.sku.unit, formatDecimal(segment.quantity), trace);
    const free = sku.freeAllowance === 0n ? '' : `, less ${formatDecimal(sku.freeAllowance)} free`;
    trace({
      step: 1,
      what: 'Quantity',
      how: `${formatDecimal(segment.quantity)} ${sku.sku.unit}${free}`,
      after: formatDecimal(segment.billable),
      unit: sku.sku.unit,
      rule: 'price.free-allowance',
      inputs: { quantity: formatDecimal(segment.quantity), freeAllowance: formatDecimal(sku.freeAllowance) },
      ...(line.quantitySource && { from: [line.quantitySource] }),
    });
  }
  return periodAmounts(context, sku, terms, segment, piece.year, trace);
}

function linearBill(
  context: QuoteContext,
  sku: CompiledSku,
  terms: LineTerms,
  run: BillRun,
  amount: LinearAmount,
): Fraction {
  let sum: Fraction | null = null;
  for (const piece of run.pieces) {
    const own = linearAmount(context, sku, amount, terms.segments[piece.segment]!.quantity);
    const part = isWhole(piece) ? own : multiplyFractions(own, piece.periods);
    sum = sum === null ? part : addFractions(sum, part);
  }
  return sum ?? zeroFraction;
}

/** Where a commitment is settled per term: the last bill stands alone and gets the units that the whole term is above it. */
function withTrueUp(
  context: QuoteContext,
  schedule: readonly BillRun[],
  sku: CompiledSku,
  terms: LineTerms,
): readonly SettledRun[] {
  const rate = sku.rate;
  if (rate.kind !== 'committed' || !rate.trueUpByTerm) return schedule;
  let units: Fraction = zeroFraction;
  for (const run of schedule) {
    for (const piece of run.pieces) {
      const above = terms.segments[piece.segment]!.billable - rate.commitment;
      const share = { numerator: above * BigInt(run.bills), denominator: decimalOne };
      units = addFractions(units, multiplyFractions(share, piece.periods));
    }
  }
  const last = schedule.at(-1);
  if (units.numerator <= 0n || !last) return schedule;
  const before = schedule.slice(0, -1);
  if (last.bills === 1) return [...before, { ...last, overage: units }];
  const lastOffset = last.offset + (last.bills - 1) * last.everyMonths;
  return [
    ...before,
    { ...last, bills: last.bills - 1 },
    { ...last, bills: 1, offset: lastOffset, firstDate: context.dueDates[lastOffset]!, overage: units },
  ];
}

function overageAmounts(
  context: QuoteContext,
  sku: CompiledSku,
  terms: LineTerms,
  overageUnitPrice: bigint,
  units: Fraction,
  last: BillPiece,
): PeriodAmounts {
  const segment = terms.segments[last.segment]!;
  // The overage is priced as one unit at the overage price would be, without minimum and maximum, times the units.
  const single: CompiledSku = {
    ...sku,
    rate: { kind: 'per-unit', unitPrice: overageUnitPrice },
    minimum: null,
    maximum: null,
  };
  const oneUnit = { ...segment, quantity: decimalOne, billable: decimalOne };
  const { list, standard, net } = scaled(periodAmounts(context, single, terms, oneUnit, last.year, null), units);
  // A contract or typed price already charges for every unit, bill by bill.
  return {
    list,
    standard: terms.contractPrice !== null ? zeroFraction : standard,
    net: terms.contractPrice !== null || segment.typedPrice !== null ? zeroFraction : net,
  };
}
