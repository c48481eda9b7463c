import type { CommandImplementation } from '../src-core/commands/implementation';
import type { Domain, Workspace } from '../src-core/workspace/workspace';
import { entities } from '../src-shared/contract';
import { approvalCommands } from './approvals';
import { bakeoffCommands } from './bakeoffs';
import { caseStudyCommands } from './case-studies';
import { claimCommands } from './claims';
import { dealCommands, showQuoteClocks } from './deals';
import { documentCommands, shareCommands, studioCommands } from './documents';
import { pricingCommands } from './pricing';
import { dealQuoteClocks, quoteCommands } from './quotes';
import { receiptCommands } from './receipts';
import { roiCommands } from './roi';
import { successPlanCommands } from './success-plans';
import { syncCommands } from './sync';
import { policyCommands, workspaceCommands } from './workspace';

// Deals know nothing of quotes; their lists show the newest quote's clock all the same.
showQuoteClocks(dealQuoteClocks);

/** Every entity and command of the product, for a workspace that `workspaceOf` gives (some commands read its receipts). */
export function productDomain(workspaceOf: () => Workspace): Domain {
  return {
    entities,
    commands: [
      ...workspaceCommands,
      ...policyCommands(workspaceOf),
      ...receiptCommands(workspaceOf),
      ...approvalCommands,
      ...dealCommands,
      ...pricingCommands,
      ...quoteCommands,
      ...bakeoffCommands,
      ...claimCommands,
      ...caseStudyCommands,
      ...successPlanCommands,
      ...roiCommands,
      ...documentCommands,
      ...studioCommands,
      ...shareCommands,
      ...syncCommands,
    ] as CommandImplementation[],
  };
}
