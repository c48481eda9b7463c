import { useEffect, useState } from 'react';
import type { PricingModel } from '../../src-shared/pricing';
import { Button, Dialog, NumberField, Row, Stack, useFormat, useText } from '../ui';
import styles from './pricing.module.css';
import { pricingText } from './text';

interface Tier {
  upTo: string | null;
  unitPrice: string | null;
  flatFee: string | null;
}

export interface TiersDialogProps {
  content: PricingModel;
  /** Which item; closed while null. */
  row: number | null;
  onSave?: (content: PricingModel) => void;
  onClose(): void;
}

/** The tiers of one item: graduated and volume ones are edited in a draft, others are shown. */
export function TiersDialog({ content, row, onSave, onClose }: TiersDialogProps) {
  const t = useText(pricingText);
  const format = useFormat();
  const sku = row === null ? undefined : content.skus[row];
  const [tiers, setTiers] = useState<Tier[]>([]);
  useEffect(() => {
    setTiers(
      sku && 'tiers' in sku.rate
        ? sku.rate.tiers.map((tier) => ({
            upTo: tier.upTo,
            unitPrice: 'unitPrice' in tier ? tier.unitPrice : null,
            flatFee: 'flatFee' in tier ? (tier.flatFee ?? null) : null,
          }))
        : [],
    );
  }, [sku]);
  const rate = sku?.rate;
  const editable = onSave && (rate?.kind === 'graduated' || rate?.kind === 'volume');
  const change = (at: number, fields: Partial<Tier>) =>
    setTiers(tiers.map((tier, index) => (index === at ? { ...tier, ...fields } : tier)));
  const save = () => {
    if (!editable || !sku || row === null) return;
    const { kind } = rate;
    const own = tiers.map(({ upTo, unitPrice, flatFee }) => ({
      upTo,
      unitPrice: unitPrice ?? '0',
      ...(flatFee !== null && { flatFee }),
    }));
    onSave({
      ...content,
      skus: content.skus.map((one, at) => (at === row ? { ...one, rate: { kind, tiers: own } } : one)),
    });
    onClose();
  };
  const add = () =>
    setTiers([
      ...tiers.slice(0, -1),
      {
        ...(tiers.at(-1) ?? { unitPrice: '0', flatFee: null }),
        upTo: String(Number(tiers.at(-2)?.upTo ?? '0') + 1000),
      },
      { upTo: null, unitPrice: tiers.at(-1)?.unitPrice ?? '0', flatFee: null },
    ]);
  const field = (name: string, at: number) => t('tiers.field', { field: name, number: at + 1 });
  return (
    <Dialog
      open={sku !== undefined}
      onClose={onClose}
      size="medium"
      title={t('tiers.title', { item: sku?.name ?? '' })}
      actions={
        editable && (
          <Button kind="primary" onClick={save}>
            {t('save')}
          </Button>
        )
      }
    >
      <Stack gap={3}>
        <table className={styles.tiers}>
          <thead>
            <tr>
              <th scope="col">{t('tiers.from')}</th>
              <th scope="col">{t('tiers.upTo')}</th>
              <th scope="col">{t('tiers.price')}</th>
              <th scope="col">{t('tiers.fee')}</th>
            </tr>
          </thead>
          <tbody>
            {tiers.map((tier, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: tiers have no identity but their place
              <tr key={at}>
                <td className="figures">{at === 0 ? '0' : format.number(tiers[at - 1]?.upTo)}</td>
                <td>
                  {tier.upTo === null || !editable ? (
                    <span className="figures">{tier.upTo === null ? t('tiers.open') : format.number(tier.upTo)}</span>
                  ) : (
                    <NumberField
                      label={field(t('tiers.upTo'), at)}
                      hideLabel
                      value={tier.upTo}
                      onChange={(upTo) => upTo !== null && change(at, { upTo })}
                    />
                  )}
                </td>
                <td>
                  {editable ? (
                    <NumberField
                      label={field(t('tiers.price'), at)}
                      hideLabel
                      value={tier.unitPrice}
                      onChange={(unitPrice) => change(at, { unitPrice })}
                    />
                  ) : (
                    <span className="figures">{format.number(tier.unitPrice)}</span>
                  )}
                </td>
                <td>
                  {editable ? (
                    <NumberField
                      label={field(t('tiers.fee'), at)}
                      hideLabel
                      value={tier.flatFee}
                      onChange={(flatFee) => change(at, { flatFee })}
                    />
                  ) : (
                    <span className="figures">{format.number(tier.flatFee)}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {editable && (
          <Row>
            <Button size="small" icon="plus" onClick={add}>
              {t('tiers.add')}
            </Button>
            {tiers.length > 1 && (
              <Button
                size="small"
                icon="trash"
                onClick={() =>
                  setTiers(
                    tiers.slice(0, -1).map((tier, at, all) => (at === all.length - 1 ? { ...tier, upTo: null } : tier)),
                  )
                }
              >
                {t('tiers.remove')}
              </Button>
            )}
          </Row>
        )}
      </Stack>
    </Dialog>
  );
}
