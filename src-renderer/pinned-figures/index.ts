/** Figures that are pinned to what they were taken from, as screens show and take them. */
export { FigureMarks, PinnedNumber, writtenFigure } from './figure-value';
export { TakeFigureDialog, useContactOptions } from './take-figure';
