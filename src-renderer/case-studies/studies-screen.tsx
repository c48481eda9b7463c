import { useCallback, useMemo } from 'react';
import {
  type StudyRow,
  type StudySort,
  type StudyStanding,
  studySorts,
  studyStandings,
} from '../../src-shared/case-studies';
import { Loaded, useAddress, useHasRole, useHere } from '../app';
import {
  Button,
  CheckField,
  type DataColumn,
  DataTable,
  EmptyState,
  Page,
  PageHeader,
  Row,
  SelectField,
  Stack,
  TextField,
  Toolbar,
  TwoLines,
  useActions,
  useFormat,
  useNavigation,
  useText,
} from '../ui';
import { CreateStudyDialog } from './create-dialog';
import { useStudiesOfDeal, useStudyPages } from './queries';
import { StudyStandingChip } from './standing';
import { studiesText } from './text';

const useWrites = () => useHasRole('rep', 'engineer', 'delivery', 'legal', 'admin');

/** All case studies: found by words, filtered by standing, sorted; read page by page as one scrolls. `?new=1` begins one. */
export function StudiesScreen() {
  const t = useText(studiesText);
  const { search, setSearch } = useAddress();
  const writes = useWrites();
  const text = search['find'] ?? '';
  const standing = studyStandings.find((one) => one === search['standing']);
  const mine = search['mine'] !== undefined;
  const sort = studySorts.find((one) => one === search['sort']);
  const query = useStudyPages({
    ...(text && { text }),
    ...(standing && { standing }),
    ...(mine && { mine }),
    ...(sort && { sort, descending: search['down'] !== undefined }),
  });
  useHere({ crumbs: [{ label: t('title') }] });
  useActions(
    useMemo(
      () => (writes ? [{ id: 'new-study', label: t('new'), shortcut: 'N', run: () => setSearch({ new: '1' }) }] : []),
      [t, writes, setSearch],
    ),
  );
  const begin = writes && (
    <Button kind="primary" onClick={() => setSearch({ new: '1' })}>
      {t('new')}
    </Button>
  );
  const filtered = text !== '' || standing !== undefined || mine;
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = query;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const wanted = search['new'];
  return (
    <Loaded query={query}>
      {(rows) => (
        <Page fill>
          <PageHeader title={t('title')} actions={(rows.length > 0 || filtered) && begin} />
          {(rows.length > 0 || filtered) && (
            <Toolbar label={t('filter.label')}>
              <TextField
                label={t('filter.text')}
                hideLabel
                type="search"
                placeholder={t('filter.text')}
                value={text}
                onChange={(value) => setSearch({ find: value || null })}
              />
              <SelectField
                label={t('filter.standing')}
                hideLabel
                searchable={false}
                options={[
                  { value: 'all', label: t('filter.standing.all') },
                  ...studyStandings.map((value) => ({ value: value as string, label: t(`standing.${value}`) })),
                ]}
                value={standing ?? 'all'}
                onChange={(value) => setSearch({ standing: value === 'all' ? null : (value as StudyStanding) })}
              />
              <CheckField
                label={t('filter.mine')}
                checked={mine}
                onChange={(on) => setSearch({ mine: on ? '1' : null })}
              />
            </Toolbar>
          )}
          <StudyTable
            rows={rows}
            total={rows.length + Number(hasNextPage)}
            onMore={more}
            sort={sort ? { column: sort, descending: search['down'] !== undefined } : null}
            onSort={(next) => setSearch({ sort: next?.column ?? null, down: next?.descending ? '1' : null })}
            fill
            empty={
              filtered ? <EmptyState>{t('nothing')}</EmptyState> : <EmptyState action={begin}>{t('about')}</EmptyState>
            }
          />
          {wanted && (
            <CreateStudyDialog deal={wanted === '1' ? null : wanted} onClose={() => setSearch({ new: null })} />
          )}
        </Page>
      )}
    </Loaded>
  );
}

/** The case studies of a deal, in its room. */
export function DealStudies({ deal }: { deal: string }) {
  const t = useText(studiesText);
  const begin = useWrites() && (
    <Button kind="primary" to={`/case-studies?new=${deal}`}>
      {t('new')}
    </Button>
  );
  return (
    <Loaded query={useStudiesOfDeal(deal)}>
      {({ rows }) => (
        <Stack>
          {begin && rows.length > 0 && <Row>{begin}</Row>}
          <StudyTable rows={rows} empty={<EmptyState action={begin}>{t('deal.none')}</EmptyState>} />
        </Stack>
      )}
    </Loaded>
  );
}

type TableProps = Pick<
  React.ComponentProps<typeof DataTable<StudyRow>>,
  'rows' | 'total' | 'onMore' | 'sort' | 'onSort' | 'fill' | 'empty'
>;

function StudyTable(props: TableProps) {
  const t = useText(studiesText);
  const format = useFormat();
  const { go } = useNavigation();
  const columns = useMemo(
    (): DataColumn<StudyRow>[] => [
      { id: 'number' satisfies StudySort, header: t('list.number'), width: 108, value: ({ number }) => number },
      {
        ...{ id: 'title' satisfies StudySort, header: t('list.title'), width: 240, grow: 4, rowHeader: true },
        value: ({ title }) => title,
        cell: ({ title, dealTitle }) => <TwoLines below={dealTitle}>{title}</TwoLines>,
      },
      {
        ...{ id: 'account' satisfies StudySort, header: t('list.account'), width: 160, grow: 2 },
        value: ({ accountName }) => accountName,
        cell: ({ accountName, anonymised }) => (
          <TwoLines below={anonymised ? t('list.account.hidden') : ''}>{accountName}</TwoLines>
        ),
      },
      {
        ...{ id: 'standing', header: t('list.standing'), width: 190, sortable: false },
        value: ({ standing }) => standing,
        cell: ({ standing, published, version }) => (
          <TwoLines below={published && published !== version ? t('list.published', { version: published }) : ''}>
            <StudyStandingChip standing={standing} size="small" />
          </TwoLines>
        ),
      },
      {
        ...{ id: 'disclosure', header: t('list.disclosure'), width: 116, sortable: false },
        value: ({ disclosure }) => disclosure,
        cell: ({ disclosure }) => t(`disclosure.${disclosure}`),
      },
      {
        ...{ id: 'owner', header: t('list.owner'), width: 140, sortable: false },
        value: ({ ownerName }) => ownerName,
      },
      {
        ...{ id: 'created' satisfies StudySort, header: t('list.created'), width: 116 },
        value: ({ created }) => created,
        cell: ({ created }) => format.date(created),
      },
    ],
    [t, format],
  );
  return (
    <DataTable
      label={t('title')}
      columns={columns}
      rowKey={({ id }) => id}
      rowHeight={54}
      onOpen={({ id }) => go(`/case-studies/${id}`)}
      {...props}
    />
  );
}
