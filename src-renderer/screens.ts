import type { Area } from './app';
import { approvalsArea } from './approvals';
import { receiptsArea } from './receipts';
import { todayArea } from './today';
import { workspaceArea } from './workspace';

/** Everything that the application shows, by domain. A domain with screens adds its line here and nowhere else. */
export const areas: readonly Area[] = [todayArea, approvalsArea, receiptsArea, workspaceArea];
