import { useMemo } from 'react';
import type { RoiCaseRow } from '../../src-shared/roi';
import { Chip, type DataColumn, DataTable, useFormat, useNavigation, useText } from '../ui';
import { roiText } from './text';

interface CaseTableProps {
  cases: readonly RoiCaseRow[];
  /** Inside a deal its name and account say nothing new. */
  ofDeal?: boolean;
  empty: React.ReactNode;
  fill?: boolean;
}

/** The list of cases, by a model or with lines of their own, with what they come to. */
export function CaseTable({ cases, ofDeal, empty, fill }: CaseTableProps) {
  const t = useText(roiText);
  const format = useFormat();
  const { go } = useNavigation();
  const columns = useMemo(
    (): DataColumn<RoiCaseRow>[] => [
      { id: 'number', header: t('list.number'), width: 96, value: ({ number }) => number },
      { id: 'title', header: t('list.title'), width: 168, grow: 4, rowHeader: true, value: ({ title }) => title },
      ...(ofDeal
        ? []
        : ([
            { id: 'account', header: t('list.account'), width: 124, grow: 3, value: ({ accountName }) => accountName },
          ] satisfies DataColumn<RoiCaseRow>[])),
      {
        id: 'model',
        header: t('list.model'),
        width: 112,
        grow: 2,
        value: ({ modelName }) => modelName ?? '',
        cell: ({ modelName }) => modelName ?? <span className="quiet">{t('list.model.none')}</span>,
      },
      { id: 'currency', header: t('list.currency'), width: 80, value: ({ currency }) => currency },
      {
        id: 'net',
        header: t('list.net'),
        kind: 'figure',
        width: 104,
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
        width: 112,
        value: ({ paybackYears }) => paybackYears,
        cell: ({ paybackYears }) => format.number(paybackYears, { digits: 1 }),
      },
      {
        id: 'version',
        header: t('list.version'),
        width: 122,
        value: ({ version }) => version,
        cell: ({ version, missing, questions }) =>
          missing > 0 ? (
            <Chip size="small" tone="warn">
              {t('list.missing', { count: missing })}
            </Chip>
          ) : questions > 0 ? (
            <Chip size="small" tone="warn">
              {t('list.questions', { count: questions })}
            </Chip>
          ) : version === 0 ? (
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
      onOpen={({ id, kind }) => go(kind === 'model' ? `/roi/cases/${id}` : `/value-cases/${id}`)}
      empty={empty}
      fill={fill}
    />
  );
}
