// biome-ignore-all lint/a11y/useSemanticElements: rows that are drawn only while in sight cannot lie in a <table>; the roles say what they are
// biome-ignore-all lint/a11y/useFocusableInteractive: in a grid the cells take the focus, not rows and groups
import {
  type ColumnDef,
  columnSizingFeature,
  createSortedRowModel,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { defaultRangeExtractor, observeElementRect, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type ClipboardEvent, type MouseEvent, type ReactNode, useCallback, useEffect, useMemo, useRef } from 'react';
import { GridContext } from '../controls/grid-focus';
import { useView } from '../layout/view';
import { parseClipboardTable } from './clipboard';
import { columnTracks, compareValues, type DataColumn, type TableSort } from './columns';
import { useCutText } from './cut-text';
import { type RowGroup, tableEntries } from './entries';
import { type Selection, useSelectionColumn } from './selection';
import styles from './table.module.css';
import { TableHeader } from './table-header';
import { TableRow } from './table-row';
import { HEADER, useGridFocus } from './use-grid-focus';

export interface DataTableProps<Row extends object> {
  /** What is listed: the grid's name to a screen reader. */
  label: string;
  /** Stable between renders where nothing changed. */
  rows: readonly Row[];
  columns: readonly DataColumn<Row>[];
  rowKey(row: Row): string;
  /** Where rows come page by page: how many there are altogether. */
  total?: number;
  /** The last rows are near: the next page is wanted. */
  onMore?(): void;
  /** Enter, or a click on the row. */
  onOpen?(row: Row): void;
  /** The row that the focus is on, for the inspector. */
  onActive?(row: Row): void;
  /** Pixels; 34 by default, 28 compact, 54 for two lines. `auto` measures each row. */
  rowHeight?: number | 'auto' | ((row: Row) => number);
  /** Headings above rows that belong together. */
  groupOf?(row: Row): RowGroup;
  /** First order of a table that sorts itself. */
  initialSort?: TableSort;
  /** The order where it is decided elsewhere: rows are shown as given. */
  sort?: TableSort | null;
  onSort?(sort: TableSort | null): void;
  selection?: Selection;
  /** Rows of less weight: optional lines, what was lost. */
  isQuiet?(row: Row): boolean;
  /** In place of rows, where there are none: an `EmptyState`. */
  empty?: ReactNode;
  /** After the last row: a line to add with. */
  append?: ReactNode;
  /** Below the table, always in sight: totals. */
  footer?: ReactNode;
  /** Takes the height that is left in a `Page fill` or `Card fill`; else as high as its rows, at most `maxHeight`. */
  fill?: boolean;
  maxHeight?: number;
  /** Rows pasted from a spreadsheet while nothing is being edited. */
  onPasteRows?(cells: string[][]): void;
  /** Without a surface of its own, inside a `Card flush`. */
  plain?: boolean;
}

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel(), columnSizingFeature });

/** So many rows before the last one the next page is wanted. */
const AHEAD = 100;

const NO_ROWS: never[] = [];

export const ROW_HEIGHT = 34;
const HEADER_HEIGHT = 34;
const GROUP_HEIGHT = 30;

