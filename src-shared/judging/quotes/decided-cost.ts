import { ApprovalDecision, ApprovalRequest } from '../../approvals';
import { canonicalText } from '../../kernel/canonical';
import type { Rows } from '../../kernel/reading';
import {
  joinModel,
  type ModelCost,
  type PricedCost,
  PricingModelVersion,
  priceQuote,
  pricingRulesVersion,
} from '../../pricing';
import { Quote, releaseQuote } from '../../quotes';
import { limitingRole, readFrozenRows } from './pricing-of';

/** Lines of cost beyond this many bytes of JSON stay out of a decision, so that its part fits into one receipt. */
const LINES_BYTES = 180 * 1024;

/** Cost and margin that finance's decision freezes for a version whose submitter could not. */
export interface DecidedCost {
  modelCost: ModelCost;
  rules: string;
  cost: PricedCost;
}

/**
 * Cost and margin of a frozen version, from its frozen lines and the costs of the model that it pins. Null when it has its cost already,
 * or when that model's costs are not here or not those of the frozen prices any more.
 */
export function costOfVersion(state: Rows, quote: string, version: number): DecidedCost | null {
  const { head, input } = readFrozenRows(state, quote, version);
  if (head.cost || head.rules !== pricingRulesVersion) return null;
  const pinned = state.get(PricingModelVersion, state.get(Quote, quote)?.model ?? '');
  if (!pinned?.cost || canonicalText(pinned.content) !== canonicalText(head.model)) return null;
  const model = joinModel(head.model, pinned.cost);
  const priced = priceQuote(model, input, { role: limitingRole(model, []) });
  // The figures must follow from the copied inputs, or this would be the cost of something else.
  if (!priced.cost || canonicalText(priced.totals) !== canonicalText(head.figures.totals)) return null;
  const fits = new TextEncoder().encode(JSON.stringify(priced.cost.lines)).length <= LINES_BYTES;
  return {
    modelCost: pinned.cost,
    rules: pricingRulesVersion,
    cost: fits ? priced.cost : { ...priced.cost, lines: [] },
  };
}

/** What finance's first decision froze about a version; null when none did. */
export function decidedCost(state: Rows, quote: string, version: number): DecidedCost | null {
  const requests = state.where(ApprovalRequest, { subject: quote, version, command: releaseQuote.name });
  const decisions = requests
    .flatMap(({ id }) => state.where(ApprovalDecision, { request: id }))
    .filter(({ cost }) => cost !== null)
    .sort((a, b) => a.decidedAt - b.decidedAt);
  return (decisions[0]?.cost as DecidedCost | undefined) ?? null;
}
