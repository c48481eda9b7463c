import {
  addFractions,
  decimalOne,
  type Fraction,
  formatDecimal,
  formatFraction,
  multiplyFractions,
  zeroFraction,
} from '../kernel/decimal';
import { formatMinor } from '../kernel/money';
import type { CompiledSku } from './compile-model';
import { discounted, held, linearAmount } from './line-amounts';
import { type BillFigures, isPriced, type LineFigures } from './line-figures';
import { type LineTerms, readLine } from './line-input';
import { billsAt24, difference, lineProblem, partTaken, tooLarge, unpriced } from './price-line';
import type { ExplainedBills } from './priced-quote';
import type { QuoteLine } from './quote';
import { lineSchedule, type QuoteContext } from './quote-context';
import { lessAmount, roundBill } from './round-bill';
import { type BillRun, reduceFraction } from './schedule';
import { stepCollector } from './step-sink';

/** Whether a line counts towards percentages of its SKU or family: in the total, priced, and no credit of something else. */
export function isBaseOf(sku: CompiledSku, base: LineFigures): boolean {
  const rate = sku.rate;
  if (rate.kind !== 'percentage-of' || !isPriced(base) || base.line.optional) return false;
  return rate.skus.includes(base.sku!.sku.code) || rate.families.includes(base.sku!.sku.family);
}

/** Net amounts after step 5 of the base lines, added up by the month of the term in which each bill's period begins. */
function baseByMonth(context: QuoteContext, bases: readonly LineFigures[]): number[] {
  const months = new Array<number>(context.termMonths).fill(0);
  for (const base of bases) {
    for (const { run, net } of base.bills) {
      for (let bill = 0; bill < run.bills; bill += 1) {
        const month = run.offset + bill * run.everyMonths;
        months[month] = months[month]! + net;
      }
    }
  }
  return months;
}

/**
 * A percentage of the net amounts of other lines after step 5, bill by bill: each bill takes the bills of its bases whose periods
 * begin within its own. The bases are prorated and escalated already, so it is not again. Never throws for what a person typed.
 */
export function pricePercentageLine(
  context: QuoteContext,
  line: QuoteLine,
  sku: CompiledSku,
  bases: readonly LineFigures[],
  explain: boolean,
): LineFigures {
  try {
    const terms = readLine(sku, line);
    const runs = splitByBase(context, lineSchedule(context, sku, line), baseByMonth(context, bases));
    return figures(context, line, sku, terms, runs, bases, explain);
  } catch (error) {
    return unpriced(line, [lineProblem(error)]);
  }
}

interface BasedRun {
  run: BillRun;
  /** Net of the bases for each bill, in minor units. */
  base: number;
}

function splitByBase(context: QuoteContext, schedule: readonly BillRun[], months: readonly number[]): BasedRun[] {
  const based: BasedRun[] = [];
  for (const run of schedule) {
    for (let bill = 0; bill < run.bills; bill += 1) {
      const offset = run.offset + bill * run.everyMonths;
      let base = 0;
      for (let month = offset; month < Math.min(offset + run.everyMonths, months.length); month += 1)
        base += months[month]!;
      const firstDate = bill === 0 ? run.firstDate : context.dueDates[offset]!;
      based.push({ run: { ...run, bills: 1, offset, firstDate }, base });
    }
  }
  return based;
}

/** Bills with the same base are one run again, with the due days that follow from the first. */
function merged(context: QuoteContext, bills: readonly (BasedRun & { figures: BillFigures })[]): BillFigures[] {
  const runs: BillFigures[] = [];
  for (const { run, figures: own } of bills) {
    const last = runs.at(-1);
    const onGrid = last && context.dueDates[last.run.offset] === last.run.firstDate;
    const same = last && onGrid && last.list === own.list && last.net === own.net && last.cost === own.cost;
    if (same && samePart(last.run.part, run.part)) {
      last.run = { ...last.run, bills: last.run.bills + 1 };
    } else {
      runs.push({ ...own });
    }
  }
  return runs;
}

