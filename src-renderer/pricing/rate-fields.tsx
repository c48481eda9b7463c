import type { RateKind } from '../../src-shared/pricing';
import { FormRow, NumberField, SelectField, TextField, useText } from '../ui';
import { type RateForm, rateKinds, tierColumnsOf, withKind } from './rate-forms';
import { pricingText } from './text';
import { TierRows } from './tier-rows';

export interface RateFieldsProps {
  form: RateForm;
  currency: string;
  onChange(form: RateForm): void;
}

/** How a quantity becomes an amount: the kind of rate and what it needs. */
export function RateFields({ form, currency, onChange }: RateFieldsProps) {
  const t = useText(pricingText);
  const set = (fields: Partial<RateForm>) => onChange({ ...form, ...fields });
  const number = (
    field: 'price' | 'packageSize' | 'packagePrice' | 'commitment' | 'overagePrice',
    label: string,
    money = true,
  ) => (
    <NumberField
      label={label}
      min="0"
      {...(money && { unit: currency })}
      value={form[field]}
      onChange={(value) => set({ [field]: value })}
    />
  );
  return (
    <>
      <SelectField<RateKind>
        label={t('sku.rate')}
        hint={t(`rate.${form.kind}.hint`)}
        options={rateKinds.map((value) => ({ value, label: t(`rate.${value}`) }))}
        value={form.kind}
        onChange={(kind) => kind && onChange(withKind(form, kind))}
      />
      {form.kind === 'per-unit' && number('price', t('tiers.price'))}
      {form.kind === 'flat' && number('price', t('sku.price'))}
      {form.kind === 'package' && (
        <FormRow>
          {number('packageSize', t('rate.package.size'), false)}
          {number('packagePrice', t('rate.package.price'))}
        </FormRow>
      )}
      {form.kind === 'committed' && (
        <>
          <FormRow>
            {number('commitment', t('rate.committed.units'), false)}
            {number('price', t('rate.committed.price'))}
            {number('overagePrice', t('rate.committed.overage'))}
          </FormRow>
          <SelectField<RateForm['trueUp']>
            label={t('rate.committed.true-up')}
            options={(['billing-period', 'term'] as const).map((value) => ({ value, label: t(`true-up.${value}`) }))}
            value={form.trueUp}
            onChange={(trueUp) => trueUp && set({ trueUp })}
          />
        </>
      )}
      {form.kind === 'percentage-of' && (
        <>
          <NumberField
            label={t('column.percent')}
            unit="%"
            min="0"
            value={form.percent}
            onChange={(percent) => set({ percent })}
          />
          <FormRow>
            <TextField
              label={t('rate.of.skus')}
              hint={t('form.list.hint')}
              value={form.skus}
              onChange={(skus) => set({ skus })}
            />
            <TextField
              label={t('rate.of.families')}
              hint={t('form.list.hint')}
              value={form.families}
              onChange={(families) => set({ families })}
            />
          </FormRow>
        </>
      )}
      {tierColumnsOf[form.kind] && (
        <TierRows tiers={form.tiers} columns={tierColumnsOf[form.kind]!} onChange={(tiers) => set({ tiers })} />
      )}
    </>
  );
}
