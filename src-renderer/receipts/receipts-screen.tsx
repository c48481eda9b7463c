import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { errorRecord } from '../../src-shared/kernel/errors';
import { useAddress, useHere } from '../app';
import { useDesk, useDeskQueries } from '../client';
import {
  ActionMenu,
  Button,
  DetailPane,
  EmptyState,
  ErrorSurface,
  IconButton,
  ListDetail,
  Page,
  PageHeader,
  useActions,
  useFormat,
  useNavigation,
  useText,
} from '../ui';
import { ReceiptDetailPane } from './detail';
import { ExportDialog } from './export-dialog';
import { filterOf, isFiltered } from './filter';
import { FilterBar } from './filter-bar';
import { ImportDialog } from './import-dialog';
import { RebuildDialog } from './rebuild-dialog';
import { ReceiptStream } from './stream';
import { receiptsText } from './text';
import { VerifyDialog } from './verify-dialog';

type Open = 'verify' | 'export' | 'import' | 'rebuild' | null;

/** The explorer: every act in the workspace, what it changed, who decided, and whether it still verifies. */
export function ReceiptsScreen() {
  const t = useText(receiptsText);
  const format = useFormat();
  const { params, search } = useAddress();
  const { go } = useNavigation();
  const [dialog, setDialog] = useState<Open>(null);
  const open = params['receipt'];
  const filter = useMemo(() => filterOf(search), [search]);
  const query = new URLSearchParams(search).toString();
  const pathOf = (hash: string) => `/receipts/${hash}${query && `?${query}`}`;
  const { lines, total, onMore, error, retry } = useReceiptPages(filter);
  useHere({
    crumbs: open
      ? [{ label: t('title'), to: `/receipts${query && `?${query}`}` }, { label: format.digest(open) }]
      : [{ label: t('title') }],
  });
  useActions(
    useMemo(
      () => [
        { id: 'verify-receipts', label: t('verify.title'), shortcut: 'Mod Shift V', run: () => setDialog('verify') },
        { id: 'import', label: t('actions.import'), run: () => setDialog('import') },
        { id: 'export-receipts', label: t('actions.export'), run: () => setDialog('export') },
        { id: 'rebuild-check', label: t('actions.rebuild'), run: () => setDialog('rebuild') },
      ],
      [t],
    ),
  );
  const filtered = isFiltered(filter);
  const close = () => setDialog(null);
  return (
    <Page fill>
      <PageHeader
        title={t('title')}
        chips={
          total !== null && (
            <span className="quiet figures">{t(filtered ? 'count.filtered' : 'count', { count: total })}</span>
          )
        }
        actions={
          <>
            <Button onClick={() => setDialog('verify')}>{t('actions.verify')}</Button>
            <ActionMenu
              trigger={<IconButton icon="more" label={t('actions.more')} />}
              items={[
                { id: 'export', label: t('actions.export'), icon: 'download', run: () => setDialog('export') },
                { id: 'import', label: t('actions.import'), icon: 'upload', run: () => setDialog('import') },
                { id: 'rebuild', label: t('actions.rebuild'), section: true, run: () => setDialog('rebuild') },
              ]}
            />
          </>
        }
      />
      <FilterBar />
      {error && <ErrorSurface error={errorRecord(error)} onRetry={retry} />}
      <ListDetail
        sentences
        open={open !== undefined}
        list={
          <ReceiptStream
            lines={lines}
            total={total ?? 0}
            onMore={onMore}
            open={open}
            pathOf={pathOf}
            empty={
              total === 0 && (
                <EmptyState action={<Button onClick={() => go('/receipts')}>{t('empty.clear')}</Button>}>
                  {t('empty.filtered')}
                </EmptyState>
              )
            }
          />
        }
      >
        {open ? (
          <ReceiptDetailPane key={open} hash={open} />
        ) : (
          <DetailPane>
            <EmptyState>{t('choose.one')}</EmptyState>
          </DetailPane>
        )}
      </ListDetail>
      <VerifyDialog open={dialog === 'verify'} onClose={close} />
      <RebuildDialog open={dialog === 'rebuild'} onClose={close} />
      <ExportDialog open={dialog === 'export'} onClose={close} />
      <ImportDialog open={dialog === 'import'} onClose={close} />
    </Page>
  );
}

/** Pages of receipts that fit, newest first. What is shown stays while a changed filter is asked. */
function useReceiptPages(filter: ReturnType<typeof filterOf>) {
  const desk = useDesk();
  const key = useDeskQueries().receipts.list.key();
  const pages = useInfiniteQuery({
    queryKey: [...key, 'pages', filter],
    queryFn: ({ pageParam, signal }) =>
      desk.receipts.list({ ...filter, ...(pageParam !== null && { before: pageParam }), limit: 100 }, { signal }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
    // Receipts never change; comparing all that came before with every further page would cost more than drawing it.
    structuralSharing: false,
    // How a receipt stands with the server changes without anything else.
    meta: { sync: true },
  });
  const lines = useMemo(() => pages.data?.pages.flatMap(({ receipts }) => receipts) ?? [], [pages.data]);
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = pages;
  const onMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, hasNextPage, isFetchingNextPage]);
  return {
    lines,
    total: pages.data?.pages[0]?.total ?? null,
    onMore,
    error: pages.error,
    retry: () => void pages.refetch(),
  };
}
