import { useEffect, useState } from 'react';
import type { PricingModel } from '../../src-shared/pricing';
import type { QuoteLineView } from '../../src-shared/quotes';
import { CommandProblem, useCommand } from '../app';
import { useDesk } from '../client';
import { Button, CheckField, Dialog, Form, SelectField, TextAreaField, TextField, useText } from '../ui';
import { BundleOptions, bundlesOf, standardOptions } from './bundle-options';
import { LineSource } from './metering/line-source';
import { quotesText } from './text';

export interface LineDetailsProps {
  line: QuoteLineView | null;
  name: string;
  model: PricingModel;
  /** Names of the quote's alternatives. */
  alternatives: readonly string[];
  /** Opens where the quantity comes from; left out for items that are not metered. */
  onMeter?: (() => void) | undefined;
  onClose(): void;
}

/** Group, description and notes of one line, and the options of a bundle. */
export function LineDetails({ line, name, model, alternatives, onMeter, onClose }: LineDetailsProps) {
  const t = useText(quotesText);
  const [form, setForm] = useState(() => formOf(line));
  const bundles = line ? bundlesOf(model, line.sku) : [];
  const revise = useCommand(useDesk().quotes.reviseLine);
  const { forget } = revise;
  useEffect(() => {
    setForm(formOf(line));
    forget();
  }, [line, forget]);
  const save = async () => {
    if (!line) return;
    const or = (text: string) => text.trim() || null;
    const done = await revise.run({
      line: line.id,
      fields: {
        group: or(form.group),
        description: or(form.description),
        note: or(form.note),
        insideNote: or(form.inside),
        quantitySource: or(form.source),
        optional: form.optional,
        alternative: form.alternative,
        ...(bundles.length > 0 && { options: form.options }),
      },
    });
    if (done) onClose();
  };
  return (
    <Dialog
      open={line !== null}
      onClose={onClose}
      size="medium"
      title={t('details.title', { item: name })}
      actions={
        <Button kind="primary" busy={revise.busy} onClick={save}>
          {t('save')}
        </Button>
      }
    >
      <Form onSubmit={save}>
        <BundleOptions
          model={model}
          bundles={bundles}
          chosen={form.options ?? standardOptions(bundles)}
          onChange={(options) => setForm({ ...form, options })}
        />
        <TextField
          label={t('details.group')}
          hint={t('details.group.hint')}
          optional
          value={form.group}
          onChange={(group) => setForm({ ...form, group })}
        />
        {alternatives.length > 0 && (
          <SelectField
            label={t('details.alternative')}
            placeholder={t('details.alternative.all')}
            clearable
            options={alternatives.map((value) => ({ value, label: value }))}
            value={form.alternative}
            onChange={(alternative) => setForm({ ...form, alternative })}
          />
        )}
        <TextField
          label={t('details.description')}
          optional
          value={form.description}
          onChange={(description) => setForm({ ...form, description })}
        />
        <LineSource
          line={line}
          value={form.source}
          onChange={(source) => setForm({ ...form, source })}
          {...(onMeter && { onMeter })}
        />
        <TextAreaField
          label={t('details.note')}
          optional
          rows={2}
          value={form.note}
          onChange={(note) => setForm({ ...form, note })}
        />
        <TextAreaField
          label={t('details.inside')}
          optional
          internal
          rows={2}
          value={form.inside}
          onChange={(inside) => setForm({ ...form, inside })}
        />
        <CheckField
          label={t('details.optional')}
          checked={form.optional}
          onChange={(optional) => setForm({ ...form, optional })}
        />
      </Form>
      <CommandProblem command={revise} />
    </Dialog>
  );
}

function formOf(line: QuoteLineView | null) {
  return {
    group: line?.group ?? '',
    description: line?.description ?? '',
    source: line?.quantitySource ?? '',
    note: line?.note ?? '',
    inside: line?.insideNote ?? '',
    optional: line?.optional ?? false,
    alternative: line?.alternative ?? null,
    options: line?.options ?? null,
  };
}
