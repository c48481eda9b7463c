import type { Area } from '../app';
import { ClockCard } from './clock-card';
import { CustomerQuotes, CustomerQuotesCard } from './customer-quotes';
import { DealQuotes, useDealQuoteCount } from './deal-quotes';
import { QuoteScreen } from './quote-screen';
import { QuotesScreen } from './quotes-screen';
import { ReleaseSubject } from './release-subject';

/** Quotes: the builder, the list, and what other screens show of them. */
export const quotesArea: Area = {
  name: 'quotes',
  screens: [
    {
      path: '/quotes',
      component: QuotesScreen,
      title: 'Quotes',
      nav: { group: 'work', label: 'Quotes', order: 20 },
    },
    { path: '/quotes/$quote', component: QuoteScreen, title: 'Quote' },
  ],
  places: { quote: (id) => `/quotes/${id}` },
  commands: [
    { id: 'go-quotes', label: 'Quotes', to: '/quotes', keywords: 'offers pricing' },
    {
      id: 'new-quote',
      label: 'New quote',
      to: '/quotes?new=1',
      keywords: 'create offer',
      roles: ['rep', 'admin'],
    },
  ],
  today: [{ id: 'quote-clocks', order: 20, column: 'work', component: ClockCard }],
  subjects: [{ command: 'quote.release', component: ReleaseSubject }],
  dealTabs: [{ id: 'quotes', label: 'Quotes', order: 20, component: DealQuotes, useCount: useDealQuoteCount }],
  customer: {
    screens: [{ path: '/quotes', component: CustomerQuotes, title: 'Quotes' }],
    cards: [{ id: 'quotes', order: 20, component: CustomerQuotesCard }],
  },
};
