import { compareFractions, fraction, parseDecimal } from '../kernel/decimal';
import { ProofdeskError } from '../kernel/errors';
import { multiplyDivideRounded } from './allocate-runs';
import type { PricingModel, Sku } from './model';

/** The tables of a model that are compared, in the order in which a person reads them. */
export const modelTables = [
  'model',
  'skus',
  'bundles',
  'pairs',
  'terms',
  'discountLimits',
  'marginFloors',
  'multiYearDiscounts',
  'partnerTiers',
  'exchangeRates',
  'taxes',
] as const;
export type ModelTable = (typeof modelTables)[number];

export interface ModelFieldChange {
  /** Path in the row, counted from 1: `rate.tiers.2.unitPrice`. */
  field: string;
  /** Null where the field is not there. */
  before: string | null;
  after: string | null;
  /** How a price changed, in basis points of what it was; null for what is no price, or was 0. */
  changeBasisPoints: number | null;
}

export interface ModelRowChange {
  table: ModelTable;
  change: 'added' | 'removed' | 'changed';
  /** What the row is known by: a code with its region, a role, `DE standard from 2026-01-01`. */
  key: string;
  /** What it is called, where it has a name. */
  name: string | null;
  /** Field by field; all of them for a row that was added or removed. */
  fields: ModelFieldChange[];
}

/** How a table's rows are told apart. Rows with the same key are matched in their order. */
interface Keyed {
  key: string;
  name: string | null;
  value: unknown;
}

/**
 * What differs between two versions of a model, row by row and field by field. Costs and margin floors are compared only where both
 * models carry them; lowest prices follow from them and are not listed.
 */
export function diffModels(before: PricingModel, after: PricingModel): ModelRowChange[] {
  const sameCurrency = before.currency === after.currency;
  return modelTables.flatMap((table) => {
    const olds = grouped(rowsOf(before, table));
    const news = grouped(rowsOf(after, table));
    const keys = [...new Set([...olds.keys(), ...news.keys()])];
    return keys.flatMap((key) => {
      const [left, right] = [olds.get(key) ?? [], news.get(key) ?? []];
      return Array.from({ length: Math.max(left.length, right.length) }, (_, index): ModelRowChange[] => {
        const [old, now] = [left[index], right[index]];
        const fields = fieldChanges(old?.value, now?.value, table, sameCurrency);
        if (old && now && fields.length === 0) return [];
        return [
          { table, change: old ? (now ? 'changed' : 'removed') : 'added', key, name: (now ?? old)!.name, fields },
        ];
      }).flat();
    });
  });
}

function grouped(rows: readonly Keyed[]): Map<string, Keyed[]> {
  const groups = new Map<string, Keyed[]>();
  for (const row of rows) groups.set(row.key, [...(groups.get(row.key) ?? []), row]);
  return groups;
}

function rowsOf(model: PricingModel, table: ModelTable): Keyed[] {
  const row = (key: string, value: unknown, name: string | null = null): Keyed => ({ key, name, value });
  switch (table) {
    case 'model': {
      const { currency, rounding, discountMode, discountOrder, taxRounding, pricesIncludeTax } = model;
      return [row('', { currency, rounding, discountMode, discountOrder, taxRounding, pricesIncludeTax })];
    }
    case 'skus':
      return [...model.skus].sort(byDays).map((sku) => row(skuKey(sku), withoutCode(sku), sku.name));
    case 'bundles':
      return (model.bundles ?? []).map(({ code, ...rest }) => row(code, rest, rest.name));
    case 'pairs':
      return (model.pairs ?? []).map(({ reason, ...pair }) =>
        row(`${pair.sku} ${pair.kind} ${pair.others.join(', ')}`, { reason }),
      );
    case 'terms':
      return [row('', model.terms)];
    case 'discountLimits':
      return model.discountLimits.map(({ role, ...rest }) => row(role, rest));
    case 'marginFloors': {
      const floors = model.marginFloors;
      const own = (floors?.families ?? []).map(({ family, ...rest }) => row(family, rest));
      return floors?.default === undefined ? own : [...own, row('', { basisPoints: floors.default })];
    }
    case 'multiYearDiscounts':
      return (model.multiYearDiscounts ?? []).map(({ months, ...rest }) => row(String(months), rest));
    case 'partnerTiers':
      return (model.partnerTiers ?? []).map(({ tier, royalties, ...rest }) =>
        row(tier, {
          ...rest,
          royalties: Object.fromEntries((royalties ?? []).map((royalty) => [royalty.sku, royalty.basisPoints])),
        }),
      );
    case 'exchangeRates':
      return (model.exchangeRates ?? []).map(({ from, to, date, rate }) =>
        row(`${from} to ${to} from ${date}`, { rate }),
      );
    case 'taxes':
      return (model.taxes ?? []).map(({ percent, ...tax }) =>
        row(`${tax.jurisdiction} ${tax.category} from ${tax.from}`, { percent }),
      );
  }
}