/**
 * Rows and columns. Only what is in sight is drawn, so ten thousand rows scroll like ten. One stop of the Tab key:
 * arrow keys move between cells, Enter opens or edits, Space selects; the header sorts.
 *
 * @example
 * <DataTable label="Deals" rows={deals} columns={columns} rowKey={(deal) => deal.id}
 *   onOpen={(deal) => navigation.go(`/deals/${deal.id}`)} initialSort={{ column: 'closes', descending: false }} fill />
 */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { rows, rowKey, rowHeight = ROW_HEIGHT, groupOf, onOpen, selection } = props;
  const customer = useView() === 'customer';
  const own = useMemo(
    () => props.columns.filter((column) => !(customer && column.internal)),
    [props.columns, customer],
  );
  const { columns, toggle } = useSelectionColumn(own, rows, rowKey, selection);

  const sortedElsewhere = props.sort !== undefined;
  const definitions = useMemo(() => columns.map(definition), [columns]);
  const table = useTable<typeof features, Row, { sorting: SortingState; columnSizing: Record<string, number> }>(
    {
      features,
      columns: definitions,
      // Rows that come in their order need no model of it: a new page of them must not build one of all.
      data: sortedElsewhere ? NO_ROWS : (rows as Row[]),
      getRowId: rowKey,
      manualSorting: sortedElsewhere,
      enableMultiSort: false,
      ...(props.initialSort && {
        initialState: { sorting: [{ id: props.initialSort.column, desc: props.initialSort.descending }] },
      }),
    },
    (state) => ({ sorting: state.sorting, columnSizing: state.columnSizing }),
  );
  const { sorting, columnSizing } = table.state;
  const sort = sortedElsewhere ? (props.sort ?? null) : sortOf(sorting);
  const model = table.getRowModel().rows;
  const entries = useMemo(
    () => tableEntries(sortedElsewhere ? rows : model.map((row) => row.original), rowKey, groupOf, rows),
    [sortedElsewhere, model, rowKey, groupOf, rows],
  );
  const onSort = (column: string) => {
    const next: TableSort | null =
      sort?.column !== column ? { column, descending: false } : sort.descending ? null : { column, descending: true };
    if (!sortedElsewhere) table.setSorting(next ? [{ id: next.column, desc: next.descending }] : []);
    props.onSort?.(next);
  };
  const onResize = (column: string, width: number | null) =>
    table.setColumnSizing(({ [column]: _, ...rest }) => (width === null ? rest : { ...rest, [column]: width }));

  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const auto = rowHeight === 'auto';
  const heightOf = (index: number) => {
    const entry = entries[index];
    if (entry?.kind !== 'row') return GROUP_HEIGHT;
    return typeof rowHeight === 'function' ? rowHeight(entry.row) : auto ? ROW_HEIGHT : rowHeight;
  };
  const reveal = useRef((_index: number) => {});
  const focus = useGridFocus({
    grid,
    entries,
    columns: columns.length,
    reveal: (index) => reveal.current(index),
    pageSize: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / heightOf(0)) - 2),
    onOpen,
    onActive: props.onActive,
    ...(selection && { onToggle: toggle }),
  });
  const activeRow = focus.row;
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLElement>({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: heightOf,
    getItemKey: (index) => entries[index]?.key ?? index,
    // More than a notch of the wheel beyond the window; each row more is drawn in every frame of a fast scroll.
    overscan: 4,
    scrollMargin: HEADER_HEIGHT,
    scrollPaddingStart: HEADER_HEIGHT,
    // The active row stays in the page when it is scrolled out of sight: it has the focus.
    rangeExtractor: useCallback(
      (range: Range) => withActive(defaultRangeExtractor(range), activeRow, range.count),
      [activeRow],
    ),
    // A table in a hidden part of the page has no size; it keeps the last it had.
    observeElementRect: (instance, report) => observeElementRect(instance, (rect) => rect.height > 0 && report(rect)),
    initialRect: { width: 960, height: 640 },
  });
  reveal.current = (index) => virtualizer.scrollToIndex(index);
  const { total = 0, onMore } = props;
  const last = virtualizer.getVirtualItems().at(-1)?.index ?? 0;
  // Asked for some screenfuls before the end, so that scrolling does not stop there.
  const wantsMore = onMore !== undefined && rows.length < total && last >= entries.length - AHEAD;
  useEffect(() => {
    if (wantsMore) onMore?.();
  }, [wantsMore, onMore]);
  const place = useMemo(() => ({ move: (...to: Parameters<typeof focus.move>) => latest.current(...to) }), []);
  const latest = useRef(focus.move);
  latest.current = focus.move;

  const open = (event: MouseEvent) => {
    const target = event.target as Element;
    if (!onOpen || target.closest('button, a, input, select, textarea') || !window.getSelection()?.isCollapsed) return;
    const entry = entries[Number(target.closest<HTMLElement>('[data-index]')?.dataset['index'])];
    if (entry?.kind === 'row') onOpen(entry.row);
  };
  const paste = (event: ClipboardEvent) => {
    if (!props.onPasteRows || (event.target as Element).matches('input, textarea')) return;
    event.preventDefault();
    props.onPasteRows(parseClipboardTable(event.clipboardData.getData('text/plain')));
  };
  const onPointerOver = useCutText();
  const tracks = columnTracks(columns, columnSizing);
  const stopIn = (index: number) => (!focus.inside && focus.row === index ? focus.column : null);

  return (
    <div className={styles.table} data-fill={props.fill || undefined} data-plain={props.plain || undefined}>
      <div
        ref={scroller}
        className={styles.scroller}
        style={props.fill ? undefined : { maxHeight: props.maxHeight ?? 560 }}
        onPaste={paste}
      >
        <div
          ref={grid}
          role="grid"
          aria-label={props.label}
          aria-rowcount={Math.max(entries.length, props.total ?? 0) + 1}
          aria-colcount={columns.length}
          aria-multiselectable={selection ? true : undefined}
          style={{ ['--columns' as string]: tracks.template, minWidth: tracks.least }}
          onFocus={focus.onFocus}
          onBlur={focus.onBlur}
          onKeyDown={focus.onKeyDown}
          onClick={open}
          onPointerOver={onPointerOver}
        >
          <GridContext.Provider value={place}>
            <TableHeader columns={columns} sort={sort} stop={stopIn(HEADER)} onSort={onSort} onResize={onResize} />
            <div role="rowgroup" className={styles.body} style={{ height: virtualizer.getTotalSize() }}>
              {virtualizer.getVirtualItems().map((item) => {
                const entry = entries[item.index];
                if (!entry) return null;
                const start = item.start - HEADER_HEIGHT;
                if (entry.kind === 'group') {
                  return (
                    <div
                      key={entry.key}
                      role="row"
                      aria-rowindex={item.index + 2}
                      className={styles.group}
                      style={{ transform: `translateY(${start}px)`, height: GROUP_HEIGHT }}
                    >
                      <div role="rowheader" aria-colspan={columns.length}>
                        {entry.group.label}
                      </div>
                    </div>
                  );
                }
                return (
                  <TableRow
                    key={entry.key}
                    row={entry.row}
                    columns={columns}
                    index={item.index}
                    start={start}
                    height={auto ? null : item.size}
                    stop={stopIn(item.index)}
                    active={focus.inside && focus.row === item.index}
                    selected={selection?.selected.has(entry.key)}
                    quiet={props.isQuiet?.(entry.row) ?? false}
                    opens={onOpen !== undefined}
                    measure={auto ? virtualizer.measureElement : undefined}
                  />
                );
              })}
            </div>
          </GridContext.Provider>
        </div>
        {rows.length === 0 && props.empty}
        {props.append}
      </div>
      {props.footer && <div className={styles.footer}>{props.footer}</div>}
    </div>
  );
}

function definition<Row extends object>(column: DataColumn<Row>): ColumnDef<typeof features, Row> {
  const figures = column.kind === 'figure';
  return {
    id: column.id,
    // What is missing sorts last in either direction, and for that it must be undefined.
    accessorFn: (row: Row) => column.value?.(row) ?? undefined,
    sortUndefined: 'last',
    sortFn: (a, b, id) => compareValues(a.getValue(id), b.getValue(id), figures),
  };
}

function sortOf(sorting: SortingState): TableSort | null {
  const [first] = sorting;
  return first ? { column: first.id, descending: first.desc } : null;
}

function withActive(range: number[], active: number, count: number): number[] {
  if (active < 0 || active >= count || range.includes(active)) return range;
  return [...range, active].sort((a, b) => a - b);
}
