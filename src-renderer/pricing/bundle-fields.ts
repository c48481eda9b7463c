import type { Bundle, BundleOption, BundlePart } from '../../src-shared/pricing';
import type { Translate } from '../ui';
import type { RowField } from './row-table';
import type { pricingText } from './text';

type Words = Translate<(typeof pricingText)['messages']>;

/** A part or a choice of a bundle as one row: `option` is null for what is always in it. */
export type PartRow = BundlePart & { option: string | null; standard?: boolean | undefined };
/** How many choices of an option a line takes. */
export type OptionRow = Pick<BundleOption, 'name' | 'least' | 'most'>;

/** The parts and choices of a bundle as rows. */
export function partRows({ parts, options = [] }: Bundle): PartRow[] {
  return [
    ...parts.map((part): PartRow => ({ ...part, option: null })),
    ...options.flatMap(({ name, choices }) => choices.map((choice): PartRow => ({ ...choice, option: name }))),
  ];
}

/** A bundle with its parts and options from rows; an option that no row names is not kept, a new one takes one choice. */
export function withParts(bundle: Bundle, rows: readonly PartRow[], options: readonly OptionRow[]): Bundle {
  const names = [...new Set(rows.flatMap(({ option }) => (option === null ? [] : [option])))];
  const { options: _options, ...rest } = bundle;
  const made = names.map((name): BundleOption => {
    const known = options.find((option) => option.name === name);
    return {
      name,
      least: known?.least ?? 0,
      most: known?.most ?? 1,
      choices: rows.filter(({ option }) => option === name).map(({ option: _option, ...choice }) => choice),
    };
  });
  return {
    ...rest,
    parts: rows.filter(({ option }) => option === null).map(({ option: _o, standard: _s, ...part }) => part),
    ...(made.length > 0 && { options: made }),
  };
}

/** Head of a bundle; its parts are edited in a dialog. */
export const bundleFields = (t: Words, days: (id: 'from' | 'until') => RowField<Bundle>): RowField<Bundle>[] => [
  text(t, 'code', t('sku.code'), 120, 0.3),
  text(t, 'name', t('sku.name'), 140, 2),
  text(t, 'family', t('sku.family'), 110, 0.5),
  {
    id: 'discountBasisPoints',
    header: t('column.discount'),
    kind: 'percent',
    width: 90,
    get: ({ discountBasisPoints }) => (discountBasisPoints === undefined ? null : String(discountBasisPoints)),
    set: ({ discountBasisPoints: _old, ...bundle }, value) =>
      value === null ? bundle : { ...bundle, discountBasisPoints: Number(value) },
  },
  days('from'),
  days('until'),
];

function text(t: Words, id: 'code' | 'name' | 'family', header: string, width: number, grow: number): RowField<Bundle> {
  return {
    id,
    header,
    kind: 'text',
    width,
    grow,
    get: (bundle) => bundle[id],
    set: (bundle, value) => (value === null ? t('row.needed', { field: header }) : { ...bundle, [id]: value }),
  };
}

export const partFields = (t: Words): RowField<PartRow>[] => [
  {
    id: 'sku',
    header: t('column.part'),
    kind: 'text',
    width: 120,
    grow: 1,
    get: ({ sku }) => sku,
    set: (row, value) => (value === null ? t('row.needed', { field: t('column.part') }) : { ...row, sku: value }),
  },
  {
    id: 'quantity',
    header: t('column.quantity'),
    kind: 'number',
    width: 90,
    get: ({ quantity }) => quantity,
    set: (row, value) => ({ ...row, quantity: value ?? '1' }),
  },
  {
    id: 'counts',
    header: t('column.counts'),
    kind: 'choice',
    width: 110,
    options: [
      { value: 'per-bundle', label: t('counts.per-bundle') },
      { value: 'once', label: t('counts.once') },
    ],
    get: ({ counts }) => counts ?? 'per-bundle',
    set: ({ counts: _old, ...row }, value) => (value === 'once' ? { ...row, counts: 'once' } : row),
  },
  {
    id: 'discountBasisPoints',
    header: t('column.part-discount'),
    kind: 'percent',
    width: 90,
    get: ({ discountBasisPoints }) => (discountBasisPoints === undefined ? null : String(discountBasisPoints)),
    set: ({ discountBasisPoints: _old, ...row }, value) =>
      value === null ? row : { ...row, discountBasisPoints: Number(value) },
  },
  {
    id: 'option',
    header: t('column.option'),
    kind: 'text',
    width: 110,
    grow: 0.6,
    get: ({ option }) => option,
    set: (row, value) => ({ ...row, option: value }),
  },
  {
    id: 'standard',
    header: t('column.standard'),
    kind: 'choice',
    width: 96,
    options: [
      { value: 'yes', label: t('yes') },
      { value: 'no', label: t('no') },
    ],
    get: ({ option, standard }) => (option === null ? null : standard ? 'yes' : 'no'),
    set: ({ standard: _old, ...row }, value) => (value === 'yes' ? { ...row, standard: true } : row),
  },
];

export const optionFields = (t: Words): RowField<OptionRow>[] => [
  {
    id: 'name',
    header: t('column.option'),
    kind: 'text',
    width: 140,
    grow: 1,
    get: ({ name }) => name,
    set: (row) => row,
  },
  ...(['least', 'most'] as const).map(
    (id): RowField<OptionRow> => ({
      id,
      header: t(`column.${id}`),
      kind: 'number',
      width: 100,
      get: (row) => String(row[id]),
      set: (row, value) =>
        value !== null && /^\d{1,2}$/.test(value)
          ? { ...row, [id]: Number(value) }
          : t('row.whole', { text: value ?? '' }),
    }),
  ),
];
