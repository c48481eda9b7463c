import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { SyncInboxEntry } from '../../../src-shared/sync/contract';
import { Loaded, SYNC_ENTITIES, useAddress, useHere } from '../../app';
import { useDeskQueries } from '../../client';
import { Button, EmptyState, Page, PageHeader, useActions, useNavigation, useText } from '../../ui';
import styles from '../sync.module.css';
import { ConflictEntry } from './conflict-entry';
import { EntryList } from './entry-list';
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
  useHere({ crumbs: [{ label: t('title') }] });
  useNextEntry(inbox.data ?? [], open);
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
            <div className={styles.split} data-open={open !== undefined || undefined}>
              <EntryList entries={entries} open={open} pathOf={pathOf} />
              <article className={styles.detail}>
                <OpenEntry entries={entries} open={open} />
              </article>
            </div>
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
        <h2 className={styles.detailTitle}>{t('gone.title')}</h2>
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
  }
}

/** Down and up with J and K, as in any inbox. */
function useNextEntry(entries: readonly SyncInboxEntry[], open: string | undefined): void {
  const t = useText(attentionText);
  const { go } = useNavigation();
  const ids = entries.map(({ id }) => id).join(' ');
  const step = useCallback(
    (by: number) => {
      const all = ids.split(' ').filter(Boolean);
      const next = all[Math.min(all.length - 1, Math.max(0, all.indexOf(open ?? '') + by))];
      if (next) go(pathOf(next));
    },
    [ids, open, go],
  );
  useActions(
    useMemo(
      () => [
        { id: 'next-entry', label: t('next'), shortcut: 'J', run: () => step(1) },
        { id: 'previous-entry', label: t('previous'), shortcut: 'K', run: () => step(-1) },
      ],
      [step, t],
    ),
  );
}
