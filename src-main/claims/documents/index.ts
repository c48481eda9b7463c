export { briefDocument } from './brief-document';
export { chartWithin, claimChartDocument } from './chart-document';
export { salesCard } from './sales-card';
export { claimDocumentStaleness, isClaimDocumentKeptInside } from './staleness';
