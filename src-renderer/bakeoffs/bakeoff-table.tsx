import { useMemo } from 'react';
import type { BakeoffRow } from '../../src-shared/bakeoffs';
import { Chip, type DataColumn, DataTable, TwoLines, useFormat, useNavigation, useText } from '../ui';
import { bakeoffsText } from './text';

interface BakeoffTableProps {
  bakeoffs: readonly BakeoffRow[];
  total: number;
  onMore?(): void;
  /** Inside a deal its account says nothing new. */
  ofDeal?: boolean;
  empty: React.ReactNode;
  fill?: boolean;
}

/** Bakeoffs with their contenders, runs and newest recorded verdict. */
export function BakeoffTable({ bakeoffs, total, onMore, ofDeal, empty, fill }: BakeoffTableProps) {
  const t = useText(bakeoffsText);
  const format = useFormat();
  const { go } = useNavigation();
  const columns = useMemo(
    (): DataColumn<BakeoffRow>[] => [
      { id: 'number', header: t('list.number'), width: 104, value: ({ number }) => number },
      {
        id: 'title',
        header: t('list.title'),
        width: 264,
        grow: 4,
        rowHeader: true,
        value: ({ title }) => title,
        cell: ({ title, ours, theirs }) => (
          <TwoLines
            below={t('list.against', { ours: ours ?? t('contender.none'), theirs: theirs ?? t('contender.none') })}
          >
            {title}
          </TwoLines>
        ),
      },
      ...(ofDeal
        ? []
        : ([
            { id: 'account', header: t('list.account'), width: 140, grow: 3, value: ({ accountName }) => accountName },
          ] satisfies DataColumn<BakeoffRow>[])),
      {
        id: 'runs',
        header: t('list.runs'),
        kind: 'figure',
        width: 76,
        value: ({ runs }) => runs.ours + runs.theirs,
        cell: ({ runs }) => t('list.runs.value', { ours: runs.ours, theirs: runs.theirs }),
      },
      {
        id: 'verdict',
        header: t('list.verdict'),
        width: 280,
        grow: 5,
        value: ({ verdict }) => verdict?.headline,
        cell: ({ verdict, outdated }) =>
          verdict === null ? (
            <span className="quiet">{t('list.verdict.none')}</span>
          ) : (
            <TwoLines below={outdated ? t('list.verdict.outdated') : format.date(verdict.at)}>
              {verdict.headline}
            </TwoLines>
          ),
      },
      {
        id: 'created',
        header: t('list.created'),
        width: 108,
        value: ({ created }) => created,
        cell: ({ created, status }) =>
          status === 'closed' ? (
            <Chip size="small" mark="lock">
              {t('list.closed')}
            </Chip>
          ) : (
            format.date(created)
          ),
      },
    ],
    [t, format, ofDeal],
  );
  return (
    <DataTable
      label={t('title')}
      rows={bakeoffs}
      total={total}
      {...(onMore && { onMore })}
      columns={columns}
      rowKey={({ id }) => id}
      rowHeight={54}
      onOpen={({ id }) => go(`/bakeoffs/${id}`)}
      isQuiet={({ status }) => status === 'closed'}
      empty={empty}
      fill={fill}
    />
  );
}
