import { useQuery } from '@tanstack/react-query';
import { type QuoteStanding, quoteStanding } from '../../src-shared/quotes';
import { Loaded, useAddress, useHasRole, useHere } from '../app';
import { useDeskQueries } from '../client';
import {
  Button,
  CheckField,
  EmptyState,
  Page,
  PageHeader,
  SelectField,
  TextField,
  Toolbar,
  useNavigation,
  useText,
} from '../ui';
import { QUOTE_ENTITIES } from './entities';
import { NewQuoteDialog } from './new-quote';
import { QuoteTable } from './quote-table';
import { quotesText } from './text';

/** All quotes, with their state and clock. */
export function QuotesScreen() {
  const t = useText(quotesText);
  const { search, setSearch } = useAddress();
  const { go } = useNavigation();
  const may = useHasRole('rep', 'admin');
  const standing = quoteStanding.options.find((one) => one === search['standing']);
  const text = search['text'] ?? '';
  const mine = search['mine'] === '1';
  const filtered = standing !== undefined || text !== '' || mine;
  const quotes = useQuery(
    useDeskQueries().quotes.list.queryOptions({
      input: {
        ...(standing && { standing }),
        ...(text && { text }),
        ...(mine && { mine }),
      },
      placeholderData: (before) => before,
      meta: { entities: QUOTE_ENTITIES },
    }),
  );
  useHere({ crumbs: [{ label: t('title') }] });
  const add = (
    <Button kind="primary" icon="plus" unavailable={!may && t('act.not-rep')} onClick={() => setSearch({ new: '1' })}>
      {t('new')}
    </Button>
  );
  return (
    <Page fill>
      <PageHeader
        title={t('title')}
        chips={quotes.data && <span className="quiet figures">{t('count', { count: quotes.data.length })}</span>}
        actions={
          <>
            <Button onClick={() => go('/quotes/turnaround')}>{t('turnaround')}</Button>
            {add}
          </>
        }
      />
      <Toolbar label={t('filter.label')}>
        <TextField
          label={t('filter.text')}
          hideLabel
          type="search"
          placeholder={t('filter.text')}
          value={text}
          onChange={(value) => setSearch({ text: value || null })}
        />
        <SelectField<QuoteStanding | 'any'>
          label={t('filter.standing')}
          hideLabel
          searchable={false}
          options={[
            { value: 'any', label: t('filter.any') },
            ...quoteStanding.options.map((value) => ({ value, label: t(`state.${value}`) })),
          ]}
          value={standing ?? 'any'}
          onChange={(value) => setSearch({ standing: value === 'any' ? null : value })}
        />
        <CheckField
          label={t('filter.mine')}
          checked={mine}
          onChange={(checked) => setSearch({ mine: checked ? '1' : null })}
        />
      </Toolbar>
      <Loaded query={quotes}>
        {(rows) => (
          <QuoteTable
            quotes={rows}
            asked={quotes.dataUpdatedAt}
            fill
            empty={
              filtered ? (
                <EmptyState>{t('empty.filter')}</EmptyState>
              ) : (
                <EmptyState action={add}>{t('empty.list')}</EmptyState>
              )
            }
          />
        )}
      </Loaded>
      <NewQuoteDialog
        open={search['new'] === '1'}
        deal={search['deal'] ?? null}
        onClose={() => setSearch({ new: null, deal: null })}
        onCreated={(id) => go(`/quotes/${id}`)}
      />
    </Page>
  );
}
