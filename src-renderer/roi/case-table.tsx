import { useMemo } from 'react';
import type { ValueCaseSummary } from '../../src-shared/roi';
import { Chip, type DataColumn, DataTable, useFormat, useNavigation, useText } from '../ui';
import { roiText } from './text';

interface CaseTableProps {
  cases: readonly ValueCaseSummary[];
  /** Inside a deal its name and account say nothing new. */
  ofDeal?: boolean;
  empty: React.ReactNode;
  fill?: boolean;
}

/** The list of value cases with what they come to. */
export function CaseTable({ cases, ofDeal, empty, fill }: CaseTableProps) {
  const t = useText(roiText);
  const format = useFormat();
  const { go } = useNavigation();
  const columns = useMemo(
    (): DataColumn<ValueCaseSummary>[] => [
      { id: 'number', header: t('list.number'), width: 104, value: ({ number }) => number },
      { id: 'title', header: t('list.title'), width: 256, grow: 4, rowHeader: true, value: ({ title }) => title },
      ...(ofDeal
        ? []
        : ([
            { id: 'account', header: t('list.account'), width: 168, grow: 3, value: ({ accountName }) => accountName },
          ] satisfies DataColumn<ValueCaseSummary>[])),
      { id: 'currency', header: t('list.currency'), width: 92, value: ({ currency }) => currency },
      {
        id: 'net',
        header: t('list.net'),
        kind: 'figure',
        width: 112,
        grow: 1,
        value: ({ netBenefit }) => netBenefit,
        cell: ({ netBenefit, currency }) => format.amount(netBenefit, currency),
      },
      {
        id: 'npv',
        header: t('list.npv'),
        kind: 'figure',
        width: 136,
        grow: 1,
        value: ({ netPresentValue }) => netPresentValue,
        cell: ({ netPresentValue, currency }) => format.amount(netPresentValue, currency),
      },
      {
        id: 'payback',
        header: t('list.payback'),
        kind: 'figure',
        width: 122,
        value: ({ paybackYears }) => paybackYears,
        cell: ({ paybackYears }) => format.number(paybackYears, { digits: 1 }),
      },
      {
        id: 'version',
        header: t('list.version'),
        width: 116,
        value: ({ version }) => version,
        cell: ({ version }) =>
          version === 0 ? (
            <Chip size="small" mark="ring">
              {t('list.version.none')}
            </Chip>
          ) : (
            <Chip size="small" mark="check">
              {t('list.version.some', { version })}
            </Chip>
          ),
      },
    ],
    [t, format, ofDeal],
  );
  return (
    <DataTable
      label={t('title')}
      rows={cases}
      columns={columns}
      rowKey={({ id }) => id}
      onOpen={({ id }) => go(`/value-cases/${id}`)}
      empty={empty}
      fill={fill}
    />
  );
}
