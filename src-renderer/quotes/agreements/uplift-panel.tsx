import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { priceQuote } from '../../../src-shared/pricing';
import { compareQuotes } from '../../../src-shared/quotes';
import { useDeskQueries } from '../../client';
import { KeyValueList, Section, Stack, TextLink, useFormat, useText } from '../../ui';
import { QUOTE_ENTITIES } from '../entities';
import type { LiveQuote } from '../live-quote';
import { quotesText } from '../text';
import { agreementText } from './text';

/** What a renewal costs more, or less, than what is in force when the agreement ends: by line and in total. */
export function UpliftPanel({ quote, live }: { quote: string; live: LiveQuote }) {
  const t = useText(agreementText);
  const words = useText(quotesText);
  const format = useFormat();
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
  const { currency } = live.priced;
  const money = (minor: number | null): string => (minor === null ? '–' : (format.minor(minor, currency) ?? '–'));
  const signed = (minor: number | null, before: number | null): string => {
    const text = `${minor !== null && minor > 0 ? '+' : ''}${money(minor)}`;
    if (minor === null || before === null || before === 0) return text;
    return t('uplift.difference', {
      difference: text,
      percent: format.percent(Math.round((minor * 10_000) / before), { maxDigits: 1 }) ?? '–',
    });
  };
  const lines = comparison.lines
    .filter(({ change }) => change !== 'same')
    .map(({ id, name, differenceMinor, beforeMinor }) => ({
      key: id,
      label: name,
      value: signed(differenceMinor, beforeMinor),
    }));
  const totals = comparison.figures
    .filter(({ figure }) => figure === 'total' || figure === 'annual')
    .flatMap(({ figure, before, after, difference }) => [
      { key: figure, label: words(`compare.figure.${figure}`), value: signed(difference, before) },
      {
        key: `${figure} sides`,
        label: '',
        value: t('uplift.value', { before: money(before), after: money(after) }),
      },
    ]);
  return (
    <Section title={t('uplift')}>
      <Stack gap={2}>
        <small>
          <TextLink to={`/quotes/${renewal.agreement}`}>{t('uplift.about', { number: renewal.number })}</TextLink>
        </small>
        {renewal.stale && <p>{t('uplift.stale', { why: renewal.stale })}</p>}
        {lines.length === 0 ? (
          <small>{t('uplift.same')}</small>
        ) : (
          <>
            <b>{t('uplift.lines')}</b>
            <KeyValueList items={lines} />
          </>
        )}
        <b>{t('uplift.total')}</b>
        <KeyValueList items={totals} />
      </Stack>
    </Section>
  );
}

/** The old side has no costs, so there is no margin to compare. */
function withoutCost({ priced }: LiveQuote): LiveQuote['priced'] {
  const { cost: _cost, ...rest } = priced;
  return rest;
}
