import { useCallback, useMemo } from 'react';
import type { ComparedLine, QuoteComparison } from '../../src-shared/quotes';
import {
  Chip,
  type DataColumn,
  DataTable,
  figureWidth,
  type KeyValue,
  KeyValueList,
  Stack,
  type Tone,
  Totals,
  TwoLines,
  useFormat,
  useText,
} from '../ui';
import styles from './quotes.module.css';
import { quotesText } from './text';

const TONE: Record<ComparedLine['change'], Tone> = {
  added: 'good',
  removed: 'bad',
  changed: 'accent',
  repriced: 'warn',
  unpriced: 'bad',
  same: 'neutral',
};

/** What a field of a line or of the terms is called. */
function useFieldName(): (field: string) => string {
  const t = useText(quotesText);
  return (field) => {
    const key = `compare.field.${field}` as keyof typeof quotesText.messages;
    return key in quotesText.messages ? (t as (key: string) => string)(key) : field;
  };
}

/** Fields that hold one number, written with its groups; others may be digits by chance. */
const FIGURES = new Set([
  'quantity',
  'unitPriceOverride',
  'contractUnitPrice',
  'discountAmount',
  'orderDiscountAmount',
]);

/** Rows that say something under the name are higher. */
const rowHeight = ({ fields, problem }: ComparedLine): number => (fields.length > 0 || problem !== null ? 54 : 34);

export interface ComparisonViewProps {
  comparison: QuoteComparison;
  currency: string;
  /** Only what differs. */
  short?: boolean;
  fill?: boolean;
  /** Only the difference of each line, where both amounts would have no room. */
  brief?: boolean;
}

/** Two sides of a quote line by line: what is said otherwise, before, after, and the difference. */
export function ComparisonView({
  comparison,
  currency,
  short = false,
  fill = false,
  brief = false,
}: ComparisonViewProps) {
  const t = useText(quotesText);
  const format = useFormat();
  const fieldName = useFieldName();
  const saidAs = useCallback(
    (field: string, value: string | null): string =>
      value === null ? '–' : FIGURES.has(field) ? format.number(value) : value,
    [format],
  );
  const { terms, figures, sameCurrency } = comparison;
  const rows = useMemo(
    () => (short ? comparison.lines.filter(({ change }) => change !== 'same') : comparison.lines),
    [comparison, short],
  );
  const columns = useMemo((): DataColumn<ComparedLine>[] => {
    const money = (minor: number | null) => (minor === null ? '–' : (format.minor(minor, currency) ?? '–'));
    const figure = (
      id: 'beforeMinor' | 'afterMinor' | 'differenceMinor',
      header: string,
    ): DataColumn<ComparedLine> => ({
      id,
      header,
      kind: 'figure',
      width: figureWidth(
        rows.map((row) => money(row[id])),
        96,
      ),
      cell: (row) => money(row[id]),
    });
    return [
      {
        id: 'item',
        header: t('column.item'),
        width: 200,
        grow: 3,
        cell: ({ name, fields, problem }) => {
          if (problem !== null)
            return <TwoLines below={<span className={styles.problem}>{problem}</span>}>{name}</TwoLines>;
          const said = fields
            .map(({ field, before, after }) =>
              t('compare.said', {
                field: fieldName(field),
                before: saidAs(field, before),
                after: saidAs(field, after),
              }),
            )
            .join(' · ');
          return said ? <TwoLines below={said}>{name}</TwoLines> : name;
        },
      },
      {
        id: 'change',
        header: t('compare.change'),
        width: 116,
        cell: ({ change }) => (
          <Chip size="small" tone={TONE[change]}>
            {t(`compare.change.${change}`)}
          </Chip>
        ),
      },
      ...(brief ? [] : [figure('beforeMinor', t('compare.before')), figure('afterMinor', t('compare.after'))]),
      figure('differenceMinor', t('compare.difference')),
    ];
  }, [rows, brief, currency, format, t, fieldName, saidAs]);
  const written = (figure: string, value: number | null): string =>
    value === null
      ? '–'
      : figure === 'margin'
        ? format.percent(value, { maxDigits: 1 })
        : (format.minor(value, currency) ?? '–');
  const items = figures.map(
    ({ figure, before, after, difference }): KeyValue => ({
      label: t(`compare.figure.${figure}`),
      value: t('compare.figure.value', {
        before: written(figure, before),
        after: written(figure, after),
        // Of two percentages the difference is no percentage.
        difference:
          figure === 'margin' && difference !== null
            ? t('compare.points', { points: format.number(difference / 100, { maxDigits: 1 }) })
            : written(figure, difference),
      }),
      internal: figure === 'margin',
    }),
  );
  const total = figures.find(({ figure }) => figure === 'total');
  return (
    <>
      {!sameCurrency && <p>{t('compare.currency')}</p>}
      {terms.length > 0 && (
        <Stack gap={1}>
          <b>{t('compare.terms')}</b>
          <KeyValueList
            items={terms.map(({ field, before, after }) => ({
              label: fieldName(field),
              value: t('compare.arrow', { before: saidAs(field, before), after: saidAs(field, after) }),
            }))}
          />
        </Stack>
      )}
      <DataTable
        label={t('compare.lines')}
        rows={rows}
        columns={columns}
        rowKey={({ id, change }) => `${id} ${change}`}
        rowHeight={rowHeight}
        isQuiet={({ change }) => change === 'same'}
        fill={fill}
        empty={<p className="quiet">{t('compare.none')}</p>}
        footer={
          <Totals
            items={items.filter((_item, index) => figures[index]?.figure !== 'total')}
            total={{
              label: t('compare.total', { currency }),
              value: written('total', total?.difference ?? null),
            }}
          />
        }
      />
    </>
  );
}
