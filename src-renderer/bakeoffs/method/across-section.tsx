import { useMemo } from 'react';
import type { AcrossWorkloads, BakeoffView } from '../../../src-shared/bakeoffs';
import { type DataColumn, DataTable, Section, useFormat, useText } from '../../ui';
import { measured } from '../verdict-words';
import { methodText } from './text';

const rowKey = ({ name }: AcrossWorkloads) => name;

/** The ratios of several workloads as one figure, and beside each the workload that is worst for ours. Nothing with fewer than three. */
export function AcrossSection({ bakeoff }: { bakeoff: BakeoffView }) {
  const t = useText(methodText);
  const format = useFormat();
  const { across } = bakeoff.comparison;
  const columns = useMemo((): DataColumn<AcrossWorkloads>[] => {
    const ratio = (value: number | null) => measured(value, format);
    return [
      {
        id: 'name',
        header: t('across.what'),
        width: 160,
        grow: 2,
        wrap: true,
        rowHeader: true,
        value: ({ name }) => name,
        cell: ({ name, better }) => `${name}, ${t(`across.better.${better}`)}`,
      },
      {
        id: 'workloads',
        header: t('across.workloads'),
        kind: 'figure',
        width: 90,
        value: ({ workloads }) => workloads,
        cell: ({ workloads }) => workloads,
      },
      {
        id: 'ratio',
        header: t('across.ratio'),
        kind: 'figure',
        width: 130,
        value: ({ ratio: value }) => value,
        cell: ({ ratio: value }) => ratio(value),
      },
      {
        id: 'interval',
        header: t('across.interval'),
        kind: 'figure',
        width: 130,
        value: ({ lower }) => lower,
        cell: ({ lower, upper }) =>
          lower === null || upper === null ? '–' : t('across.to', { lower: ratio(lower), upper: ratio(upper) }),
      },
      {
        id: 'worst',
        header: t('across.worst'),
        width: 160,
        grow: 2,
        wrap: true,
        value: ({ worst }) => worst.ratio,
        cell: ({ worst }) => t('across.worst.value', { label: worst.label, ratio: ratio(worst.ratio) }),
      },
    ];
  }, [t, format]);
  if (across.length === 0) return null;
  return (
    <Section title={t('across.title')} aside={<small>{t('across.about')}</small>}>
      <DataTable label={t('across.title')} rows={across} columns={columns} rowKey={rowKey} rowHeight="auto" />
    </Section>
  );
}
