import type { Area } from './app';
import { approvalsArea } from './approvals';
import { bakeoffsArea } from './bakeoffs';
import { dealsArea } from './deals';
import { documentsArea } from './documents';
import { pricingArea } from './pricing';
import { quotesArea } from './quotes';
import { receiptsArea } from './receipts';
import { roiArea } from './roi';
import { todayArea } from './today';
import { workspaceArea } from './workspace';

/** Everything that the application shows, by domain. A domain with screens adds its line here and nowhere else. */
export const areas: readonly Area[] = [
  todayArea,
  dealsArea,
  quotesArea,
  bakeoffsArea,
  approvalsArea,
  pricingArea,
  roiArea,
  documentsArea,
  receiptsArea,
  workspaceArea,
];
