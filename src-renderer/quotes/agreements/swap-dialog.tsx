import { useEffect, useState } from 'react';
import type { PricingModel } from '../../../src-shared/pricing';
import { Button, Dialog, Form, NumberField, SelectField, useText } from '../../ui';
import type { AmendmentRow } from './amendment-edits';
import { agreementText } from './text';

export interface SwapDialogProps {
  /** The line that ends; closed without one. */
  row: AmendmentRow | undefined;
  model: PricingModel;
  busy: boolean;
  onClose(): void;
  onSwap(sku: string, quantity: string): void;
}

/** Chooses an item, and how many of it, in place of a line. */
export function SwapDialog({ row, model, busy, onClose, onSwap }: SwapDialogProps) {
  const t = useText(agreementText);
  const [sku, setSku] = useState<string | null>(null);
  const [quantity, setQuantity] = useState<string | null>(null);
  const id = row?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: begins anew with another line
  useEffect(() => {
    setSku(null);
    setQuantity(null);
  }, [id]);
  const many = quantity ?? row?.before ?? '1';
  const items = [...new Map([...model.skus, ...(model.bundles ?? [])].map(({ code, name }) => [code, name]))];
  const act = () => {
    if (sku !== null) onSwap(sku, many);
  };
  return (
    <Dialog
      open={row !== undefined}
      onClose={onClose}
      title={t('swap.title', { item: items.find(([code]) => code === row?.sku)?.[1] ?? row?.sku ?? '' })}
      actions={
        <Button kind="primary" busy={busy} unavailable={sku === null && t('swap.needs')} onClick={act}>
          {t('swap.act')}
        </Button>
      }
    >
      <Form onSubmit={act}>
        <SelectField
          label={t('swap.item')}
          options={items.filter(([code]) => code !== row?.sku).map(([value, label]) => ({ value, label }))}
          value={sku}
          onChange={setSku}
        />
        <NumberField label={t('swap.quantity')} value={many} onChange={setQuantity} />
      </Form>
    </Dialog>
  );
}
