import { useMemo } from 'react';
import type { RoiCaseRow } from '../../src-shared/roi';
import {
  Chip,
  type DataColumn,
  DataTable,
  figureShapes,
  figureWidth,
  TwoLines,
  useFormat,
  useNavigation,
  useText,
} from '../ui';
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
  const columns = useMemo((): DataColumn<RoiCaseRow>[] => {
    // One of each shape of figure: all of a long list need not be written out to know the widest.
    const wide = (of: (row: RoiCaseRow) => string | null, least: number) =>
      figureWidth(
        figureShapes(cases.flatMap((row) => of(row) ?? [])).map((amount) =>
          format.amount(amount, cases[0]?.currency ?? ''),
        ),
        least,
      );
    return [
      { id: 'number', header: t('list.number'), width: 96, value: ({ number }) => number },
      {
        id: 'title',
        header: t('list.title'),
        width: 240,
        grow: 4,
        rowHeader: true,
        value: ({ title }) => title,
        cell: ({ title, accountName }) => (ofDeal ? title : <TwoLines below={accountName}>{title}</TwoLines>),
      },
      {
        id: 'model',
        header: t('list.model'),
        width: 150,
        grow: 2,
        value: ({ modelName }) => modelName ?? '',
        cell: ({ modelName }) => modelName ?? <span className="quiet">{t('list.model.none')}</span>,
      },
      { id: 'currency', header: t('list.currency'), width: 80, value: ({ currency }) => currency },
      {
        id: 'net',
        header: t('list.net'),
        kind: 'figure',
        width: wide(({ netBenefit }) => netBenefit, 104),
        grow: 1,
        value: ({ netBenefit }) => netBenefit,
        cell: ({ netBenefit, currency }) => format.amount(netBenefit, currency),
      },
      {
        id: 'npv',
        header: t('list.npv'),
        kind: 'figure',
        width: wide(({ netPresentValue }) => netPresentValue, 136),
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
    ];
  }, [cases, t, format, ofDeal]);
  return (
    <DataTable
      label={t('title')}
      rows={cases}
      columns={columns}
      rowKey={({ id }) => id}
      {...(!ofDeal && { rowHeight: 54 })}
      onOpen={({ id, kind }) => go(kind === 'model' ? `/roi/cases/${id}` : `/value-cases/${id}`)}
      empty={empty}
      fill={fill}
    />
  );
}
