import type { Area } from '../app';
import { ContestedCard } from './contested-card';
import { ReceiptsScreen } from './receipts-screen';

export { ChangeList, type NamedChange } from './changes';
export { lastUndoable } from './last-undoable';
export { saveText } from './save-text';
export { ReceiptLineSentence } from './sentence';
export { UndoDialog } from './undo-dialog';
export { valueText } from './values';
export { useAskWhy, useExplainField, WhyValue } from './why';

/** The receipts explorer. */
export const receiptsArea: Area = {
  name: 'receipts',
  screens: [
    {
      path: '/receipts/{-$receipt}',
      steady: true,
      component: ReceiptsScreen,
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
