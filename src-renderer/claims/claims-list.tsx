import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { type ReactNode, useCallback } from 'react';
import { Loaded, useAddress } from '../app';
import { type DataColumn, DataTable, EmptyState, Stack, TextField, Toolbar, useNavigation, useText } from '../ui';
import { ClaimsPage, type ClaimsPart } from './claims-page';
import { claimsText } from './text';

export interface ClaimsListProps<Row> {
  part: ClaimsPart;
  query: UseInfiniteQueryResult<readonly Row[], Error>;
  columns: DataColumn<Row>[];
  /** What is looked for, as the field says it; the words stand in the address as `find`. */
  find: string;
  /** Further filters, in the row of the field. */
  filters?: ReactNode;
  /** Whether one of them is on. */
  filtered?: boolean;
  /** The one thing that begins here, for those who may. */
  begin?: ReactNode;
  /** Said where there is nothing yet, and where nothing fits. */
  about: string;
  nothing: string;
  quiet?: (row: Row) => boolean;
  /** Dialogs of the list. */
  children?: ReactNode;
}

/** A list of claims: found by words, filtered, read page by page as one scrolls, opened by its rows. */
export function ClaimsList<Row extends { id: string }>(props: ClaimsListProps<Row>) {
  const { part, query, columns, find, filters, begin, about, nothing, quiet, children } = props;
  const words = useText(claimsText);
  const { go } = useNavigation();
  const { search, setSearch } = useAddress();
  const text = search['find'] ?? '';
  const filtered = text !== '' || (props.filtered ?? false);
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = query;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const some = (query.data?.length ?? 0) > 0 || filtered;
  return (
    <ClaimsPage part={part} actions={some && begin}>
      <Loaded query={query}>
        {(rows) => (
          <Stack>
            {some && (
              <Toolbar label={find}>
                <TextField
                  {...{ label: find, hideLabel: true, placeholder: find, type: 'search', value: text }}
                  onChange={(value) => setSearch({ find: value || null })}
                />
                {filters}
              </Toolbar>
            )}
            <DataTable
              label={words(`part.${part}`)}
              rows={rows}
              // How many there are is not counted: one more than is shown while there are further pages.
              total={rows.length + Number(hasNextPage)}
              onMore={more}
              columns={columns}
              rowKey={({ id }) => id}
              rowHeight={54}
              onOpen={({ id }) => go(`/claims/${part}/${id}`)}
              {...(quiet && { isQuiet: quiet })}
              empty={filtered ? <EmptyState>{nothing}</EmptyState> : <EmptyState action={begin}>{about}</EmptyState>}
            />
          </Stack>
        )}
      </Loaded>
      {children}
    </ClaimsPage>
  );
}
