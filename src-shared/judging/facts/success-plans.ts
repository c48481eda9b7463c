import { Deal, type Stage } from '../../deals';
import { changeOf, type FactRule } from '../../kernel/judged';
import { SuccessPlan } from '../../success-plans';

/** Stages in which what comes after the sale is planned. */
const lateStages: readonly Stage[] = ['quote', 'negotiation', 'won', 'invoiced'];

export const createPlanFacts: FactRule = (act, known) => {
  const { id, fields } = changeOf(act, SuccessPlan, 'create');
  const { stage } = known.require(Deal, String(fields.deal));
  return { resource: { entity: SuccessPlan.name, id }, facts: { late: lateStages.includes(stage) } };
};
