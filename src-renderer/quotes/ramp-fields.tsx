import { useId } from 'react';
import type { RampSegment } from '../../src-shared/pricing';
import { Button, IconButton, NumberField, useText } from '../ui';
import styles from './quotes.module.css';
import { quotesText } from './text';

/** A stretch of a ramp as it is typed. */
export interface RampRow {
  key: number;
  months: string | null;
  quantity: string | null;
  price: string | null;
  discount: string | null;
  /** Low and high end of a stretch that follows from a forecast; kept as long as its quantity is. */
  range?: RampSegment['quantityRange'];
}

/** A line's ramp as rows to type in. */
export function rampRows(ramp: readonly RampSegment[] | null): RampRow[] {
  return (ramp ?? []).map((segment, key) => ({
    key,
    months: String(segment.months),
    quantity: segment.quantity,
    price: segment.unitPriceOverride ?? null,
    discount: segment.discountBasisPoints === undefined ? null : String(segment.discountBasisPoints / 100),
    ...(segment.quantityRange && { range: segment.quantityRange }),
  }));
}

/** The ramp that the rows say, null for none; `unfinished` while a row lacks its months or its quantity. */
export function rampOf(rows: readonly RampRow[]): RampSegment[] | null | 'unfinished' {
  if (rows.length === 0) return null;
  const segments: RampSegment[] = [];
  for (const { months, quantity, price, discount, range } of rows) {
    if (months === null || quantity === null || !/^[1-9]\d*$/.test(months)) return 'unfinished';
    segments.push({
      months: Number(months),
      quantity,
      ...(price !== null && { unitPriceOverride: price }),
      ...(discount !== null && { discountBasisPoints: Math.round(Number(discount) * 100) }),
      ...(range && { quantityRange: range }),
    });
  }
  return segments;
}

/** Months that the rows cover. */
export function monthsOf(rows: readonly RampRow[]): number {
  return rows.reduce((sum, { months }) => sum + Number(months ?? 0), 0);
}

export interface RampFieldsProps {
  rows: readonly RampRow[];
  /** The line's own quantity, which a new stretch begins with. */
  quantity: string;
  /** Months of the term that no stretch covers yet; below 0 where they cover too many. */
  remaining: number;
  onChange(rows: RampRow[]): void;
}

/** Stretches of a line's term with quantities of their own, in their order. */
export function RampFields({ rows, quantity, remaining, onChange }: RampFieldsProps) {
  const t = useText(quotesText);
  const id = useId();
  const set = (key: number, part: Partial<RampRow>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const add = () =>
    onChange([
      ...rows,
      {
        key: Math.max(-1, ...rows.map(({ key }) => key)) + 1,
        months: remaining > 0 ? String(Math.min(12, remaining)) : null,
        quantity: rows.at(-1)?.quantity ?? quantity,
        price: null,
        discount: null,
      },
    ]);
  return (
    <fieldset className={styles.ramp} aria-describedby={`${id}-left`}>
      <legend>{t('price.ramp')}</legend>
      {rows.map((row, index) => (
        <div key={row.key} className={styles.rampRow}>
          <NumberField
            label={t('price.ramp.months')}
            hideLabel={index > 0}
            min="1"
            max="240"
            value={row.months}
            onChange={(months) => set(row.key, { months })}
          />
          <NumberField
            label={t('price.ramp.quantity')}
            hideLabel={index > 0}
            min="0"
            value={row.quantity}
            onChange={(own) => set(row.key, { quantity: own, range: undefined })}
          />
          <NumberField
            label={t('price.ramp.price')}
            hideLabel={index > 0}
            min="0"
            value={row.price}
            onChange={(price) => set(row.key, { price })}
          />
          <NumberField
            label={t('price.ramp.discount')}
            hideLabel={index > 0}
            unit="%"
            min="0"
            max="100"
            value={row.discount}
            onChange={(discount) => set(row.key, { discount })}
          />
          <IconButton
            icon="trash"
            label={t('price.ramp.remove', { number: index + 1 })}
            onClick={() => onChange(rows.filter(({ key }) => key !== row.key))}
          />
        </div>
      ))}
      <div className={styles.rampFoot}>
        <Button size="small" icon="plus" onClick={add}>
          {t('price.ramp.add')}
        </Button>
        <small id={`${id}-left`} className="quiet">
          {rows.length === 0
            ? t('price.ramp.hint')
            : remaining === 0
              ? t('price.ramp.whole')
              : remaining > 0
                ? t('price.ramp.left', { count: remaining })
                : t('price.ramp.over', { count: -remaining })}
        </small>
      </div>
    </fieldset>
  );
}
