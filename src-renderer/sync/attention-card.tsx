import { useQuery } from '@tanstack/react-query';
import { SYNC_ENTITIES, useSyncStatus } from '../app';
import { useDeskQueries } from '../client';
import { Anchor, Card, entryStyles, TextLink, useText } from '../ui';
import { hasServer } from './status';
import { syncText } from './text';

/** How many entries wait for the person. */
export function useAttentionCount(): number | undefined {
  return useSyncStatus()?.attention || undefined;
}

/** The place is there where there is a server to refuse anything. */
export function useAttentionShown(): boolean {
  return hasServer(useSyncStatus());
}

/** So many are shown on Today; all of them are one link away. */
const SHOWN = 4;

/** What needs attention, on Today; nothing where nothing does. */
export function AttentionCard() {
  const t = useText(syncText);
  const count = useAttentionCount() ?? 0;
  const { data } = useQuery({
    ...useDeskQueries().sync.inbox.queryOptions({ meta: { entities: SYNC_ENTITIES } }),
    enabled: count > 0,
  });
  const entries = (data ?? []).filter(({ kind }) => kind !== 'waiting');
  if (count === 0 || entries.length === 0) return null;
  return (
    <Card title={t('nav.attention')} aside={<TextLink to="/attention">{t('card.all')}</TextLink>}>
      <ul className={entryStyles.list}>
        {entries.slice(0, SHOWN).map((entry) => (
          <li key={entry.id}>
            <Anchor to={`/attention/${encodeURIComponent(entry.id)}`}>
              {entry.kind === 'conflict'
                ? t('card.conflict', { label: entry.label, title: entry.title })
                : entry.sentence}
            </Anchor>
          </li>
        ))}
      </ul>
    </Card>
  );
}
