import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Loaded, useHasRole } from '../app';
import { useDeskQueries } from '../client';
import { Button, EmptyState, Push, Stack, Toolbar, useNavigation, useText } from '../ui';
import { chained } from './agreements/chained';
import { QUOTE_ENTITIES } from './entities';
import { NewQuoteDialog } from './new-quote';
import { QuoteTable } from './quote-table';
import { quotesText } from './text';

const META = { entities: QUOTE_ENTITIES };

/** The quotes of one deal, as a tab of its room. */
export function DealQuotes({ deal }: { deal: string }) {
  const t = useText(quotesText);
  const { go } = useNavigation();
  const may = useHasRole('rep', 'admin');
  const [adding, setAdding] = useState(false);
  const quotes = useQuery(useDeskQueries().quotes.list.queryOptions({ input: { deal }, meta: META }));
  const add = (
    <Button kind="primary" icon="plus" unavailable={!may && t('act.not-rep')} onClick={() => setAdding(true)}>
      {t('new')}
    </Button>
  );
  return (
    <Loaded query={quotes}>
      {(rows) => (
        <Stack gap={3}>
          {rows.length === 0 ? (
            <EmptyState action={add}>{t('empty.deal')}</EmptyState>
          ) : (
            <>
              <Toolbar label={t('title')}>
                <span className="quiet">{t('count', { count: rows.length })}</span>
                <Push />
                {add}
              </Toolbar>
              <QuoteTable quotes={chained(rows)} asked={quotes.dataUpdatedAt} ofDeal />
            </>
          )}
          <NewQuoteDialog
            open={adding}
            deal={deal}
            onClose={() => setAdding(false)}
            onCreated={(id) => go(`/quotes/${id}`)}
          />
        </Stack>
      )}
    </Loaded>
  );
}
