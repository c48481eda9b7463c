import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import type { DeskState } from '../../../src-shared/workspace';
import { useDesk, useDeskQueries } from '../../client';
import { Button, ErrorSurface, useFormat, useText } from '../../ui';
import { workspaceText } from '../text';
import styles from './start.module.css';

/** A workspace that does not open: why, and the backups that one can go on with. */
export function Damaged({ problem }: { problem: NonNullable<DeskState['problem']> }) {
  const t = useText(workspaceText);
  const format = useFormat();
  const desk = useDesk();
  const queries = useQueryClient();
  const { data: backups } = useQuery(
    useDeskQueries().workspace.backups.queryOptions({ input: { folder: problem.folder } }),
  );
  const [restoring, setRestoring] = useState<string | null>(null);
  const [failed, setFailed] = useState<ErrorRecord | null>(null);
  const restore = async (backup: string) => {
    setRestoring(backup);
    setFailed(null);
    try {
      await desk.workspace.restore({ folder: problem.folder, backup });
      await queries.invalidateQueries();
    } catch (thrown) {
      setFailed(errorRecord(thrown));
    }
    setRestoring(null);
  };
  return (
    <div className={styles.damaged}>
      <ErrorSurface error={problem.error} title={t('damaged.title')} />
      {failed && <ErrorSurface error={failed} onDismiss={() => setFailed(null)} />}
      {backups && backups.length === 0 && <p className="quiet">{t('damaged.none')}</p>}
      {backups && backups.length > 0 && (
        <section aria-labelledby="backups" className={styles.recent}>
          <h2 id="backups">{t('damaged.backups')}</h2>
          <p className="quiet">{t('damaged.about')}</p>
          <ul>
            {backups.map(({ name, file, made, size }, index) => (
              <li key={name} className={styles.backup}>
                <span>
                  <b className="figures">{format.dateTime(made)}</b> <small>{format.bytes(size)}</small>
                </span>
                <Button
                  size="small"
                  kind={index === 0 ? 'primary' : 'default'}
                  busy={restoring === file}
                  aria-label={t('damaged.restore.one', { time: format.dateTime(made) })}
                  onClick={() => restore(file)}
                >
                  {t('damaged.restore')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
