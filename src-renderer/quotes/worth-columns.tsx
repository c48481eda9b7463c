import type { ReactNode } from 'react';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type LineWish, type PricedLine, solveLine } from '../../src-shared/pricing';
import type { QuoteLineView } from '../../src-shared/quotes';
import {
  Chip,
  currencyDigits,
  type DataColumn,
  decimalFromMinor,
  figureShapes,
  figureWidth,
  NumberCell,
  TraceableNumber,
} from '../ui';
import { explainAmount, explainMargin, type Words } from './explain';
import type { LineEditing } from './line-edits';
import { type LineRow, rowName } from './line-row';
import type { LineEdit, LiveQuote } from './live-quote';
import styles from './quotes.module.css';

const basisPointsOf = (percent: string | null): number => Math.round(Number(percent ?? '0') * 100);
const percentOf = (basisPoints: number): string | null => (basisPoints === 0 ? null : String(basisPoints / 100));

/** What a line comes to by itself, before discounts of the whole order. */
const ownMinor = ({ listMinor, lineDiscountMinor }: PricedLine): number => listMinor - lineDiscountMinor;

/** What was taken off a line's list, whoever said it and how; null where its list is nothing. */
function takenOff({ listMinor, lineDiscountMinor }: PricedLine): number | null {
  return listMinor === 0 ? null : Math.round((lineDiscountMinor / listMinor) * 10_000);
}

/**
 * Discount, amount and margin of a line. In a draft each of them can be typed, and the others follow at each keystroke: a typed amount
 * or margin is solved for the discount or the unit price that comes to it.
 */
export function worthColumns(live: LiveQuote, words: Words, edits: LineEditing | undefined): DataColumn<LineRow>[] {
  const columns = [discountColumn(words, edits), amountColumn(live, words, edits)];
  return live.priced.cost ? [...columns, marginColumn(live, words, edits)] : columns;
}

/** What a wish makes of a line; null where it cannot be had while it is still being typed. */
function edited(live: LiveQuote, line: QuoteLineView, wish: LineWish): LineEdit | null {
  try {
    const { leftOver: _left, ...edit } = solveLine(live.model, live.input, line.id, wish);
    return edit;
  } catch (error) {
    if (error instanceof ProofdeskError && error.code === 'bad-input') return null;
    throw error;
  }
}

interface WishCell {
  live: LiveQuote;
  row: LineRow;
  edits: LineEditing;
  wish(value: string): LineWish;
}

/** How a cell that is solved for behaves: each keystroke is tried, leaving it keeps the line, Escape gives the line back as it was. */
function wishing({ live, row: { line }, edits, wish }: WishCell) {
  return {
    onChange(value: string | null) {
      const edit = value === null ? null : edited(live, line, wish(value));
      if (edit) edits.type(line.id, edit);
    },
    onCommit(value: string | null) {
      if (value !== null) void edits.wish(line.id, live, wish(value));
    },
    onCancel: () => edits.forget(line.id),
  };
}

function discountColumn({ t, format }: Words, edits: LineEditing | undefined): DataColumn<LineRow> {
  return {
    id: 'discount',
    header: t('column.discount'),
    kind: 'figure',
    width: 76,
    grow: 0.3,
    cell: (row) => {
      const { line, priced } = row;
      // A price that was typed is a discount off the list too: it is shown, and typing another takes the price back.
      const byPrice = line.discountBasisPoints === 0 && line.unitPriceOverride !== null;
      const points = byPrice && priced?.priced ? (takenOff(priced) ?? 0) : line.discountBasisPoints;
      const text = points === 0 ? '–' : format.percent(points);
      if (!edits) return text;
      const edit = (value: string | null): LineEdit => ({
        discountBasisPoints: Math.min(10_000, basisPointsOf(value)),
        ...(byPrice && { unitPriceOverride: null }),
      });
      return (
        <NumberCell
          label={t('line.edit.discount', { item: rowName(row) })}
          value={percentOf(points)}
          unit="%"
          min={points < 0 ? undefined : '0'}
          max="100"
          onChange={(value) => edits.type(line.id, edit(value))}
          onCommit={(value) => void edits.keep(line.id, edit(value))}
          onCancel={() => edits.forget(line.id)}
        >
          {byPrice && points !== 0 ? <span className="quiet">{text}</span> : text}
        </NumberCell>
      );
    },
  };
}

