import type { SyncTask } from '../../../src-shared/sync/contract';
import { Button, useFormat, useText } from '../../ui';
import styles from '../sync.module.css';
import { serverText } from './text';

/** How far an upload or a joining is, and a way to call it off. */
export function TaskProgress({ task, onCancel }: { task: SyncTask; onCancel(): void }) {
  const t = useText(serverText);
  const format = useFormat();
  if (task.state === 'cancelled') {
    return (
      <p role="status" className="quiet">
        {t('task.cancelled')}
      </p>
    );
  }
  if (task.state !== 'running') return null;
  const { stage, done, total } = task;
  const share = total === null || total === 0 ? null : Math.min(1, done / total);
  return (
    <div className={styles.task}>
      <p className={styles.taskLine}>
        <span role="status">{stage}</span>
        {total !== null && (
          <small className="figures">
            {t('task.progress', { done: format.number(done), total: format.number(total) })}
          </small>
        )}
      </p>
      <div
        role="progressbar"
        aria-label={stage}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === null ? undefined : Math.round(share * 100)}
        className={styles.progress}
      >
        <span style={{ inlineSize: `${(share ?? 0) * 100}%` }} />
      </div>
      <div>
        <Button size="small" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  );
}
