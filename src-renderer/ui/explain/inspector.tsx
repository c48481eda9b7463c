import { type ReactNode, useLayoutEffect } from 'react';
import { createPortal } from 'react-dom';
import { ErrorSurface } from '../feedback/error-surface';
import { uiText } from '../text/english';
import { useText } from '../text/locale-provider';
import styles from './explain.module.css';
import { ExplainPanel } from './explain-panel';
import { useInspector } from './inspector-store';

/**
 * What a screen has to say in the inspector: sections of context, below the explanation of a number if one is asked.
 * A screen with traceable numbers and no context of its own places an empty one, so that pointing at a number shows its
 * steps without anything moving.
 *
 * @example <Inspector><Section title="Sign-off for version 3">…</Section></Inspector>
 */
export function Inspector({ children }: { children?: ReactNode }) {
  const slot = useInspector((state) => state.slot);
  const addContext = useInspector((state) => state.addContext);
  useLayoutEffect(() => {
    addContext(1);
    return () => addContext(-1);
  }, [addContext]);
  return slot ? createPortal(children, slot) : null;
}

/** The explanation of the number asked last; nothing where none is. Part of the shell. */
export function AskedExplanation() {
  const asked = useInspector((state) => state.asked);
  const forget = useInspector((state) => state.forget);
  const t = useText(uiText);
  if (!asked) return null;
  if (asked.error) return <ErrorSurface error={asked.error} title={t('explain.failed')} onDismiss={forget} />;
  if (!asked.explanation) {
    return (
      <section
        className={styles.panel}
        data-explanation
        tabIndex={-1}
        aria-label={t('explain.title', { value: asked.value })}
      >
        <h2>{t('explain.title', { value: asked.value })}</h2>
        <p className={styles.note}>{t('explain.loading')}</p>
      </section>
    );
  }
  return <ExplainPanel explanation={asked.explanation} onClose={forget} />;
}
