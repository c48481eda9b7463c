import type { ExplainStep } from '../kernel/explain';

/** Version of the rules; frozen figures carry it, so that figures by newer rules are stale rather than different. */
export const pricingRulesVersion = 'pricing/1';

/** Something that keeps a line or a quote from being priced, or (as a warning) that a person should know. */
export interface QuoteProblem {
  code: string;
  severity: 'error' | 'warning';
  /** `quantity`, `discountAmount`, …; for a quote `currency`, `startDate`, …. */
  field: string;
  message: string;
  hint?: string;
}

/** Bills that follow each other and are all the same; amounts are for one bill, in minor units. */
export interface PricedBills {
  bills: number;
  /** Months from the quote's start to the period of the first of them. */
  month: number;
  /** The day the first is due, and the months to each next one (0: a single bill). */
  first: string;
  everyMonths: number;
  /** The part of a whole bill that each is, such as `1/2`; null for whole bills. */
  part: string | null;
  listMinor: number;
  lineDiscountMinor: number;
  multiYearDiscountMinor: number;
  orderDiscountMinor: number;
  netMinor: number;
}

/** Sums of bills, in minor units: list − line discounts − multi-year − order discounts = net. */
export interface PricedSums {
  listMinor: number;
  lineDiscountMinor: number;
  multiYearDiscountMinor: number;
  orderDiscountMinor: number;
  netMinor: number;
}

/** A step of a line's price, in the order of calculation; amounts are exact decimals in major units, `…` where they do not end. */
export interface PricingStep extends ExplainStep {
  /** Number in the order of calculation, 1 to 8. */
  step: number;
  inputs: Record<string, string>;
  before: string | null;
  after: string | null;
}

export interface ExplainedBills {
  bills: number;
  first: string;
  steps: PricingStep[];
}

export interface PricedLine extends PricedSums {
  id: string;
  sku: string;
  name: string;
  family: string;
  unit: string;
  group: string | null;
  optional: boolean;
  credit: boolean;
  recurring: boolean;
  quantity: string;
  /** False when a problem keeps it from being priced; then every amount is 0 and it is in no total. */
  priced: boolean;
  bills: PricedBills[];
  /** What was taken from list, line, multi-year and order discounts together; null where list is 0. */
  discountBasisPoints: number | null;
  /** What a person took off (not contract, partner or multi-year terms), rounded up. */
  discretionaryBasisPoints: number;
  /** Net of a year: of the term ÷ its months × 12, rounded once; 0 for one-time lines. */
  annualMinor: number;
  problems: QuoteProblem[];
  explained?: ExplainedBills[];
  /** The parts of a bundle's line, each priced by itself; the line's figures are their sums. */
  parts?: PricedLine[];
}

export interface PricedGroup extends PricedSums {
  name: string;
}

export interface PricedBillDate {
  date: string;
  netMinor: number;
  taxMinor: number;
  grossMinor: number;
}

export interface PricedTotals extends PricedSums {
  /** Everything due on the first day that something is due. */
  firstBill: PricedBillDate | null;
  years: { year: number; from: string; netMinor: number }[];
  recurringMinor: number;
  oneTimeMinor: number;
  /** For each rhythm of bills, what a whole bill comes to at the start and at the end of the term. */
  recurringPerPeriod: { everyMonths: number; atStartMinor: number; atEndMinor: number }[];
  /** Net of optional lines, before order and multi-year discounts; never part of another total. */
  optionalMinor: number;
  totalContractValueMinor: number;
  annualRecurringMinor: number;
  discountBasisPoints: number | null;
}

/** What is charged as tax, or why nothing is. */
export interface PricedTax {
  jurisdiction: string;
  rounding: 'line' | 'total';
  /** Prices contained the tax; nets are then what is left without it. */
  included: boolean;
  exemption: string | null;
  rates: { category: string; percent: string; netMinor: number; taxMinor: number }[];
  /** Tax by line, in the order of `lines`; parts of the rounded totals where rounding is per total. */
  lines: { id: string; netMinor: number; taxMinor: number }[];
  netMinor: number;
  taxMinor: number;
  grossMinor: number;
}

