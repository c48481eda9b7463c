import { useEffect, useState } from 'react';
import { billingChoices } from '../../src-shared/pricing';
import type { QuoteDetail } from '../../src-shared/quotes';
import { CommandProblem, useCommand } from '../app';
import { useDesk } from '../client';
import {
  Button,
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
import { PriceTermsFields, type PriceTermsForm, priceTermsForm, priceTermsOf } from './price-terms-fields';
import { quotesText } from './text';

/** Term, dates, billing and notes of the draft. */
export function TermsDialog({ quote, open, onClose }: { quote: QuoteDetail; open: boolean; onClose(): void }) {
  const t = useText(quotesText);
  const [form, setForm] = useState(() => formOf(quote));
  const edit = useCommand(useDesk().quotes.edit);
  const { forget } = edit;
  // biome-ignore lint/correctness/useExhaustiveDependencies: begins anew when it is opened, not while it is filled in
  useEffect(() => {
    if (open) setForm(formOf(quote));
    forget();
  }, [open]);
  const save = async () => {
    const done = await edit.run({
      quote: quote.id,
      fields: {
        title: form.title,
        startDate: form.startDate ?? quote.startDate,
        termMonths: Number(form.termMonths ?? quote.termMonths),
        validUntil: form.validUntil ?? quote.validUntil,
        billing: form.billing ?? quote.billing,
        paymentDays: Number(form.paymentDays ?? quote.paymentDays),
        orderDiscountBasisPoints: Math.round(Number(form.orderDiscount ?? '0') * 100),
        ...priceTermsOf(form.price),
        nonStandardTerms: form.other
          .split('\n')
          .map((line) => line.trim())
          .filter(Boolean),
        customerNote: form.customerNote,
        insideNote: form.insideNote,
      },
    });
    if (done) onClose();
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="medium"
      title={t('terms.title')}
      actions={
        <Button kind="primary" busy={edit.busy} onClick={save}>
          {t('save')}
        </Button>
      }
    >
      <Form onSubmit={save}>
        <TextField label={t('form.title')} value={form.title} onChange={(title) => setForm({ ...form, title })} />
        <FormRow>
          <DateField
            label={t('terms.start')}
            value={form.startDate}
            onChange={(startDate) => setForm({ ...form, startDate })}
          />
          <DateField
            label={t('terms.valid')}
            value={form.validUntil}
            onChange={(validUntil) => setForm({ ...form, validUntil })}
          />
        </FormRow>
        <FormRow>
          <NumberField
            label={t('form.term')}
            unit={t('form.months')}
            min="1"
            max="120"
            value={form.termMonths}
            onChange={(termMonths) => setForm({ ...form, termMonths })}
          />
          <SelectField
            label={t('terms.billing')}
            options={billingChoices.map((value) => ({ value, label: t(`terms.billing.${value}`) }))}
            value={form.billing}
            onChange={(billing) => setForm({ ...form, billing })}
          />
        </FormRow>
        <FormRow>
          <NumberField
            label={t('terms.payment')}
            unit={t('terms.days')}
            min="0"
            max="365"
            value={form.paymentDays}
            onChange={(paymentDays) => setForm({ ...form, paymentDays })}
          />
          <NumberField
            label={t('terms.order')}
            unit="%"
            min="0"
            max="100"
            value={form.orderDiscount}
            onChange={(orderDiscount) => setForm({ ...form, orderDiscount })}
          />
        </FormRow>
        <PriceTermsFields
          model={quote.content}
          currency={quote.currency}
          value={form.price}
          onChange={(price) => setForm({ ...form, price })}
        />
        <TextAreaField
          label={t('terms.other')}
          hint={t('terms.other.hint')}
          optional
          rows={2}
          value={form.other}
          onChange={(other) => setForm({ ...form, other })}
        />
        <TextAreaField
          label={t('terms.note')}
          optional
          rows={2}
          value={form.customerNote}
          onChange={(customerNote) => setForm({ ...form, customerNote })}
        />
        <TextAreaField
          label={t('terms.inside')}
          optional
          internal
          rows={2}
          value={form.insideNote}
          onChange={(insideNote) => setForm({ ...form, insideNote })}
        />
      </Form>
      <CommandProblem command={edit} />
    </Dialog>
  );
}

interface TermsForm {
  title: string;
  startDate: string | null;
  termMonths: string | null;
  validUntil: string | null;
  billing: QuoteDetail['billing'] | null;
  paymentDays: string | null;
  orderDiscount: string | null;
  price: PriceTermsForm;
  other: string;
  customerNote: string;
  insideNote: string;
}

function formOf(quote: QuoteDetail): TermsForm {
  return {
    title: quote.title,
    startDate: quote.startDate,
    termMonths: String(quote.termMonths),
    validUntil: quote.validUntil,
    billing: quote.billing,
    paymentDays: String(quote.paymentDays),
    orderDiscount: String(quote.orderDiscountBasisPoints / 100),
    price: priceTermsForm(quote),
    other: quote.nonStandardTerms.join('\n'),
    customerNote: quote.customerNote,
    insideNote: quote.insideNote,
  };
}
