import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { errorRecord } from '../../src-shared/kernel/errors';
import { useSyncStatus, useWorkspace } from '../app';
import { useDesk, useDeskQueries } from '../client';
import { Button, ErrorSurface, Row, reportError, useText } from '../ui';
import { LeaveDialog } from './server/leave';
import styles from './sync.module.css';
import { syncText } from './text';
import { useSyncNow } from './use-sync-now';

/**
 * In place of every screen once one's place in the workspace has ended: nothing of it is shown any more, so it says what that means, and what
 * there is to do with what is here.
 */
export function RemovedPage() {
  const t = useText(syncText);
  const status = useSyncStatus();
  const { name } = useWorkspace();
  const [leaving, setLeaving] = useState(false);
  const now = useSyncNow();
  const close = useClose();
  useForgotten();
  const unsent = status?.pending ?? 0;
  return (
    <main className={styles.removed}>
      <h1>{t('removed.title', { name })}</h1>
      <p>{t('removed.about')}</p>
      {unsent > 0 && (
        <p>
          <b>{t('removed.unsent', { count: unsent })}</b>
        </p>
      )}
      {now.failed !== null && <ErrorSurface error={errorRecord(now.failed)} />}
      <Row>
        <Button kind="primary" onClick={() => setLeaving(true)}>
          {t(unsent > 0 ? 'removed.save' : 'removed.leave')}
        </Button>
        <Button busy={now.busy} onClick={now.run}>
          {t('removed.again')}
        </Button>
        <Button kind="quiet" onClick={close}>
          {t('removed.close')}
        </Button>
      </Row>
      <p className="quiet">{t('removed.mistake')}</p>
      <LeaveDialog open={leaving} onClose={() => setLeaving(false)} />
    </main>
  );
}

/** What was read before leaves the page's memory; what this page itself needs is asked again. */
function useForgotten(): void {
  const queries = useQueryClient();
  const procedures = useDeskQueries();
  useEffect(() => {
    const kept = [procedures.sync.status.queryKey(), procedures.workspace.state.queryKey()].map((key) =>
      JSON.stringify(key),
    );
    queries.removeQueries({ predicate: (query) => !kept.includes(JSON.stringify(query.queryKey)) });
  }, [queries, procedures]);
}

/** Back to the start screen, for another workspace; this one stays on the device until it is taken off. */
function useClose(): () => Promise<void> {
  const desk = useDesk();
  const queries = useQueryClient();
  return async () => {
    try {
      await desk.workspace.close();
      await queries.invalidateQueries();
    } catch (thrown) {
      reportError(thrown);
    }
  };
}
