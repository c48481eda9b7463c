import { useQuery } from '@tanstack/react-query';
import { openStages } from '../../src-shared/deals';
import type { Area } from '../app';
import { useDeskQueries } from '../client';
import { EditAccountScreen, NewAccountScreen } from './accounts/account-forms';
import { AccountScreen } from './accounts/account-screen';
import { AccountsScreen } from './accounts/accounts-screen';
import { ContactScreen } from './accounts/contact-screen';
import { CustomerAddressCard, CustomerDealsCard, useCustomerAccountName } from './customer-cards';
import { DealsScreen } from './deals-screen';
import { EditDealScreen, NewDealScreen } from './forms/deal-screens';
import { ImportScreen } from './import/import-screen';
import { ContactsTab, useContactCount } from './room/contacts';
import { DealRoomScreen } from './room/deal-room';
import { HistoryTab } from './room/history';
import { OverviewTab } from './room/overview';
import { accountPath, dealPath } from './shared';
import { LateDealsCard, PipelineCard } from './today-cards';

export { useDealRoom } from './room/deal-room';
export { RowHistory } from './room/history';
export { dayText, moneyText, useToday } from './shared';

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
      component: DealsScreen,
      title: 'Deals',
      nav: { group: 'work', label: 'Deals', order: 10, useCount: useOpenDeals },
    },
    { path: '/deals/new', component: NewDealScreen, title: 'New deal' },
    { path: '/deals/import', component: ImportScreen, title: 'Import deals' },
    { path: '/deals/$deal', component: DealRoomScreen, title: 'Deal' },
    { path: '/deals/$deal/edit', component: EditDealScreen, title: 'Edit deal' },
    {
      path: '/accounts',
      component: AccountsScreen,
      title: 'Accounts',
      nav: { group: 'work', label: 'Accounts', order: 20 },
    },
    { path: '/accounts/new', component: NewAccountScreen, title: 'New account' },
    { path: '/accounts/$account', component: AccountScreen, title: 'Account' },
    { path: '/accounts/$account/edit', component: EditAccountScreen, title: 'Edit account' },
    { path: '/contacts/$contact', component: ContactScreen, title: 'Contact', under: '/accounts' },
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
    { id: 'overview', label: 'Overview', order: 0, component: OverviewTab },
    {
      id: 'contacts',
      label: 'Contacts',
      order: 80,
      component: ContactsTab,
      useCount: useContactCount,
    },
    { id: 'history', label: 'History', order: 90, component: HistoryTab },
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
