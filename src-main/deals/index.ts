export { findAccount } from './account-queries';
export { dealCommands } from './commands';
export { findDeal } from './queries';
export { type QuoteClocks, showQuoteClocks } from './quote-clocks';
export { dealsRouter } from './router';
