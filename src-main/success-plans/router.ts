import { implement } from '@orpc/server';
import {
  addGoal,
  addMilestone,
  archivePlan,
  checkIn,
  createPlan,
  editGoal,
  editMilestone,
  editPlan,
  removeGoal,
  removeMilestone,
  sharePlan,
  successPlansContract,
} from '../../src-shared/success-plans';
import { running } from '../desk';
import type { Session } from '../session';
import { customerPlans, getPlan, listPlans, planChoices, plansToLookAt } from './queries';

const os = implement(successPlansContract).$context<Session>();

export const successPlansRouter = os.router({
  list: os.list.handler(({ context, input }) => listPlans(context, input)),
  get: os.get.handler(({ context, input }) => getPlan(context, input.plan)),
  choices: os.choices.handler(({ context, input }) => planChoices(context, input.plan)),
  attention: os.attention.handler(({ context }) => plansToLookAt(context)),
  create: os.create.handler(running(createPlan)),
  edit: os.edit.handler(running(editPlan)),
  archive: os.archive.handler(running(archivePlan)),
  addGoal: os.addGoal.handler(running(addGoal)),
  editGoal: os.editGoal.handler(running(editGoal)),
  removeGoal: os.removeGoal.handler(running(removeGoal)),
  addMilestone: os.addMilestone.handler(running(addMilestone)),
  editMilestone: os.editMilestone.handler(running(editMilestone)),
  removeMilestone: os.removeMilestone.handler(running(removeMilestone)),
  checkIn: os.checkIn.handler(running(checkIn)),
  share: os.share.handler(running(sharePlan)),
  customer: os.customer.handler(({ context }) => customerPlans(context)),
});
