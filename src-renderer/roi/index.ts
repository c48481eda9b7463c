import type { Area } from '../app';
import { CaseScreen } from './case-screen';
import { useValueCases } from './case-table';
import { CasesScreen, DealCases } from './cases-screen';

/** Value cases: what a deal is worth to the customer, and the readout that says so. */
export const roiArea: Area = {
  name: 'roi',
  screens: [
    {
      path: '/value-cases',
      component: CasesScreen,
      title: 'Value cases',
      nav: { group: 'work', label: 'Value cases', order: 50 },
    },
    { path: '/value-cases/$case', component: CaseScreen, title: 'Value case' },
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
      component: DealCases,
      useCount: (deal) => useValueCases(deal).data?.length,
    },
  ],
};
