import type { ReactNode } from 'react';
import { ActionMenu, Button, type DataColumn, IconButton, type MenuItem, ROW_HEIGHT, type useText } from '../../ui';
import styles from '../roi.module.css';
import type { modelText } from './text';

export type ModelWords = ReturnType<typeof useText<(typeof modelText)['messages']>>;

/** The height of a row: with a second line where something is said below its text. */
export const rowHeight = (said: boolean): number => (said ? 54 : ROW_HEIGHT);

/** What is done below the last row: another one. */
export function AddRow({ children, onAdd }: { children: ReactNode; onAdd(): void }) {
  return (
    <div className={styles.add}>
      <Button kind="quiet" size="small" icon="plus" onClick={onAdd}>
        {children}
      </Button>
    </div>
  );
}

/** The last column: what can be done with a row. */
export function actionsColumn<Row>(
  t: ModelWords,
  labelOf: (row: Row) => string,
  items: (row: Row) => MenuItem[],
): DataColumn<Row> {
  return {
    id: 'actions',
    header: t('act.more'),
    heading: <span className="only-screen-reader">{t('act.more')}</span>,
    kind: 'actions',
    width: 44,
    cell: (row) => (
      <ActionMenu
        trigger={<IconButton icon="more" size="small" label={t('input.more', { input: labelOf(row) })} />}
        items={items(row)}
      />
    ),
  };
}
