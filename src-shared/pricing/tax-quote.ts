import type { LineFigures } from './line-figures';
import { lineProblem } from './price-line';
import type { PricedBills, PricedLine, PricedTax, QuoteProblem } from './priced-quote';
import type { QuoteInput } from './quote';
import type { QuoteContext } from './quote-context';
import { type DatedTax, taxInGross, taxOn, taxOnNet, taxRates } from './tax';

/** Tax by the day a bill is due, for the list of bills. */
export interface TaxByDate {
  included: boolean;
  /** False for an exempt sale: what prices contained is then not charged. */
  charged: boolean;
  byDate: Map<string, number>;
}

export interface TaxedQuote {
  tax: PricedTax;
  byDate: TaxByDate;
  problem: QuoteProblem | null;
}

interface Bucket {
  category: string;
  rate: DatedTax;
  net: number;
  tax: number;
  /** Nets by due day; only kept where tax is rounded per total. */
  days: Map<string, number>;
}

/**
 * Step 7: tax on the net of each bill, by the rate that holds on the day it is due. Rounded for each line's bill, or once for all
 * lines of a rate on a bill (`total`). Where prices contain the tax it is taken out of each line's bill.
 */
export function taxQuote(
  context: QuoteContext,
  quote: QuoteInput,
  lines: readonly PricedLine[],
  figures: readonly LineFigures[],
): TaxedQuote | null {
  if (!quote.tax) return null;
  const model = context.model.model;
  const included = model.pricesIncludeTax ?? false;
  const rounding = included ? 'line' : (model.taxRounding ?? 'line');
  const exemption = quote.tax.exemption ?? null;
  const buckets = new Map<string, Bucket>();
  const charged = exemption === null;
  const byDate: TaxByDate = { included, charged, byDate: new Map() };
  const taxed: PricedTax['lines'] = [];
  let problem: QuoteProblem | null = null;
  const tables = new Map<string, DatedTax[]>();
  const rateOf = (category: string, date: string): DatedTax => {
    const known = tables.get(category) ?? taxRates(model.taxes ?? [], quote.tax!.jurisdiction, category);
    tables.set(category, known);
    return taxOn(known, date);
  };
  for (const [index, line] of lines.entries()) {
    const own = { id: line.id, netMinor: line.netMinor, taxMinor: 0 };
    taxed.push(own);
    if (!line.priced || line.optional || (!charged && !included)) continue;
    try {
      const category = figures[index]!.sku?.sku.taxCategory ?? 'standard';
      for (const bill of eachBill(context, line.bills)) {
        const rate = rateOf(category, bill.date);
        addBill(buckets, byDate, own, { category, rate, included, rounding, context, ...bill });
      }
    } catch (error) {
      problem ??= { ...lineProblem(error), code: 'tax' };
    }
  }
  if (rounding === 'total') roundTotals(context, buckets, byDate);
  // An exempt sale at prices that contain the tax costs what is left without it.
  const rates = [...buckets.values()].map(({ category, rate, net, tax }) => ({
    category,
    percent: rate.text,
    netMinor: included ? net - tax : net,
    taxMinor: charged ? tax : 0,
  }));
  const sum = lines.reduce((total, line) => (line.priced && !line.optional ? total + line.netMinor : total), 0);
  const all = [...buckets.values()].reduce((total, bucket) => total + bucket.tax, 0);
  const netMinor = included ? sum - all : sum;
  const taxMinor = charged ? all : 0;
  return {
    tax: {
      jurisdiction: quote.tax.jurisdiction,
      rounding,
      included,
      exemption,
      rates,
      lines: taxed,
      netMinor,
      taxMinor,
      grossMinor: netMinor + taxMinor,
    },
    byDate,
    problem,
  };
}

function* eachBill(context: QuoteContext, bills: readonly PricedBills[]): Generator<{ date: string; net: number }> {
  for (const bill of bills) {
    for (let index = 0; index < bill.bills; index += 1) {
      const date = index === 0 ? bill.first : context.dueDates[bill.month + index * bill.everyMonths]!;
      yield { date, net: bill.netMinor };
    }
  }
}

interface TaxedBill {
  context: QuoteContext;
  category: string;
  rate: DatedTax;
  included: boolean;
  rounding: 'line' | 'total';
  date: string;
  net: number;
}

function addBill(
  buckets: Map<string, Bucket>,
  dates: TaxByDate,
  line: PricedTax['lines'][number],
  bill: TaxedBill,
): void {
  const key = `${bill.category} ${bill.rate.text}`;
  const bucket = buckets.get(key) ?? { category: bill.category, rate: bill.rate, net: 0, tax: 0, days: new Map() };
  buckets.set(key, bucket);
  bucket.net += bill.net;
  if (bill.rounding === 'total') {
    bucket.days.set(bill.date, (bucket.days.get(bill.date) ?? 0) + bill.net);
    return;
  }
  const mode = bill.context.rounding;
  const tax = Number(
    bill.included
      ? taxInGross(BigInt(bill.net), bill.rate.percent, mode).tax
      : taxOnNet(BigInt(bill.net), bill.rate.percent, mode),
  );
  bucket.tax += tax;
  if (dates.charged) line.taxMinor += tax;
  if (bill.included) line.netMinor -= tax;
  dates.byDate.set(bill.date, (dates.byDate.get(bill.date) ?? 0) + tax);
}

function roundTotals(context: QuoteContext, buckets: ReadonlyMap<string, Bucket>, dates: TaxByDate): void {
  for (const bucket of buckets.values()) {
    for (const [date, net] of bucket.days) {
      const tax = Number(taxOnNet(BigInt(net), bucket.rate.percent, context.rounding));
      bucket.tax += tax;
      dates.byDate.set(date, (dates.byDate.get(date) ?? 0) + tax);
    }
  }
}
