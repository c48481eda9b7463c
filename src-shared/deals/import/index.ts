export { decimalEvidence, decimalSignOf, plainFigure, splitAmount } from './amounts';
export { csvContract, type Reading } from './contract';
export { dateOrderOf, readDate } from './dates';
export { knownStage, looksLikeHeader, proposeColumns } from './headers';
export { type FileRow, type KnownRecords, type PlannedImport, planImport } from './plan';
export * from './schema';
