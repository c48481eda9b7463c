import { currencies } from '../../src-shared/kernel/currencies';
import type { Pair, PricingModel } from '../../src-shared/pricing';
import type { Translate } from '../ui';
import type { RowField } from './row-table';
import type { pricingText } from './text';

type Words = Translate<(typeof pricingText)['messages']>;
type ExchangeRateRow = NonNullable<PricingModel['exchangeRates']>[number];
type TaxRow = NonNullable<PricingModel['taxes']>[number];
type PartnerRow = NonNullable<PricingModel['partnerTiers']>[number];
export type LimitRow = PricingModel['discountLimits'][number];
export type MultiYearRow = NonNullable<PricingModel['multiYearDiscounts']>[number];
/** A floor of a family; without one, of every other family. */
export interface FloorRow {
  family: string | null;
  basisPoints: number;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Currencies that prices can be in. */
export const currencyOptions = Object.entries(currencies)
  .filter(([, { digits }]) => digits !== null)
  .map(([code]) => ({ value: code, label: code }))
  .sort((a, b) => (a.value < b.value ? -1 : 1));

/** A column of text that a row has to have. */
function needed<Row>(t: Words, id: keyof Row & string, header: string, width: number, grow?: number): RowField<Row> {
  return {
    id,
    header,
    kind: 'text',
    width,
    ...(grow !== undefined && { grow }),
    get: (row) => String(row[id] ?? ''),
    set: (row, value) => (value === null ? t('row.needed', { field: header }) : { ...row, [id]: value }),
  };
}

function day<Row>(t: Words, id: keyof Row & string, header: string): RowField<Row> {
  return {
    ...needed<Row>(t, id, header, 110),
    set: (row, value) =>
      value !== null && DAY.test(value) ? { ...row, [id]: value } : t('row.day', { text: value ?? '' }),
  };
}

function share<Row>(id: keyof Row & string, header: string, internal = false): RowField<Row> {
  return {
    id,
    header,
    kind: 'percent',
    width: 120,
    grow: 0.4,
    internal,
    get: (row) => String(row[id] ?? 0),
    set: (row, value) => ({ ...row, [id]: Number(value ?? '0') }),
  };
}

function decimal<Row>(id: keyof Row & string, header: string): RowField<Row> {
  return {
    id,
    header,
    kind: 'number',
    width: 120,
    grow: 0.4,
    get: (row) => String(row[id] ?? ''),
    set: (row, value) => ({ ...row, [id]: value ?? '0' }),
  };
}

function currency(id: 'from' | 'to', header: string): RowField<ExchangeRateRow> {
  return {
    id,
    header,
    kind: 'choice',
    width: 100,
    options: currencyOptions,
    get: (row) => row[id],
    set: (row, value) => ({ ...row, [id]: value ?? row[id] }),
  };
}

export const exchangeFields = (t: Words): RowField<ExchangeRateRow>[] => [
  day(t, 'date', t('column.from-day')),
  currency('from', t('column.from')),
  currency('to', t('column.to')),
  decimal('rate', t('column.rate')),
];

export const taxFields = (t: Words): RowField<TaxRow>[] => [
  needed(t, 'jurisdiction', t('column.jurisdiction'), 140, 1),
  needed(t, 'category', t('column.category'), 140, 1),
  decimal('percent', t('column.percent')),
  day(t, 'from', t('column.from-day')),
];

export const limitFields = (t: Words): RowField<LimitRow>[] => [
  needed(t, 'role', t('column.role'), 140, 1),
  share('basisPoints', t('column.limit'), true),
];

export const multiYearFields = (t: Words): RowField<MultiYearRow>[] => [
  {
    id: 'months',
    header: t('column.months'),
    kind: 'number',
    width: 120,
    grow: 0.6,
    get: ({ months }) => String(months),
    set: (row, value) =>
      value !== null && /^[1-9]\d{0,3}$/.test(value)
        ? { ...row, months: Number(value) }
        : t('row.whole', { text: value ?? '' }),
  },
  share('basisPoints', t('column.discount')),
];

export const floorFields = (t: Words): RowField<FloorRow>[] => [
  {
    id: 'family',
    header: t('sku.family'),
    kind: 'text',
    width: 160,
    grow: 1,
    get: ({ family }) => family ?? t('floors.default'),
    set: (row, value) => ({ ...row, family: value === t('floors.default') ? null : value }),
  },
  share('basisPoints', t('column.floor'), true),
];

export const pairFields = (t: Words): RowField<Pair>[] => [
  needed(t, 'sku', t('column.with'), 130, 0.5),
  {
    id: 'kind',
    header: t('column.kind'),
    kind: 'choice',
    width: 110,
    options: [
      { value: 'requires', label: t('pair.requires') },
      { value: 'excludes', label: t('pair.excludes') },
    ],
    get: ({ kind }) => kind,
    set: (row, value) => ({ ...row, kind: value === 'excludes' ? 'excludes' : 'requires' }),
  },
  {
    id: 'others',
    header: t('column.others'),
    kind: 'text',
    width: 180,
    grow: 1,
    get: ({ others }) => others.join(', '),
    set(row, value) {
      const others = listOf(value);
      return others.length > 0 ? { ...row, others } : t('row.needed', { field: t('column.others') });
    },
  },
  {
    id: 'reason',
    header: t('column.reason'),
    kind: 'text',
    width: 160,
    grow: 1,
    get: ({ reason }) => reason ?? null,
    set: ({ reason: _old, ...row }, value) => (value === null ? row : { ...row, reason: value }),
  },
];

export const partnerFields = (t: Words): RowField<PartnerRow>[] => [
  needed(t, 'tier', t('column.tier'), 140, 0.5),
  share('resellDiscountBasisPoints', t('column.resell')),
  share('registrationBonusBasisPoints', t('column.bonus')),
  {
    id: 'royalties',
    header: t('column.royalties'),
    kind: 'text',
    width: 200,
    grow: 1,
    get: ({ royalties }) =>
      royalties?.length ? royalties.map(({ sku, basisPoints }) => `${sku} ${basisPoints / 100} %`).join(', ') : null,
    set({ royalties: _old, ...row }, value) {
      const read = listOf(value).map((part) => /^(.+?)[\s=]+(\d{1,3}(?:\.\d{1,2})?)\s*%?$/.exec(part));
      if (read.some((one) => one === null)) return t('row.royalties');
      if (read.length === 0) return row;
      return {
        ...row,
        royalties: read.map((one) => ({ sku: one![1]!.trim(), basisPoints: Math.round(Number(one![2]) * 100) })),
      };
    },
  },
];

/** Codes in one cell, parted by commas. */
export function listOf(text: string | null): string[] {
  return (text ?? '')
    .split(/[,;|]/)
    .map((part) => part.trim())
    .filter(Boolean);
}
