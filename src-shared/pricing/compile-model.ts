import { parseDate } from '../kernel/civil-date';
import { decimalOne, parseDecimal, type RoundingMode } from '../kernel/decimal';
import { ProofdeskError } from '../kernel/errors';
import type { Bundle } from './bundle-schema';
import { type LinearAmount, lowestPrice } from './margin';
import { type FloorPrice, floorOf, type PricingModel, type Sku } from './model';
import { type ModelProblem, skuProblem } from './model-problem';
import { percentageRanks } from './percentage-graph';
import { type CompiledRate, compileRate } from './rates/compile-rate';

/** A row of the catalogue, read once. Amounts per billing period in the model's currency. */
export interface CompiledSku {
  row: number;
  sku: Sku;
  rate: CompiledRate;
  /** Scaled by 10^12. */
  freeAllowance: bigint;
  /** Scaled by 10^24. */
  minimum: bigint | null;
  maximum: bigint | null;
  cost: LinearAmount | null;
  /**
   * The lowest net that keeps the floor: as published with the model, else from the cost; less what rounding its parts up at 12
   * decimals may have added, so that a price exactly at the floor keeps it.
   */
  lowest: LinearAmount | null;
  /** Order in which percentages of other lines are priced; 0 for a price of its own. */
  rank: number;
  problems: ModelProblem[];
}

export interface CompiledModel {
  model: PricingModel;
  rounding: RoundingMode;
  skus: CompiledSku[];
  byCode: ReadonlyMap<string, readonly CompiledSku[]>;
  bundles: ReadonlyMap<string, Bundle>;
  /** Whether any row says its cost; without, nothing is said about margins. */
  hasCost: boolean;
  /** Families of which some row has a lowest price. */
  familiesWithFloor: ReadonlySet<string>;
}

const cache = new WeakMap<PricingModel, CompiledModel>();

/** Reads a model once; the same object gives the same result again, so a model must not be changed in place. Never throws. */
export function compileModel(model: PricingModel): CompiledModel {
  const known = cache.get(model);
  if (known) return known;
  const ranks = percentageRanks(model.skus);
  const lowest = new Map((model.floorPrices ?? []).map((price) => [price.row, price]));
  const skus = model.skus.map((sku, row) => compileSku(sku, row, ranks[row] ?? null, model, lowest.get(row)));
  const byCode = new Map<string, CompiledSku[]>();
  for (const sku of skus) {
    const rows = byCode.get(sku.sku.code);
    if (rows) rows.push(sku);
    else byCode.set(sku.sku.code, [sku]);
  }
  for (const rows of byCode.values()) markOverlaps(rows);
  const hasCost = skus.some((sku) => sku.cost !== null);
  const familiesWithFloor = new Set(skus.filter((sku) => sku.lowest !== null).map((sku) => sku.sku.family));
  const rounding = model.rounding ?? 'half-away-from-zero';
  const bundles = new Map((model.bundles ?? []).map((bundle) => [bundle.code, bundle]));
  const compiled = { model, rounding, skus, byCode, bundles, hasCost, familiesWithFloor };
  cache.set(model, compiled);
  return compiled;
}

/** Gives what `read` gives, or adds what it complained about to the row's problems. */
function attempt<T>(problems: ModelProblem[], row: number, sku: Sku, field: string, otherwise: T, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ProofdeskError)) throw error;
    const place = [field, error.where?.field].filter(Boolean).join('.');
    problems.push(skuProblem(row, sku, { code: 'bad-value', field: place, message: error.message }));
    return otherwise;
  }
}

