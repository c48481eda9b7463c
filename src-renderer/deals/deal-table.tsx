import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useCallback, useMemo, useSyncExternalStore } from 'react';
import type { DealFilter, DealRow } from '../../src-shared/deals';
import { errorRecord } from '../../src-shared/kernel/errors';
import { useDeskQueries } from '../client';
import {
  Chip,
  type DataColumn,
  DataTable,
  ErrorSurface,
  figureWidth,
  Mark,
  type TableSort,
  TextLink,
  useFormat,
  useNavigation,
  useText,
} from '../ui';
import { sortInput } from './deal-filter';
import styles from './deals.module.css';
import { QuoteClockCell } from './quote-clock';
import { closesLate, DEAL_ENTITIES, dealPath, moneyText, stageTone } from './shared';
import { dealsText } from './text';

/** So many deals come at once. */
const PAGE = 500;

export interface DealTableProps {
  filter: DealFilter;
  sort: TableSort | null;
  onSort(sort: TableSort | null): void;
  empty: ReactNode;
  footer: ReactNode;
}

/** Deals as a table, page by page as one scrolls; filtered and ordered where they are stored. */
export function DealTable({ filter, sort, onSort, empty, footer }: DealTableProps) {
  const t = useText(dealsText);
  const desk = useDeskQueries();
  const { go } = useNavigation();
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    desk.deals.list.infiniteOptions({
      input: (offset: number) => ({ ...filter, ...sortInput(sort), offset, limit: PAGE }),
      initialPageParam: 0,
      getNextPageParam: (last, pages) => (pages.length * PAGE < last.total ? pages.length * PAGE : undefined),
      meta: { entities: DEAL_ENTITIES },
      placeholderData: (before: unknown) => before as never,
    }),
  );
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const columns = useDealColumns(rows);
  if (error) return <ErrorSurface error={errorRecord(error)} onRetry={() => void refetch()} />;
  return (
    <DataTable
      label={t('title')}
      rows={rows}
      total={data?.pages[0]?.total}
      onMore={more}
      columns={columns}
      rowKey={rowKey}
      sort={sort}
      onSort={onSort}
      onOpen={(deal) => go(dealPath(deal.id))}
      isQuiet={isLost}
      empty={data && empty}
      footer={footer}
      fill
    />
  );
}

const rowKey = (deal: DealRow) => deal.id;
const isLost = (deal: DealRow) => deal.stage === 'lost';

const WIDE = '(min-width: 1500px)';

/** Whether there is room for what one can do without. */
function useWideScreen(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(WIDE);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => window.matchMedia(WIDE).matches,
  );
}

/** The columns of deals; on an account's own page without the account. */
export function useDealColumns(rows: readonly DealRow[], without: { account?: boolean } = {}): DataColumn<DealRow>[] {
  const wide = useWideScreen();
  const t = useText(dealsText);
  const format = useFormat();
  const noAccount = without.account ?? false;
  const valueWidth = useMemo(
    () =>
      figureWidth(
        largest(rows).map((deal) => moneyText(format, deal.valueMinor, deal.currency) ?? ''),
        132,
      ),
    [rows, format],
  );
  const late = useMemo(() => rows.some(closesLate), [rows]);
  return useMemo(() => {
    const account: DataColumn<DealRow> = {
      id: 'account',
      header: t('column.account'),
      width: 150,
      grow: wide ? 3 : 1,
      value: (deal) => deal.accountName,
    };
    const number: DataColumn<DealRow> = {
      id: 'number',
      header: t('column.number'),
      width: 104,
      value: (deal) => deal.number,
      cell: (deal) => <span className="mono quiet">{deal.number}</span>,
    };
    const nextStep: DataColumn<DealRow> = {
      id: 'nextStep',
      header: t('column.next'),
      width: 180,
      grow: 2,
      value: (deal) => deal.nextStep,
    };
    const columns: DataColumn<DealRow>[] = [
      {
        id: 'title',
        header: t('column.deal'),
        width: 190,
        grow: 4,
        value: (deal) => deal.title,
        cell: (deal) => <TextLink to={dealPath(deal.id)}>{deal.title}</TextLink>,
      },
      ...(wide ? [number] : []),
      ...(noAccount ? [] : [account]),
      {
        id: 'stage',
        header: t('column.stage'),
        width: 118,
        value: (deal) => deal.stage,
        cell: (deal) => (
          <Chip size="small" tone={stageTone[deal.stage]} mark={deal.stage === 'lost' ? 'cross' : undefined}>
            {t(`stage.${deal.stage}`)}
          </Chip>
        ),
      },
      { id: 'owner', header: t('column.owner'), width: 126, value: (deal) => deal.ownerName },
      {
        id: 'quote',
        header: t('column.clock'),
        width: 144,
        sortable: false,
        cell: (deal) => <QuoteClockCell clock={deal.quote} brief />,
      },
      ...(wide ? [nextStep] : []),
      {
        id: 'expectedClose',
        header: t('column.close'),
        // A word more where one is late.
        width: late ? 146 : 110,
        value: (deal) => deal.expectedClose,
        cell: (deal) => <Due date={deal.expectedClose} late={closesLate(deal)} />,
      },
      {
        id: 'value',
        header: t('column.value'),
        kind: 'figure',
        width: valueWidth,
        value: (deal) => deal.valueMinor,
        cell: (deal) => moneyText(format, deal.valueMinor, deal.currency) ?? <span className="quiet">–</span>,
      },
    ];
    return columns;
  }, [t, format, noAccount, wide, valueWidth, late]);
}

/** The deals with the most digits, one of each currency: no other is written longer. */
function largest(rows: readonly DealRow[]): DealRow[] {
  const found = new Map<string | null, DealRow>();
  for (const row of rows) {
    const known = found.get(row.currency)?.valueMinor ?? -1;
    if (row.valueMinor !== null && row.valueMinor > known) found.set(row.currency, row);
  }
  return [...found.values()];
}

/** A date by which something should happen; a late one says so in a word. */
export function Due({ date, late }: { date: string | null; late: boolean }) {
  const t = useText(dealsText);
  const format = useFormat();
  if (date === null) return <span className="quiet">–</span>;
  if (!late) return <span className="figures">{format.date(date)}</span>;
  return (
    <span className={styles.late}>
      <Mark name="warning" />
      <span className="figures">{t('late', { date: format.date(date) })}</span>
    </span>
  );
}
