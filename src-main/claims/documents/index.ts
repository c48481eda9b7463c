export { briefDocument } from './brief-document';
export { claimChartDocument } from './chart-document';
export { salesCard } from './sales-card';
export { claimDocumentStaleness, isClaimDocumentKeptInside } from './staleness';
