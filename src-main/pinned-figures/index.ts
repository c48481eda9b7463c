export { pinFigure, type ReceiptOf } from './pin';
export { figureKeptInside, figureStaleness } from './standing';
export { contactName, figureChoices, figureView } from './views';
