import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { type AccountRow, accountSorts } from '../../../src-shared/deals';
import { errorRecord } from '../../../src-shared/kernel/errors';
import { useAddress, useHasRole, useHere } from '../../app';
import { useDeskQueries } from '../../client';
import {
  Button,
  type DataColumn,
  DataTable,
  EmptyState,
  ErrorSurface,
  Page,
  PageHeader,
  TextField,
  TextLink,
  Toolbar,
  useActions,
  useFormat,
  useNavigation,
  useText,
} from '../../ui';
import styles from '../deals.module.css';
import { accountPath, moneyText } from '../shared';
import { dealsText } from '../text';

const PAGE = 500;
const ACCOUNT_ENTITIES = ['account', 'contact', 'deal'];

/** All accounts with what they are worth. */
export function AccountsScreen() {
  const t = useText(dealsText);
  const desk = useDeskQueries();
  const { go } = useNavigation();
  const { search, setSearch } = useAddress();
  const sells = useHasRole('rep', 'admin');
  const text = search['q'] ?? '';
  const sort = accountSorts.find((one) => one === search['sort']) ?? 'name';
  const descending = search['down'] === 'yes';
  useHere({ crumbs: [{ label: t('accounts.title') }] });
  useActions(
    useMemo(
      () =>
        sells
          ? [{ id: 'new-account-here', label: t('accounts.new'), shortcut: 'N', run: () => go('/accounts/new') }]
          : [],
      [t, go, sells],
    ),
  );
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    desk.deals.accounts.infiniteOptions({
      input: (offset: number) => ({ text: text || undefined, sort, descending, offset, limit: PAGE }),
      initialPageParam: 0,
      getNextPageParam: (last, pages) => (pages.length * PAGE < last.total ? pages.length * PAGE : undefined),
      meta: { entities: ACCOUNT_ENTITIES },
      placeholderData: (before: unknown) => before as never,
    }),
  );
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const columns = useAccountColumns();
  const total = data?.pages[0]?.total;
  return (
    <Page fill>
      <PageHeader
        title={t('accounts.title')}
        chips={total !== undefined && <span className="quiet figures">{t('accounts.count', { count: total })}</span>}
        actions={
          sells && (
            <Button kind="primary" to="/accounts/new" shortcut="N">
              {t('accounts.new')}
            </Button>
          )
        }
      />
      <Toolbar label={t('filter.label')}>
        <AccountFilter text={text} onChange={(next) => setSearch({ q: next || null })} />
      </Toolbar>
      {error && <ErrorSurface error={errorRecord(error)} onRetry={() => void refetch()} />}
      <DataTable
        label={t('accounts.title')}
        rows={rows}
        total={total}
        onMore={more}
        columns={columns}
        rowKey={rowKey}
        sort={{ column: sort, descending }}
        onSort={(next) => setSearch({ sort: next?.column ?? null, down: next?.descending ? 'yes' : null })}
        onOpen={(account) => go(accountPath(account.id))}
        empty={
          data &&
          (text ? (
            <EmptyState action={<Button onClick={() => setSearch({ q: null })}>{t('accounts.clear')}</Button>}>
              {t('accounts.none')}
            </EmptyState>
          ) : (
            <EmptyState
              action={
                sells && (
                  <Button kind="primary" to="/accounts/new">
                    {t('accounts.new')}
                  </Button>
                )
              }
              example={sells && <TextLink to="/deals/import">{t('empty.import')}</TextLink>}
            >
              {t('accounts.empty')}
            </EmptyState>
          ))
        }
        fill
      />
    </Page>
  );
}

const rowKey = (account: AccountRow) => account.id;

function AccountFilter({ text, onChange }: { text: string; onChange(text: string): void }) {
  const t = useText(dealsText);
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped(text), [text]);
  return (
    <div className={styles.filterText}>
      <TextField
        label={t('accounts.filter')}
        hideLabel
        type="search"
        placeholder={t('accounts.filter.placeholder')}
        value={typed}
        onChange={(next) => {
          setTyped(next);
          onChange(next);
        }}
      />
    </div>
  );
}

function useAccountColumns(): DataColumn<AccountRow>[] {
  const t = useText(dealsText);
  const format = useFormat();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('accounts.column.name'),
        width: 200,
        grow: 3,
        value: ({ name }) => name,
        cell: ({ id, name }) => <TextLink to={accountPath(id)}>{name}</TextLink>,
      },
      {
        id: 'industry',
        header: t('accounts.column.industry'),
        width: 164,
        grow: 1,
        value: ({ industry }) => industry,
        cell: ({ industry }) => industry || <span className="quiet">–</span>,
      },
      {
        id: 'contacts',
        header: t('accounts.column.contacts'),
        kind: 'figure',
        width: 96,
        value: ({ contacts }) => contacts,
      },
      {
        id: 'openDeals',
        header: t('accounts.column.open'),
        kind: 'figure',
        width: 110,
        value: ({ openDeals }) => openDeals,
      },
      {
        id: 'wonDeals',
        header: t('accounts.column.won'),
        kind: 'figure',
        width: 104,
        value: ({ wonDeals }) => wonDeals,
      },
      {
        id: 'pipeline',
        header: t('accounts.column.pipeline'),
        kind: 'figure',
        width: 180,
        grow: 1,
        sortable: false,
        cell: ({ pipeline }) =>
          pipeline.length === 0 ? (
            <span className="quiet">–</span>
          ) : (
            pipeline.map((sum) => moneyText(format, sum.total, sum.currency)).join(' · ')
          ),
      },
    ],
    [t, format],
  );
}