function compileSku(
  sku: Sku,
  row: number,
  rank: number | null,
  model: PricingModel,
  published: FloorPrice | undefined,
): CompiledSku {
  const problems: ModelProblem[] = [];
  const add = (code: string, field: string, message: string): void => {
    problems.push(skuProblem(row, sku, { code, field, message }));
  };
  const noRate: CompiledRate = { kind: 'per-unit', unitPrice: 0n };
  let rate = noRate as CompiledRate;
  if (sku.rate) {
    rate = attempt(problems, row, sku, 'rate', noRate, () => {
      const { compiled, problems: found } = compileRate(sku.rate);
      for (const { code, field, message } of found) add(code, `rate.${field}`, message);
      return compiled;
    });
  } else {
    add('missing-rate', 'rate', 'it has no rate, so nothing can be priced');
  }
  const decimal = (field: string, text: string | undefined): bigint | null =>
    text === undefined
      ? null
      : attempt(problems, row, sku, '', null, () => {
          const value = parseDecimal(text, field);
          if (value < 0n) add('negative-price', field, `${field} is negative (${text})`);
          return value;
        });
  const minimum = decimal('minimum', sku.minimum);
  const maximum = decimal('maximum', sku.maximum);
  if (minimum !== null && maximum !== null && minimum > maximum) {
    add('minimum-above-maximum', 'minimum', `the minimum ${sku.minimum} is above the maximum ${sku.maximum}`);
  }
  if (rank === null) {
    add('percentage-of-cycle', 'rate.of', 'it is a percentage of lines that are, in the end, a percentage of it');
  }
  if (rate.kind === 'percentage-of' && sku.billingPeriod === 'one-time') {
    add(
      'percentage-of-period',
      'billingPeriod',
      'a percentage of other lines is billed with them and cannot be one-time',
    );
  }
  const from =
    sku.from === undefined ? null : attempt(problems, row, sku, '', null, () => parseDate(sku.from!, 'from'));
  const until =
    sku.until === undefined ? null : attempt(problems, row, sku, '', null, () => parseDate(sku.until!, 'until'));
  if (from && until && sku.from! >= sku.until!)
    add('dates', 'until', `it ends (${sku.until}) before it begins (${sku.from})`);
  const cost = sku.cost
    ? linear(decimal('cost.fixed', sku.cost.fixed), decimal('cost.perUnit', sku.cost.perUnit))
    : null;
  return {
    row,
    sku,
    rate,
    freeAllowance: decimal('freeAllowance', sku.freeAllowance) ?? 0n,
    minimum: minimum === null ? null : minimum * decimalOne,
    maximum: maximum === null ? null : maximum * decimalOne,
    cost,
    lowest: withoutRoundingUp(model.floorPrices ? publishedFloor(published) : floorFromCost(model, sku, cost)),
    rank: rank ?? 0,
    problems,
  };
}

function withoutRoundingUp(price: LinearAmount | null): LinearAmount | null {
  return price && { fixed: price.fixed - decimalOne, perUnit: price.perUnit - 1n };
}

function publishedFloor(price: FloorPrice | undefined): LinearAmount | null {
  if (!price) return null;
  return linear(parseDecimal(price.fixed, 'floorPrices.fixed'), parseDecimal(price.perUnit, 'floorPrices.perUnit'));
}

function floorFromCost(model: PricingModel, sku: Sku, cost: LinearAmount | null): LinearAmount | null {
  const floor = floorOf(model.marginFloors, sku.family);
  return cost === null || floor === null ? null : lowestPrice(cost, floor);
}

function linear(fixed: bigint | null, perUnit: bigint | null): LinearAmount {
  return { fixed: (fixed ?? 0n) * decimalOne, perUnit: perUnit ?? 0n };
}

/** Marks rows of one code whose regions are the same and whose dates overlap: nobody could say which one holds. */
function markOverlaps(rows: readonly CompiledSku[]): void {
  for (const [index, later] of rows.entries()) {
    for (const earlier of rows.slice(0, index)) {
      if (earlier.sku.region !== later.sku.region) continue;
      const apart =
        (earlier.sku.until !== undefined && later.sku.from !== undefined && earlier.sku.until <= later.sku.from) ||
        (later.sku.until !== undefined && earlier.sku.from !== undefined && later.sku.until <= earlier.sku.from);
      if (apart) continue;
      later.problems.push(
        skuProblem(later.row, later.sku, {
          code: 'duplicate-sku',
          field: 'code',
          message: `row ${earlier.row + 1} has the same code for the same region and days`,
        }),
      );
    }
  }
}

/** Whether a row may be quoted on a day. */
export function holdsOn(sku: Pick<Sku, 'from' | 'until'>, date: string): boolean {
  return (sku.from === undefined || sku.from <= date) && (sku.until === undefined || date < sku.until);
}
