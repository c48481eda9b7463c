import type { Sku } from './model';

/** Columns of a model's CSV, in the order in which they are written. The first six must be there. */
export const modelColumns = [
  'code',
  'name',
  'family',
  'unit',
  'billingPeriod',
  'rate',
  'tier',
  'tierFrom',
  'tierUpTo',
  'unitPrice',
  'flatFee',
  'price',
  'packageSize',
  'packagePrice',
  'commitment',
  'committedUnitPrice',
  'overageUnitPrice',
  'trueUp',
  'percent',
  'ofSkus',
  'ofFamilies',
  'freeAllowance',
  'minimum',
  'maximum',
  'costFixed',
  'costPerUnit',
  'region',
  'from',
  'until',
  'metered',
  'discountable',
  'escalates',
  'taxCategory',
  'service',
  'dedicatedCapacity',
  'leadTimeDays',
  'description',
] as const;

export type ModelColumn = (typeof modelColumns)[number];

export const neededColumns: readonly ModelColumn[] = ['code', 'name', 'family', 'unit', 'billingPeriod', 'rate'];

/** Columns that a further tier's row may fill; all others belong to the first row of a SKU. */
export const tierColumns: readonly ModelColumn[] = [
  'tier',
  'tierFrom',
  'tierUpTo',
  'unitPrice',
  'flatFee',
  'packageSize',
  'packagePrice',
];

export type ModelCells = Partial<Record<ModelColumn, string>>;

/** Which columns each kind of rate reads. */
export const rateColumns: Record<Sku['rate']['kind'], readonly ModelColumn[]> = {
  'per-unit': ['unitPrice'],
  flat: ['price'],
  package: ['packageSize', 'packagePrice'],
  graduated: ['tier', 'tierFrom', 'tierUpTo', 'unitPrice', 'flatFee'],
  volume: ['tier', 'tierFrom', 'tierUpTo', 'unitPrice', 'flatFee'],
  'volume-package': ['tier', 'tierFrom', 'tierUpTo', 'packageSize', 'packagePrice'],
  'stair-step': ['tier', 'tierFrom', 'tierUpTo', 'flatFee'],
  committed: ['commitment', 'committedUnitPrice', 'overageUnitPrice', 'trueUp'],
  'percentage-of': ['percent', 'ofSkus', 'ofFamilies'],
};

/** Every column that some kind of rate reads. */
export const allRateColumns: readonly ModelColumn[] = [...new Set(Object.values(rateColumns).flat())];

/** Codes or families in one cell. */
export const listSeparator = '|';
