export { quoteCommands } from './commands';
export { dealQuoteClocks } from './deal-clocks';
export { costOfVersion, type DecidedCost, decidedCost } from './decided-cost';
export { quoteDocument } from './document';
export { readFrozen } from './pricing-of';
export { getQuote, listQuotes } from './queries';
export { quotesRouter } from './router';
