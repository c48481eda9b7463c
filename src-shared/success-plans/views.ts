import { z } from 'zod';
import { explainStepSchema, figureSourceSchema, figureViewSchema } from '../pinned-figures';
import { goalStandings, outlooks, sharedPlanSchema } from './schema';

/** What lists are sorted by. */
export const planSorts = ['created', 'number', 'title', 'account', 'due'] as const;
export type PlanSort = (typeof planSorts)[number];

const name = z.string().nullable();
const standing = z.enum(goalStandings);

export const planRow = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  deal: z.string(),
  dealTitle: z.string(),
  account: z.string(),
  accountName: z.string(),
  startsOn: z.string(),
  version: z.number(),
  owner: z.string(),
  ownerName: name,
  created: z.number(),
  /** Goals and milestones, and how many of them stand how. */
  items: z.number(),
  reached: z.number(),
  atRisk: z.number(),
  missed: z.number(),
  /** The next day on which something open is due; null where nothing is. */
  nextDue: z.string().nullable(),
});
export type PlanRow = z.infer<typeof planRow>;

export const planPage = z.object({ rows: z.array(planRow), more: z.boolean() });

const checkInView = z.object({
  id: z.string(),
  on: z.string(),
  value: z.string().nullable(),
  figure: figureViewSchema.nullable(),
  done: z.boolean(),
  outlook: z.enum(outlooks),
  note: z.string(),
  forCustomer: z.boolean(),
  byName: name,
  at: z.number(),
  receipt: z.string().nullable(),
});
export type CheckInView = z.infer<typeof checkInView>;

const item = {
  id: z.string(),
  title: z.string(),
  due: z.string(),
  owner: z.string(),
  ownerName: name,
  customerOwner: z.string().nullable(),
  customerOwnerName: name,
  forCustomer: z.boolean(),
  standing,
  /** The newest first. */
  checkIns: z.array(checkInView),
};

export const goalView = z.object({
  ...item,
  measure: z.string(),
  unit: z.string(),
  baseline: z.string(),
  target: z.string(),
  from: figureSourceSchema.nullable(),
  fromText: z.string().nullable(),
  value: z.string().nullable(),
  progress: z.number().nullable(),
  steps: z.array(explainStepSchema),
});
export type GoalView = z.infer<typeof goalView>;

export const milestoneView = z.object(item);
export type MilestoneView = z.infer<typeof milestoneView>;

export const planView = planRow.extend({
  summary: z.string(),
  notes: z.string(),
  today: z.string(),
  goals: z.array(goalView),
  milestones: z.array(milestoneView),
  versions: z.array(
    z.object({ id: z.string(), version: z.number(), at: z.number(), byName: name, receipt: z.string().nullable() }),
  ),
  /** What is different now from the newest version that was shared; empty where none was. */
  changes: z.array(z.string()),
});
export type PlanView = z.infer<typeof planView>;

/** A goal or milestone that is overdue or at risk. */
export const planAttention = z.object({
  plan: z.string(),
  number: z.string(),
  planTitle: z.string(),
  accountName: z.string(),
  item: z.string(),
  title: z.string(),
  due: z.string(),
  standing,
  ownerName: name,
});
export type PlanAttention = z.infer<typeof planAttention>;

const { goals, milestones } = sharedPlanSchema.shape;
/** Ids of people and of what figures were taken from stay in the house. */
const inside = { owner: true, customerOwner: true } as const;

/** The newest shared version, as the customer sees it. */
export const customerPlan = sharedPlanSchema.extend({
  id: z.string(),
  version: z.number(),
  at: z.number(),
  /** `source`: where the value was taken from, in a line; null where it was typed or there is none. */
  goals: z.array(goals.element.omit({ ...inside, from: true }).extend({ source: z.string().nullable() })),
  milestones: z.array(milestones.element.omit(inside)),
});
export type CustomerPlan = z.infer<typeof customerPlan>;
