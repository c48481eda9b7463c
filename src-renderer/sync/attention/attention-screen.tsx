import { useQuery } from '@tanstack/react-query';
import type { SyncInboxEntry } from '../../../src-shared/sync/contract';
import { Loaded, SYNC_ENTITIES, useAddress, useHere } from '../../app';
import { useDeskQueries } from '../../client';
import {
  Button,
  DetailHeader,
  DetailPane,
  EmptyState,
  ListDetail,
  Page,
  PageHeader,
  useEntryKeys,
  useNavigation,
  useText,
} from '../../ui';
import { ConflictEntry } from './conflict-entry';
import { EntryList } from './entry-list';
import { FileEntry } from './file-entry';
import { RefusedEntry } from './refused-entry';
import { attentionText } from './text';
import { InvalidEntry, WaitingEntry } from './waiting-entry';

const pathOf = (id: string) => `/attention/${encodeURIComponent(id)}`;

/** What somebody has to look at: refused acts, fields that were changed twice, what waits for another device, what cannot be taken. */
export function AttentionScreen() {
  const t = useText(attentionText);
  const { params } = useAddress();
  const { go } = useNavigation();
  const open = params['entry'];
  const inbox = useQuery(useDeskQueries().sync.inbox.queryOptions({ meta: { entities: SYNC_ENTITIES } }));
  const kind = inbox.data?.find(({ id }) => id === open)?.kind;
  useHere({
    crumbs:
      open === undefined
        ? [{ label: t('title') }]
        : [{ label: t('title'), to: '/attention' }, { label: t(kind ? `kind.${kind}` : 'gone.short') }],
  });
  useEntryKeys({
    ids: inbox.data?.map(({ id }) => id),
    ...{ open, pathOf },
    next: { id: 'next-entry', label: t('next') },
    previous: { id: 'previous-entry', label: t('previous') },
  });
  return (
    <Page fill>
      <PageHeader title={t('title')}>
        <span>{t('about')}</span>
      </PageHeader>
      <Loaded query={inbox}>
        {(entries) =>
          entries.length === 0 && !open ? (
            <EmptyState action={<Button onClick={() => go('/settings/server')}>{t('server')}</Button>}>
              {t('empty')}
            </EmptyState>
          ) : (
            <ListDetail open={open !== undefined} list={<EntryList entries={entries} open={open} pathOf={pathOf} />}>
              <DetailPane>
                <OpenEntry entries={entries} open={open} />
              </DetailPane>
            </ListDetail>
          )
        }
      </Loaded>
    </Page>
  );
}

function OpenEntry({ entries, open }: { entries: readonly SyncInboxEntry[]; open: string | undefined }) {
  const t = useText(attentionText);
  if (open === undefined) return <EmptyState>{t('choose')}</EmptyState>;
  const entry = entries.find(({ id }) => id === open);
  if (!entry) {
    return (
      <div role="status">
        <DetailHeader title={t('gone.title')} />
        <p className="quiet">{t('gone.about')}</p>
      </div>
    );
  }
  switch (entry.kind) {
    case 'refused':
      return <RefusedEntry key={entry.id} entry={entry} />;
    case 'conflict':
      return <ConflictEntry key={entry.id} entry={entry} />;
    case 'waiting':
      return <WaitingEntry entry={entry} />;
    case 'invalid':
      return <InvalidEntry key={entry.id} entry={entry} />;
    case 'file':
      return <FileEntry key={entry.id} entry={entry} />;
  }
}
