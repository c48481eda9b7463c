import { useMemo } from 'react';
import type { RoiCase } from '../../src-shared/roi';
import {
  Card,
  type DataColumn,
  DataTable,
  type Explanation,
  figureWidth,
  TraceableNumber,
  useFormat,
  useText,
} from '../ui';
import { explainFigure, explainPosition, explainYear, type YearlyFigure } from './explain-case';
import { roiText } from './text';

interface YearRow {
  id: YearlyFigure | 'cumulative';
  amounts: readonly string[];
  total: string | null;
}

/** Costs, benefits and position by year; each amount says what it is made of. */
export function YearsCard({ figures }: { figures: RoiCase }) {
  const t = useText(roiText);
  const format = useFormat();
  const { currency } = figures;
  const rows = useMemo((): YearRow[] => {
    const stream = (id: YearlyFigure): YearRow => ({ id, ...figures[id] });
    return [
      stream('statusQuo'),
      stream('benefits'),
      stream('proposal'),
      stream('net'),
      { id: 'cumulative', amounts: figures.cumulative, total: null },
    ];
  }, [figures]);
  const columns = useMemo((): DataColumn<YearRow>[] => {
    const asked = (amount: string | null | undefined, explain: (value: string) => Explanation) => {
      if (amount === null || amount === undefined) return null;
      const value = format.amount(amount, currency);
      return <TraceableNumber value={value} explain={() => explain(value)} />;
    };
    const wide = (amounts: readonly (string | null | undefined)[], least: number) =>
      figureWidth(
        amounts.map((amount) => format.amount(amount ?? null, currency)),
        least,
      );
    const year = (time: number): DataColumn<YearRow> => ({
      id: `year-${time}`,
      header: time === 0 ? t('years.start') : t('years.year', { year: time }),
      kind: 'figure',
      width: wide(
        rows.map(({ amounts }) => amounts[time]),
        100,
      ),
      cell: ({ id, amounts }) =>
        asked(amounts[time], (value) =>
          id === 'cumulative'
            ? explainPosition(figures, time, value, format)
            : explainYear(figures, id, time, value, format),
        ),
    });
    return [
      {
        id: 'row',
        header: t('years.row'),
        width: 110,
        cell: ({ id }) => (id === 'net' || id === 'cumulative' ? <b>{t(`years.${id}`)}</b> : t(`years.${id}`)),
      },
      ...figures.net.amounts.map((_, time) => year(time)),
      {
        id: 'total',
        header: t('years.total'),
        kind: 'figure',
        width: wide(
          rows.map(({ total }) => total),
          104,
        ),
        cell: ({ id, total }) => asked(total, (value) => explainFigure(figures, id, value, format)),
      },
    ];
  }, [figures, rows, currency, format, t]);
  return (
    <Card title={t('years.title', { currency })} flush>
      <DataTable label={t('years.title', { currency })} rows={rows} columns={columns} rowKey={({ id }) => id} plain />
    </Card>
  );
}
