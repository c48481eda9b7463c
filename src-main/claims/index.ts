/** Claims: sets, charts, evidence, review and releases. The rest of the application uses this file and none below it. */

export { getBrief } from './brief-queries';
export { frozenChart, getChart } from './chart-queries';
export { claimCommands } from './commands';
export {
  briefDocument,
  claimChartDocument,
  claimDocumentStaleness,
  isClaimDocumentKeptInside,
  salesCard,
} from './documents';
export { versionBlockers } from './readiness';
export { getRelease, noteOpening, releaseStaleness, releasesOfDeal } from './release-queries';
export { claimsRouter } from './router';
