import { useMemo } from 'react';
import { screenPalette, UsageByMonth } from '../../../src-charts';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import type { Sku } from '../../../src-shared/pricing';
import {
  type MeteredMonth,
  type MeteredQuantity,
  type MeterOf,
  meteredMonths,
  meteredQuantity,
  type QuantitySource,
} from '../../../src-shared/usage';
import { type DataColumn, DataTable, Measured, useFormat, useText } from '../../ui';
import styles from './metering.module.css';
import { meteringText } from './text';

const HEIGHT = 150;

/** What a source comes to, or what is wrong with it. */
export type Metered = { quantity: MeteredQuantity; months: MeteredMonth[]; problem: null } | { problem: ErrorRecord };

/** The quantity and months of a source, worked out in the page. */
export function metered(source: QuantitySource, meter: MeterOf): Metered {
  try {
    return { quantity: meteredQuantity(source, meter), months: meteredMonths(source, meter), problem: null };
  } catch (thrown) {
    return { problem: errorRecord(thrown) };
  }
}

/** The quantity that a source comes to, with its months as a picture and as a table. */
export function MeterPreview({
  metered: own,
  meter,
  period,
}: {
  metered: Metered;
  meter: MeterOf;
  period: Sku['billingPeriod'];
}) {
  const t = useText(meteringText);
  const format = useFormat();
  const columns = useMemo((): DataColumn<MeteredMonth>[] => {
    const figure = (id: 'quantity' | 'low' | 'high'): DataColumn<MeteredMonth> => ({
      id,
      header: t(`column.${id}`),
      kind: 'figure',
      width: 110,
      grow: 1,
      cell: (row) => (row[id] === null ? '–' : format.number(row[id])),
    });
    return [
      { id: 'month', header: t('column.month'), width: 110, value: ({ month }) => month },
      figure('quantity'),
      figure('low'),
      figure('high'),
    ];
  }, [t, format]);
  if (own.problem) {
    return (
      <p role="alert" className={styles.preview}>
        {[own.problem.message, own.problem.hint].filter(Boolean).join(' ')}
      </p>
    );
  }
  const { quantity, quantityRange: range, ramp } = own.quantity;
  const { unit } = meter;
  return (
    <section className={styles.preview} aria-label={t('preview.comes')}>
      <p className={styles.comes} aria-live="polite">
        <span>{t('preview.comes')}</span>
        <b>{t(`preview.period.${period}`, { quantity: format.number(quantity), unit })}</b>
        {range && <span>{t('preview.range', { low: format.number(range.low), high: format.number(range.high) })}</span>}
        {ramp && <span>{t('preview.steps', { count: ramp.length })}</span>}
      </p>
      <Measured height={HEIGHT}>
        {(width) => (
          <UsageByMonth
            months={own.months.map(({ month, quantity: used, low, high }) => ({
              label: month,
              // Pixels need no more than a double.
              value: Number(used),
              low: low === null ? null : Number(low),
              high: high === null ? null : Number(high),
            }))}
            width={width}
            height={HEIGHT}
            title={t('preview.chart')}
            unit={unit}
            palette={screenPalette}
            format={(value) => format.number(value)}
          />
        )}
      </Measured>
      <DataTable
        label={t('preview.months')}
        rows={own.months}
        columns={columns}
        rowKey={({ month }) => month}
        rowHeight={28}
        maxHeight={150}
      />
    </section>
  );
}
