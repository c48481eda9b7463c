import type { UseInfiniteQueryResult, UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useCallback, useMemo } from 'react';
import {
  Button,
  type DataTableProps,
  EmptyState,
  Page,
  PageHeader,
  Row,
  Stack,
  TextField,
  Toolbar,
  useActions,
} from '../ui';
import { type Address, useAddress } from './address';
import { useHere } from './here';
import { Loaded } from './loaded';

/** What a list gives to its table; the columns are the table's own. */
export type ListedRows<R extends object> = Pick<
  DataTableProps<R>,
  'rows' | 'total' | 'onMore' | 'sort' | 'onSort' | 'fill' | 'empty'
>;

/** What the address says of a list: the words that are looked for (`find`), the order (`sort`, `down`). */
export interface ListAddress<Sort extends string> extends Pick<Address, 'search' | 'setSearch'> {
  text: string;
  sort: Sort | undefined;
  descending: boolean;
  /** The same as part of a list's query. */
  query: { text?: string; sort?: Sort; descending?: boolean };
}

/** Reads what the address says of a list that can be sorted by these. */
export function useListAddress<Sort extends string>(sorts: readonly Sort[]): ListAddress<Sort> {
  const { search, setSearch } = useAddress();
  const text = search['find'] ?? '';
  const sort = sorts.find((one) => one === search['sort']);
  const descending = search['down'] !== undefined;
  return {
    search,
    setSearch,
    text,
    sort,
    descending,
    query: { ...(text && { text }), ...(sort && { sort, descending }) },
  };
}

interface ListScreenProps<R extends object> {
  address: ListAddress<string>;
  query: UseInfiniteQueryResult<R[], Error>;
  /** Already in the reader's language. */
  words: { title: string; begin: string; filter: string; find: string; nothing: string; about: string };
  /** Name of the action that begins one; null where whoever acts may not. */
  begin: string | null;
  /** Whether one of `filters` is set. */
  filtered: boolean;
  filters: ReactNode;
  table(rows: ListedRows<R>): ReactNode;
  /** Begins one, while the address says `new`: for a deal, or for none yet. */
  dialog(deal: string | null, onClose: () => void): ReactNode;
}

/** Everything of a kind: found by words, filtered, sorted; read page by page as one scrolls. `?new=1` begins one. */
export function ListScreen<R extends object>({
  address,
  query,
  words,
  begin,
  filtered,
  filters,
  table,
  dialog,
}: ListScreenProps<R>) {
  const { search, setSearch, text, sort, descending } = address;
  useHere({ crumbs: [{ label: words.title }] });
  useActions(
    useMemo(
      () => (begin ? [{ id: begin, label: words.begin, shortcut: 'N', run: () => setSearch({ new: '1' }) }] : []),
      [begin, words.begin, setSearch],
    ),
  );
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = query;
  const onMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const button = begin && (
    <Button kind="primary" onClick={() => setSearch({ new: '1' })}>
      {words.begin}
    </Button>
  );
  const narrowed = text !== '' || filtered;
  const wanted = search['new'];
  return (
    <Loaded query={query as UseQueryResult<R[], Error>}>
      {(rows) => (
        <Page fill>
          <PageHeader title={words.title} actions={(rows.length > 0 || narrowed) && button} />
          {(rows.length > 0 || narrowed) && (
            <Toolbar label={words.filter}>
              <TextField
                label={words.find}
                hideLabel
                type="search"
                placeholder={words.find}
                value={text}
                onChange={(value) => setSearch({ find: value || null })}
              />
              {filters}
            </Toolbar>
          )}
          {table({
            rows,
            total: rows.length + Number(hasNextPage),
            onMore,
            sort: sort ? { column: sort, descending } : null,
            onSort: (next) => setSearch({ sort: next?.column ?? null, down: next?.descending ? '1' : null }),
            fill: true,
            empty: narrowed ? (
              <EmptyState>{words.nothing}</EmptyState>
            ) : (
              <EmptyState action={button}>{words.about}</EmptyState>
            ),
          })}
          {wanted && dialog(wanted === '1' ? null : wanted, () => setSearch({ new: null }))}
        </Page>
      )}
    </Loaded>
  );
}

interface DealListProps<R extends object> {
  query: UseQueryResult<{ rows: R[] }, Error>;
  /** Where one is begun for the deal; null where whoever acts may not. */
  begin: { label: string; to: string } | null;
  /** In place of rows, where there are none. */
  none: string;
  table(rows: ListedRows<R>): ReactNode;
}

/** Everything of a kind that belongs to one deal, in its room. */
export function DealList<R extends object>({ query, begin, none, table }: DealListProps<R>) {
  const button = begin && (
    <Button kind="primary" to={begin.to}>
      {begin.label}
    </Button>
  );
  return (
    <Loaded query={query}>
      {({ rows }) => (
        <Stack>
          {button && rows.length > 0 && <Row>{button}</Row>}
          {table({ rows, empty: <EmptyState action={button}>{none}</EmptyState> })}
        </Stack>
      )}
    </Loaded>
  );
}
