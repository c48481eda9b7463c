import { formatCsv } from '../kernel/csv-text';
import type { PricingModel, Sku } from './model';
import { listSeparator, type ModelCells, modelColumns } from './model-csv-columns';

/**
 * The catalogue of a model as CSV: one row for each SKU, one more for each further tier. Cells that a spreadsheet would take for a
 * formula are guarded. Terms, limits, floors and tables are not in it; JSON carries the whole model.
 */
export function modelToCsv(model: PricingModel): string {
  const rows = model.skus.flatMap(skuRows);
  return formatCsv([[...modelColumns], ...rows.map((cells) => modelColumns.map((column) => cells[column] ?? ''))]);
}

function yesNo(value: boolean | undefined): string {
  return value === undefined ? '' : value ? 'yes' : 'no';
}

function skuRows(sku: Sku): ModelCells[] {
  const first: ModelCells = {
    code: sku.code,
    name: sku.name,
    family: sku.family,
    unit: sku.unit,
    billingPeriod: sku.billingPeriod,
    rate: sku.rate.kind,
    freeAllowance: sku.freeAllowance,
    minimum: sku.minimum,
    maximum: sku.maximum,
    costFixed: sku.cost?.fixed,
    costPerUnit: sku.cost?.perUnit,
    region: sku.region,
    from: sku.from,
    until: sku.until,
    metered: yesNo(sku.metered),
    discountable: yesNo(sku.discountable),
    escalates: yesNo(sku.escalates),
    taxCategory: sku.taxCategory,
    service: yesNo(sku.delivery?.service),
    dedicatedCapacity: yesNo(sku.delivery?.dedicatedCapacity),
    leadTimeDays: sku.delivery?.leadTimeDays === undefined ? '' : String(sku.delivery.leadTimeDays),
    description: sku.description,
  };
  const rates = rateRows(sku.rate);
  return rates.map((cells, index) => (index === 0 ? { ...first, ...cells } : { code: sku.code, ...cells }));
}

function rateRows(rate: Sku['rate']): ModelCells[] {
  switch (rate.kind) {
    case 'per-unit':
      return [{ unitPrice: rate.unitPrice }];
    case 'flat':
      return [{ price: rate.price }];
    case 'package':
      return [{ packageSize: rate.packageSize, packagePrice: rate.packagePrice }];
    case 'committed': {
      const { commitment, committedUnitPrice, overageUnitPrice, trueUp } = rate;
      return [{ commitment, committedUnitPrice, overageUnitPrice, trueUp }];
    }
    case 'percentage-of':
      return [
        {
          percent: rate.percent,
          ofSkus: rate.of.skus.join(listSeparator),
          ofFamilies: rate.of.families.join(listSeparator),
        },
      ];
    default:
      return rate.tiers.map(({ from, upTo, ...prices }, index) => ({
        tier: String(index + 1),
        tierFrom: from,
        tierUpTo: upTo ?? '',
        ...prices,
      }));
  }
}
