import { type ReactNode, useMemo } from 'react';
import type { AmendedLine } from '../../../src-shared/quotes';
import {
  Chip,
  type DataColumn,
  DataTable,
  figureWidth,
  type Tone,
  Totals,
  TraceableNumber,
  TwoLines,
  useFormat,
  useText,
} from '../../ui';
import { explainAmount, explainTotal } from '../explain';
import type { LiveQuote } from '../live-quote';
import styles from '../quotes.module.css';
import { quotesText } from '../text';
import { agreementText } from './text';

export interface AmendedRow extends Omit<AmendedLine, 'kind'> {
  kind: AmendedLine['kind'] | 'same';
  /** What it stands in place of, by name. */
  instead?: string | null;
}

/** Agreed quantities are numbers; where they came from was of the quote. */
const typed = { quantityFrom: null, quantitySource: null, sourceChanged: null };

const TONE: Record<AmendedRow['kind'], Tone> = {
  added: 'good',
  removed: 'bad',
  more: 'accent',
  fewer: 'warn',
  follows: 'neutral',
  same: 'neutral',
};

export interface AmendedTableProps {
  live: LiveQuote;
  modelPath: string;
  receipt: string | null;
  rows: readonly AmendedRow[];
  /** The cell of how many there will be, and what can be done with a row; left out where nothing changes. */
  afterCell?(row: AmendedRow): ReactNode;
  rowActions?(row: AmendedRow): ReactNode;
  append?: ReactNode;
  empty?: ReactNode;
}

/** What an amendment changes: before, after, and what each costs from its first day until the agreement ends. */
export function AmendedTable({
  live,
  modelPath,
  receipt,
  rows,
  afterCell,
  rowActions,
  append,
  empty,
}: AmendedTableProps) {
  const t = useText(agreementText);
  const said = useText(quotesText);
  const format = useFormat();
  const { currency, totals, untilDate } = live.priced;
  const effectiveOn = live.input.amendment?.effectiveOn;
  const columns = useMemo((): DataColumn<AmendedRow>[] => {
    const words = { t: said, format, modelPath, receipt };
    const money = (minor: number) => format.minor(minor, currency) ?? '–';
    const figure = (id: 'beforeMinor' | 'afterMinor' | 'differenceMinor', header: string): DataColumn<AmendedRow> => ({
      id,
      header,
      kind: 'figure',
      width: figureWidth(
        rows.map((row) => money(row[id])),
        96,
      ),
      cell: (row) => {
        if (row.kind === 'same') return '–';
        const side = id === 'beforeMinor' ? `${row.id}~before` : id === 'afterMinor' ? `${row.id}~after` : null;
        const value = money(row[id]);
        if (side === null || !live.priced.lines.some((line) => line.id === side && line.priced)) return value;
        return (
          <TraceableNumber value={value} explain={() => explainAmount(live, { ...typed, id: side }, value, words)} />
        );
      },
    });
    return [
      {
        id: 'item',
        header: t('item'),
        width: 150,
        grow: 3,
        cell: (row) => {
          const below = row.problem ? (
            <span className={styles.problem}>{row.problem}</span>
          ) : row.instead ? (
            t('kind.swapped', { name: row.instead })
          ) : (effectiveOn !== undefined && row.from > effectiveOn) || row.until < untilDate ? (
            t('days', { from: format.date(row.from), until: format.date(row.until) })
          ) : null;
          const name = (
            <>
              {row.name} {row.unit && <span className="quiet">· {row.unit}</span>}
            </>
          );
          return below ? <TwoLines below={below}>{name}</TwoLines> : name;
        },
      },
      {
        id: 'kind',
        header: t('change'),
        heading: <span className="only-screen-reader">{t('change')}</span>,
        width: 92,
        cell: ({ kind }) => (
          <Chip size="small" tone={TONE[kind]}>
            {t(`kind.${kind}`)}
          </Chip>
        ),
      },
      {
        id: 'before',
        header: t('before'),
        kind: 'figure',
        width: 70,
        cell: ({ before }) => (before === null ? '–' : format.number(before)),
      },
      {
        id: 'after',
        header: t('after'),
        kind: 'figure',
        width: 78,
        cell: (row) => afterCell?.(row) ?? (row.after === null ? '–' : format.number(row.after)),
      },
      figure('beforeMinor', t('cost.before')),
      figure('afterMinor', t('cost.after')),
      figure('differenceMinor', t('difference')),
      ...(rowActions
        ? [
            {
              id: 'actions',
              header: t('actions'),
              heading: <span className="only-screen-reader">{t('actions')}</span>,
              kind: 'actions',
              width: 36,
              cell: rowActions,
            } satisfies DataColumn<AmendedRow>,
          ]
        : []),
    ];
  }, [live, rows, currency, effectiveOn, untilDate, modelPath, receipt, format, t, said, afterCell, rowActions]);
  const sum = (side: 'beforeMinor' | 'afterMinor') =>
    rows.reduce((all, row) => all + (row.kind === 'same' ? 0 : row[side]), 0);
  const total = format.minor(totals.totalContractValueMinor, currency) ?? '–';
  const discounts = totals.multiYearDiscountMinor + totals.orderDiscountMinor;
  return (
    <DataTable
      label={t('lines')}
      rows={rows}
      columns={columns}
      rowKey={({ id }) => id}
      rowHeight={({ problem, instead, from, until }) =>
        problem || instead || (effectiveOn !== undefined && from > effectiveOn) || until < untilDate ? 54 : 34
      }
      isQuiet={({ kind }) => kind === 'same'}
      fill
      append={append}
      empty={empty}
      footer={
        <Totals
          items={[
            { label: t('given'), value: format.minor(0 - sum('beforeMinor'), currency) },
            { label: t('charged'), value: format.minor(sum('afterMinor'), currency) },
            ...(discounts === 0 ? [] : [{ label: t('discounts'), value: format.minor(-discounts, currency) }]),
          ]}
          total={{
            label: t('total', { date: format.date(untilDate), currency }),
            value: (
              <TraceableNumber
                value={total}
                explain={() => explainTotal(live, total, { t: said, format, modelPath, receipt })}
              />
            ),
          }}
        />
      }
    />
  );
}
