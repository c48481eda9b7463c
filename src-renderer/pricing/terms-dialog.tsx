import { useEffect, useState } from 'react';
import type { PricingModel } from '../../src-shared/pricing';
import { Button, Dialog, Form, FormRow, NumberField, TextAreaField, TextField, useText } from '../ui';
import { pricingText } from './text';

/** Roles whose discount limit is kept here. */
const LIMITED = ['rep', 'finance'] as const;

interface TermsForm {
  months: string;
  payment: string | null;
  limits: Record<string, string | null>;
  floor: string | null;
  floors: Record<string, string | null>;
  multi: string;
}

export interface TermsDialogProps {
  content: PricingModel;
  open: boolean;
  onSave(content: PricingModel): void;
  onClose(): void;
}

const percent = (basisPoints: number | undefined): string | null =>
  basisPoints === undefined ? null : String(basisPoints / 100);
const basisPoints = (text: string): number => Math.round(Number(text) * 100);

/** Terms, discount limits, multi-year discounts and margin floors of a draft. */
export function TermsDialog({ content, open, onSave, onClose }: TermsDialogProps) {
  const t = useText(pricingText);
  const [form, setForm] = useState(() => formOf(content));
  useEffect(() => {
    if (open) setForm(formOf(content));
  }, [open, content]);
  const families = [...new Set(content.skus.map(({ family }) => family))];
  const months = form.months
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  const badMonths = months.some((part) => !/^[1-9]\d*$/.test(part));
  const multi = form.multi
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => /^([1-9]\d*)\s+(\d+(?:\.\d+)?)\s*%?$/.exec(line));
  const badLine = multi.indexOf(null);
  const save = () => {
    if (badMonths || badLine >= 0) return;
    const own = families.flatMap((family) => {
      const floor = form.floors[family];
      return floor ? [{ family, basisPoints: basisPoints(floor) }] : [];
    });
    const { marginFloors: _floors, multiYearDiscounts: _multi, ...rest } = content;
    onSave({
      ...rest,
      discountLimits: [
        ...content.discountLimits.filter(({ role }) => !LIMITED.some((one) => one === role)),
        ...LIMITED.flatMap((role) => {
          const limit = form.limits[role];
          return limit ? [{ role, basisPoints: basisPoints(limit) }] : [];
        }),
      ],
      ...((form.floor || own.length > 0) && {
        marginFloors: { ...(form.floor && { default: basisPoints(form.floor) }), families: own },
      }),
      ...(multi.length > 0 && {
        multiYearDiscounts: multi.map((one) => ({
          months: Number(one?.[1]),
          basisPoints: basisPoints(one?.[2] ?? '0'),
        })),
      }),
      terms: {
        ...content.terms,
        standardMonths: months.map(Number),
        ...(form.payment && { paymentDays: Number(form.payment) }),
      },
    });
    onClose();
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="medium"
      title={t('terms.edit')}
      actions={
        <Button kind="primary" onClick={save}>
          {t('save')}
        </Button>
      }
    >
      <Form onSubmit={save}>
        <TextField
          label={t('form.months')}
          hint={t('form.months.hint')}
          error={badMonths ? t('form.months.bad') : null}
          value={form.months}
          onChange={(value) => setForm({ ...form, months: value })}
        />
        <NumberField
          label={t('form.payment')}
          value={form.payment}
          min="0"
          max="365"
          onChange={(payment) => setForm({ ...form, payment })}
        />
        <TextAreaField
          label={t('form.multi')}
          hint={t('form.multi.hint')}
          error={badLine >= 0 ? t('form.multi.bad', { line: badLine + 1 }) : null}
          optional
          rows={2}
          value={form.multi}
          onChange={(value) => setForm({ ...form, multi: value })}
        />
        <FormRow>
          {LIMITED.map((role) => (
            <NumberField
              key={role}
              label={t('form.limit', { role: t(`role.${role}`) })}
              internal
              optional
              unit="%"
              min="0"
              max="100"
              value={form.limits[role] ?? null}
              onChange={(value) => setForm({ ...form, limits: { ...form.limits, [role]: value } })}
            />
          ))}
        </FormRow>
        <FormRow>
          <NumberField
            label={t('form.floor.default')}
            internal
            optional
            unit="%"
            min="0"
            max="99.99"
            value={form.floor}
            onChange={(floor) => setForm({ ...form, floor })}
          />
          {families.map((family) => (
            <NumberField
              key={family}
              label={t('form.floor.family', { family })}
              internal
              optional
              unit="%"
              min="0"
              max="99.99"
              value={form.floors[family] ?? null}
              onChange={(value) => setForm({ ...form, floors: { ...form.floors, [family]: value } })}
            />
          ))}
        </FormRow>
      </Form>
    </Dialog>
  );
}

function formOf(content: PricingModel): TermsForm {
  return {
    months: content.terms.standardMonths?.join(', ') ?? '',
    payment: content.terms.paymentDays === undefined ? null : String(content.terms.paymentDays),
    limits: Object.fromEntries(content.discountLimits.map((limit) => [limit.role, percent(limit.basisPoints)])),
    floor: percent(content.marginFloors?.default),
    floors: Object.fromEntries(
      (content.marginFloors?.families ?? []).map((floor) => [floor.family, percent(floor.basisPoints)]),
    ),
    multi: (content.multiYearDiscounts ?? []).map((row) => `${row.months} ${row.basisPoints / 100}`).join('\n'),
  };
}
