import { z } from 'zod';
import { commandProcedure } from '../kernel/command';
import { customerProcedure, procedure } from '../kernel/procedure';
import { figureChoiceSchema } from '../pinned-figures';
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
} from './commands';
import { customerPlan, planAttention, planPage, planSorts, planView } from './views';

export const successPlansContract = {
  list: procedure
    .input(
      z.object({
        text: z.string().max(200).optional(),
        deal: z.string().optional(),
        mine: z.boolean().optional(),
        /** Only those of which something is overdue or at risk. */
        behind: z.boolean().optional(),
        sort: z.enum(planSorts).default('created'),
        descending: z.boolean().default(true),
        limit: z.int().min(1).max(500).default(100),
        offset: z.int().min(0).default(0),
      }),
    )
    .output(planPage),
  /** By id or number. */
  get: procedure.input(z.object({ plan: z.string() })).output(planView),
  /** Figures that goals and check-ins can be taken from. */
  choices: procedure.input(z.object({ plan: z.string() })).output(z.array(figureChoiceSchema)),
  /** What is overdue or at risk and belongs to whoever asks, by item or by plan. */
  attention: procedure.output(z.array(planAttention)),
  create: commandProcedure(createPlan),
  edit: commandProcedure(editPlan),
  archive: commandProcedure(archivePlan),
  addGoal: commandProcedure(addGoal),
  editGoal: commandProcedure(editGoal),
  removeGoal: commandProcedure(removeGoal),
  addMilestone: commandProcedure(addMilestone),
  editMilestone: commandProcedure(editMilestone),
  removeMilestone: commandProcedure(removeMilestone),
  checkIn: commandProcedure(checkIn),
  share: commandProcedure(sharePlan),
  customer: customerProcedure.output(z.array(customerPlan)),
};
