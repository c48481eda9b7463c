import { type ReactNode, useCallback, useMemo } from 'react';
import { convertedPrice, type Sku, skuRows } from '../../src-shared/pricing';
import { isMetered, type QuoteLineView } from '../../src-shared/quotes';
import {
  ActionMenu,
  Chip,
  type DataColumn,
  DataTable,
  type Format,
  figureShapes,
  figureWidth,
  IconButton,
  NumberCell,
  type Translate,
  TwoLines,
  useFormat,
  useText,
} from '../ui';
import type { Words } from './explain';
import type { LineEditing } from './line-edits';
import { type LineRow, lineRows, rowName } from './line-row';
import { linePriceWords } from './line-words';
import type { LiveQuote } from './live-quote';
import { sourceWords } from './metering/source-words';
import { meteringText } from './metering/text';
import styles from './quotes.module.css';
import { quotesText } from './text';
import { worthColumns } from './worth-columns';

export interface LineActions {
  details(line: QuoteLineView): void;
  price(line: QuoteLineView): void;
  meter(line: QuoteLineView): void;
  optional(line: QuoteLineView): void;
  move(line: QuoteLineView, by: -1 | 1): void;
  remove(line: QuoteLineView): void;
}

export interface LinesTableProps {
  live: LiveQuote;
  modelPath: string;
  receipt: string | null;
  /** Left out for a version that does not change. */
  editing?: { edits: LineEditing; actions: LineActions };
  append?: ReactNode;
  footer?: ReactNode;
  empty?: ReactNode;
  onPasteRows?(cells: string[][]): void;
  fill?: boolean;
  /** Where there is little room: how many at which price is said below the name, and has no columns of its own. */
  brief?: boolean;
}

/** The lines of a quote under their groups; a draft's are edited in place. */
export function LinesTable({ live, modelPath, receipt, editing, brief = false, ...rest }: LinesTableProps) {
  const t = useText(quotesText);
  const metering = useText(meteringText);
  const format = useFormat();
  const rows = useMemo(() => lineRows(live), [live]);
  const columns = useLineColumns(live, { modelPath, receipt, brief }, editing);
  const groupOf = useCallback(
    ({ line, sku, priced }: LineRow) => {
      const group = line.group ?? sku?.family ?? (priced?.family || line.sku);
      const { alternative } = line;
      const label = alternative === null ? group : t('alternatives.group', { alternative, group });
      return { key: label, label };
    },
    [t],
  );
  const height = useCallback(
    (row: LineRow) =>
      brief || row.underFloor || belowItem(row, live.priced.currency, { t, format }, metering) ? 54 : 34,
    [t, metering, format, brief, live.priced.currency],
  );
  return (
    <DataTable
      label={t('column.item')}
      rows={rows}
      columns={columns}
      rowKey={({ line }) => line.id}
      groupOf={groupOf}
      rowHeight={height}
      isQuiet={({ line }) => line.optional}
      {...rest}
    />
  );
}

/** What stands under an item's name. */
function belowItem(
  { line, priced, sku }: LineRow,
  currency: string,
  words: Pick<Words, 't' | 'format'>,
  metering: Translate<(typeof meteringText)['messages']>,
): ReactNode {
  const problem = priced?.problems.find(({ severity }) => severity === 'error');
  if (problem)
    return <span className={styles.problem}>{[problem.message, problem.hint].filter(Boolean).join('. ')}</span>;
  const parts = priced?.parts?.map(({ quantity, name }) => `${words.format.number(quantity)} × ${name}`);
  if (parts) return parts.join(', ');
  const terms = linePriceWords(line, currency, words);
  const source = line.quantityFrom ? sourceWords(line.quantityFrom, metering, words.format) : line.quantitySource;
  const said = [
    line.sourceChanged && words.t('line.source.changed'),
    source,
    ...terms,
    line.description ?? sku?.description,
    line.note,
  ].filter(Boolean);
  if (said.length === 0) return null;
  return [sku ? words.t(`line.per.${sku.billingPeriod}`) : null, ...said].filter(Boolean).join(' · ');
}

/** The columns that a brief table says below the name. */
const IN_BRIEF = new Set(['quantity', 'unit', 'list']);

/** How many at which price: "180 seat at 45.00". A problem comes first. */
function howMany(
  live: LiveQuote,
  { line, priced, sku }: LineRow,
  { t, format }: Pick<Words, 't' | 'format'>,
): ReactNode {
  const problem = priced?.problems.find(({ severity }) => severity === 'error');
  if (problem) return <span className={styles.problem}>{problem.message}</span>;
  const quantity = format.number(line.quantity);
  const unit = priced?.unit ?? sku?.unit ?? '';
  const price = line.unitPriceOverride ?? listPrice(live, sku);
  if (price !== null) return t('line.brief.price', { quantity, unit, price: listText(format, price) });
  return sku ? t('line.brief.rate', { quantity, unit, rate: t(`rate.${sku.rate.kind}`) }) : `${quantity} ${unit}`;
}

