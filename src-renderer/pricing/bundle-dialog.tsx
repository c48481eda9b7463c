import { useEffect, useState } from 'react';
import type { Bundle, ModelProblem, PricingModel } from '../../src-shared/pricing';
import { Button, Dialog, Stack, TextAreaField, TextField, useText } from '../ui';
import { type OptionRow, optionFields, type PartRow, partFields, partRows, withParts } from './bundle-fields';
import styles from './pricing.module.css';
import { RowTable } from './row-table';
import { pricingText } from './text';

export interface BundleDialogProps {
  content: PricingModel;
  /** Which bundle; closed while null. */
  row: number | null;
  problems: readonly ModelProblem[];
  /** Left out where it is only shown. */
  onSave?: ((content: PricingModel) => void) | undefined;
  onClose(): void;
}

/** The parts and options of a bundle, edited like a table. */
export function BundleDialog({ content, row, problems, onSave, onClose }: BundleDialogProps) {
  const t = useText(pricingText);
  const stored = row === null ? undefined : content.bundles?.[row];
  const [bundle, setBundle] = useState<Bundle | undefined>(stored);
  useEffect(() => setBundle(stored), [stored]);
  const save = () => {
    if (!bundle || row === null) return;
    onSave?.({ ...content, bundles: (content.bundles ?? []).map((one, at) => (at === row ? bundle : one)) });
    onClose();
  };
  const names = new Map([...content.skus, ...(content.bundles ?? [])].map(({ code, name }) => [code, name]));
  const rows = bundle ? partRows(bundle) : [];
  const options = bundle?.options ?? [];
  const own = problems.filter(({ field }) => row !== null && field.startsWith(`bundles.${row}.`));
  const change = (next: readonly PartRow[], limits = options) => bundle && setBundle(withParts(bundle, next, limits));
  return (
    <Dialog
      open={bundle !== undefined}
      onClose={onClose}
      size="large"
      title={t('bundle.title', { item: bundle?.name ?? '' })}
      actions={
        onSave && (
          <Button kind="primary" onClick={save}>
            {t('save')}
          </Button>
        )
      }
    >
      {bundle && (
        <Stack gap={3}>
          {own.map(({ message, field, code }) => (
            <p key={`${field}-${code}`} className={styles.problem}>
              {message}
            </p>
          ))}
          <p className="quiet">{t('bundle.about')}</p>
          <RowTable
            label={t('bundle.parts')}
            rows={rows}
            fields={partFields(t)}
            nameOf={({ sku }) => names.get(sku) ?? sku}
            empty={t('bundle.empty')}
            addLabel={t('bundle.add')}
            {...(onSave && { onRows: change })}
            newRow={() => ({ sku: content.skus[0]?.code ?? 'ITEM-1', quantity: '1', option: null })}
          />
          {options.length > 0 && (
            <RowTable<OptionRow>
              label={t('bundle.options')}
              rows={options.map(({ name, least, most }) => ({ name, least, most }))}
              fields={optionFields(t)}
              nameOf={({ name }) => name}
              empty=""
              addLabel=""
              {...(onSave && {
                onRows: (limits) =>
                  setBundle({
                    ...bundle,
                    options: options.flatMap((option) => {
                      const kept = limits.find(({ name }) => name === option.name);
                      return kept ? [{ ...option, least: kept.least, most: kept.most }] : [];
                    }),
                  }),
              })}
            />
          )}
          {onSave && (
            <>
              <TextField
                label={t('sku.unit')}
                optional
                value={bundle.unit ?? ''}
                onChange={(unit) => setBundle(withText(bundle, 'unit', unit))}
              />
              <TextAreaField
                label={t('sku.description')}
                optional
                rows={2}
                value={bundle.description ?? ''}
                onChange={(description) => setBundle(withText(bundle, 'description', description))}
              />
            </>
          )}
        </Stack>
      )}
    </Dialog>
  );
}

function withText(bundle: Bundle, field: 'unit' | 'description', text: string): Bundle {
  const { [field]: _old, ...rest } = bundle;
  return text === '' ? rest : { ...rest, [field]: text };
}
