import { type ReactNode, useMemo } from 'react';
import type { QuoteSummary } from '../../src-shared/quotes';
import { type DataColumn, DataTable, figureWidth, TwoLines, useFormat, useNavigation, useText } from '../ui';
import { agreementText } from './agreements/text';
import { QuoteMeter, StandingChip } from './standing';
import { quotesText } from './text';

export interface QuoteTableProps {
  quotes: readonly QuoteSummary[];
  /** When the answer came. */
  asked: number;
  /** Without the account: all are of one deal. */
  ofDeal?: boolean;
  empty?: ReactNode;
  fill?: boolean;
}

/** Quotes below each other, those whose clock has run longest first. */
export function QuoteTable({ quotes, asked, ofDeal, empty, fill }: QuoteTableProps) {
  const t = useText(quotesText);
  const agreed = useText(agreementText);
  const format = useFormat();
  const { go } = useNavigation();
  const columns = useMemo(
    (): DataColumn<QuoteSummary>[] => [
      {
        id: 'quote',
        header: t('column.quote'),
        width: 200,
        grow: 3,
        value: ({ number }) => number,
        cell: ({ title, number, accountName, follows }) => {
          const chain = follows && agreed(`of.${follows.kind}`, { number: follows.number });
          const said = [number, chain, ofDeal ? null : accountName].filter(Boolean).join(' · ');
          return <TwoLines below={said}>{title}</TwoLines>;
        },
      },
      {
        id: 'state',
        header: t('column.state'),
        width: 196,
        value: ({ standing }) => standing,
        cell: (quote) => <StandingChip quote={quote} size="small" />,
      },
      {
        id: 'clock',
        header: t('column.clock'),
        width: 196,
        grow: 0.6,
        value: ({ clock }) => clock.elapsed,
        cell: (quote) => <QuoteMeter quote={quote} asked={asked} compact />,
      },
      {
        id: 'total',
        header: t('column.total'),
        kind: 'figure',
        width: figureWidth(
          quotes.map(({ totalMinor, currency }) => format.minor(totalMinor, currency) ?? ''),
          104,
        ),
        value: ({ totalMinor }) => totalMinor,
        cell: ({ totalMinor, currency }) => format.minor(totalMinor, currency),
      },
      { id: 'currency', header: t('column.currency'), width: 84, value: ({ currency }) => currency },
      {
        id: 'valid',
        header: t('column.valid'),
        width: 108,
        value: ({ validUntil }) => validUntil,
        cell: ({ validUntil }) => format.date(validUntil),
      },
      { id: 'owner', header: t('column.owner'), width: 126, value: ({ ownerName }) => ownerName },
    ],
    [t, agreed, format, asked, ofDeal, quotes],
  );
  return (
    <DataTable
      label={t('title')}
      rows={quotes}
      columns={columns}
      rowKey={({ id }) => id}
      rowHeight={54}
      onOpen={({ id }) => go(`/quotes/${id}`)}
      empty={empty}
      fill={fill}
    />
  );
}
