export { quoteCommands } from './commands';
export { quoteDocument } from './document';
export { readFrozen } from './pricing-of';
export { getQuote, listQuotes } from './queries';
export { quotesRouter } from './router';
