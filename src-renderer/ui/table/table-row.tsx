// biome-ignore-all lint/a11y/useSemanticElements: rows that are drawn only while in sight cannot lie in a <table>; the roles say what they are
// biome-ignore-all lint/a11y/useFocusableInteractive: in a grid the cells take the focus, not rows and groups
// biome-ignore-all lint/a11y/useAriaPropsSupportedByRole: gridcell and rowheader both have aria-colindex; the role is chosen at run time
import { memo, type ReactNode } from 'react';
import type { DataColumn } from './columns';
import styles from './table.module.css';

export interface TableRowProps<Row> {
  row: Row;
  columns: readonly DataColumn<Row>[];
  /** Index among the entries. */
  index: number;
  /** Pixels from the top of the body. */
  start: number;
  /** `null` lets the content decide. */
  height: number | null;
  /** The column whose cell is the grid's stop of the Tab key, if it lies in this row. */
  stop: number | null;
  active: boolean;
  selected: boolean | undefined;
  quiet: boolean;
  opens: boolean;
  measure?: (element: HTMLElement | null) => void;
}

function shown(value: unknown): ReactNode {
  return value === null || value === undefined ? '' : String(value);
}

function Cells<Row>({ row, columns, stop }: Pick<TableRowProps<Row>, 'row' | 'columns' | 'stop'>) {
  const namesItself = columns.some((column) => column.rowHeader);
  return columns.map((column, at) => (
    <div
      key={column.id}
      role={column.rowHeader || (!namesItself && at === 0) ? 'rowheader' : 'gridcell'}
      aria-colindex={at + 1}
      data-column={at}
      data-kind={column.kind}
      data-internal={column.internal || undefined}
      data-wrap={column.wrap || undefined}
      tabIndex={stop === at ? 0 : -1}
      className={styles.cell}
    >
      <div className={styles.content}>{column.cell ? column.cell(row) : shown(column.value?.(row))}</div>
    </div>
  ));
}

function TableRowView<Row>(props: TableRowProps<Row>) {
  const { index, start, height, active, selected, quiet, opens, measure } = props;
  return (
    <div
      ref={measure}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-index={index}
      data-row={index}
      data-active={active || undefined}
      data-quiet={quiet || undefined}
      data-opens={opens || undefined}
      className={styles.row}
      style={{ transform: `translateY(${start}px)`, ...(height !== null && { height }) }}
    >
      <Cells row={props.row} columns={props.columns} stop={props.stop} />
    </div>
  );
}

/** One row. Drawn again only when something of its own changes, so that scrolling draws what comes into sight and no more. */
export const TableRow = memo(TableRowView) as typeof TableRowView;
