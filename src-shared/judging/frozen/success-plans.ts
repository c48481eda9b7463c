import { changeOf } from '../../kernel/judged';
import { SuccessPlanVersion, successPlanRulesVersion } from '../../success-plans';
import { FaultsOf, type FrozenRule } from '../frozen-fault';
import { requirePlan, sharedContent } from '../success-plans/plan-rows';

/** A shared version: what the customer may see of the plan, as it was on the day that it names. */
export const sharePlanFrozen: FrozenRule = (act, known) => {
  const { id, fields } = changeOf(act, SuccessPlanVersion, 'create');
  const found = new FaultsOf(SuccessPlanVersion.name, id, 'version');
  const plan = requirePlan(known, String(fields.plan));
  const content = fields.content && sharedContent(known, plan, fields.content.asOf);
  found.rules(fields.rules, successPlanRulesVersion);
  found.copies('account', fields.account, plan.account);
  found.copies('version', fields.version, plan.version + 1);
  found.copies('content', fields.content, content);
  return found.faults;
};
