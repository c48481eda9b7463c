import type { Rate, RateKind } from '../../src-shared/pricing';

/** Every kind of rate, in the order in which it is offered. */
export const rateKinds: readonly RateKind[] = [
  'per-unit',
  'flat',
  'graduated',
  'volume',
  'package',
  'volume-package',
  'stair-step',
  'committed',
  'percentage-of',
];

/** A tier as a form holds it: what a kind of rate does not use stays empty. */
export interface TierForm {
  upTo: string | null;
  unitPrice: string | null;
  flatFee: string | null;
  packageSize: string | null;
  packagePrice: string | null;
}

export type TierColumn = Exclude<keyof TierForm, 'upTo'>;

/** Which columns the tiers of a kind have. */
export const tierColumnsOf: Partial<Record<RateKind, readonly TierColumn[]>> = {
  graduated: ['unitPrice', 'flatFee'],
  volume: ['unitPrice', 'flatFee'],
  'volume-package': ['packageSize', 'packagePrice'],
  'stair-step': ['flatFee'],
};

/** Every field of every kind of rate; changing the kind keeps what the new one can use. */
export interface RateForm {
  kind: RateKind;
  price: string | null;
  packageSize: string | null;
  packagePrice: string | null;
  commitment: string | null;
  overagePrice: string | null;
  trueUp: 'billing-period' | 'term';
  percent: string | null;
  skus: string;
  families: string;
  tiers: TierForm[];
}

const EMPTY: TierForm = { upTo: null, unitPrice: null, flatFee: null, packageSize: null, packagePrice: null };

/** A tier without an end, as the next one of a list. */
export const openTier = (before?: TierForm): TierForm => ({ ...EMPTY, ...before, upTo: null });

/** A rate as a form. */
export function rateForm(rate: Rate): RateForm {
  const form: RateForm = {
    kind: rate.kind,
    price: null,
    packageSize: null,
    packagePrice: null,
    commitment: null,
    overagePrice: null,
    trueUp: 'billing-period',
    percent: null,
    skus: '',
    families: '',
    tiers: [],
  };
  switch (rate.kind) {
    case 'per-unit':
      return { ...form, price: rate.unitPrice };
    case 'flat':
      return { ...form, price: rate.price };
    case 'package':
      return { ...form, packageSize: rate.packageSize, packagePrice: rate.packagePrice };
    case 'committed':
      return {
        ...form,
        commitment: rate.commitment,
        price: rate.committedUnitPrice,
        overagePrice: rate.overageUnitPrice,
        trueUp: rate.trueUp ?? 'billing-period',
      };
    case 'percentage-of':
      return { ...form, percent: rate.percent, skus: rate.of.skus.join(', '), families: rate.of.families.join(', ') };
    default:
      return { ...form, tiers: rate.tiers.map(({ from: _from, ...tier }) => ({ ...EMPTY, ...tier })) };
  }
}

/** The form with another kind; prices go along, and a kind of tiers begins with one. */
export function withKind(form: RateForm, kind: RateKind): RateForm {
  const tiers = form.tiers.length > 0 ? form.tiers : [openTier({ ...EMPTY, unitPrice: form.price })];
  return { ...form, kind, ...(tierColumnsOf[kind] ? { tiers } : {}) };
}

/** A form as a rate; what was left empty is 0, a size or a commitment 1. */
export function rateOf(form: RateForm, list: (text: string) => string[]): Rate {
  const { kind } = form;
  switch (kind) {
    case 'per-unit':
      return { kind, unitPrice: form.price ?? '0' };
    case 'flat':
      return { kind, price: form.price ?? '0' };
    case 'package':
      return { kind, packageSize: form.packageSize ?? '1', packagePrice: form.packagePrice ?? '0' };
    case 'committed':
      return {
        kind,
        commitment: form.commitment ?? '1',
        committedUnitPrice: form.price ?? '0',
        overageUnitPrice: form.overagePrice ?? form.price ?? '0',
        ...(form.trueUp === 'term' && { trueUp: form.trueUp }),
      };
    case 'percentage-of':
      return { kind, percent: form.percent ?? '0', of: { skus: list(form.skus), families: list(form.families) } };
    case 'stair-step':
      return { kind, tiers: form.tiers.map(({ upTo, flatFee }) => ({ upTo, flatFee: flatFee ?? '0' })) };
    case 'volume-package':
      return {
        kind,
        tiers: form.tiers.map(({ upTo, packageSize, packagePrice }) => ({
          upTo,
          packageSize: packageSize ?? '1',
          packagePrice: packagePrice ?? '0',
        })),
      };
    default:
      return {
        kind,
        tiers: form.tiers.map(({ upTo, unitPrice, flatFee }) => ({
          upTo,
          unitPrice: unitPrice ?? '0',
          ...(flatFee !== null && { flatFee }),
        })),
      };
  }
}
