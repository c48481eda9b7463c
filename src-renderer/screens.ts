import type { Area } from './app';
import { approvalsArea } from './approvals';
import { dealsArea } from './deals';
import { receiptsArea } from './receipts';
import { todayArea } from './today';
import { workspaceArea } from './workspace';

/** Everything that the application shows, by domain. A domain with screens adds its line here and nowhere else. */
export const areas: readonly Area[] = [todayArea, dealsArea, approvalsArea, receiptsArea, workspaceArea];
