import { type ReactNode, type Ref, useCallback, useEffect, useMemo, useRef } from 'react';
import { Anchor, useNavigation } from '../controls/links';
import { useActions } from '../palette/actions';
import styles from './list-detail.module.css';

export interface ListDetailProps {
  /** Something is open: without room for two it takes the place of the list. */
  open: boolean;
  /** The list holds whole sentences, and gets more room for them. */
  sentences?: boolean;
  list: ReactNode;
  /** What is open, a `DetailPane`; or what is said while nothing is. */
  children: ReactNode;
}

/** A list beside what is open of it, as in any inbox. For a `Page fill`. */
export function ListDetail({ open, sentences, list, children }: ListDetailProps) {
  return (
    <div className={styles.split} data-open={open || undefined} data-sentences={sentences || undefined}>
      {list}
      {children}
    </div>
  );
}

/** The frame of a list that draws its lines itself, for instance only those in sight. */
export function ListPane({ children, ref }: { children: ReactNode; ref?: Ref<HTMLDivElement> }) {
  return (
    <div ref={ref} className={styles.list}>
      {children}
    </div>
  );
}

/** Entries below each other. `flat`: inside a card, whose frame they share. */
export function Entries({ label, flat, children }: { label: string; flat?: boolean; children: ReactNode }) {
  return (
    <ol className={`${styles.list} ${styles.entries}`} aria-label={label} data-flat={flat || undefined}>
      {children}
    </ol>
  );
}

interface EntryLinkProps {
  to: string;
  /** It is the one that is open. */
  current: boolean;
  children: ReactNode;
  'data-hash'?: string;
  className?: string;
}

/** One line of a `ListPane` that leads to what it is about. */
export function EntryLink({ current, className, ...rest }: EntryLinkProps) {
  return (
    <Anchor
      className={[styles.entry, className].filter(Boolean).join(' ')}
      aria-current={current ? 'true' : undefined}
      {...rest}
    />
  );
}

/** One of the `Entries`: what it is about in `<b>`, and its facts below. The open one is always in sight. */
export function Entry({ to, current, children }: Pick<EntryLinkProps, 'to' | 'current' | 'children'>) {
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (current) place.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <li ref={place}>
      <EntryLink to={to} current={current} className={styles.stacked}>
        {children}
      </EntryLink>
    </li>
  );
}

/** What is open of a list. */
export function DetailPane({ children }: { children: ReactNode }) {
  return <article className={styles.detail}>{children}</article>;
}

export interface DetailHeaderProps {
  title: ReactNode;
  /** Its facts in a line: state, who, when. */
  children?: ReactNode;
  action?: ReactNode;
}

/** What the open thing is, with its facts. */
export function DetailHeader({ title, children, action }: DetailHeaderProps) {
  return (
    <header className={styles.head}>
      <div>
        <h2 className={styles.title}>{title}</h2>
        {children && <p className={styles.meta}>{children}</p>}
      </div>
      {action}
    </header>
  );
}

/** Somebody's own words: the reason that they gave. */
export function Said({ children }: { children: ReactNode }) {
  return <blockquote className={styles.said}>{children}</blockquote>;
}

interface EntryKeys {
  /** Undefined while they are not known yet: a key that is pressed meanwhile counts when they are. */
  ids: readonly string[] | undefined;
  open: string | undefined;
  pathOf(id: string): string;
  /** What the two actions are called, and by which ids they are known. */
  next: { id: string; label: string };
  previous: { id: string; label: string };
}

/** Down and up with J and K, as in any inbox. */
export function useEntryKeys({ ids, open, pathOf, next, previous }: EntryKeys): void {
  const { go } = useNavigation();
  const all = ids?.join(' ');
  const early = useRef(0);
  const [{ id: nextId, label: nextLabel }, { id: previousId, label: previousLabel }] = [next, previous];
  const step = useCallback(
    (by: number) => {
      if (all === undefined) {
        early.current += by;
        return;
      }
      const known = all.split(' ').filter(Boolean);
      const to = known[Math.min(known.length - 1, Math.max(0, known.indexOf(open ?? '') + by))];
      if (to) go(pathOf(to));
    },
    [all, open, go, pathOf],
  );
  useEffect(() => {
    if (all === undefined || early.current === 0) return;
    const by = early.current;
    early.current = 0;
    step(by);
  }, [all, step]);
  useActions(
    useMemo(
      () => [
        { id: nextId, label: nextLabel, shortcut: 'J', run: () => step(1) },
        { id: previousId, label: previousLabel, shortcut: 'K', run: () => step(-1) },
      ],
      [step, nextId, nextLabel, previousId, previousLabel],
    ),
  );
}
