import { useMemo } from 'react';
import { type ChartFigure, shareUnit } from '../../../src-shared/bakeoffs';
import { type DataColumn, DataTable, useFormat, useText } from '../../ui';
import { measured, unitText } from '../verdict-words';
import { chartsText } from './text';

type Row = { key: string; cells: ChartFigure['table']['rows'][number] };

/** Everything that a picture shows, as a table that is gone through with the arrow keys. */
export function FigureTable({ figure, height }: { figure: ChartFigure; height: number }) {
  const t = useText(chartsText);
  const format = useFormat();
  const { table, unit, title } = figure;
  const rows = useMemo(() => table.rows.map((cells, index): Row => ({ key: String(index), cells })), [table]);
  const columns = useMemo(
    () =>
      table.columns.map(({ label, unit: own }, index): DataColumn<Row> => {
        const numeric = table.rows.some((row) => typeof row[index] === 'number');
        const shown = own ? unitText(own) : '';
        const inUnit = own ?? (unit === shareUnit && label !== 'Percentile' ? shareUnit : null);
        return {
          id: String(index),
          header: shown ? `${label}, ${shown}` : label,
          kind: numeric ? 'figure' : 'text',
          // As wide as its head: a head that is cut off says nothing.
          width: Math.max(60, 26 + 7.4 * (label.length + (shown ? shown.length + 2 : 0))),
          value: ({ cells }) => cells[index],
          cell: ({ cells }) => {
            const cell = cells[index] ?? null;
            if (cell === null) return t('chart.nothing');
            if (typeof cell === 'string') return cell;
            if (label === 'Place' || label === 'Percentile') return format.number(cell);
            return measured(cell, format, label === 'Share' ? shareUnit : inUnit);
          },
        };
      }),
    [table, unit, format, t],
  );
  return (
    <DataTable
      label={title}
      rows={rows}
      columns={columns}
      rowKey={({ key }) => key}
      rowHeight={28}
      maxHeight={height}
      plain
    />
  );
}
