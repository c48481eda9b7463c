import type { ContractRouterClient } from '@orpc/contract';
import { ApprovalDecision, ApprovalDelegation, ApprovalRequest, approvalsContract } from './approvals';
import {
  Bakeoff,
  BakeoffWaiver,
  BenchmarkRun,
  bakeoffsContract,
  Contender,
  ResultMapping,
  VerdictRecord,
  VerdictRun,
} from './bakeoffs';
import {
  Archetype,
  ChartElement,
  ClaimChart,
  ClaimChartVersion,
  ClaimChartVersionElement,
  ClaimLanguageRule,
  ClaimSet,
  ClaimSetVersion,
  CompetitorName,
  claimsContract,
  DefensibilityBrief,
  ElementComment,
  ElementEvidence,
  ElementMetric,
  LanguageSnippet,
  LanguageWaiver,
  ReleasedChart,
  ReleasedElement,
  ReleaseOpening,
  ReleaseUse,
  ReleaseWithdrawal,
} from './claims';
import { Account, Contact, Deal, DealNote, dealsContract } from './deals';
import { DocumentRecord, documentsContract } from './documents';
import { PricingModelHead, PricingModelVersion, pricingContract } from './pricing';
import {
  Quote,
  QuoteAcceptance,
  QuoteActual,
  QuoteLine,
  QuoteSent,
  QuoteTemplate,
  QuoteVersion,
  QuoteVersionLines,
  QuoteWait,
  quotesContract,
} from './quotes';
import {
  Chain,
  ChainAnnouncement,
  ChainRevocation,
  Erasure,
  PolicySet,
  receiptsContract,
  Settlement,
} from './receipts';
import { roiContract, ValueCase, ValueCaseVersion } from './roi';
import { searchContract } from './search';
import { systemContract } from './system/contract';
import { Person, Workspace, workspaceContract } from './workspace';

/** Everything that a face may ask of the desk: one typed tree of the domains' contracts. */
export const contract = {
  system: systemContract,
  workspace: workspaceContract,
  receipts: receiptsContract,
  approvals: approvalsContract,
  search: searchContract,
  deals: dealsContract,
  pricing: pricingContract,
  quotes: quotesContract,
  bakeoffs: bakeoffsContract,
  claims: claimsContract,
  roi: roiContract,
  documents: documentsContract,
};

/** Every entity of the product; tables, search and receipts know these. */
export const entities = [
  Workspace,
  Person,
  Chain,
  ChainAnnouncement,
  ChainRevocation,
  Erasure,
  Settlement,
  PolicySet,
  ApprovalRequest,
  ApprovalDecision,
  ApprovalDelegation,
  Account,
  Contact,
  Deal,
  DealNote,
  PricingModelHead,
  PricingModelVersion,
  Quote,
  QuoteLine,
  QuoteVersion,
  QuoteVersionLines,
  QuoteSent,
  QuoteAcceptance,
  QuoteWait,
  QuoteActual,
  QuoteTemplate,
  DocumentRecord,
  ValueCase,
  ValueCaseVersion,
  Bakeoff,
  Contender,
  BenchmarkRun,
  BakeoffWaiver,
  VerdictRecord,
  VerdictRun,
  ResultMapping,
  ClaimSet,
  ClaimSetVersion,
  Archetype,
  ClaimChart,
  ChartElement,
  ElementEvidence,
  ElementComment,
  ElementMetric,
  ClaimChartVersion,
  ClaimChartVersionElement,
  ReleasedChart,
  ReleasedElement,
  ReleaseWithdrawal,
  ReleaseOpening,
  ReleaseUse,
  ClaimLanguageRule,
  LanguageWaiver,
  LanguageSnippet,
  CompetitorName,
  DefensibilityBrief,
] as const;

/** A client of that tree, whichever transport it is on. */
export type DeskClient = ContractRouterClient<typeof contract>;