function useLineColumns(
  live: LiveQuote,
  { modelPath, receipt, brief }: { modelPath: string; receipt: string | null; brief: boolean },
  editing: LinesTableProps['editing'],
): readonly DataColumn<LineRow>[] {
  const t = useText(quotesText);
  const metering = useText(meteringText);
  const format = useFormat();
  return useMemo(() => {
    const { currency } = live.priced;
    const words = { t, format, modelPath, receipt };
    const edits = editing?.edits;
    // Widths are of all lines, not of those in sight, and only one figure of each shape is written for them.
    const quantities = figureShapes(live.lines.map(({ quantity }) => quantity)).map((own) => format.number(own));
    const units = [...new Set(live.priced.lines.map(({ unit }) => unit))];
    const skus = skuRows(live.model, live.input);
    const prices = figureShapes(
      live.lines.flatMap(({ unitPriceOverride, sku }) => unitPriceOverride ?? listPrice(live, skus.get(sku)) ?? []),
    ).map((price) => listText(format, price));
    // Items without one price say how they are priced; a letter is narrower than a digit.
    const rates = live.lines.flatMap(({ sku, unitPriceOverride }) => {
      const own = skus.get(sku);
      return own && !unitPriceOverride && listPrice(live, own) === null
        ? [t(`rate.${own.rate.kind}`).length * 7 + 25]
        : [];
    });
    const columns: DataColumn<LineRow>[] = [
      {
        id: 'item',
        header: t('column.item'),
        width: 190,
        grow: 3,
        cell: (row) => {
          const name = row.line.optional ? (
            <span className={styles.named}>
              <span>{rowName(row)}</span> <Chip size="small">{t('line.optional')}</Chip>
            </span>
          ) : (
            rowName(row)
          );
          const below = brief ? howMany(live, row, { t, format }) : belowItem(row, currency, words, metering);
          return below ? <TwoLines below={below}>{name}</TwoLines> : name;
        },
      },
      {
        id: 'quantity',
        header: t('column.quantity'),
        kind: 'figure',
        width: figureWidth(quantities, 76),
        grow: 0.4,
        cell: (row) =>
          edits ? (
            <NumberCell
              label={t('line.edit.quantity', { item: rowName(row) })}
              value={row.line.quantity}
              min="0"
              onChange={(value) => value !== null && edits.type(row.line.id, { quantity: value })}
              onCommit={(value) => void edits.keep(row.line.id, { quantity: value ?? '0' })}
            />
          ) : (
            format.number(row.line.quantity)
          ),
      },
      {
        id: 'unit',
        header: t('column.unit'),
        width: Math.min(112, figureWidth(units, 64)),
        grow: 0.6,
        cell: ({ priced, sku }) => priced?.unit ?? sku?.unit ?? '–',
      },
      {
        id: 'list',
        header: t('column.list'),
        kind: 'figure',
        width: Math.max(figureWidth(prices, 80), ...new Set(rates)),
        grow: 0.4,
        cell: (row) => {
          const list = listPrice(live, row.sku);
          const shown = row.line.unitPriceOverride ?? list;
          const text = shown === null ? (row.sku ? t(`rate.${row.sku.rate.kind}`) : '–') : listText(format, shown);
          if (!edits || !row.sku) return text;
          return (
            <NumberCell
              label={t('line.edit.price', { item: rowName(row) })}
              value={shown}
              min="0"
              onChange={(value) => edits.type(row.line.id, { unitPriceOverride: value === list ? null : value })}
              onCommit={(value) => void edits.keep(row.line.id, { unitPriceOverride: value === list ? null : value })}
            >
              {row.line.unitPriceOverride ? <b>{text}</b> : text}
            </NumberCell>
          );
        },
      },
      ...worthColumns(live, words, edits),
    ];
    if (editing) columns.push(actionsColumn(editing, t));
    return brief ? columns.filter(({ id }) => !IN_BRIEF.has(id)) : columns;
  }, [live, modelPath, receipt, brief, editing, t, metering, format]);
}

/** A list price with all the places it was written with, at least two. */
function listText(format: Format, price: string): string {
  return format.number(price, { digits: Math.max(2, price.split('.')[1]?.length ?? 0) });
}

/** The one price of a rate that has one, in the quote's currency. */
function listPrice({ model, input }: Pick<LiveQuote, 'model' | 'input'>, sku: Sku | undefined): string | null {
  if (sku?.rate.kind === 'per-unit') return convertedPrice(model, input, sku.rate.unitPrice);
  if (sku?.rate.kind === 'flat') return convertedPrice(model, input, sku.rate.price);
  return null;
}

function actionsColumn(
  { edits, actions }: NonNullable<LinesTableProps['editing']>,
  t: ReturnType<typeof useText<typeof quotesText.messages>>,
): DataColumn<LineRow> {
  return {
    id: 'actions',
    header: t('column.actions'),
    heading: <span className="only-screen-reader">{t('column.actions')}</span>,
    kind: 'actions',
    width: 36,
    cell: (row) => (
      <ActionMenu
        trigger={<IconButton icon="more" size="small" label={t('line.more', { item: rowName(row) })} />}
        items={[
          { id: 'details', label: t('line.group'), icon: 'edit', run: () => actions.details(row.line) },
          { id: 'price', label: t('line.price'), run: () => actions.price(row.line) },
          ...(isMetered(row.sku) ? [{ id: 'meter', label: t('line.meter'), run: () => actions.meter(row.line) }] : []),
          {
            id: 'optional',
            label: t(row.line.optional ? 'line.make.required' : 'line.make.optional'),
            run: () => actions.optional(row.line),
          },
          ...(row.line.unitPriceOverride
            ? [
                {
                  id: 'list',
                  label: t('line.list'),
                  run: () => void edits.keep(row.line.id, { unitPriceOverride: null }),
                },
              ]
            : []),
          { id: 'up', label: t('line.up'), icon: 'arrow-up', section: true, run: () => actions.move(row.line, -1) },
          { id: 'down', label: t('line.down'), icon: 'arrow-down', run: () => actions.move(row.line, 1) },
          { id: 'remove', label: t('line.remove'), icon: 'trash', section: true, run: () => actions.remove(row.line) },
        ]}
      />
    ),
  };
}
