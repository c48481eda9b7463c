import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useAreas, useNow } from '../app';
import { useDesk, useDeskQueries } from '../client';
import { Card, IconButton, reportError, TextLink, useFormat, useText } from '../ui';
import { draftPlace } from './draft-place';
import { todayText } from './text';
import styles from './today.module.css';

/** Edits that were begun and not saved, on this device. */
export function DraftsCard() {
  const t = useText(todayText);
  const format = useFormat();
  const now = useNow();
  const desk = useDesk();
  const cache = useQueryClient();
  const areas = useAreas();
  const queries = useDeskQueries();
  const { data } = useQuery({ ...queries.workspace.drafts.list.queryOptions(), refetchOnMount: 'always' });
  const drafts = (data ?? []).flatMap(({ key, updated }) => {
    const place = draftPlace(key, areas);
    return place ? [{ key, updated, ...place }] : [];
  });
  if (drafts.length === 0) return null;
  const drop = (key: string) =>
    desk.workspace.drafts
      .drop({ key })
      .then(() => cache.invalidateQueries({ queryKey: queries.workspace.drafts.key() }), reportError);
  return (
    <Card title={t('drafts.title')}>
      <ul className={styles.drafts}>
        {drafts.map(({ key, updated, path, title }) => (
          <li key={key}>
            <TextLink to={path}>{title}</TextLink>
            <small className="figures">{format.when(updated, now)}</small>
            <IconButton
              icon="close"
              size="small"
              label={t('drafts.drop', { screen: title })}
              onClick={() => void drop(key)}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}
