import { useEffect, useState } from 'react';
import { type BillingChoice, billingChoices, type PricingModel } from '../../src-shared/pricing';
import { Button, CheckField, Dialog, Form, FormRow, NumberField, SelectField, TextField, useText } from '../ui';
import styles from './pricing.module.css';
import { currencyOptions } from './table-fields';
import { discountOrders, monthsOf, type TermsForm, termsForm, withTerms } from './terms-form';
import { pricingText } from './text';

export interface TermsDialogProps {
  content: PricingModel;
  open: boolean;
  onSave(content: PricingModel): void;
  onClose(): void;
}

/** Currency, lengths, billing, payment, proration, yearly rise, and how discounts, rounding and tax work in a draft. */
export function TermsDialog({ content, open, onSave, onClose }: TermsDialogProps) {
  const t = useText(pricingText);
  const [form, setForm] = useState(() => termsForm(content));
  useEffect(() => {
    if (open) setForm(termsForm(content));
  }, [open, content]);
  const badMonths = monthsOf(form) === null;
  const save = () => {
    if (badMonths) return;
    onSave(withTerms(content, form));
    onClose();
  };
  const set = (fields: Partial<TermsForm>) => setForm({ ...form, ...fields });
  const choice = <Value extends string>(
    field: keyof TermsForm,
    label: string,
    values: readonly Value[],
    name: (value: Value) => string,
  ) => (
    <SelectField<Value>
      label={label}
      options={values.map((value) => ({ value, label: name(value) }))}
      value={form[field] as Value}
      onChange={(value) => value !== null && set({ [field]: value })}
    />
  );
  const bill = (value: BillingChoice, on: boolean) =>
    set({ billing: billingChoices.filter((one) => (one === value ? on : form.billing.includes(one))) });
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="large"
      title={t('terms.edit')}
      actions={
        <Button kind="primary" onClick={save}>
          {t('save')}
        </Button>
      }
    >
      <Form onSubmit={save}>
        <FormRow>
          <SelectField
            label={t('import.currency')}
            options={currencyOptions}
            value={form.currency}
            onChange={(currency) => currency && set({ currency })}
          />
          <NumberField
            label={t('form.payment')}
            value={form.payment}
            min="0"
            max="365"
            onChange={(payment) => set({ payment })}
          />
        </FormRow>
        <FormRow>
          <TextField
            label={t('form.months')}
            hint={t('form.months.hint')}
            error={badMonths ? t('form.months.bad') : null}
            value={form.months}
            onChange={(months) => set({ months })}
          />
          <NumberField
            label={t('form.shortest')}
            optional
            min="1"
            max="240"
            value={form.shortest}
            onChange={(shortest) => set({ shortest })}
          />
          <NumberField
            label={t('form.longest')}
            optional
            min="1"
            max="240"
            value={form.longest}
            onChange={(longest) => set({ longest })}
          />
        </FormRow>
        <fieldset className={styles.choices}>
          <legend>{t('form.billing')}</legend>
          <FormRow>
            {billingChoices.map((value) => (
              <CheckField
                key={value}
                label={t(`billing.${value}`)}
                checked={form.billing.includes(value)}
                onChange={(on) => bill(value, on)}
              />
            ))}
          </FormRow>
        </fieldset>
        <FormRow>
          <NumberField
            label={t('form.rise')}
            optional
            unit="%"
            min="0"
            max="100"
            value={form.rise}
            onChange={(rise) => set({ rise })}
          />
          {choice('riseOn', t('form.rise.on'), ['price', 'amount'], (value) => t(`rise.${value}`))}
        </FormRow>
        <CheckField
          label={t('form.rise.compound')}
          checked={form.compound}
          onChange={(compound) => set({ compound })}
        />
        <FormRow>
          {choice('proration', t('form.proration'), ['actual/actual', '30/360'], (value) => t(`proration.${value}`))}
          {choice('rounding', t('form.rounding'), ['half-away-from-zero', 'half-even'], (value) =>
            t(`rounding.${value}`),
          )}
        </FormRow>
        <FormRow>
          {choice('discountMode', t('terms.discounts'), ['sequential', 'additive'], (value) => t(`terms.${value}`))}
          {choice('discountOrder', t('form.order'), discountOrders, (value) =>
            value
              .split(' ')
              .map((step) => t(`order.${step as 'contract' | 'partner' | 'rep'}`))
              .join(', '),
          )}
        </FormRow>
        <FormRow>
          {choice('taxRounding', t('form.tax-rounding'), ['line', 'total'], (value) => t(`tax-rounding.${value}`))}
        </FormRow>
        <CheckField
          label={t('form.tax-included')}
          checked={form.pricesIncludeTax}
          onChange={(pricesIncludeTax) => set({ pricesIncludeTax })}
        />
      </Form>
    </Dialog>
  );
}