function amountColumn(live: LiveQuote, words: Words, edits: LineEditing | undefined): DataColumn<LineRow> {
  const { t, format } = words;
  const { currency } = live.priced;
  const written = (priced: PricedLine): string => format.minor(ownMinor(priced), currency) ?? '–';
  return {
    id: 'amount',
    header: t('column.amount'),
    kind: 'figure',
    width: figureWidth(
      figureShapes(live.priced.lines.map(ownMinor)).map((minor) => format.minor(minor, currency) ?? ''),
      100,
    ),
    grow: 0.4,
    cell: (row) => {
      const { line, priced } = row;
      if (!priced?.priced) return '–';
      const value = written(priced);
      const explain = () => explainAmount(live, line, value, words);
      if (!edits || line.contractUnitPrice !== null || line.credit)
        return <TraceableNumber value={value} explain={explain} />;
      return (
        <NumberCell
          label={t('line.edit.amount', { item: rowName(row) })}
          value={decimalFromMinor(ownMinor(priced), currencyDigits(currency))}
          digits={currencyDigits(currency)}
          min="0"
          explain={{ value, explain }}
          {...wishing({
            live,
            row,
            edits,
            wish: (text) => ({ figure: 'amount', minor: Math.round(Number(text) * 10 ** currencyDigits(currency)) }),
          })}
        >
          {value}
        </NumberCell>
      );
    },
  };
}

function marginColumn(live: LiveQuote, words: Words, edits: LineEditing | undefined): DataColumn<LineRow> {
  const { t, format } = words;
  return {
    id: 'margin',
    header: t('column.margin'),
    kind: 'figure',
    // A floor that is broken stands below the margin.
    width: live.priced.guardrails.familiesUnderFloor.length > 0 ? 96 : 76,
    internal: true,
    cell: (row) => {
      const { line, cost, floor, underFloor } = row;
      if (!cost || cost.marginBasisPoints === null) return '–';
      const figure = marginFigure(live, words, row, edits);
      if (!underFloor) return figure;
      return (
        <span className={styles.margin} key={line.id}>
          <span>{figure}</span>
          <Chip size="small" tone="warn" mark={null}>
            {floor === null
              ? t('line.floor')
              : t('line.floor.percent', { percent: format.percent(floor, { maxDigits: 1 }) })}
          </Chip>
        </span>
      );
    },
  };
}

function marginFigure(live: LiveQuote, words: Words, row: LineRow, edits: LineEditing | undefined): ReactNode {
  const { t, format } = words;
  const { line, cost } = row;
  const basisPoints = cost?.marginBasisPoints ?? 0;
  const value = format.percent(basisPoints, { maxDigits: 1 });
  const explained = explainMargin(live, line.id, value, words);
  if (!edits || line.contractUnitPrice !== null || line.credit) {
    if (!explained) return value;
    return <TraceableNumber value={value} explain={() => explained} className={styles.internal} />;
  }
  return (
    <NumberCell
      label={t('line.edit.margin', { item: rowName(row) })}
      value={String(basisPoints / 100)}
      unit="%"
      max="99.99"
      {...(explained && { explain: { value, explain: () => explained } })}
      {...wishing({ live, row, edits, wish: (text) => ({ figure: 'margin', basisPoints: basisPointsOf(text) }) })}
    >
      <span className={styles.internal}>{value}</span>
    </NumberCell>
  );
}
