import { type ReactNode, useId } from 'react';
import { Chip } from '../controls/chip';
import { uiText } from '../text/english';
import { useText } from '../text/locale-provider';
import styles from './layout.module.css';
import { useView } from './view';

export interface CardProps {
  /** Makes the card a named section. */
  title?: ReactNode;
  /** Beside the title, at the right: a chip, a button. */
  aside?: ReactNode;
  /** No padding: for a table or a list that brings its own. */
  flush?: boolean;
  /** Not for customers: violet title and mark; absent in customer view. */
  internal?: boolean;
  /** Takes the height that is left and scrolls inside. */
  fill?: boolean;
  children: ReactNode;
}

/** Something that stands for itself, on its own surface. */
export function Card({ title, aside, flush, internal, fill, children }: CardProps) {
  const id = useId();
  const t = useText(uiText);
  const hidden = useView() === 'customer' && internal;
  if (hidden) return null;
  return (
    <section
      className={styles.card}
      data-flush={flush || undefined}
      data-fill={fill || undefined}
      aria-labelledby={title ? id : undefined}
    >
      {(title || aside) && (
        <header className={styles.cardHeader}>
          {title && (
            <h2 id={id} className={internal ? styles.internal : undefined}>
              {title}
            </h2>
          )}
          <span className={styles.push}>
            {internal && (
              <Chip tone="internal" size="small">
                {t('internal.label')}
              </Chip>
            )}
            {aside}
          </span>
        </header>
      )}
      {children}
    </section>
  );
}

export interface SectionProps {
  title: ReactNode;
  aside?: ReactNode;
  internal?: boolean;
  children: ReactNode;
}

/** A titled part of a page or of the inspector, without a surface of its own. */
export function Section({ title, aside, internal, children }: SectionProps) {
  const id = useId();
  const t = useText(uiText);
  const hidden = useView() === 'customer' && internal;
  if (hidden) return null;
  return (
    <section className={styles.section} aria-labelledby={id}>
      <header className={styles.sectionHeader}>
        <h2 id={id} className={internal ? styles.internal : undefined}>
          {title}
        </h2>
        <span className={styles.push}>
          {internal && (
            <Chip tone="internal" size="small">
              {t('internal.label')}
            </Chip>
          )}
          {aside}
        </span>
      </header>
      {children}
    </section>
  );
}
