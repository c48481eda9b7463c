import type { Verdict } from '../../bakeoffs';
import type { Disclosure } from '../schema/base';

import type { ApprovalRole, TotalKey } from '../schema/quote';

/** The fixed words of documents in one language. */
export interface Labels {
  // Every document
  page(page: string, pages: string): string;
  inputs: string;
  versionOf(version: string): string;
  notApproved: string;
  notApprovedSentence: string;
  disclosure(disclosure: Disclosure, customer: string): string;
  preparedBy: string;
  preparedFor: string;
  contact: string;
  notes: string;
  checkHeading: string;
  /** Follows the heading; the command stands below. */
  checkSentence: string;
  checkWithBundle: string;
  fingerprint: string;
  fingerprintSentence: string;
  deviceAssurance: string;
  signatureCaveat: string;
  footnoteMark(index: number): string;

  // Quote
  quote: string;
  quoteNumber: string;
  total: string;
  validUntil: string;
  term: string;
  months(count: string): string;
  termFrom(months: string, start: string): string;
  billing: string;
  /** When bills are written: each item as it is sold, or all of them together. */
  billingRhythms: Record<'by-sku' | 'month' | 'quarter' | 'year' | 'upfront', string>;
  /** Rhythm and days to pay in one line. */
  billingTerms(rhythm: string, days: string): string;
  /** After a unit and a slash: what it is paid for. */
  unitPeriods: Record<'month' | 'quarter' | 'year', string>;
  /** In place of a list price, for rates that have none of a single number. */
  rateKinds: Record<
    'package' | 'graduated' | 'volume' | 'volume-package' | 'stair-step' | 'committed' | 'percentage-of',
    string
  >;
  multiYearDiscount: string;
  totalDefinitions: Record<'totalContractValue' | 'firstBill' | 'optional', string>;
  erasedPerson: string;
  priceList: string;
  item: string;
  quantity: string;
  unit: string;
  list: string;
  discount: string;
  amount: string;
  optional: string;
  continued: string;
  amountsIn(name: string, code: string): string;
  totals: Record<Exclude<TotalKey, 'other'>, string>;
  terms: string;
  acceptance: string;
  acceptanceSentence(number: string, version: string, until: string): string;
  signatureFields: { name: string; title: string; date: string; signature: string };
  signedOff: string;
  roles: Record<ApprovalRole, string>;
  approvalStates: { approved: string; waiting: string; returned: string };
  /** A person who decided in another's place. */
  inPlaceOf(person: string): string;

  // Proof deck
  proofOfSpeed(customer: string): string;
  proofOfCost(customer: string): string;
  proofOfRobustness(customer: string): string;
  course: string;
  courseMeasures: Record<'success' | 'throughput' | 'latency', string>;
  courseCaption(fault: string): string;
  priceSheet: string;
  priceHourly: string;
  priceSource: string;
  priceSum: string;
  costOfRuns: string;
  runByRun: string;
  differenceTo(name: string): string;
  leftIsBetter: string;
  rightIsBetter: string;
  directionDiffers: string;
  band(percent: string): string;
  bandsDiffer: string;
  method: string;
  environment: string;
  reproduce: string;
  allMetrics(count: string): string;
  metric: string;
  verdict: string;
  result: string;
  median: string;
  runCount: string;
  pValue: string;
  verdicts: Record<Verdict, string>;
  verdictNotes: Partial<Record<Verdict, string>>;
  waived: string;
  waivedBy(person: string): string;
  runs(count: string): string;
  run: string;
  started: string;
  rawFile: string;
  unknown: string;

  // Value readout
  readout(customer: string): string;
  scenarios: string;
  sensitivity: string;
  spread: string;
  spreadOf(draws: string, gain: string): string;
  cumulative: string;
  perPeriod: string;
  benefit: string;
  benefitCumulative: string;
  costs: string;
  measures: string;
  assumptions: string;
  assumption: string;
  value: string;
  source: string;
  noValue: string;
}