function samePart(a: Fraction, b: Fraction): boolean {
  return a.numerator === b.numerator && a.denominator === b.denominator;
}

function figures(
  context: QuoteContext,
  line: QuoteLine,
  sku: CompiledSku,
  terms: LineTerms,
  runs: readonly BasedRun[],
  bases: readonly LineFigures[],
  explain: boolean,
): LineFigures {
  const percent = sku.rate.kind === 'percentage-of' ? sku.rate.percent : 0n;
  const segment = terms.segments[0]!;
  const explained: ExplainedBills[] | null = explain ? [] : null;
  const credit = line.credit ?? false;
  let [list, net, cost] = [0, 0, 0];
  let lowest = 0n;
  let [standardSum, takenSum] = [zeroFraction, zeroFraction];
  const bills = runs.map(({ run, base }) => {
    const collector = explain ? stepCollector(context.currency) : null;
    const trace = collector?.sink ?? null;
    const periods = reduceFraction(run.pieces.reduce((sum, piece) => addFractions(sum, piece.periods), zeroFraction));
    const quantity = segment.billable === 0n ? 0n : percent;
    const own = {
      numerator: BigInt(base) * quantity,
      denominator: 10n ** BigInt(context.digits) * 100n * decimalOne,
    };
    trace?.({
      step: 2,
      what: `${formatDecimal(percent)} % of ${bases.length === 1 ? 'one line' : `${bases.length} lines`}`,
      how: `${formatMinor(base, context.currency)} × ${formatDecimal(percent)} %`,
      before: formatMinor(base, context.currency),
      after: formatFraction(own),
      rule: 'price.percentage-of',
      inputs: { percent: formatDecimal(percent), base: formatMinor(base, context.currency) },
      from: bases.map((figure) => `line ${figure.line.id}`),
    });
    // Minimum and maximum are per period of the price, and a bill may be several or a part of one.
    const perPeriod = {
      numerator: own.numerator * periods.denominator,
      denominator: own.denominator * periods.numerator,
    };
    const limited = sku.minimum === null && sku.maximum === null ? null : held(context, sku, perPeriod, 0, trace);
    const bounded = limited === null ? own : multiplyFractions(limited, periods);
    const exact = discounted(context, sku, terms, segment, bounded, 0, trace);
    const billNet = lessAmount(exact.net, terms.discountAmount, run.part, trace);
    const ownCost = sku.cost
      ? multiplyFractions(linearAmount(context, sku, sku.cost, segment.quantity), periods)
      : zeroFraction;
    const own5: BillFigures = {
      run,
      list: roundBill(context, exact.list, credit, null),
      net: roundBill(context, billNet, credit, trace),
      cost: roundBill(context, ownCost, credit, null),
    };
    list += own5.list;
    net += own5.net;
    cost += own5.cost;
    if (sku.lowest) {
      const least = linearAmount(context, sku, sku.lowest, segment.quantity);
      lowest += billsAt24(multiplyFractions(least, periods), credit ? -1 : 1);
    }
    standardSum = addFractions(standardSum, exact.standard);
    takenSum = addFractions(takenSum, difference(exact.standard, billNet));
    if (collector) explained!.push({ bills: 1, first: run.firstDate, steps: collector.steps });
    return { run, base, figures: own5 };
  });
  if (![list, net, cost].every(Number.isSafeInteger)) throw tooLarge();
  return {
    line,
    sku,
    bills: merged(context, bills),
    list,
    net,
    cost: sku.cost ? cost : null,
    lowest: sku.lowest ? lowest : null,
    discretionary: terms.plainPercentage
      ? { numerator: BigInt(segment.repBasisPoints), denominator: 10_000n }
      : partTaken(takenSum, standardSum),
    problems: [],
    explained,
  };
}
