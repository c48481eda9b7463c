import { Button, NumberField, Row, Stack, useFormat, useText } from '../ui';
import styles from './pricing.module.css';
import { openTier, type TierColumn, type TierForm } from './rate-forms';
import { pricingText } from './text';

export interface TierRowsProps {
  tiers: readonly TierForm[];
  columns: readonly TierColumn[];
  /** Left out where they are only shown. */
  onChange?: (tiers: TierForm[]) => void;
}

/** Tiers below each other: each begins where the one before it ends, the last has no end. */
export function TierRows({ tiers, columns, onChange }: TierRowsProps) {
  const t = useText(pricingText);
  const format = useFormat();
  const change = (at: number, fields: Partial<TierForm>) =>
    onChange?.(tiers.map((tier, index) => (index === at ? { ...tier, ...fields } : tier)));
  const add = () => {
    const [last, before] = [tiers.at(-1), tiers.at(-2)];
    const upTo = before?.upTo ? String(Number(before.upTo) * 2) : '100';
    onChange?.([...tiers.slice(0, -1), { ...openTier(last), upTo }, openTier(last)]);
  };
  const field = (name: string, at: number) => t('tiers.field', { field: name, number: at + 1 });
  const cell = (value: string | null, label: string, at: number, put: (value: string | null) => void) =>
    onChange ? (
      <NumberField label={field(label, at)} hideLabel min="0" value={value} onChange={put} />
    ) : (
      <span className="figures">{value === null ? '–' : format.number(value)}</span>
    );
  return (
    <Stack gap={2}>
      <table className={styles.tiers}>
        <thead>
          <tr>
            <th scope="col">{t('tiers.from')}</th>
            <th scope="col">{t('tiers.upTo')}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`tiers.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tiers.map((tier, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: tiers have no identity but their place
            <tr key={at}>
              <td className="figures">{at === 0 ? '0' : format.number(tiers[at - 1]?.upTo ?? '0')}</td>
              <td>
                {at === tiers.length - 1 && tier.upTo === null ? (
                  <span className="quiet">{t('tiers.open')}</span>
                ) : (
                  cell(tier.upTo, t('tiers.upTo'), at, (upTo) => change(at, { upTo }))
                )}
              </td>
              {columns.map((column) => (
                <td key={column}>
                  {cell(tier[column], t(`tiers.${column}`), at, (value) => change(at, { [column]: value }))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {onChange && (
        <Row>
          <Button size="small" icon="plus" onClick={add}>
            {t('tiers.add')}
          </Button>
          {tiers.length > 1 && (
            <Button
              size="small"
              icon="trash"
              onClick={() =>
                onChange(
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
  );
}
