import type { DocumentLocale, TableExportLabels } from '../../../src-shared/documents';
import { formatMinor } from '../../../src-shared/kernel/money';
import type { PricedQuote, QuoteInput } from '../../../src-shared/pricing';
import { printedSource } from '../printed-source';

/** One cell: text is always text; money and numbers are exact decimals with the digits they are shown with. */
export type Cell =
  | { text: string }
  | { money: string }
  | { number: string }
  | { percent: string }
  | { day: string }
  | null;

export interface Column<Key extends string = string> {
  key: Key;
  /** Money and numbers stand right. */
  right?: boolean;
  width?: number;
}

type ColumnKey = keyof TableExportLabels['columns'];

/** One table of an export; cells by column. */
export interface ExportTable {
  name: 'lines' | 'bills' | 'totals';
  columns: Column<ColumnKey>[];
  rows: Partial<Record<ColumnKey, Cell>>[];
}

/** The language of an export. */
export interface ExportWords {
  labels: TableExportLabels;
  locale: DocumentLocale;
}

/** A frozen version as tables: its lines, its bills by date and its totals; cost only where it is asked for and known. */
export function exportTables(
  input: QuoteInput,
  priced: PricedQuote,
  words: ExportWords,
  withCost: boolean,
): ExportTable[] {
  return [lineTable(input, priced, words, withCost), billTable(priced), totalTable(priced, words.labels, withCost)];
}

function lineTable(
  input: QuoteInput,
  priced: PricedQuote,
  { labels, locale }: ExportWords,
  withCost: boolean,
): ExportTable {
  const money = (minor: number | null | undefined): Cell =>
    minor === null || minor === undefined ? null : { money: formatMinor(minor, priced.currency) };
  const alternatives = new Map(input.lines.map(({ id, alternative }) => [id, alternative]));
  const costs = new Map((withCost ? (priced.cost?.lines ?? []) : []).map((line) => [line.id, line]));
  const sources = new Map(
    input.lines.map(({ id, quantityFrom }) => [id, quantityFrom && printedSource(quantityFrom, locale)]),
  );
  const sourced = [...sources.values()].some(Boolean);
  const grouped = priced.lines.some(({ group }) => group !== null);
  return {
    name: 'lines',
    columns: [
      { key: 'line', right: true, width: 6 },
      ...(grouped ? [{ key: 'group' as const, width: 18 }] : []),
      ...(priced.alternatives ? [{ key: 'alternative' as const, width: 14 }] : []),
      { key: 'sku', width: 14 },
      { key: 'item', width: 36 },
      { key: 'quantity', right: true, width: 12 },
      { key: 'unit', width: 16 },
      ...(sourced ? [{ key: 'source' as const, width: 40 }] : []),
      { key: 'optional', width: 10 },
      { key: 'list', right: true, width: 16 },
      { key: 'lineDiscount', right: true, width: 16 },
      { key: 'amount', right: true, width: 16 },
      { key: 'multiYearDiscount', right: true, width: 16 },
      { key: 'orderDiscount', right: true, width: 16 },
      { key: 'net', right: true, width: 16 },
      { key: 'annual', right: true, width: 16 },
      ...(withCost ? costColumns : []),
    ],
    rows: priced.lines.map((line, index) => {
      const cost = costs.get(line.id);
      return {
        line: { number: String(index + 1) },
        group: text(line.group),
        alternative: text(alternatives.get(line.id)),
        sku: text(line.sku),
        item: text(line.name),
        quantity: { number: line.quantity },
        unit: text(line.unit),
        source: text(sources.get(line.id)),
        optional: text(line.optional ? labels.yes : null),
        // A line that cannot be priced has no amount, which is not the same as an amount of nothing.
        ...(line.priced && {
          list: money(line.listMinor),
          lineDiscount: money(-line.lineDiscountMinor),
          amount: money(line.listMinor - line.lineDiscountMinor),
          multiYearDiscount: money(-line.multiYearDiscountMinor),
          orderDiscount: money(-line.orderDiscountMinor),
          net: money(line.netMinor),
          annual: money(line.annualMinor),
        }),
        cost: money(cost?.costMinor),
        margin: money(cost?.marginMinor),
        marginPercent: percent(cost?.marginBasisPoints),
      };
    }),
  };
}

const costColumns: Column<ColumnKey>[] = [
  { key: 'cost', right: true, width: 16 },
  { key: 'margin', right: true, width: 16 },
  { key: 'marginPercent', right: true, width: 16 },
];

const text = (value: string | null | undefined): Cell => (value ? { text: value } : null);

const percent = (basisPoints: number | null | undefined): Cell =>
  basisPoints === null || basisPoints === undefined ? null : { percent: String(basisPoints / 100) };

function billTable(priced: PricedQuote): ExportTable {
  const money = (minor: number): Cell => ({ money: formatMinor(minor, priced.currency) });
  return {
    name: 'bills',
    columns: [
      { key: 'date', width: 14 },
      { key: 'net', right: true, width: 16 },
      { key: 'tax', right: true, width: 16 },
      { key: 'gross', right: true, width: 16 },
    ],
    rows: priced.bills.map((bill) => ({
      date: { day: bill.date },
      net: money(bill.netMinor),
      tax: money(bill.taxMinor),
      gross: money(bill.grossMinor),
    })),
  };
}

function totalTable(priced: PricedQuote, labels: TableExportLabels, withCost: boolean): ExportTable {
  const { totals, tax, cost } = priced;
  const { columns, figures } = labels;
  const rows: ExportTable['rows'] = [];
  const money = (name: string, minor: number | null | undefined): void => {
    if (minor !== null && minor !== undefined)
      rows.push({ figure: { text: name }, value: { money: formatMinor(minor, priced.currency) } });
  };
  money(columns.list, totals.listMinor);
  money(columns.lineDiscount, -totals.lineDiscountMinor);
  money(columns.multiYearDiscount, -totals.multiYearDiscountMinor);
  money(columns.orderDiscount, -totals.orderDiscountMinor);
  money(figures.total, totals.totalContractValueMinor);
  for (const own of priced.alternatives ?? []) money(figures.alternative(own.name), own.totals.totalContractValueMinor);
  money(figures.tax, tax?.taxMinor);
  money(figures.gross, tax?.grossMinor);
  money(figures.firstBill, totals.firstBill?.grossMinor);
  money(figures.recurring, totals.recurringMinor);
  money(figures.oneTime, totals.oneTimeMinor);
  money(figures.annual, totals.annualRecurringMinor);
  for (const { year, netMinor } of totals.years) money(figures.year(String(year)), netMinor);
  money(figures.optional, totals.optionalMinor);
  if (withCost && cost) {
    money(columns.cost, cost.total.costMinor);
    money(columns.margin, cost.total.marginMinor);
    if (cost.total.marginBasisPoints !== null)
      rows.push({ figure: { text: columns.marginPercent }, value: percent(cost.total.marginBasisPoints) });
  }
  return {
    name: 'totals',
    columns: [
      { key: 'figure', width: 36 },
      { key: 'value', right: true, width: 18 },
    ],
    rows,
  };
}
