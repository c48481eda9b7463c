import { z } from 'zod';
import { declareCommand } from '../kernel/command';
import { archives, creates, patches, theActor } from '../kernel/writes';
import { figureDecimal, figureOrderSchema } from '../pinned-figures';
import { outlooks } from './schema';

const id = z.object({ id: z.string() });
const day = z.iso.date('must be a day of the calendar as YYYY-MM-DD');
const title = z.string().trim().min(1, 'needs a title').max(200);

const planFields = {
  title: title.optional(),
  summary: z.string().max(4_000).optional(),
  notes: z.string().max(8_000).optional(),
  startsOn: day.optional(),
};

export const createPlan = declareCommand({
  name: 'successPlan.create',
  version: 1,
  deed: 'began a success plan',
  writes: [creates('successPlan', { owner: theActor, version: [0, null] })],
  input: z.object({ deal: z.string(), ...planFields }),
  /** Whether the deal is won, or far enough to plan for what comes then. */
  facts: { late: 'boolean' },
  result: z.object({ id: z.string(), number: z.string() }),
});

export const editPlan = declareCommand({
  name: 'successPlan.edit',
  version: 1,
  deed: 'changed a success plan',
  writes: [patches('successPlan', ['title', 'summary', 'notes', 'startsOn', 'owner'])],
  input: z.object({ plan: z.string(), ...planFields, owner: z.string().optional() }),
  result: id,
});

export const archivePlan = declareCommand({
  name: 'successPlan.archive',
  version: 1,
  deed: 'archived a success plan',
  writes: [archives('successPlan')],
  input: z.object({ plan: z.string() }),
  result: id,
});

const itemFields = {
  title: title.optional(),
  due: day.optional(),
  owner: z.string().optional(),
  customerOwner: z.string().nullable().optional(),
  forCustomer: z.boolean().optional(),
};
const goalFields = {
  ...itemFields,
  measure: z.string().max(200).optional(),
  unit: z.string().max(60).optional(),
  baseline: figureDecimal.optional(),
  target: figureDecimal.optional(),
};
const itemNames = ['title', 'due', 'owner', 'customerOwner', 'forCustomer', 'position'];

/** A goal; baseline and target are typed, or taken from a figure (a verdict's other side and ours, a value case). */
export const addGoal = declareCommand({
  name: 'successPlan.addGoal',
  version: 1,
  deed: 'added a goal to a success plan',
  writes: [creates('successGoal')],
  input: z.object({
    plan: z.string(),
    ...goalFields,
    title,
    due: day,
    /** What baseline and target are taken from: what the figure is held against, and the figure. */
    from: figureOrderSchema.optional(),
  }),
  result: id,
});

export const editGoal = declareCommand({
  name: 'successPlan.editGoal',
  version: 1,
  deed: 'changed a goal of a success plan',
  writes: [
    patches('successGoal', [...itemNames, 'measure', 'unit', 'baseline', 'target', 'baselineFrom', 'targetFrom']),
  ],
  input: z.object({ goal: z.string(), ...goalFields }),
  result: id,
});

export const removeGoal = declareCommand({
  name: 'successPlan.removeGoal',
  version: 1,
  deed: 'took a goal out of a success plan',
  writes: [archives('successGoal')],
  input: z.object({ goal: z.string() }),
  result: id,
});

export const addMilestone = declareCommand({
  name: 'successPlan.addMilestone',
  version: 1,
  deed: 'added a milestone to a success plan',
  writes: [creates('successMilestone')],
  input: z.object({ plan: z.string(), ...itemFields, title, due: day }),
  result: id,
});

export const editMilestone = declareCommand({
  name: 'successPlan.editMilestone',
  version: 1,
  deed: 'changed a milestone of a success plan',
  writes: [patches('successMilestone', itemNames)],
  input: z.object({ milestone: z.string(), ...itemFields }),
  result: id,
});

export const removeMilestone = declareCommand({
  name: 'successPlan.removeMilestone',
  version: 1,
  deed: 'took a milestone out of a success plan',
  writes: [archives('successMilestone')],
  input: z.object({ milestone: z.string() }),
  result: id,
});

/** What is so on a day: of a goal a value, typed or taken from a figure; of a milestone whether it is done. */
export const checkIn = declareCommand({
  name: 'successPlan.checkIn',
  version: 1,
  deed: 'checked in on a success plan',
  writes: [creates('successCheckIn', { by: theActor })],
  input: z.object({
    item: z.string(),
    on: day,
    value: figureDecimal.nullable().optional(),
    from: figureOrderSchema.optional(),
    done: z.boolean().default(false),
    outlook: z.enum(outlooks).default('on-track'),
    note: z.string().max(2_000).default(''),
    forCustomer: z.boolean().default(false),
  }),
  result: id,
  notUndoable: 'A check-in stays in the history; check in again with what is so.',
});

/** Freezes what the customer may see, and gives it to them. */
export const sharePlan = declareCommand({
  name: 'successPlan.share',
  version: 1,
  deed: 'shared a success plan with the customer',
  writes: [patches('successPlan', ['version']), creates('successPlanVersion', { by: theActor })],
  input: z.object({ plan: z.string() }),
  result: z.object({ version: z.number(), versionId: z.string() }),
  notUndoable: 'The customer may have it; share the next version.',
});
