import type { ReactNode } from 'react';
import styles from './layout.module.css';

export interface PageProps {
  /** The page is as high as the window, and one part of it (`Card fill`, `DataTable`) scrolls; else the page scrolls. */
  fill?: boolean;
  /** Forms and reading: lines no longer than can be read. */
  narrow?: boolean;
  children: ReactNode;
}

/** The content of a screen, in the house's rhythm: 20 px around, 16 px between parts. */
export function Page({ fill, narrow, children }: PageProps) {
  return (
    <div className={styles.page} data-fill={fill || undefined} data-narrow={narrow || undefined}>
      {children}
    </div>
  );
}

export interface PageHeaderProps {
  /** What this is, in words that a person would use; the page's only first-level heading. */
  title: ReactNode;
  /** States beside the title. */
  chips?: ReactNode;
  /** Buttons, the one primary step last. */
  actions?: ReactNode;
  /** A line of facts below: the clock, contenders, what it is based on. */
  children?: ReactNode;
}

/** Titles of more characters than that get room to be read in; many buttons then stand below them. */
const longTitle = 40;

/**
 * @example
 * <PageHeader title="Halden Energy, 36 months" chips={<Chip>Draft 4</Chip>} actions={<Button kind="primary">Submit</Button>}>
 *   <Meter … />
 * </PageHeader>
 */
export function PageHeader({ title, chips, actions, children }: PageHeaderProps) {
  return (
    <header className={styles.pageHeader}>
      <div className={styles.titleRow} data-long={(typeof title === 'string' && title.length > longTitle) || undefined}>
        <div className={styles.named}>
          <h1 className={styles.title}>{title}</h1>
          {chips && <span className={styles.row}>{chips}</span>}
        </div>
        {actions && <span className={styles.pageActions}>{actions}</span>}
      </div>
      {children && <div className={styles.facts}>{children}</div>}
    </header>
  );
}

/** Things in a line with the house's distance, wrapping where there is no room. `push` moves what follows to the right. */
export function Row({ children, wide, nowrap }: { children: ReactNode; wide?: boolean; nowrap?: boolean }) {
  return (
    <div className={styles.row} data-wide={wide || undefined} data-nowrap={nowrap || undefined}>
      {children}
    </div>
  );
}

/** Moves what stands after it in a `Row`, `Toolbar` or header to the right end. */
export function Push() {
  return <span className={styles.push} aria-hidden="true" />;
}

/** Things below each other; `gap` in steps of 4 px. */
export function Stack({ children, gap = 4 }: { children: ReactNode; gap?: number }) {
  return (
    <div className={styles.stack} style={{ gap: gap * 4 }}>
      {children}
    </div>
  );
}

/** Cards side by side, as many as fit at `min` pixels each. */
export function Columns({ children, min = 260 }: { children: ReactNode; min?: number }) {
  return (
    <div
      className={styles.columns}
      style={{ gridTemplateColumns: `repeat(auto-fit, minmax(min(100%, ${min}px), 1fr))` }}
    >
      {children}
    </div>
  );
}

/** Filters and actions above a table. It is a plain row: each control is a stop of the Tab key. */
export function Toolbar({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would make a form of it
    <div role="group" aria-label={label} className={styles.toolbar}>
      {children}
    </div>
  );
}
