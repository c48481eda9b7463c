import type { PlanState } from '../../src-core/commands/implementation';
import { canonicalText } from '../../src-shared/kernel/canonical';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { joinModel, type PricedQuote, type PricingModel, priceQuote, type QuoteInput } from '../../src-shared/pricing';
import { decidedCost } from './decided-cost';
import { readFrozen } from './pricing-of';

/** A frozen version with the costs that were frozen with it, and its figures as they follow from both. */
export interface InsideVersion {
  head: ReturnType<typeof readFrozen>['head'];
  input: QuoteInput;
  /** With costs where they are known. */
  model: PricingModel;
  priced: PricedQuote;
}

/**
 * A frozen version as readers of costs see it, priced again from what was frozen: what a decision froze may leave out the lines.
 *
 * @throws ProofdeskError `internal` when the frozen figures do not follow from the frozen inputs.
 */
export function readInside(state: PlanState, quote: string, version: number): InsideVersion {
  const { head, input, priced: frozen } = readFrozen(state, quote, version);
  const cost = head.modelCost ?? decidedCost(state, quote, version)?.modelCost;
  const model = cost ? joinModel(head.model, cost) : head.model;
  const { role } = frozen.guardrails;
  const priced = priceQuote(model, input, role === null ? {} : { role });
  if (canonicalText(priced.totals) !== canonicalText(frozen.totals)) {
    throw new ProofdeskError({
      code: 'internal',
      message: `The figures of version ${version} do not follow from its frozen inputs.`,
      hint: 'Run `proofdesk verify` on the workspace; with a newer version of Proofdesk the pricing rules may have changed.',
    });
  }
  return { head, input, model, priced };
}
