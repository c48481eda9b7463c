import { useMemo, useState } from 'react';
import type { ModelProblem } from '../../src-shared/pricing';
import {
  ActionMenu,
  Button,
  ChoiceCell,
  type DataColumn,
  DataTable,
  EmptyState,
  IconButton,
  NumberCell,
  ROW_HEIGHT,
  TextCell,
  TwoLines,
  useFormat,
  useText,
} from '../ui';
import styles from './pricing.module.css';
import { pricingText } from './text';

/** A column of a small table: how a cell is read from a row and put back into it. */
export interface RowField<Row> {
  id: string;
  header: string;
  kind: 'text' | 'number' | 'percent' | 'choice';
  width: number;
  grow?: number;
  internal?: boolean;
  /** Empty is null; percentages are basis points as text. */
  get(row: Row): string | null;
  /** The row with the value in it, or a sentence that says why it cannot be. */
  set(row: Row, value: string | null): Row | string;
  options?: readonly { value: string; label: string }[];
}

export interface RowTableProps<Row extends object> {
  label: string;
  rows: readonly Row[];
  fields: readonly RowField<Row>[];
  /** Left out where nothing changes. */
  onRows?: ((rows: Row[]) => void) | undefined;
  newRow?(): Row;
  nameOf(row: Row): string;
  /** What is wrong with a row, by its place. */
  problemsOf?(index: number): readonly ModelProblem[];
  onOpen?: ((index: number) => void) | undefined;
  empty: string;
  fill?: boolean;
  addLabel: string;
}

interface Placed<Row> {
  index: number;
  row: Row;
}

/** Rows of one of a model's tables, edited in place like a spreadsheet; what is wrong with a row stands in it. */
export function RowTable<Row extends object>(props: RowTableProps<Row>) {
  const { label, rows, fields, onRows, newRow, problemsOf, onOpen, empty, fill, addLabel } = props;
  const t = useText(pricingText);
  const [refused, setRefused] = useState<string | null>(null);
  const placed = useMemo(() => rows.map((row, index): Placed<Row> => ({ index, row })), [rows]);
  const columns = useRowColumns(props, setRefused);
  return (
    <>
      <DataTable
        label={label}
        rows={placed}
        columns={columns}
        rowKey={({ index }) => String(index)}
        rowHeight={({ index }) => (problemsOf?.(index).length ? 54 : ROW_HEIGHT)}
        {...(onOpen && { onOpen: ({ index }: Placed<Row>) => onOpen(index) })}
        {...(fill && { fill })}
        empty={<EmptyState>{empty}</EmptyState>}
        append={
          onRows &&
          newRow && (
            <div className={styles.add}>
              <Button kind="quiet" size="small" icon="plus" onClick={() => onRows([...rows, newRow()])}>
                {addLabel}
              </Button>
            </div>
          )
        }
      />
      {refused && (
        <p role="alert" className={styles.refused}>
          {refused}
        </p>
      )}
      {fields.length === 0 && <p className="quiet">{t('items.empty')}</p>}
    </>
  );
}

function useRowColumns<Row extends object>(
  { rows, fields, onRows, nameOf, problemsOf, onOpen }: RowTableProps<Row>,
  setRefused: (message: string | null) => void,
): readonly DataColumn<Placed<Row>>[] {
  const t = useText(pricingText);
  const format = useFormat();
  return useMemo(() => {
    const commit = (index: number, field: RowField<Row>, value: string | null) => {
      const changed = field.set(rows[index]!, value);
      if (typeof changed === 'string') {
        setRefused(changed);
        return;
      }
      setRefused(null);
      onRows?.(rows.map((row, at) => (at === index ? changed : row)));
    };
    const columns = fields.map(
      (field, first): DataColumn<Placed<Row>> => ({
        id: field.id,
        header: field.header,
        width: field.width,
        ...(field.grow !== undefined && { grow: field.grow }),
        ...(field.internal && { internal: true }),
        ...((field.kind === 'number' || field.kind === 'percent') && { kind: 'figure' as const }),
        cell: ({ index, row }) => {
          const value = field.get(row);
          const cell = { label: t('sku.of', { field: field.header, item: nameOf(row) }), readOnly: !onRows };
          const problems = problemsOf?.(index) ?? [];
          const error = problems.find((own) => own.field.split('.').includes(field.id))?.message ?? null;
          if (field.kind === 'choice') {
            const chosen = field.options?.find((option) => option.value === value);
            if (!onRows) return chosen?.label ?? value ?? '–';
            return (
              <ChoiceCell
                label={cell.label}
                value={value}
                options={field.options ?? []}
                onCommit={(next) => commit(index, field, next)}
              />
            );
          }
          if (field.kind === 'number' || field.kind === 'percent') {
            const percent = field.kind === 'percent';
            return (
              <NumberCell
                {...cell}
                error={error}
                value={percent && value !== null ? String(Number(value) / 100) : value}
                min="0"
                {...(percent && { unit: '%', max: '100' })}
                onCommit={(next) =>
                  commit(index, field, percent && next !== null ? String(Math.round(Number(next) * 100)) : next)
                }
              >
                {value === null ? '–' : percent ? format.percent(Number(value)) : undefined}
              </NumberCell>
            );
          }
          const below = first === 0 && problems[0] ? inItsRow(problems[0]) : undefined;
          return (
            <TextCell
              {...cell}
              error={error}
              value={value ?? ''}
              onCommit={(next) => commit(index, field, next.trim() || null)}
            >
              {below ? (
                <TwoLines below={<span className={styles.problem}>{below}</span>}>{value ?? '–'}</TwoLines>
              ) : undefined}
            </TextCell>
          );
        },
      }),
    );
    if (onRows) {
      columns.push({
        id: 'actions',
        header: t('sku.actions'),
        heading: <span className="only-screen-reader">{t('sku.actions')}</span>,
        kind: 'actions',
        width: 36,
        cell: ({ index, row }) => (
          <ActionMenu
            trigger={<IconButton icon="more" size="small" label={t('sku.more', { item: nameOf(row) })} />}
            items={[
              ...(onOpen
                ? [{ id: 'edit', label: t('sku.edit'), icon: 'edit' as const, run: () => onOpen(index) }]
                : []),
              {
                id: 'remove',
                label: t('row.remove'),
                icon: 'trash',
                run: () => onRows(rows.filter((_, at) => at !== index)),
              },
            ]}
          />
        ),
      });
    }
    return columns;
  }, [rows, fields, onRows, nameOf, problemsOf, onOpen, setRefused, t, format]);
}

/** A problem's sentence without its row, where it stands in that row. */
export function inItsRow({ message }: ModelProblem): string {
  const said = message.replace(/^(Row|Bundle|Pair) \d+ \([^)]*\): /, '');
  return said.charAt(0).toUpperCase() + said.slice(1);
}
