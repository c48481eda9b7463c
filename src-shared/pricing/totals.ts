import { BillsByMonth } from './bills-by-month';
import { addSums, discountOf, emptySums } from './price-sums';
import type { PricedBillDate, PricedGroup, PricedLine, PricedTotals } from './priced-quote';
import type { QuoteContext } from './quote-context';
import type { TaxByDate } from './tax-quote';

export interface QuoteTotals {
  totals: PricedTotals;
  families: PricedGroup[];
  groups: PricedGroup[];
  bills: PricedBillDate[];
}

/** Step 8: every total is a sum of rounded bills of the lines that count; optional lines are added up apart. */
export function quoteTotals(context: QuoteContext, lines: readonly PricedLine[], tax: TaxByDate | null): QuoteTotals {
  const sums = emptySums();
  const families = new Map<string, PricedGroup>();
  const groups = new Map<string, PricedGroup>();
  const regular = new BillsByMonth(context.termMonths);
  /** Bills that are due inside their period, by day. */
  const irregular = new Map<string, number>();
  const irregularByMonth = new Array<number>(context.termMonths).fill(0);
  const rhythms = new Map<number, { atStartMinor: number; atEndMinor: number }>();
  let [optionalMinor, recurringMinor, annualRecurringMinor] = [0, 0, 0];
  for (const line of lines) {
    if (!line.priced) continue;
    if (line.optional) {
      optionalMinor += line.netMinor;
      continue;
    }
    addSums(sums, line);
    addSums(groupOf(families, line.family), line);
    if (line.group !== null) addSums(groupOf(groups, line.group), line);
    annualRecurringMinor += line.annualMinor;
    if (line.recurring) {
      recurringMinor += line.netMinor;
      addRhythm(rhythms, line);
    }
    for (const bill of line.bills) {
      if (bill.first !== context.dueDates[bill.month]) {
        irregular.set(bill.first, (irregular.get(bill.first) ?? 0) + bill.netMinor);
        irregularByMonth[bill.month] = irregularByMonth[bill.month]! + bill.netMinor;
        continue;
      }
      regular.add(bill.month, bill.bills, bill.everyMonths, bill.netMinor);
    }
  }
  const { amounts: months, due } = regular.sums();
  const bills = billDates(context, months, irregular, due, tax);
  const totals: PricedTotals = {
    ...sums,
    firstBill: bills[0] ?? null,
    years: years(context, months, irregularByMonth),
    recurringMinor,
    oneTimeMinor: sums.netMinor - recurringMinor,
    recurringPerPeriod: [...rhythms]
      .sort(([a], [b]) => a - b)
      .map(([everyMonths, amounts]) => ({ everyMonths, ...amounts })),
    optionalMinor,
    totalContractValueMinor: sums.netMinor,
    annualRecurringMinor,
    discountBasisPoints: discountOf(sums),
  };
  return { totals, families: [...families.values()], groups: [...groups.values()], bills };
}

function groupOf(groups: Map<string, PricedGroup>, name: string): PricedGroup {
  const known = groups.get(name);
  if (known) return known;
  const group = { name, ...emptySums() };
  groups.set(name, group);
  return group;
}

function addRhythm(rhythms: Map<number, { atStartMinor: number; atEndMinor: number }>, line: PricedLine): void {
  let first: number | null = null;
  let last = 0;
  let every = 0;
  for (const bill of line.bills) {
    if (bill.part !== null) continue;
    first ??= bill.netMinor;
    last = bill.netMinor;
    every = bill.everyMonths;
  }
  if (first === null) return;
  const rhythm = rhythms.get(every);
  if (rhythm) {
    rhythm.atStartMinor += first;
    rhythm.atEndMinor += last;
  } else {
    rhythms.set(every, { atStartMinor: first, atEndMinor: last });
  }
}

function years(context: QuoteContext, months: readonly number[], irregular: readonly number[]): PricedTotals['years'] {
  const nets = new Array<number>(Math.ceil(context.termMonths / 12)).fill(0);
  for (let month = 0; month < context.termMonths; month += 1) {
    const year = Math.floor(month / 12);
    nets[year] = nets[year]! + months[month]! + irregular[month]!;
  }
  return nets.map((netMinor, year) => ({ year: year + 1, from: context.dueDates[year * 12]!, netMinor }));
}

function billDates(
  context: QuoteContext,
  months: readonly number[],
  irregular: ReadonlyMap<string, number>,
  due: readonly boolean[],
  tax: TaxByDate | null,
): PricedBillDate[] {
  const byDate = new Map(irregular);
  for (const [month, date] of context.dueDates.entries()) {
    if (!due[month]) continue;
    byDate.set(date, (byDate.get(date) ?? 0) + months[month]!);
  }
  return [...byDate]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([date, netMinor]) => {
      const found = tax?.byDate.get(date) ?? 0;
      const net = tax?.included ? netMinor - found : netMinor;
      const taxMinor = tax?.charged ? found : 0;
      return { date, netMinor: net, taxMinor, grossMinor: net + taxMinor };
    });
}
