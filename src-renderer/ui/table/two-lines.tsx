import type { ReactNode } from 'react';
import styles from './table.module.css';

/** A cell of two lines: the name, and below it in small what is said about it. Goes with `rowHeight={54}`. */
export function TwoLines({ children, below }: { children: ReactNode; below: ReactNode }) {
  return (
    <span className={styles.two}>
      <span>{children}</span>
      <small>{below}</small>
    </span>
  );
}
