export { findAccount } from './account-queries';
export { dealCommands } from './commands';
export { type CsvTable, readTable } from './csv/read-table';
export { findDeal } from './queries';
export { type QuoteClocks, showQuoteClocks } from './quote-clocks';
export { dealsRouter } from './router';
