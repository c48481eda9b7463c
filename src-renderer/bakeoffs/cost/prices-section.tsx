import { useMemo } from 'react';
import {
  type BakeoffView,
  type ContenderView,
  exactDecimal,
  type PriceItem,
  pricedSheet,
} from '../../../src-shared/bakeoffs';
import {
  Button,
  Contender,
  type DataColumn,
  DataTable,
  type Format,
  figureWidth,
  Section,
  Stack,
  TraceableNumber,
  TwoLines,
  useFormat,
  useText,
} from '../../ui';
import { explainHourly } from '../explain';
import { bakeoffsText } from '../text';
import { costText } from './text';

/** What each side costs to run, as it was looked up; only where cost is compared or prices are recorded. */
export function PricesSection({ bakeoff, onChange }: { bakeoff: BakeoffView; onChange?(contender: string): void }) {
  const t = useText(costText);
  const compared = bakeoff.metrics.some(({ measure }) => measure.kind === 'cost');
  const sorted = [...bakeoff.contenders].sort((a) => (a.side === 'ours' ? -1 : 1));
  if (!compared && sorted.every(({ prices }) => prices.length === 0)) return null;
  return (
    <Section title={t('title')} aside={<small>{t('about')}</small>}>
      <Stack>
        {sorted.map((contender) => (
          <Sheet key={contender.id} contender={contender} {...(onChange && { onChange })} />
        ))}
        <small className="quiet">{t('note.months')}</small>
      </Stack>
    </Section>
  );
}

/** An hour of a cheap machine costs fractions of a cent. */
const hourlyDigits = 4;

/** With all digits that were recorded, because a price is exact. */
const amountText = ({ amount, currency }: PriceItem, format: Format): string =>
  `${format.number(amount, { digits: Math.max(2, amount.split('.')[1]?.length ?? 0) })}\u00a0${currency}`;

const itemKey = (item: PriceItem): string => JSON.stringify(item);

function Sheet({ contender, onChange }: { contender: ContenderView; onChange?(contender: string): void }) {
  const t = useText(costText);
  const format = useFormat();
  const { id, side, product, prices } = contender;
  const words = useText(bakeoffsText);
  const sheet = pricedSheet(prices);
  const hourly =
    typeof sheet === 'string'
      ? ''
      : t('hourly', {
          amount: format.number(exactDecimal(sheet.hourly), { maxDigits: hourlyDigits }),
          currency: sheet.currency,
        });
  const columns = useMemo(
    (): DataColumn<PriceItem>[] => [
      {
        id: 'label',
        header: t('column.label'),
        width: 180,
        grow: 3,
        wrap: true,
        rowHeader: true,
        value: ({ label }) => label,
      },
      {
        id: 'quantity',
        header: t('column.quantity'),
        kind: 'figure',
        width: 84,
        value: ({ quantity }) => Number(quantity),
        cell: ({ quantity }) => format.number(quantity),
      },
      {
        id: 'amount',
        header: t('column.amount'),
        kind: 'figure',
        width: figureWidth(
          prices.map((item) => amountText(item, format)),
          120,
        ),
        value: ({ amount }) => Number(amount),
        cell: (item) => amountText(item, format),
      },
      {
        id: 'per',
        header: t('column.per'),
        width: 120,
        grow: 1,
        value: ({ per }) => per,
        cell: ({ per, months }) => (months ? t('licence.over', { months }) : t(`basis.${per}`)),
      },
      {
        id: 'source',
        header: t('column.source'),
        width: 200,
        grow: 3,
        wrap: true,
        value: ({ source }) => source,
        cell: ({ source, date }) => <TwoLines below={format.date(date)}>{source}</TwoLines>,
      },
    ],
    [t, format, prices],
  );
  return (
    <div>
      <p>
        <Contender side={side}>{product}</Contender>{' '}
        {typeof sheet !== 'string' && (
          <TraceableNumber
            value={hourly}
            className="quiet"
            explain={() => explainHourly(side, prices, hourly, { t: words, format })}
          />
        )}{' '}
        {onChange && (
          <Button size="small" kind="quiet" onClick={() => onChange(id)} aria-label={t('change.one', { product })}>
            {t('change')}
          </Button>
        )}
      </p>
      {prices.length === 0 ? (
        <p className="quiet">{t('none')}</p>
      ) : (
        <DataTable
          label={t('table.of', { product })}
          rows={prices}
          columns={columns}
          rowKey={itemKey}
          rowHeight="auto"
          maxHeight={600}
        />
      )}
    </div>
  );
}
