import { type Area, lazyScreen } from '../app';
import { ContestedCard } from './contested-card';

/** The receipts explorer. */
export const receiptsArea: Area = {
  name: 'receipts',
  screens: [
    {
      path: '/receipts/{-$receipt}',
      steady: true,
      component: lazyScreen(() => import('./receipts-screen'), 'ReceiptsScreen'),
      title: 'Receipts',
      nav: { group: 'trust', label: 'Receipts', order: 20 },
    },
  ],
  places: { receipt: (hash) => `/receipts/${hash}` },
  commands: [
    {
      id: 'go-receipts',
      label: 'Receipts',
      to: '/receipts',
      keywords: 'history audit verify undo',
      shortcut: 'Mod Shift R',
    },
  ],
  today: [{ id: 'contested', order: 30, column: 'work', component: ContestedCard }],
};
