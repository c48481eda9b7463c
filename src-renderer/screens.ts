import type { Area } from './app';
import { approvalsArea } from './approvals/area';
import { bakeoffsArea } from './bakeoffs/area';
import { caseStudiesArea } from './case-studies/area';
import { claimsArea } from './claims/area';
import { dealsArea } from './deals/area';
import { documentsArea } from './documents/area';
import { pricingArea } from './pricing/area';
import { quotesArea } from './quotes/area';
import { receiptsArea } from './receipts/area';
import { roiArea } from './roi/area';
import { successPlansArea } from './success-plans/area';
import { syncArea } from './sync/area';
import { todayArea } from './today/area';
import { workspaceArea } from './workspace/area';

/** Everything that the application shows, by domain. A domain with screens adds its line here and nowhere else. */
export const areas: readonly Area[] = [
  todayArea,
  dealsArea,
  quotesArea,
  bakeoffsArea,
  claimsArea,
  approvalsArea,
  pricingArea,
  roiArea,
  caseStudiesArea,
  successPlansArea,
  documentsArea,
  syncArea,
  receiptsArea,
  workspaceArea,
];
