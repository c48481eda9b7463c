import { uiText } from '../text/english';
import { useText } from '../text/locale-provider';
import { useErrors } from './error-store';
import { ErrorSurface } from './error-surface';
import styles from './feedback.module.css';

/** All reported errors, newest first, until each is dealt with. Part of the shell. */
export function ErrorStack() {
  const errors = useErrors((state) => state.errors);
  const dismiss = useErrors((state) => state.dismiss);
  const t = useText(uiText);
  if (errors.length === 0) return null;
  return (
    <section className={styles.errorStack} aria-label={t('error.errors', { count: errors.length })}>
      {[...errors].reverse().map(({ id, error, title, retry }) => (
        <ErrorSurface
          key={id}
          error={error}
          title={title}
          onDismiss={() => dismiss(id)}
          onRetry={
            retry &&
            (() => {
              dismiss(id);
              retry();
            })
          }
        />
      ))}
    </section>
  );
}
