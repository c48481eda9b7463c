import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { createQuotePricer } from '../../src-shared/pricing';
import { type ComparedSide, compareQuotes, type QuoteDetail } from '../../src-shared/quotes';
import { Loaded, useAddress, useHere } from '../app';
import { useDeskQueries } from '../client';
import { Page, PageHeader, SelectField, TextLink, Toolbar, useText } from '../ui';
import { ComparisonView } from './comparison-view';
import { QUOTE_ENTITIES } from './entities';
import { draftInput } from './live-quote';
import { quotesText } from './text';

const DRAFT = 'draft';

/** Two versions of a quote, or a version and the draft, side by side; both sides are in the address. */
export function QuoteComparePage({ quote, from, to }: { quote: QuoteDetail; from: string; to: string }) {
  const t = useText(quotesText);
  const { setSearch } = useAddress();
  const before = useSide(quote, from);
  const after = useSide(quote, to);
  const sides = [
    ...(quote.status === 'draft' ? [{ value: DRAFT, label: t('versions.draft') }] : []),
    ...quote.versions.map(({ version }) => ({ value: String(version), label: t('versions.one', { version }) })),
  ];
  const comparison = useMemo(
    () => (before.side && after.side ? compareQuotes(before.side, after.side) : null),
    [before.side, after.side],
  );
  useHere({
    crumbs: [
      { label: t('title'), to: '/quotes' },
      { label: quote.number, to: `/quotes/${quote.id}` },
      { label: t('compare.title') },
    ],
  });
  return (
    <Page fill>
      <PageHeader
        title={t('compare.of', { title: quote.title })}
        actions={<TextLink to={`/quotes/${quote.id}`}>{t('subject.open')}</TextLink>}
      />
      <Toolbar label={t('compare.title')}>
        <SelectField
          label={t('compare.before')}
          options={sides}
          value={from}
          onChange={(value) => value && setSearch({ compare: `${value}..${to}` })}
        />
        <SelectField
          label={t('compare.after')}
          options={sides}
          value={to}
          onChange={(value) => value && setSearch({ compare: `${from}..${value}` })}
        />
      </Toolbar>
      <Loaded query={before.query}>
        {() => (
          <Loaded query={after.query}>
            {() => comparison && <ComparisonView comparison={comparison} currency={quote.currency} fill />}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

/** One side: the draft as it is saved, priced here, or a frozen version. */
function useSide(quote: QuoteDetail, side: string) {
  const frozen = side === DRAFT ? (quote.versions[0]?.version ?? 1) : Number(side);
  const query = useQuery(
    useDeskQueries().quotes.frozen.queryOptions({
      input: { quote: quote.id, version: frozen },
      meta: { entities: QUOTE_ENTITIES },
    }),
  );
  const own = useMemo((): ComparedSide | null => {
    if (side !== DRAFT) return query.data ?? null;
    const input = draftInput(quote, quote.lines);
    return { input, priced: createQuotePricer(quote.content).price(input, { role: quote.role }), header: { ...quote } };
  }, [side, query.data, quote]);
  return { query, side: own };
}
