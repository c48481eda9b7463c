import { useMemo } from 'react';
import { uiText } from '../text/english';
import { useText } from '../text/locale-provider';
import type { DataColumn } from './columns';
import styles from './table.module.css';

/** Which rows are chosen for something that is done to several at once; kept by the screen. */
export interface Selection {
  selected: ReadonlySet<string>;
  onChange(selected: ReadonlySet<string>): void;
}

/** The columns with one of check boxes before them, if rows can be selected. */
export function useSelectionColumn<Row>(
  columns: readonly DataColumn<Row>[],
  rows: readonly Row[],
  rowKey: (row: Row) => string,
  selection: Selection | undefined,
): { columns: readonly DataColumn<Row>[]; toggle(row: Row): void } {
  const t = useText(uiText);
  return useMemo(() => {
    if (!selection) return { columns, toggle: () => {} };
    const { selected, onChange } = selection;
    const toggle = (row: Row) => {
      const next = new Set(selected);
      if (!next.delete(rowKey(row))) next.add(rowKey(row));
      onChange(next);
    };
    const all = rows.length > 0 && rows.every((row) => selected.has(rowKey(row)));
    const boxes: DataColumn<Row> = {
      id: 'selection',
      header: t('table.select-all'),
      heading: (
        <input
          type="checkbox"
          tabIndex={-1}
          className={styles.box}
          aria-label={t('table.select-all')}
          checked={all}
          onChange={() => onChange(new Set(all ? [] : rows.map(rowKey)))}
        />
      ),
      width: 40,
      sortable: false,
      cell: (row) => (
        <input
          type="checkbox"
          tabIndex={-1}
          className={styles.box}
          aria-label={t('table.select-row')}
          checked={selected.has(rowKey(row))}
          onChange={() => toggle(row)}
        />
      ),
    };
    const named = columns.some((column) => column.rowHeader)
      ? columns
      : columns.map((column, at) => (at === 0 ? { ...column, rowHeader: true } : column));
    return { columns: [boxes, ...named], toggle };
  }, [columns, rows, rowKey, selection, t]);
}
