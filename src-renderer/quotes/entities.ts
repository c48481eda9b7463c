/** What a quote on screen depends on. */
export const QUOTE_ENTITIES = [
  'quote',
  'quoteLine',
  'quoteVersion',
  'quoteSent',
  'quoteAcceptance',
  'quoteWait',
  'quoteActual',
  'bakeoff',
  'contender',
  'benchmarkRun',
  'approvalRequest',
  'approvalDecision',
  'documentRecord',
  'pricingModelVersion',
  'settlement',
  'seat',
];
