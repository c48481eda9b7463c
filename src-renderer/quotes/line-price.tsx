import { useEffect, useState } from 'react';
import type { QuoteLineView } from '../../src-shared/quotes';
import { CommandProblem, useCommand } from '../app';
import { useDesk } from '../client';
import { Button, CheckField, DateField, Dialog, Form, FormRow, MoneyField, NumberField, useText } from '../ui';
import { monthsOf, RampFields, type RampRow, rampOf, rampRows } from './ramp-fields';
import { quotesText } from './text';

export interface LinePriceProps {
  line: QuoteLineView | null;
  name: string;
  currency: string;
  /** Months of the quote's term. */
  termMonths: number;
  /** False for what is paid once: it has no ramp. */
  recurring: boolean;
  onClose(): void;
}

/** Agreed price, amount off, own days, ramp and credit of one line. */
export function LinePrice({ line, name, currency, termMonths, recurring, onClose }: LinePriceProps) {
  const t = useText(quotesText);
  const [form, setForm] = useState(() => formOf(line));
  const revise = useCommand(useDesk().quotes.reviseLine);
  const { forget } = revise;
  useEffect(() => {
    setForm(formOf(line));
    forget();
  }, [line, forget]);
  const set = (part: Partial<LinePriceForm>) => setForm((before) => ({ ...before, ...part }));
  const ramp = rampOf(form.ramp);
  const save = async () => {
    if (!line || ramp === 'unfinished') return;
    const range = form.low !== null && form.high !== null ? { low: form.low, high: form.high } : null;
    const done = await revise.run({
      line: line.id,
      fields: {
        contractUnitPrice: form.contract,
        discountAmount: form.amount === null || Number(form.amount) === 0 ? null : form.amount,
        startDate: form.startDate,
        untilDate: form.untilDate,
        quantityRange: range,
        credit: form.credit,
        ramp,
      },
    });
    if (done) onClose();
  };
  return (
    <Dialog
      open={line !== null}
      onClose={onClose}
      size="medium"
      title={t('price.title', { item: name })}
      actions={
        <Button
          kind="primary"
          busy={revise.busy}
          unavailable={ramp === 'unfinished' && t('price.ramp.unfinished')}
          onClick={save}
        >
          {t('save')}
        </Button>
      }
    >
      <Form onSubmit={save}>
        <FormRow>
          <NumberField
            label={t('price.contract')}
            hint={t('price.contract.hint')}
            optional
            unit={currency}
            min="0"
            value={form.contract}
            onChange={(contract) => set({ contract })}
          />
          <MoneyField
            label={t('price.amount')}
            hint={t('price.amount.hint')}
            optional
            currency={currency}
            min="0"
            value={form.amount}
            onChange={(amount) => set({ amount })}
          />
        </FormRow>
        <FormRow>
          <DateField
            label={t('price.from')}
            hint={t('price.from.hint')}
            optional
            value={form.startDate}
            onChange={(startDate) => set({ startDate })}
          />
          <DateField
            label={t('price.until')}
            hint={t('price.until.hint')}
            optional
            value={form.untilDate}
            onChange={(untilDate) => set({ untilDate })}
          />
        </FormRow>
        <FormRow>
          <NumberField
            label={t('price.low')}
            hint={t('price.range.hint')}
            optional
            min="0"
            value={form.low}
            onChange={(low) => set({ low })}
          />
          <NumberField label={t('price.high')} optional min="0" value={form.high} onChange={(high) => set({ high })} />
        </FormRow>
        {(recurring || form.ramp.length > 0) && (
          <RampFields
            rows={form.ramp}
            quantity={line?.quantity ?? '1'}
            remaining={termMonths - monthsOf(form.ramp)}
            onChange={(rows) => set({ ramp: rows })}
          />
        )}
        <CheckField
          label={t('price.credit')}
          hint={t('price.credit.hint')}
          checked={form.credit}
          onChange={(credit) => set({ credit })}
        />
      </Form>
      <CommandProblem command={revise} />
    </Dialog>
  );
}

interface LinePriceForm {
  contract: string | null;
  amount: string | null;
  startDate: string | null;
  untilDate: string | null;
  low: string | null;
  high: string | null;
  credit: boolean;
  ramp: RampRow[];
}

function formOf(line: QuoteLineView | null): LinePriceForm {
  return {
    contract: line?.contractUnitPrice ?? null,
    amount: line?.discountAmount ?? null,
    startDate: line?.startDate ?? null,
    untilDate: line?.untilDate ?? null,
    low: line?.quantityRange?.low ?? null,
    high: line?.quantityRange?.high ?? null,
    credit: line?.credit ?? false,
    ramp: rampRows(line?.ramp ?? null),
  };
}