function skuKey({ code, region }: Sku): string {
  return region === undefined ? code : `${code} (${region})`;
}

function byDays(a: Sku, b: Sku): number {
  return (a.from ?? '') < (b.from ?? '') ? -1 : (a.from ?? '') > (b.from ?? '') ? 1 : 0;
}

function withoutCode({ code: _code, region: _region, ...sku }: Sku): unknown {
  return sku;
}

/** Fields whose change is said in per cent: amounts of money and rates of exchange. */
const prices = new Set([
  'unitPrice',
  'flatFee',
  'price',
  'packagePrice',
  'committedUnitPrice',
  'overageUnitPrice',
  'minimum',
  'maximum',
  'fixed',
  'perUnit',
]);

function fieldChanges(before: unknown, after: unknown, table: ModelTable, sameCurrency: boolean): ModelFieldChange[] {
  const olds = leaves(before);
  const news = leaves(after);
  return [...new Set([...olds.keys(), ...news.keys()])].flatMap((field) => {
    const [old, now] = [olds.get(field) ?? null, news.get(field) ?? null];
    if (old === now || sameNumber(old, now)) return [];
    const last = field.split('.').at(-1)!;
    const isPrice = table === 'exchangeRates' || (sameCurrency && prices.has(last));
    return [{ field, before: old, after: now, changeBasisPoints: isPrice ? change(old, now) : null }];
  });
}

/** Leaves of a row by their path, as text; lists of texts are one leaf, rows of a list are counted from 1. */
function leaves(value: unknown): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (own: unknown, path: string): void => {
    if (own === undefined) return;
    if (Array.isArray(own) && own.every((item) => typeof item !== 'object')) {
      found.set(path, own.join(', '));
    } else if (Array.isArray(own)) {
      for (const [index, item] of own.entries()) visit(item, `${path}.${index + 1}`);
    } else if (typeof own === 'object' && own !== null) {
      for (const [name, item] of Object.entries(own)) visit(item, path ? `${path}.${name}` : name);
    } else if (own !== null) {
      found.set(path, String(own));
    }
  };
  visit(value, '');
  return found;
}

const decimalPattern = /^-?\d{1,30}(?:\.\d{1,12})?$/;

/** `10` and `10.00` are one price. */
function sameNumber(a: string | null, b: string | null): boolean {
  if (a === null || b === null || !decimalPattern.test(a) || !decimalPattern.test(b)) return false;
  return compareFractions(fraction(parseDecimal(a, ''), 1n), fraction(parseDecimal(b, ''), 1n)) === 0;
}

function change(before: string | null, after: string | null): number | null {
  if (before === null || after === null) return null;
  try {
    const [old, now] = [parseDecimal(before, ''), parseDecimal(after, '')];
    if (old <= 0n) return null;
    const size = now - old < 0n ? old - now : now - old;
    const points = Number((size * 20_000n + old) / (2n * old));
    return Number.isSafeInteger(points) ? (now < old ? -points : points) : null;
  } catch (error) {
    if (error instanceof ProofdeskError) return null;
    throw error;
  }
}

/** How much a sum changed, in basis points of what it was, rounded once; null where it was 0 or less. */
export function changeBasisPoints(beforeMinor: number, afterMinor: number): number | null {
  if (beforeMinor <= 0) return null;
  const size = multiplyDivideRounded(Math.abs(afterMinor - beforeMinor), 10_000, beforeMinor);
  return afterMinor < beforeMinor ? -size : size;
}
