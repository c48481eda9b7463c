import type { BillingPeriod, Sku } from '../../src-shared/pricing';
import { type RateForm, rateForm, rateOf } from './rate-forms';
import { listOf } from './table-fields';

/** An item as its dialog holds it: every field there, empty where the item says nothing. */
export interface SkuForm {
  code: string;
  name: string;
  family: string;
  unit: string;
  description: string;
  metered: boolean;
  region: string;
  from: string | null;
  until: string | null;
  billingPeriod: BillingPeriod;
  rate: RateForm;
  freeAllowance: string | null;
  minimum: string | null;
  maximum: string | null;
  discountable: boolean;
  escalates: boolean;
  taxCategory: string;
  service: boolean;
  dedicatedCapacity: boolean;
  leadTimeDays: string | null;
  costFixed: string | null;
  costPerUnit: string | null;
}

/** An item as a form. */
export function skuForm(sku: Sku): SkuForm {
  return {
    code: sku.code,
    name: sku.name,
    family: sku.family,
    unit: sku.unit,
    description: sku.description ?? '',
    metered: sku.metered ?? false,
    region: sku.region ?? '',
    from: sku.from ?? null,
    until: sku.until ?? null,
    billingPeriod: sku.billingPeriod,
    rate: rateForm(sku.rate),
    freeAllowance: sku.freeAllowance ?? null,
    minimum: sku.minimum ?? null,
    maximum: sku.maximum ?? null,
    discountable: sku.discountable ?? true,
    escalates: sku.escalates ?? true,
    taxCategory: sku.taxCategory ?? '',
    service: sku.delivery?.service ?? false,
    dedicatedCapacity: sku.delivery?.dedicatedCapacity ?? false,
    leadTimeDays: sku.delivery?.leadTimeDays === undefined ? null : String(sku.delivery.leadTimeDays),
    costFixed: sku.cost?.fixed ?? null,
    costPerUnit: sku.cost?.perUnit ?? null,
  };
}

/** A form as an item; what is usual or empty is not said. Null where code, name, family or unit is missing. */
export function skuOf(form: SkuForm): Sku | null {
  const [code, name, family, unit] = [form.code, form.name, form.family, form.unit].map((text) => text.trim());
  if (!code || !name || !family || !unit) return null;
  const { service, dedicatedCapacity, leadTimeDays, costFixed, costPerUnit } = form;
  const delivery = {
    ...(service && { service }),
    ...(dedicatedCapacity && { dedicatedCapacity }),
    ...(leadTimeDays !== null && Number(leadTimeDays) > 0 && { leadTimeDays: Number(leadTimeDays) }),
  };
  return {
    code,
    name,
    family,
    unit,
    ...(form.metered && { metered: true }),
    ...(form.description.trim() && { description: form.description.trim() }),
    ...(form.region.trim() && { region: form.region.trim() }),
    ...(form.from && { from: form.from }),
    ...(form.until && { until: form.until }),
    billingPeriod: form.billingPeriod,
    rate: rateOf(form.rate, listOf),
    ...(form.freeAllowance !== null && { freeAllowance: form.freeAllowance }),
    ...(form.minimum !== null && { minimum: form.minimum }),
    ...(form.maximum !== null && { maximum: form.maximum }),
    ...(!form.discountable && { discountable: false }),
    ...(!form.escalates && { escalates: false }),
    ...(form.taxCategory.trim() && { taxCategory: form.taxCategory.trim() }),
    ...(Object.keys(delivery).length > 0 && { delivery }),
    ...((costFixed !== null || costPerUnit !== null) && {
      cost: { fixed: costFixed ?? '0', perUnit: costPerUnit ?? '0' },
    }),
  };
}
