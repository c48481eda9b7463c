export { createQuotePricer, priceQuote, type QuotePricer } from './price-quote';
