// biome-ignore-all lint/a11y/useSemanticElements: rows that are drawn only while in sight cannot lie in a <table>; the roles say what they are
// biome-ignore-all lint/a11y/useFocusableInteractive: in a grid the cells take the focus, not rows and groups
import type { KeyboardEvent, PointerEvent } from 'react';
import { Mark } from '../controls/marks';
import { uiText } from '../text/english';
import { useText } from '../text/locale-provider';
import type { DataColumn, TableSort } from './columns';
import styles from './table.module.css';
import { HEADER } from './use-grid-focus';

export interface TableHeaderProps<Row> {
  columns: readonly DataColumn<Row>[];
  sort: TableSort | null;
  /** The column whose cell is the grid's stop of the Tab key, if it lies in the header. */
  stop: number | null;
  onSort(column: string): void;
  /** Sets a width; `null` gives the column its own again. */
  onResize(column: string, width: number | null): void;
}

const LEAST = 48;

/** The names of the columns: Enter sorts, Shift with left and right changes the width, so does dragging the edge. */
export function TableHeader<Row>({ columns, sort, stop, onSort, onResize }: TableHeaderProps<Row>) {
  const t = useText(uiText);
  const drag = (event: PointerEvent<HTMLElement>, column: string) => {
    const cell = event.currentTarget.parentElement;
    if (!cell || event.button !== 0) return;
    event.preventDefault();
    const handle = event.currentTarget;
    const from = event.clientX;
    const width = cell.offsetWidth;
    handle.setPointerCapture(event.pointerId);
    const follow = (moved: globalThis.PointerEvent) => onResize(column, Math.max(LEAST, width + moved.clientX - from));
    const end = () => {
      handle.removeEventListener('pointermove', follow);
      handle.removeEventListener('pointerup', end);
      handle.removeEventListener('pointercancel', end);
    };
    handle.addEventListener('pointermove', follow);
    handle.addEventListener('pointerup', end);
    handle.addEventListener('pointercancel', end);
  };
  const nudge = (event: KeyboardEvent<HTMLElement>, column: string) => {
    if (!event.shiftKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
    event.preventDefault();
    onResize(column, Math.max(LEAST, event.currentTarget.offsetWidth + (event.key === 'ArrowLeft' ? -16 : 16)));
  };
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1} data-row={HEADER} className={styles.headRow}>
        {columns.map((column, at) => {
          const sorted = sort?.column === column.id ? sort : null;
          const sortable = column.sortable ?? (column.value !== undefined && column.kind !== 'actions');
          const name = column.heading ?? column.header;
          return (
            <div
              key={column.id}
              role="columnheader"
              aria-colindex={at + 1}
              aria-sort={sorted ? (sorted.descending ? 'descending' : 'ascending') : undefined}
              data-column={at}
              data-kind={column.kind}
              data-internal={column.internal || undefined}
              tabIndex={stop === at ? 0 : -1}
              className={styles.headCell}
              onKeyDown={(event) => nudge(event, column.id)}
            >
              {sortable ? (
                <button
                  type="button"
                  tabIndex={-1}
                  className={styles.sort}
                  title={t('table.sort', { column: column.header })}
                  onClick={() => onSort(column.id)}
                >
                  <span className={styles.headText}>{name}</span>
                  {sorted && <Mark name={sorted.descending ? 'down' : 'up'} size={8} />}
                </button>
              ) : (
                <span className={column.header && column.kind !== 'actions' ? styles.headText : undefined}>
                  {column.header && column.kind !== 'actions' ? (
                    name
                  ) : (
                    // The buttons of such a column say what they do; its name is for those who hear the table.
                    <span className="only-screen-reader">{column.header || t('table.unnamed')}</span>
                  )}
                </span>
              )}
              <span
                aria-hidden="true"
                className={styles.resize}
                onPointerDown={(event) => drag(event, column.id)}
                onDoubleClick={() => onResize(column.id, null)}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}
