import { type Area, lazyPart, lazyScreen } from '../app';
import { useValueCases } from './queries';

/** Value cases: what a deal is worth to the customer, and the readout that says so. */
export const roiArea: Area = {
  name: 'roi',
  screens: [
    {
      path: '/value-cases',
      component: lazyScreen(() => import('./cases-screen'), 'CasesScreen'),
      title: 'Value cases',
      nav: { group: 'work', label: 'Value cases', order: 50 },
    },
    {
      path: '/value-cases/$case',
      component: lazyScreen(() => import('./case-screen'), 'CaseScreen'),
      title: 'Value case',
    },
  ],
  places: { valueCase: (id) => `/value-cases/${id}` },
  commands: [
    {
      id: 'new-value-case',
      label: 'New value case',
      to: '/value-cases?new=1',
      keywords: 'roi tco payback npv return',
      roles: ['rep', 'admin'],
    },
  ],
  dealTabs: [
    {
      id: 'value',
      label: 'Value',
      order: 40,
      component: lazyPart(() => import('./cases-screen'), 'DealCases'),
      useCount: (deal) => useValueCases(deal).data?.length,
    },
  ],
};
