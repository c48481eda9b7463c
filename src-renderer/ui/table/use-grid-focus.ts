import { type FocusEvent, type KeyboardEvent, type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { TableEntry } from './entries';

/** The header's row; rows of the body count from 0. */
export const HEADER = -1;

export interface GridFocusOptions<Row> {
  grid: RefObject<HTMLElement | null>;
  entries: readonly TableEntry<Row>[];
  columns: number;
  /** Brings an entry into the page and into sight. */
  reveal(index: number): void;
  /** How many rows a page is. */
  pageSize(): number;
  onOpen?(row: Row): void;
  onToggle?(row: Row): void;
  onActive?(row: Row): void;
}

export interface GridFocus {
  /** Index of the active entry (`HEADER` for the header), and the column. */
  row: number;
  column: number;
  /** The focus lies in the grid, so that none of its cells is a stop of the Tab key: Tab leaves it. */
  inside: boolean;
  move(element: Element, rows: number, columns: number): boolean;
  onFocus(event: FocusEvent<HTMLElement>): void;
  onBlur(event: FocusEvent<HTMLElement>): void;
  onKeyDown(event: KeyboardEvent): void;
}

const CELL = '[data-column]';
const CONTROLS = 'button, a[href], input, select, textarea';

const controlsOf = (cell: Element) =>
  [...cell.querySelectorAll<HTMLElement>(CONTROLS)].filter((one) => !one.hasAttribute('disabled'));
/** Something is being written: the keys belong to it. */
const isWriting = (element: Element) =>
  element.matches('textarea, [contenteditable], input:not([type="checkbox"]):not([type="radio"])');

/**
 * One cell of the grid is active; the arrow keys, Home, End, Page Up and Down move it, with Ctrl to the ends. In a cell
 * with controls the first gets the focus, and the arrow keys pass through all of them. Rows are known by key, so the
 * active one stays active when the table is sorted.
 */
export function useGridFocus<Row>(options: GridFocusOptions<Row>): GridFocus {
  const { grid, entries, columns } = options;
  const [active, setActive] = useState<{ key: string | null; column: number }>({ key: null, column: 0 });
  const [inside, setInside] = useState(false);
  const [wanted, setWanted] = useState<{ row: number; column: number; last: boolean } | null>(null);
  const announced = useRef<string | null>(null);

  // A search through ten thousand entries is not for every frame of a scroll.
  const firstRow = useMemo(() => entries.findIndex((entry) => entry.kind === 'row'), [entries]);
  const found = useMemo(() => {
    if (active.key === 'header') return HEADER;
    return active.key === null ? -1 : entries.findIndex((entry) => entry.key === active.key);
  }, [entries, active.key]);
  const row = active.key === 'header' || found >= 0 ? found : Math.max(0, firstRow);
  const column = Math.min(active.column, Math.max(0, columns - 1));

  useLayoutEffect(() => {
    if (!wanted) return;
    const cell = grid.current?.querySelector(`[data-row="${wanted.row}"] > [data-column="${wanted.column}"]`);
    if (!(cell instanceof HTMLElement)) return;
    setWanted(null);
    const controls = controlsOf(cell);
    (wanted.last ? controls.at(-1) : controls[0])?.focus({ preventScroll: true });
    if (controls.length === 0) cell.focus({ preventScroll: true });
    cell.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
  });

  const go = (toRow: number, toColumn: number, last = false) => {
    if (toRow < HEADER || toRow >= entries.length || toColumn < 0 || toColumn >= columns) return false;
    const entry = entries[toRow];
    if (entry?.kind === 'group') return go(toRow + (toRow > row ? 1 : -1), toColumn, last);
    if (toRow >= 0) options.reveal(toRow);
    setActive({ key: toRow === HEADER ? 'header' : (entry?.key ?? null), column: toColumn });
    setWanted({ row: toRow, column: toColumn, last });
    return true;
  };

  // The row that was worked in is gone, and the focus with it: it goes on in the row that took its place.
  const lastRow = useRef(0);
  useLayoutEffect(() => {
    if (found >= 0) lastRow.current = found;
    else if (active.key !== null && active.key !== 'header' && entries.length > 0) {
      if (document.activeElement === document.body) go(Math.min(lastRow.current, entries.length - 1), column);
    }
  });
  const placeOf = (element: Element) => {
    const cell = element.closest<HTMLElement>(CELL);
    const line = cell?.closest<HTMLElement>('[data-row]');
    return cell && line ? { cell, row: Number(line.dataset['row']), column: Number(cell.dataset['column']) } : null;
  };
  /** To the next control of the same cell, if it has one in that direction. */
  const withinCell = (cell: Element, step: 1 | -1) => {
    const controls = controlsOf(cell);
    const at = controls.indexOf(document.activeElement as HTMLElement);
    const next = at < 0 ? undefined : controls[at + step];
    next?.focus();
    return next !== undefined;
  };

  /** Does what a key means in the grid; false where it means nothing there. `far` goes to the very end. */
  const act = (
    key: string,
    far: boolean,
    place: { cell: Element; row: number; column: number },
    onCell: boolean,
  ): boolean => {
    const first = Math.max(0, firstRow);
    const last = entries.length - 1;
    const entry = entries[place.row];
    switch (key) {
      case 'ArrowUp':
        go(far ? first : place.row - 1, place.column);
        return true;
      case 'ArrowDown':
        go(far ? last : place.row + 1, place.column);
        return true;
      case 'ArrowLeft':
        if (!withinCell(place.cell, -1)) go(place.row, place.column - 1, true);
        return true;
      case 'ArrowRight':
        if (!withinCell(place.cell, 1)) go(place.row, place.column + 1);
        return true;
      case 'Home':
        go(far ? first : place.row, 0);
        return true;
      case 'End':
        go(far ? last : place.row, columns - 1);
        return true;
      case 'PageUp':
        go(Math.max(first, place.row - options.pageSize()), place.column);
        return true;
      case 'PageDown':
        go(Math.min(last, place.row + options.pageSize()), place.column);
        return true;
      case 'Enter':
        if (!onCell || entry?.kind !== 'row' || !options.onOpen) return false;
        options.onOpen(entry.row);
        return true;
      case ' ':
        if (!onCell || entry?.kind !== 'row' || !options.onToggle) return false;
        options.onToggle(entry.row);
        return true;
      default:
        return false;
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target as Element;
    const place = placeOf(target);
    if (!place || event.defaultPrevented || isWriting(target)) return;
    const far = event.ctrlKey || event.metaKey;
    if (event.altKey || (far && !['Home', 'End', 'ArrowUp', 'ArrowDown'].includes(event.key))) return;
    if (event.shiftKey && event.key.startsWith('Arrow')) return;
    if (act(event.key, far, place, target === place.cell)) event.preventDefault();
  };

  return {
    row,
    column,
    inside,
    move(element, rows, columnsAway) {
      const place = placeOf(element);
      return place ? go(place.row + rows, place.column + columnsAway, columnsAway < 0) : false;
    },
    onFocus(event) {
      const place = placeOf(event.target);
      if (!place) return;
      const entry = entries[place.row];
      const key = place.row === HEADER ? 'header' : (entry?.key ?? null);
      setInside(true);
      setActive({ key, column: place.column });
      if (entry?.kind === 'row' && announced.current !== key) {
        announced.current = key;
        options.onActive?.(entry.row);
      }
      const [control] = controlsOf(place.cell);
      if (event.target === place.cell && control) control.focus();
      // Whatever has the focus is a stop of the Tab key, so that Shift Tab from behind the grid comes back to it.
      else event.target.tabIndex = 0;
    },
    onBlur(event) {
      if (event.target.matches(`${CELL}, ${CELL} *`)) event.target.tabIndex = -1;
      if (!grid.current?.contains(event.relatedTarget as Node | null)) setInside(false);
    },
    onKeyDown,
  };
}
