import { useEffect, useState } from 'react';
import { type BillingPeriod, billingPeriods, type ModelProblem, type PricingModel } from '../../src-shared/pricing';
import {
  Button,
  CheckField,
  DateField,
  Dialog,
  Form,
  FormRow,
  NumberField,
  SelectField,
  TextAreaField,
  TextField,
  useText,
} from '../ui';
import styles from './pricing.module.css';
import { RateFields } from './rate-fields';
import { type SkuForm, skuForm, skuOf } from './sku-form';
import { pricingText } from './text';

export interface SkuDialogProps {
  content: PricingModel;
  /** Which item; closed while null. */
  row: number | null;
  problems: readonly ModelProblem[];
  onSave(content: PricingModel): void;
  onClose(): void;
}

/** Everything that an item of a draft says: what it is, where and when it is sold, its rate and limits, tax, delivery and cost. */
export function SkuDialog({ content, row, problems, onSave, onClose }: SkuDialogProps) {
  const t = useText(pricingText);
  const sku = row === null ? undefined : content.skus[row];
  const [form, setForm] = useState<SkuForm | null>(null);
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    setForm(sku ? skuForm(sku) : null);
    setAsked(false);
  }, [sku]);
  const save = () => {
    const changed = form && skuOf(form);
    setAsked(true);
    if (!changed || row === null) return;
    onSave({ ...content, skus: content.skus.map((one, at) => (at === row ? changed : one)) });
    onClose();
  };
  const own = problems.filter((problem) => row !== null && problem.row === row + 1);
  return (
    <Dialog
      open={sku !== undefined && form !== null}
      onClose={onClose}
      size="large"
      title={t('sku.title', { item: sku?.name ?? '' })}
      actions={
        <Button kind="primary" onClick={save}>
          {t('save')}
        </Button>
      }
    >
      {form && (
        <Form onSubmit={save}>
          {own.map(({ message, field, code }) => (
            <p key={`${field}-${code}`} className={styles.problem}>
              {message}
            </p>
          ))}
          <SkuFields form={form} currency={content.currency} asked={asked} onChange={setForm} />
        </Form>
      )}
    </Dialog>
  );
}

interface SkuFieldsProps {
  form: SkuForm;
  currency: string;
  /** It was sent once: what is missing is said. */
  asked: boolean;
  onChange(form: SkuForm): void;
}

function SkuFields({ form, currency, asked, onChange }: SkuFieldsProps) {
  const t = useText(pricingText);
  const set = (fields: Partial<SkuForm>) => onChange({ ...form, ...fields });
  const text = (field: 'code' | 'name' | 'family' | 'unit') => (
    <TextField
      label={t(`sku.${field}`)}
      value={form[field]}
      error={asked && !form[field].trim() ? t('row.needed', { field: t(`sku.${field}`) }) : null}
      onChange={(value) => set({ [field]: value })}
    />
  );
  const number = (
    field: 'freeAllowance' | 'minimum' | 'maximum' | 'costFixed' | 'costPerUnit',
    unit?: string,
    internal = false,
  ) => (
    <NumberField
      label={t(`sku.${field}`)}
      optional
      internal={internal}
      min="0"
      {...(unit && { unit })}
      value={form[field]}
      onChange={(value) => set({ [field]: value })}
    />
  );
  return (
    <>
      <FormRow>
        {text('code')}
        {text('name')}
      </FormRow>
      <FormRow>
        {text('family')}
        {text('unit')}
        <SelectField<BillingPeriod>
          label={t('sku.period')}
          options={billingPeriods.map((value) => ({ value, label: t(`period.${value}`) }))}
          value={form.billingPeriod}
          onChange={(billingPeriod) => billingPeriod && set({ billingPeriod })}
        />
      </FormRow>
      <RateFields form={form.rate} currency={currency} onChange={(rate) => set({ rate })} />
      <FormRow>
        {number('freeAllowance', form.unit || undefined)}
        {number('minimum', currency)}
        {number('maximum', currency)}
      </FormRow>
      <FormRow>
        {number('costFixed', currency, true)}
        {number('costPerUnit', currency, true)}
      </FormRow>
      <FormRow>
        <TextField
          label={t('sku.region')}
          hint={t('sku.region.hint')}
          optional
          value={form.region}
          onChange={(region) => set({ region })}
        />
        <DateField label={t('sku.from')} optional value={form.from} onChange={(from) => set({ from })} />
        <DateField label={t('sku.until')} optional value={form.until} onChange={(until) => set({ until })} />
      </FormRow>
      <FormRow>
        <TextField
          label={t('sku.taxCategory')}
          hint={t('sku.taxCategory.hint')}
          optional
          value={form.taxCategory}
          onChange={(taxCategory) => set({ taxCategory })}
        />
        <NumberField
          label={t('sku.leadTime')}
          optional
          min="0"
          max="1000"
          value={form.leadTimeDays}
          onChange={(leadTimeDays) => set({ leadTimeDays })}
        />
      </FormRow>
      <TextAreaField
        label={t('sku.description')}
        optional
        rows={2}
        value={form.description}
        onChange={(description) => set({ description })}
      />
      <FormRow>
        <CheckField label={t('sku.metered')} checked={form.metered} onChange={(metered) => set({ metered })} />
        <CheckField
          label={t('sku.discountable')}
          checked={form.discountable}
          onChange={(discountable) => set({ discountable })}
        />
        <CheckField label={t('sku.escalates')} checked={form.escalates} onChange={(escalates) => set({ escalates })} />
      </FormRow>
      <FormRow>
        <CheckField label={t('sku.service')} checked={form.service} onChange={(service) => set({ service })} />
        <CheckField
          label={t('sku.dedicated')}
          checked={form.dedicatedCapacity}
          onChange={(dedicatedCapacity) => set({ dedicatedCapacity })}
        />
      </FormRow>
    </>
  );
}
