import { type ReactNode, useMemo } from 'react';
import { IntervalCell, intervalDomain, screenPalette } from '../../src-charts';
import { bandInWords, type VerdictFigureName, type VerdictRow } from '../../src-shared/bakeoffs';
import {
  Chip,
  Contender,
  type DataColumn,
  DataTable,
  figureWidth,
  Measured,
  TraceableNumber,
  type Translate,
  TwoLines,
  useFormat,
  useText,
} from '../ui';
import styles from './bakeoffs.module.css';
import { explainFigure, type RowContext } from './explain';
import { bakeoffsText } from './text';
import { intervalRow, keepUnits, measured, pText, signedMeasured, unitText, verdictLook } from './verdict-words';

/** A judged row with what its figures were made from. */
export interface ShownRow extends RowContext {
  row: VerdictRow;
  sentence: string;
}

/** The band must be seen on a row that is pointed at, too. */
const palette = { ...screenPalette, band: 'color-mix(in srgb, var(--ink-3) 13%, transparent)' };

const rowKey = ({ row }: ShownRow) => row.key;

/** As many reasons are told in a row; all of them stand beside the table, once instead of in each row. */
const REASONS_IN_ROW = 2;

function shownSentence({ row, sentence }: ShownRow, t: Translate<(typeof bakeoffsText)['messages']>): string {
  const [first, ...more] = row.notComparable;
  if (row.verdict !== 'not comparable' || !first || more.length < REASONS_IN_ROW) return sentence;
  return t('table.reasons', { first, count: more.length });
}

/** The board of a comparison: what each side measured, the interval of the difference, and what may be said of it. */
export function VerdictTable({ rows, aside }: { rows: readonly ShownRow[]; aside?: ReactNode }) {
  const t = useText(bakeoffsText);
  const columns = useColumns(rows);
  const judged = rows.map(({ row }) => row);
  const bands = new Set(judged.map(bandInWords));
  const notes = [
    t('table.note', { count: rows.length, band: bands.size === 1 ? [...bands][0]! : t('table.note.bands') }),
    ...(judged.some(({ verdict }) => verdict === 'equivalent') ? [t('table.note.dagger')] : []),
    ...(mixed(judged) ? [t('table.note.differences')] : []),
  ];
  return (
    <div>
      <DataTable
        label={t('table.label')}
        rows={rows}
        columns={columns}
        rowKey={rowKey}
        rowHeight="auto"
        maxHeight={2000}
      />
      <div className={styles.note}>
        <small>{notes.join(' ')}</small>
        {aside}
      </div>
    </div>
  );
}

const mixed = (rows: readonly VerdictRow[]): boolean => new Set(rows.map(({ scale }) => scale)).size > 1;

function useColumns(rows: readonly ShownRow[]): DataColumn<ShownRow>[] {
  const t = useText(bakeoffsText);
  const format = useFormat();
  return useMemo(() => {
    const intervals = rows.map(({ row }) => ({ row, shown: intervalRow(row) }));
    const ratios = intervals.filter(({ row }) => row.scale === 'ratio').map(({ shown }) => shown);
    const domain = intervalDomain(ratios, 4);
    const traced = (shown: ShownRow, figure: VerdictFigureName, value: string) => (
      <TraceableNumber value={value} explain={() => explainFigure(shown.row, figure, value, shown, { t, format })} />
    );
    return [
      {
        id: 'metric',
        header: t('table.metric'),
        width: 124,
        grow: 2,
        wrap: true,
        rowHeader: true,
        sortable: false,
        cell: ({ row }) => (
          <TwoLines below={t(`better.${row.better}`, { unit: unitText(row.unit) })}>
            <b>{row.label}</b>
          </TwoLines>
        ),
      },
      ...(['ours', 'theirs'] as const).map(
        (side): DataColumn<ShownRow> => ({
          id: side,
          header: t(side),
          heading: <Contender side={side}>{t(side)}</Contender>,
          kind: 'figure',
          width: figureWidth(
            rows.map(({ row }) => measured(side === 'ours' ? row.oursMedian : row.theirsMedian, format, row.unit)),
            side === 'ours' ? 72 : 80,
          ),
          sortable: false,
          cell: (shown) => {
            const figure = side === 'ours' ? 'oursMedian' : 'theirsMedian';
            const value = shown.row[figure];
            return value === null ? t('table.nothing') : traced(shown, figure, measured(value, format, shown.row.unit));
          },
        }),
      ),
      {
        id: 'difference',
        header: t('table.difference'),
        width: 210,
        grow: 4,
        sortable: false,
        cell: (shown) => {
          const interval = intervalRow(shown.row);
          const differs = shown.row.scale === 'difference';
          return (
            <Measured height={34} initialWidth={186}>
              {(width) => (
                <IntervalCell
                  row={interval}
                  domain={differs ? intervalDomain([interval], 4) : domain}
                  width={width}
                  palette={palette}
                  {...(differs && { format: (value: number) => signedMeasured(value, shown.row.unit, format) })}
                />
              )}
            </Measured>
          );
        },
      },
      {
        id: 'verdict',
        header: t('table.verdict'),
        width: 186,
        grow: 3,
        wrap: true,
        sortable: false,
        cell: (shown) => (
          <div className={styles.verdict}>
            <TraceableNumber
              value={t(`verdict.${shown.row.verdict}`)}
              className={styles.verdictChip}
              explain={() =>
                explainFigure(shown.row, 'verdict', t(`verdict.${shown.row.verdict}`), shown, { t, format })
              }
            >
              <Chip {...verdictLook[shown.row.verdict]}>{t(`verdict.${shown.row.verdict}`)}</Chip>
            </TraceableNumber>
            <small>{keepUnits(shownSentence(shown, t))}</small>
          </div>
        ),
      },
      {
        id: 'p',
        header: t('table.p'),
        kind: 'figure',
        width: 88,
        sortable: false,
        cell: (shown) => {
          const { verdict, pHolm, equivalenceP } = shown.row;
          const small = t('table.p.small');
          if (verdict === 'not comparable' || verdict === 'not enough runs') return t('table.nothing');
          if (verdict === 'equivalent') {
            return traced(shown, 'equivalenceP', t('table.p.equivalence', { p: pText(equivalenceP, format, small) }));
          }
          return traced(shown, 'pHolm', pText(pHolm, format, small));
        },
      },
    ];
  }, [rows, t, format]);
}
