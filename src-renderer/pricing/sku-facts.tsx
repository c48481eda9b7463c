import type { PricingModel } from '../../src-shared/pricing';
import { Dialog, type KeyValue, KeyValueList, Stack, useFormat, useText } from '../ui';
import { rateForm, tierColumnsOf } from './rate-forms';
import { pricingText } from './text';
import { TierRows } from './tier-rows';

/** Everything that an item of a version says that does not change any more. */
export function SkuFacts({ content, row, onClose }: { content: PricingModel; row: number | null; onClose(): void }) {
  const t = useText(pricingText);
  const format = useFormat();
  const sku = row === null ? undefined : content.skus[row];
  const number = (value: string | undefined) => (value === undefined ? undefined : format.number(value));
  const form = sku && rateForm(sku.rate);
  const facts: (Omit<KeyValue, 'value' | 'label'> & { label: string; value: string | undefined })[] = sku
    ? [
        { label: t('sku.code'), value: sku.code },
        { label: t('sku.family'), value: sku.family },
        { label: t('sku.unit'), value: sku.unit },
        { label: t('sku.period'), value: t(`period.${sku.billingPeriod}`) },
        { label: t('sku.rate'), value: t(`rate.${sku.rate.kind}`) },
        { label: t(form?.kind === 'flat' ? 'sku.price' : 'tiers.price'), value: number(form?.price ?? undefined) },
        { label: t('rate.package.size'), value: number(form?.packageSize ?? undefined) },
        { label: t('rate.package.price'), value: number(form?.packagePrice ?? undefined) },
        { label: t('rate.committed.units'), value: number(form?.commitment ?? undefined) },
        { label: t('rate.committed.overage'), value: number(form?.overagePrice ?? undefined) },
        { label: t('column.percent'), value: number(form?.percent ?? undefined) },
        { label: t('rate.of.skus'), value: form?.skus || undefined },
        { label: t('rate.of.families'), value: form?.families || undefined },
        { label: t('sku.freeAllowance'), value: number(sku.freeAllowance) },
        { label: t('sku.minimum'), value: number(sku.minimum) },
        { label: t('sku.maximum'), value: number(sku.maximum) },
        { label: t('sku.region'), value: sku.region },
        { label: t('sku.from'), value: sku.from && format.date(sku.from) },
        { label: t('sku.until'), value: sku.until && format.date(sku.until) },
        { label: t('sku.metered'), value: t(sku.metered ? 'yes' : 'no') },
        { label: t('sku.discountable'), value: t((sku.discountable ?? true) ? 'yes' : 'no') },
        { label: t('sku.escalates'), value: t((sku.escalates ?? true) ? 'yes' : 'no') },
        { label: t('sku.taxCategory'), value: sku.taxCategory },
        { label: t('sku.leadTime'), value: number(sku.delivery?.leadTimeDays?.toString()) },
        { label: t('sku.service'), value: sku.delivery?.service ? t('yes') : undefined },
        { label: t('sku.dedicated'), value: sku.delivery?.dedicatedCapacity ? t('yes') : undefined },
        { label: t('sku.description'), value: sku.description },
        { label: t('sku.costFixed'), value: number(sku.cost?.fixed), internal: true },
        { label: t('sku.costPerUnit'), value: number(sku.cost?.perUnit), internal: true },
      ]
    : [];
  const columns = form && tierColumnsOf[form.kind];
  return (
    <Dialog
      open={sku !== undefined}
      onClose={onClose}
      size="medium"
      title={t('sku.title', { item: sku?.name ?? '' })}
      actions={null}
      leave="close"
    >
      <Stack gap={3}>
        <KeyValueList items={facts.flatMap((fact) => (fact.value ? [{ ...fact, value: fact.value }] : []))} />
        {form && columns && <TierRows tiers={form.tiers} columns={columns} />}
      </Stack>
    </Dialog>
  );
}
