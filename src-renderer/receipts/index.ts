export { ChangeList, type NamedChange } from './changes';
export { lastUndoable } from './last-undoable';
export { saveText } from './save-text';
export { ReceiptLineSentence } from './sentence';
export { UndoDialog } from './undo-dialog';
export { valueText } from './values';
export { useAskWhy, useExplainField, WhyValue } from './why';