export interface MarginFigures {
  costMinor: number | null;
  marginMinor: number | null;
  /** Margin ÷ net; null where net is 0 (then it is undefined) or a cost is not known. */
  marginBasisPoints: number | null;
}

/** One of the alternatives that the customer picks from: the lines that all have, and its own. */
export interface PricedAlternative {
  name: string;
  /** The quote's own totals are this one's. */
  proposed: boolean;
  complete: boolean;
  totals: PricedTotals;
  tax: { taxMinor: number; grossMinor: number } | null;
}

/** What only readers of costs see; absent when the model carries no cost. */
export interface PricedCost {
  lines: (MarginFigures & { id: string })[];
  families: (MarginFigures & {
    family: string;
    floorBasisPoints: number | null;
    /** How far the margin is under its floor, rounded up; 0 where it holds. */
    underFloorBasisPoints: number;
  })[];
  total: MarginFigures;
  /** At the low and the high end of forecast quantities, where lines have them. */
  range?: { low: MarginFigures; high: MarginFigures };
  /** Lines whose cost the model does not say. */
  unknown: string[];
  /** Of each alternative that the customer picks from. */
  alternatives?: (MarginFigures & { name: string })[];
}

export interface FamilyFloor {
  family: string;
  netMinor: number;
  /** The least net that keeps the floor. */
  lowestMinor: number;
  /** How much more could be taken off, in minor units and as a share of net rounded down; negative when the floor is broken. */
  roomMinor: number;
  roomBasisPoints: number;
}

/** Facts for the policy gate. Rules compute facts; policies alone decide. */
export interface GuardrailFacts {
  role: string | null;
  discountLimitBasisPoints: number | null;
  largestDiscountBasisPoints: number;
  largestDiscountLine: string | null;
  overLimitBasisPoints: number;
  orderDiscountBasisPoints: number;
  /**
   * Where floors were checked from: the lowest prices published with the model (the same on every device), or, for a model that is not
   * published, its costs; `unknown` when it carries neither.
   */
  floorsFrom: 'cost' | 'lowest-prices' | 'unknown';
  floors: FamilyFloor[];
  familiesUnderFloor: string[];
  /** The worst family's missing share of the least net, rounded up; 0 where all hold. */
  worstShortfallBasisPoints: number;
  /** Families with a floor of which it cannot be said, because a line of theirs has no cost or lowest price. */
  familiesUnchecked: string[];
  unpricedLines: string[];
  nonStandardTerms: string[];
  delivery: { line: string; reason: string }[];
}

/** A priced quote: plain data, the same for the same model, quote and options. */
export interface PricedQuote {
  rules: typeof pricingRulesVersion;
  model: { name: string; version: string };
  currency: string;
  startDate: string;
  /** First day after the term. */
  untilDate: string;
  termMonths: number;
  /** Every line that counts could be priced. */
  complete: boolean;
  problems: QuoteProblem[];
  exchange: string | null;
  lines: PricedLine[];
  families: PricedGroup[];
  groups: PricedGroup[];
  bills: PricedBillDate[];
  totals: PricedTotals;
  multiYearDiscount: { basisPoints: number; amountMinor: number } | null;
  /** The order's own discount; `typedMinor` is the part of it that was typed as an amount. */
  orderDiscount: { basisPoints: number; amountMinor: number; typedMinor: number } | null;
  tax: PricedTax | null;
  guardrails: GuardrailFacts;
  /** Where the customer picks one of several; all other figures but `lines` and `guardrails` are the proposed one's. */
  alternatives?: PricedAlternative[];
  cost?: PricedCost;
}

/** What the totals mean; printed beside them. */
export const totalDefinitions = {
  firstBill: 'Everything due on the first day on which something is due.',
  years: 'All bills whose period begins in that year of the term.',
  totalContractValue:
    'All bills of the term, recurring and one-time, after discounts, before tax; optional lines are not in it.',
  annualRecurring:
    'For each recurring line the bills of its term divided by its months and multiplied by 12, rounded once, then added up; before tax, without optional lines.',
  recurringPerPeriod: 'One whole bill of every recurring line that is billed in this rhythm.',
  optional: 'Optional lines after their own discounts; in no other total.',
  margin: 'Net less cost; the percentage is of net, and undefined where net is zero.',
} as const;
