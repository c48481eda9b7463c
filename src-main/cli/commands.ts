import { approvalsCliCommands } from '../approvals/cli';
import { bakeoffCliCommands } from '../bakeoffs/cli';
import { caseStudyCliCommands } from '../case-studies/cli';
import { claimsCliCommands } from '../claims/cli';
import type { CliCommand } from '../command-line';
import { dealsCliCommands } from '../deals/cli';
import { documentCliCommands } from '../documents/cli';
import { pricingCliCommands } from '../pricing/cli';
import { quotesCliCommands } from '../quotes/cli';
import { receiptCliCommands } from '../receipts/cli';
import { roiCliCommands } from '../roi/cli';
import { successPlanCliCommands } from '../success-plans/cli';
import { syncCliCommands } from '../sync/cli';
import { workspaceCliCommands } from '../workspace/cli';
import { policyCliCommands } from '../workspace/cli-policies';
import { calcCommands } from './calc';
import { completionCommands } from './completion';
import { demoCommands } from './demo';
import { serveCommands } from './serve';

/** Every command of the command line; each domain adds its own here. */
export const commands: readonly CliCommand[] = [
  ...workspaceCliCommands,
  ...policyCliCommands,
  ...dealsCliCommands,
  ...pricingCliCommands,
  ...quotesCliCommands,
  ...approvalsCliCommands,
  ...bakeoffCliCommands,
  ...claimsCliCommands,
  ...caseStudyCliCommands,
  ...successPlanCliCommands,
  ...roiCliCommands,
  ...documentCliCommands,
  ...receiptCliCommands,
  ...syncCliCommands,
  ...demoCommands,
  ...serveCommands,
  ...calcCommands,
  ...completionCommands(() => commands),
];
