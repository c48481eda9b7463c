import type { ReactNode } from 'react';
import type { QuoteDetail } from '../../src-shared/quotes';
import { useHere } from '../app';
import { Button, Chip, PageHeader, Push, useFormat, useText } from '../ui';
import { ClockWarning, QuoteMeter, StandingChip } from './standing';
import { quotesText } from './text';

export interface QuoteHeaderProps {
  quote: QuoteDetail;
  asked: number;
  actions: ReactNode;
  /** Opens the terms; left out where they do not change. */
  onTerms?(): void;
}

/** What the quote is, where it stands, what its clock says, and on which terms. */
export function QuoteHeader({ quote, asked, actions, onTerms }: QuoteHeaderProps) {
  const t = useText(quotesText);
  const format = useFormat();
  useHere({
    crumbs: [
      { label: t('title'), to: '/quotes' },
      { label: quote.dealTitle, to: `/deals/${quote.deal}` },
      { label: quote.number },
    ],
    customer: { account: quote.account, name: quote.accountName },
  });
  return (
    <PageHeader
      title={quote.title}
      chips={
        <>
          <Chip mark={null}>{quote.number}</Chip>
          <StandingChip quote={quote} />
          <ClockWarning quote={quote} asked={asked} />
        </>
      }
      actions={actions}
    >
      <QuoteMeter quote={quote} asked={asked} />
      <Push />
      <span>
        {t('facts.model')}{' '}
        <b>
          {quote.modelName} {quote.modelVersion}
        </b>{' '}
        · {quote.currency} · {t('facts.term', { months: quote.termMonths })} ·{' '}
        {t('facts.net', { days: quote.paymentDays })} · {t('facts.valid', { date: format.date(quote.validUntil) })}
      </span>
      {onTerms && (
        <Button kind="quiet" size="small" icon="edit" onClick={onTerms}>
          {t('facts.change')}
        </Button>
      )}
    </PageHeader>
  );
}
