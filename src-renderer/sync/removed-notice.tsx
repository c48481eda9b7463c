import { useState } from 'react';
import { useSyncStatus } from '../app';
import { Button, useText } from '../ui';
import { LeaveDialog } from './server/leave';
import styles from './sync.module.css';
import { syncText } from './text';

/** Above every screen once one's place in the workspace has ended: what that means, and what to do with what is here. */
export function RemovedNotice() {
  const t = useText(syncText);
  const status = useSyncStatus();
  const [leaving, setLeaving] = useState(false);
  if (status?.state !== 'removed') return null;
  return (
    <section className={styles.banner} aria-label={t('removed.title')}>
      <h2>{t('removed.title')}</h2>
      <p>{t('removed.about')}</p>
      {status.pending > 0 && (
        <p>
          <b>{t('removed.unsent', { count: status.pending })}</b>
        </p>
      )}
      <div>
        <Button onClick={() => setLeaving(true)}>{t(status.pending > 0 ? 'removed.save' : 'removed.leave')}</Button>
      </div>
      <LeaveDialog open={leaving} onClose={() => setLeaving(false)} />
    </section>
  );
}
