import { create } from 'zustand';
import { Button, Mark, useText } from '../ui';
import styles from './sync.module.css';
import { syncText } from './text';

/** A workspace that was taken off this device, and where its unsent work is. */
interface Left {
  name: string;
  file: string | null;
}

/** The one that was left last, until that was read: what tells of it is gone with the workspace. */
export const useLeft = create<{ left: Left | null }>(() => ({ left: null }));

/** On the start screen: that a workspace is gone from here, and in which file what was never sent lies. */
export function LeftNotice() {
  const t = useText(syncText);
  const left = useLeft((state) => state.left);
  if (!left) return null;
  return (
    <div role="status" className={styles.left}>
      <Mark name="check" />
      <div>
        <p>{t('left.gone', { name: left.name })}</p>
        {left.file !== null && (
          <p>
            {t('left.file')} <code>{left.file}</code>
          </p>
        )}
      </div>
      <Button kind="quiet" size="small" onClick={() => useLeft.setState({ left: null })}>
        {t('left.dismiss')}
      </Button>
    </div>
  );
}
