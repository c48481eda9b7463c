import { useMemo } from 'react';
import type { TurnaroundAnswer } from '../../../src-shared/quotes';
import { useHasRole } from '../../app';
import {
  Button,
  type DataColumn,
  DataTable,
  EmptyState,
  type Explanation,
  figureWidth,
  Section,
  TraceableNumber,
  TwoLines,
  useFormat,
  useNavigation,
  useText,
} from '../../ui';
import { turnaroundExplanations } from './explain';
import { turnaroundText } from './text';

type Margin = NonNullable<TurnaroundAnswer['margins']>[number];

/** The margin that was quoted beside the one that came, of accepted quotes with recorded figures. */
export function Margins({ margins, onRecord }: { margins: readonly Margin[]; onRecord(): void }) {
  const t = useText(turnaroundText);
  const format = useFormat();
  const { go } = useNavigation();
  const may = useHasRole('finance', 'admin');
  const columns = useMemo((): DataColumn<Margin>[] => {
    const revenue = ({ revenueMinor, currency }: Margin) => format.minor(revenueMinor, currency) ?? '';
    const explain = turnaroundExplanations(format, t);
    const asked = (value: string | null, explanation: (written: string) => Explanation) =>
      value === null ? '' : <TraceableNumber value={value} explain={() => explanation(value)} />;
    return [
      {
        ...{ id: 'quote', header: t('column.quote'), width: 200, grow: 1 },
        value: ({ number }) => number,
        cell: ({ title, number, accountName }) => <TwoLines below={`${number} · ${accountName}`}>{title}</TwoLines>,
      },
      { id: 'months', header: t('column.months'), kind: 'figure', width: 84, value: ({ months }) => months },
      {
        ...{
          id: 'revenue',
          header: t('column.revenue'),
          kind: 'figure',
          width: figureWidth(margins.map(revenue), 120),
        },
        value: ({ revenueMinor }) => revenueMinor,
        cell: (row) => `${revenue(row)} ${row.currency}`,
      },
      {
        ...{ id: 'quoted', header: t('column.quoted'), kind: 'figure', width: 92 },
        value: ({ quotedBasisPoints }) => quotedBasisPoints,
        cell: (row) =>
          asked(row.quotedBasisPoints === null ? null : format.percent(row.quotedBasisPoints), (value) =>
            explain.quoted(row, value),
          ),
      },
      {
        ...{ id: 'actual', header: t('column.actual'), kind: 'figure', width: 92 },
        value: ({ actualBasisPoints }) => actualBasisPoints,
        cell: (row) =>
          asked(row.actualBasisPoints === null ? null : format.percent(row.actualBasisPoints), (value) =>
            explain.actualSum(row, value),
          ),
      },
      {
        ...{ id: 'difference', header: t('column.difference'), kind: 'figure', width: 104 },
        value: ({ differenceBasisPoints }) => differenceBasisPoints,
        cell: (row) =>
          asked(
            row.differenceBasisPoints === null
              ? null
              : format.number(row.differenceBasisPoints / 100, { sign: true, maxDigits: 1 }),
            (value) => explain.difference(row, value),
          ),
      },
    ];
  }, [t, format, margins]);
  return (
    <Section
      title={t('margins.title')}
      internal
      aside={
        <Button size="small" unavailable={!may && t('margins.not-finance')} onClick={onRecord}>
          {t('margins.record')}
        </Button>
      }
    >
      {margins.length === 0 ? (
        <EmptyState>{t('margins.none')}</EmptyState>
      ) : (
        <DataTable
          label={t('margins.title')}
          rows={margins}
          columns={columns}
          rowKey={({ id }) => id}
          rowHeight={54}
          onOpen={({ id }) => go(`/quotes/${id}`)}
        />
      )}
    </Section>
  );
}
