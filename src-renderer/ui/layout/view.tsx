import { createContext, type ReactNode, useContext } from 'react';
import styles from './layout.module.css';

/** Who looks at the screen: the selling side, or the customer to whom it is shown. */
export type View = 'ours' | 'customer';

const ViewContext = createContext<View>('ours');

export function ViewProvider({ view, children }: { view: View; children: ReactNode }) {
  return <ViewContext.Provider value={view}>{children}</ViewContext.Provider>;
}

export function useView(): View {
  return useContext(ViewContext);
}

/**
 * What a customer must not see: violet, and absent in customer view. This only guards the page; the data itself is kept
 * back by the session, whose answers do not contain it.
 */
export function Internal({
  block,
  children,
}: {
  /** Around paragraphs and cards instead of within a line. */ block?: boolean;
  children: ReactNode;
}) {
  if (useView() === 'customer') return null;
  return block ? (
    <div className={styles.internal}>{children}</div>
  ) : (
    <span className={styles.internal}>{children}</span>
  );
}
