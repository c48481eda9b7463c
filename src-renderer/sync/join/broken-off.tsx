import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import type { BrokenOffJoining } from '../../../src-shared/sync/contract';
import { SYNC_ENTITIES } from '../../app';
import { useDesk, useDeskQueries } from '../../client';
import { Button, Confirm, ErrorSurface, useText } from '../../ui';
import { serverText } from '../server/text';
import styles from './join.module.css';
import type { JoinAgain } from './join-workspace';

/** On the start screen: workspaces of which only a part is here, each to be joined again or taken away. Nothing where there is none. */
export function BrokenOffJoinings({ onJoin }: { onJoin(again: JoinAgain): void }) {
  const t = useText(serverText);
  const desk = useDesk();
  const { data, refetch } = useQuery(
    useDeskQueries().sync.brokenOff.queryOptions({ meta: { entities: SYNC_ENTITIES } }),
  );
  const [asked, setAsked] = useState<BrokenOffJoining | null>(null);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const remove = async ({ workspace }: BrokenOffJoining) => {
    setProblem(null);
    try {
      await desk.sync.removeBrokenOff({ workspace });
    } catch (thrown) {
      setProblem(errorRecord(thrown));
    }
    await refetch();
  };
  if (!problem && (!data || data.length === 0)) return null;
  return (
    <section aria-labelledby="broken-off" className={styles.brokenOff}>
      <h2 id="broken-off">{t('broken-off.title')}</h2>
      <p className="quiet">{t('broken-off.about')}</p>
      {problem && <ErrorSurface error={problem} onDismiss={() => setProblem(null)} />}
      {data && data.length > 0 && (
        <ul className={styles.workspaces}>
          {data.map((one) => (
            <li key={one.workspace}>
              <span className={styles.part}>
                <b>{one.name}</b>
                <span className="mono">{one.folder}</span>
              </span>
              <span className={styles.deeds}>
                <Button
                  size="small"
                  aria-label={t('broken-off.again.one', { name: one.name })}
                  onClick={() => onJoin(one)}
                >
                  {t('broken-off.again')}
                </Button>
                <Button
                  size="small"
                  kind="quiet"
                  aria-label={t('broken-off.remove.one', { name: one.name })}
                  onClick={() => setAsked(one)}
                >
                  {t('broken-off.remove')}
                </Button>
              </span>
            </li>
          ))}
        </ul>
      )}
      <Confirm
        open={asked !== null}
        onClose={() => setAsked(null)}
        onConfirm={() => asked && void remove(asked)}
        title={t('broken-off.dialog', { name: asked?.name ?? '' })}
        confirm={t('broken-off.remove')}
      >
        <p>{t('broken-off.dialog.about', { folder: asked?.folder ?? '' })}</p>
      </Confirm>
    </section>
  );
}
