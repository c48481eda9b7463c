import { type KeyboardEvent, type ReactNode, useId } from 'react';
import styles from './layout.module.css';
import { useView } from './view';

export interface Tab<Id extends string = string> {
  id: Id;
  label: string;
  /** How many there are inside. */
  count?: number;
  internal?: boolean;
  content: ReactNode;
}

export interface TabsProps<Id extends string> {
  /** What the tabs are parts of. */
  label: string;
  tabs: readonly Tab<Id>[];
  /** Which one is open: kept by the screen, usually in its address. */
  open: Id;
  onOpen(id: NoInfer<Id>): void;
}

/** Parts of one thing, one at a time. Left and right choose; only the open one is in the page. */
export function Tabs<Id extends string>({ label, tabs, open, onOpen }: TabsProps<Id>) {
  const id = useId();
  const view = useView();
  const shown = tabs.filter((tab) => view === 'ours' || !tab.internal);
  const current = shown.find((tab) => tab.id === open) ?? shown[0];
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const at = shown.findIndex((tab) => tab.id === current?.id);
    const places: Record<string, number> = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: shown.length - 1 };
    const to = places[event.key];
    const next = to === undefined ? undefined : shown[(to + shown.length) % shown.length];
    if (!next) return;
    event.preventDefault();
    onOpen(next.id);
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${CSS.escape(next.id)}"]`)?.focus();
  };
  return (
    <div className={styles.tabs}>
      <div role="tablist" aria-label={label} className={styles.tabList} onKeyDown={move}>
        {shown.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${id}-${tab.id}`}
            data-tab={tab.id}
            aria-selected={tab === current}
            aria-controls={`${id}-panel`}
            tabIndex={tab === current ? 0 : -1}
            className={tab.internal ? `${styles.tab} ${styles.internal}` : styles.tab}
            onClick={() => onOpen(tab.id)}
          >
            {tab.label}
            {tab.count !== undefined && <span className={styles.tabCount}>{tab.count}</span>}
          </button>
        ))}
      </div>
      {current && (
        <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${current.id}`} className={styles.tabPanel}>
          {current.content}
        </div>
      )}
    </div>
  );
}
