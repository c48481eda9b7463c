import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { priceQuote } from '../../../src-shared/pricing';
import { compareQuotes } from '../../../src-shared/quotes';
import { useDeskQueries } from '../../client';
import { Section, Stack, TextLink, useText } from '../../ui';
import { ComparisonView } from '../comparison-view';
import { QUOTE_ENTITIES } from '../entities';
import type { LiveQuote } from '../live-quote';
import { agreementText } from './text';

/** What a renewal costs more, or less, than what is in force when the agreement ends: by line and in total. */
export function UpliftPanel({ quote, live }: { quote: string; live: LiveQuote }) {
  const t = useText(agreementText);
  const renewal = useQuery(
    useDeskQueries().quotes.renewal.queryOptions({ input: { quote }, meta: { entities: QUOTE_ENTITIES } }),
  ).data;
  const old = useMemo(
    () => renewal && { input: renewal.input, priced: priceQuote(renewal.content, renewal.input) },
    [renewal],
  );
  const comparison = useMemo(
    () => old && compareQuotes(old, { input: live.input, priced: withoutCost(live) }),
    [old, live],
  );
  if (!renewal || !comparison) return null;
  return (
    <Section title={t('uplift')}>
      <Stack gap={2}>
        <small>
          <TextLink to={`/quotes/${renewal.agreement}`}>{t('uplift.about', { number: renewal.number })}</TextLink>
        </small>
        {renewal.stale && <p>{t('uplift.stale', { why: renewal.stale })}</p>}
        <ComparisonView comparison={{ ...comparison, terms: [] }} currency={live.priced.currency} brief />
      </Stack>
    </Section>
  );
}

/** The old side has no costs, so there is no margin to compare. */
function withoutCost({ priced }: LiveQuote): LiveQuote['priced'] {
  const { cost: _cost, ...rest } = priced;
  return rest;
}
