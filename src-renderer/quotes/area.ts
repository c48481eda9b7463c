import { type Area, lazyPart, lazyScreen } from '../app';
import { ClockCard } from './clock-card';
import { useDealQuoteCount } from './deal-quote-count';

/** Quotes: the builder, the list, and what other screens show of them. */
export const quotesArea: Area = {
  name: 'quotes',
  screens: [
    {
      path: '/quotes',
      component: lazyScreen(() => import('./quotes-screen'), 'QuotesScreen'),
      title: 'Quotes',
      nav: { group: 'work', label: 'Quotes', order: 20 },
    },
    {
      path: '/quotes/turnaround',
      component: lazyScreen(() => import('./turnaround/turnaround-screen'), 'TurnaroundScreen'),
      title: 'Turnaround',
    },
    { path: '/quotes/$quote', component: lazyScreen(() => import('./quote-screen'), 'QuoteScreen'), title: 'Quote' },
  ],
  places: { quote: (id) => `/quotes/${id}` },
  commands: [
    { id: 'go-quotes', label: 'Quotes', to: '/quotes', keywords: 'offers pricing' },
    {
      id: 'go-turnaround',
      label: 'Turnaround',
      to: '/quotes/turnaround',
      keywords: 'clock hours median week margin actuals',
    },
    {
      id: 'new-quote',
      label: 'New quote',
      to: '/quotes?new=1',
      keywords: 'create offer',
      roles: ['rep', 'admin'],
    },
  ],
  today: [{ id: 'quote-clocks', order: 20, column: 'work', component: ClockCard }],
  subjects: [{ command: 'quote.release', component: lazyPart(() => import('./release-subject'), 'ReleaseSubject') }],
  dealTabs: [
    {
      id: 'quotes',
      label: 'Quotes',
      order: 20,
      component: lazyPart(() => import('./deal-quotes'), 'DealQuotes'),
      useCount: useDealQuoteCount,
    },
  ],
  customer: {
    screens: [
      { path: '/quotes', component: lazyScreen(() => import('./customer-quotes'), 'CustomerQuotes'), title: 'Quotes' },
    ],
    cards: [{ id: 'quotes', order: 20, component: lazyPart(() => import('./customer-quotes'), 'CustomerQuotesCard') }],
  },
};
