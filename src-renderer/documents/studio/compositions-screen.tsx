import { useMemo, useState } from 'react';
import type { CompositionRow } from '../../../src-shared/documents';
import { Loaded, useAddress, useHere } from '../../app';
import {
  Button,
  type DataColumn,
  DataTable,
  EmptyState,
  Page,
  PageHeader,
  TextField,
  Toolbar,
  TwoLines,
  useActions,
  useFormat,
  useNavigation,
  useText,
} from '../../ui';
import styles from '../documents.module.css';
import { DraftState } from '../standing/draft-state';
import { standingText } from '../standing/text';
import { documentsText } from '../text';
import { NewComposition } from './new-composition';
import { OutdatedCard } from './outdated';
import { useCompositions } from './queries';
import { studioText } from './text';

/** Every document that is being put together, and where a new one begins: `?new=1`, or `?new=<deal>`. */
export function CompositionsScreen() {
  const t = useText(studioText);
  const { search, setSearch } = useAddress();
  const [text, setText] = useState('');
  const query = useCompositions();
  const wanted = text.trim().toLocaleLowerCase();
  useHere({ crumbs: [{ label: t('title') }] });
  useActions(
    useMemo(
      () => [{ id: 'new-composition', label: t('new'), shortcut: 'N', run: () => setSearch({ new: '1' }) }],
      [t, setSearch],
    ),
  );
  const begin = (
    <Button kind="primary" onClick={() => setSearch({ new: '1' })}>
      {t('new')}
    </Button>
  );
  return (
    <Loaded query={query}>
      {(compositions) => (
        <Page fill>
          <PageHeader
            title={t('title')}
            chips={
              compositions.length > 0 && (
                <span className="quiet figures">{t('count', { count: compositions.length })}</span>
              )
            }
            actions={
              <>
                <Button to="/documents/snippets">{t('snippets')}</Button>
                <Button to="/documents/templates">{t('templates')}</Button>
                {begin}
              </>
            }
          />
          <OutdatedCard />
          {compositions.length > 0 && (
            <Toolbar label={t('title')}>
              <TextField
                type="search"
                label={t('find')}
                placeholder={t('find')}
                hideLabel
                className={styles.find}
                value={text}
                onChange={setText}
              />
            </Toolbar>
          )}
          <CompositionTable
            compositions={compositions.filter(
              ({ title, number, dealTitle, accountName }) =>
                !wanted || `${number} ${title} ${dealTitle} ${accountName}`.toLocaleLowerCase().includes(wanted),
            )}
            fill
            empty={<EmptyState action={begin}>{t('about')}</EmptyState>}
          />
          {search['new'] && (
            <NewComposition
              deal={search['new'] === '1' ? null : search['new']}
              onClose={() => setSearch({ new: null })}
            />
          )}
        </Page>
      )}
    </Loaded>
  );
}

interface TableProps {
  compositions: readonly CompositionRow[];
  /** Inside a deal its name says nothing new. */
  ofDeal?: boolean;
  empty: React.ReactNode;
  fill?: boolean;
  /** Inside a card that has a title. */
  plain?: boolean;
}

/** Compositions with where they stand. */
export function CompositionTable({ compositions, ofDeal, empty, fill, plain }: TableProps) {
  const t = useText(studioText);
  const kinds = useText(documentsText);
  const standing = useText(standingText);
  const format = useFormat();
  const { go } = useNavigation();
  const columns = useMemo(
    (): DataColumn<CompositionRow>[] => [
      { id: 'number', header: t('list.number'), width: 112, value: ({ number }) => number },
      {
        id: 'title',
        header: t('list.title'),
        width: 280,
        grow: 4,
        rowHeader: true,
        value: ({ title }) => title,
        cell: ({ title, kind }) => <TwoLines below={kinds(`kind.${kind}`)}>{title}</TwoLines>,
      },
      ...(ofDeal
        ? []
        : ([
            {
              id: 'deal',
              header: t('list.deal'),
              width: 200,
              grow: 3,
              value: ({ dealTitle }) => dealTitle,
              cell: ({ dealTitle, accountName }) => <TwoLines below={accountName}>{dealTitle}</TwoLines>,
            },
          ] satisfies DataColumn<CompositionRow>[])),
      {
        id: 'state',
        header: t('list.state'),
        width: 160,
        value: ({ state }) => state,
        cell: ({ state }) => <DraftState state={state} small />,
      },
      {
        id: 'for',
        header: standing('for'),
        width: 116,
        value: ({ disclosure }) => disclosure,
        cell: ({ disclosure }) => standing(`circle.${disclosure}`),
      },
      {
        id: 'begun',
        header: t('list.begun'),
        width: 170,
        value: ({ createdAt }) => createdAt,
        cell: ({ createdAt, ownerName }) => <TwoLines below={ownerName ?? '–'}>{format.dateTime(createdAt)}</TwoLines>,
      },
    ],
    [t, kinds, standing, format, ofDeal],
  );
  return (
    <DataTable
      label={t('title')}
      rows={compositions}
      columns={columns}
      rowKey={({ id }) => id}
      rowHeight={54}
      onOpen={({ id }) => go(`/documents/studio/${id}`)}
      empty={empty}
      fill={fill}
      plain={plain}
    />
  );
}
