import { decimalOne, formatDecimal } from '../kernel/decimal';
import { type CompiledSku, compileModel } from './compile-model';
import { divideUp, lowestPrice } from './margin';
import { type FloorPrice, floorOf, type PricingModel } from './model';
import { rateTiers } from './rates/compile-rate';

/**
 * The lowest price that keeps the margin floor, for each row that has a cost and a floor: cost ÷ (1 − floor), rounded up at 12
 * decimals. A line keeps the floor when its net is at least fixed + per unit × quantity. For each tier also the lowest unit price
 * that is enough at every quantity of it from 1 on, the fixed part and the free allowance spread over the fewest units of the tier.
 */
export function lowestPriceForFloor(model: PricingModel): FloorPrice[] {
  const prices: FloorPrice[] = [];
  for (const sku of compileModel(model).skus) {
    const floor = floorOf(model.marginFloors, sku.sku.family);
    if (!sku.cost || floor === null) continue;
    // A floor of the whole net is kept by no price; validation names it.
    const lowest = lowestPrice(sku.cost, floor);
    if (!lowest) continue;
    const fixed = lowest.fixed / decimalOne;
    const perUnit = lowest.perUnit;
    prices.push({
      row: sku.row,
      sku: sku.sku.code,
      fixed: formatDecimal(fixed),
      perUnit: formatDecimal(perUnit),
      tiers: tierPrices(sku, fixed, perUnit),
    });
  }
  return prices;
}

/** The model as it is published: with its lowest prices. */
export function withFloorPrices(model: PricingModel): PricingModel {
  return { ...model, floorPrices: lowestPriceForFloor(model) };
}

function tierPrices(sku: CompiledSku, fixed: bigint, perUnit: bigint): FloorPrice['tiers'] {
  const tiers = rateTiers(sku.rate);
  const bounds = tiers.length > 0 ? tiers.map((tier) => tier.upTo) : [null];
  let below = 0n;
  return bounds.map((upTo) => {
    const fewest = below > decimalOne ? below : decimalOne;
    below = upTo ?? below;
    // What the charged units must bring in beyond their own cost: the fixed part, and the free units' cost.
    const spread = fixed * decimalOne + perUnit * sku.freeAllowance;
    const lowestUnitPrice = perUnit + divideUp(spread, fewest);
    return { upTo: upTo === null ? null : formatDecimal(upTo), lowestUnitPrice: formatDecimal(lowestUnitPrice) };
  });
}
