import type { ReactNode } from 'react';
import { uiText } from '../text/english';
import { useText } from '../text/locale-provider';
import styles from './feedback.module.css';

export interface EmptyStateProps {
  /** One sentence on what this place is for. */
  children: ReactNode;
  /** One action: a primary button. */
  action?: ReactNode;
  /** One real example to open: a link. */
  example?: ReactNode;
}

/**
 * An empty screen that teaches.
 *
 * @example
 * <EmptyState action={<Button kind="primary">Import runs</Button>} example={<TextLink to="…">Graph queries at 200 users</TextLink>}>
 *   A bakeoff compares two contenders on the same work, and says what the runs can prove.
 * </EmptyState>
 */
export function EmptyState({ children, action, example }: EmptyStateProps) {
  const t = useText(uiText);
  return (
    <div className={styles.empty}>
      <p className={styles.emptyText}>{children}</p>
      {action}
      {example && (
        <p className={styles.emptyExample}>
          {t('empty.example')}: {example}
        </p>
      )}
    </div>
  );
}
