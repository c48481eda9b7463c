import { useQuery } from '@tanstack/react-query';
import { openStages } from '../../src-shared/deals';
import { type Area, lazyPart, lazyScreen } from '../app';
import { useDeskQueries } from '../client';
import { CustomerAddressCard, CustomerDealsCard, useCustomerAccountName } from './customer-cards';
import { useContactCount } from './room/queries';
import { accountPath, dealPath } from './shared';
import { LateDealsCard, PipelineCard } from './today-cards';

/** How many deals are open, beside the navigation. */
function useOpenDeals(): number | undefined {
  const desk = useDeskQueries();
  return useQuery(
    desk.deals.list.queryOptions({ input: { stages: [...openStages], limit: 1 }, meta: { entities: ['deal'] } }),
  ).data?.total;
}

/** Accounts, contacts and deals. Other domains add tabs to the deal room with `dealTabs` of their own area. */
export const dealsArea: Area = {
  name: 'deals',
  screens: [
    {
      path: '/deals',
      component: lazyScreen(() => import('./deals-screen'), 'DealsScreen'),
      title: 'Deals',
      nav: { group: 'work', label: 'Deals', order: 10, useCount: useOpenDeals },
    },
    {
      path: '/deals/new',
      component: lazyScreen(() => import('./forms/deal-screens'), 'NewDealScreen'),
      title: 'New deal',
    },
    {
      path: '/deals/import',
      component: lazyScreen(() => import('./import/import-screen'), 'ImportScreen'),
      title: 'Import deals',
    },
    { path: '/deals/$deal', component: lazyScreen(() => import('./room/deal-room'), 'DealRoomScreen'), title: 'Deal' },
    {
      path: '/deals/$deal/edit',
      component: lazyScreen(() => import('./forms/deal-screens'), 'EditDealScreen'),
      title: 'Edit deal',
    },
    {
      path: '/accounts',
      component: lazyScreen(() => import('./accounts/accounts-screen'), 'AccountsScreen'),
      title: 'Accounts',
      nav: { group: 'work', label: 'Accounts', order: 20 },
    },
    {
      path: '/accounts/new',
      component: lazyScreen(() => import('./accounts/account-forms'), 'NewAccountScreen'),
      title: 'New account',
    },
    {
      path: '/accounts/$account',
      component: lazyScreen(() => import('./accounts/account-screen'), 'AccountScreen'),
      title: 'Account',
    },
    {
      path: '/accounts/$account/edit',
      component: lazyScreen(() => import('./accounts/account-forms'), 'EditAccountScreen'),
      title: 'Edit account',
    },
    {
      path: '/contacts/$contact',
      component: lazyScreen(() => import('./accounts/contact-screen'), 'ContactScreen'),
      title: 'Contact',
      under: '/accounts',
    },
  ],
  places: { deal: dealPath, account: accountPath, contact: (id) => `/contacts/${id}` },
  commands: [
    { id: 'go-deals', label: 'Deals', to: '/deals', keywords: 'pipeline opportunities', shortcut: 'Mod Shift D' },
    { id: 'deals-board', label: 'Board of deals', to: '/deals?shape=board', keywords: 'kanban pipeline stages' },
    { id: 'go-accounts', label: 'Accounts', to: '/accounts', keywords: 'customers companies contacts' },
    { id: 'new-deal', label: 'New deal', to: '/deals/new', keywords: 'create opportunity', roles: ['rep', 'admin'] },
    { id: 'new-account', label: 'New account', to: '/accounts/new', keywords: 'customer', roles: ['rep', 'admin'] },
    {
      id: 'import-deals',
      label: 'Import deals from CSV',
      to: '/deals/import',
      keywords: 'upload spreadsheet migrate',
      roles: ['rep', 'admin'],
    },
  ],
  today: [
    { id: 'late-deals', order: 40, column: 'work', component: LateDealsCard },
    { id: 'pipeline', order: 10, column: 'aside', component: PipelineCard },
  ],
  dealTabs: [
    {
      id: 'overview',
      label: 'Overview',
      order: 0,
      component: lazyPart(() => import('./room/overview'), 'OverviewTab'),
    },
    {
      id: 'contacts',
      label: 'Contacts',
      order: 80,
      component: lazyPart(() => import('./room/contacts'), 'ContactsTab'),
      useCount: useContactCount,
    },
    { id: 'history', label: 'History', order: 90, component: lazyPart(() => import('./room/history'), 'HistoryTab') },
  ],
  customer: {
    screens: [],
    cards: [
      { id: 'deals', order: 0, component: CustomerDealsCard },
      { id: 'address', order: 90, component: CustomerAddressCard },
    ],
    useAccountName: useCustomerAccountName,
  },
};
