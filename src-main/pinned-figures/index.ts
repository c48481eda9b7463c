export { contactNamed, figureOption, figureOptions, figureText, orderText, staleText } from './cli-order';
export { pinFigure, type ReceiptOf } from './pin';
export { medianRecomputation, printedOrigin, printedValue } from './printed';
export { figureKeptInside, figureStaleness } from './standing';
export { contactName, figureChoices, figureView } from './views';
