import { z } from 'zod';
import { defineEntity, field } from '../kernel/entity';
import { figureDecimal, figureSourceSchema, pinnedFigureSchema } from '../pinned-figures';

/** Version of the rules by which standings are told. */
export const successPlanRulesVersion = 'success-plan/1';

const day = z.iso.date('must be a day of the calendar as YYYY-MM-DD');
const title = z.string().trim().min(1).max(200);

/** Where a goal or a milestone stands. */
export const goalStandings = ['not-started', 'on-track', 'at-risk', 'reached', 'missed'] as const;
export type GoalStanding = (typeof goalStandings)[number];

/** How whoever checked in sees it. */
export const outlooks = ['on-track', 'at-risk'] as const;
export type Outlook = (typeof outlooks)[number];

/** What we want to reach together with a customer after the sale. */
export const SuccessPlan = defineEntity({
  name: 'successPlan',
  schema: 1,
  label: 'success plan',
  customerAccountField: 'account',
  fields: {
    number: field(z.string(), {
      ...{ label: 'Number', merge: 'immutable', search: 'title', index: true, customerVisible: true },
    }),
    title: field(title, { label: 'Title', search: 'title', index: true, customerVisible: true }),
    deal: field(z.string(), { label: 'Deal', merge: 'immutable', index: true }),
    account: field(z.string(), { label: 'Account', merge: 'immutable', index: true }),
    /** What it is for, in words for the customer. */
    summary: field(z.string().max(4_000).default(''), { label: 'In short', search: 'text', customerVisible: true }),
    notes: field(z.string().max(8_000).default(''), { label: 'Notes, inside', search: 'text' }),
    startsOn: field(day, { label: 'Begins', customerVisible: true }),
    /** The newest version that the customer was given; 0 where none was. */
    version: field(z.int().nonnegative().default(0), { label: 'Shared versions', merge: 'guarded' }),
    owner: field(z.string(), { label: 'Owner', index: true }),
    created: field(z.int(), { label: 'Created', merge: 'immutable', index: true }),
  },
});

const shared = {
  plan: field(z.string(), { label: 'Success plan', merge: 'immutable', index: true }),
  position: field(z.string().min(1).max(200), { label: 'Position' }),
  title: field(title, { label: 'Title', search: 'text' }),
  due: field(day, { label: 'Due', index: true, notable: true }),
  /** A person of ours. */
  owner: field(z.string(), { label: 'Owner, ours', index: true, notable: true }),
  /** A contact at the customer. */
  customerOwner: field(z.string().nullable().default(null), { label: 'Owner, theirs' }),
  /** The customer sees it in what is shared. */
  forCustomer: field(z.boolean().default(true), { label: 'For the customer' }),
};

/** A goal with its measure: from where, to where, until when. */
export const SuccessGoal = defineEntity({
  name: 'successGoal',
  schema: 1,
  label: 'goal of a success plan',
  fields: {
    ...shared,
    /** What is measured. */
    measure: field(z.string().max(200).default(''), { label: 'Measure' }),
    unit: field(z.string().max(60).default(''), { label: 'Unit' }),
    baseline: field(figureDecimal, { label: 'Baseline', notable: true }),
    target: field(figureDecimal, { label: 'Target', notable: true }),
    /** Where baseline or target were taken from, where they were. */
    baselineFrom: field(figureSourceSchema.nullable().default(null), { label: 'Baseline from' }),
    targetFrom: field(figureSourceSchema.nullable().default(null), { label: 'Target from' }),
  },
});

/** Something that is done by a day. */
export const SuccessMilestone = defineEntity({
  name: 'successMilestone',
  schema: 1,
  label: 'milestone of a success plan',
  fields: shared,
});

/** Somebody looked at a goal or a milestone on a day. It never changes; the next one says what is so then. */
export const SuccessCheckIn = defineEntity({
  name: 'successCheckIn',
  schema: 1,
  label: 'check-in of a success plan',
  fields: {
    plan: field(z.string(), { label: 'Success plan', merge: 'immutable', index: true }),
    /** Id of the goal or milestone. */
    item: field(z.string(), { label: 'About', merge: 'immutable', index: true }),
    on: field(day, { label: 'On', merge: 'immutable' }),
    /** Of goals. */
    value: field(figureDecimal.nullable().default(null), { label: 'Value', merge: 'immutable' }),
    /** Where the value was taken from; null where it was typed. */
    figure: field(pinnedFigureSchema.nullable().default(null), { label: 'Taken from', merge: 'immutable' }),
    /** Of milestones. */
    done: field(z.boolean().default(false), { label: 'Done', merge: 'immutable' }),
    outlook: field(z.enum(outlooks), { label: 'Outlook', merge: 'immutable' }),
    note: field(z.string().max(2_000).default(''), { label: 'Note', merge: 'immutable', search: 'text' }),
    /** The customer may read the note. */
    forCustomer: field(z.boolean().default(false), { label: 'For the customer', merge: 'immutable' }),
    by: field(z.string(), { label: 'By', merge: 'immutable' }),
    at: field(z.int(), { label: 'Recorded', merge: 'immutable' }),
  },
});

/** A goal or milestone as it was shared; only what the customer may see. */
const sharedItem = {
  id: z.string(),
  title: z.string(),
  due: z.string(),
  owner: z.string(),
  customerOwner: z.string().nullable(),
  standing: z.enum(goalStandings),
  /** The newest check-in's day, and its note where it is for the customer. */
  checkedOn: z.string().nullable(),
  note: z.string(),
};

export const sharedPlanSchema = z.object({
  number: z.string(),
  title: z.string(),
  summary: z.string(),
  startsOn: z.string(),
  /** The day of what it says. */
  asOf: z.string(),
  goals: z.array(
    z.object({
      ...sharedItem,
      measure: z.string(),
      unit: z.string(),
      baseline: figureDecimal,
      target: figureDecimal,
      value: figureDecimal.nullable(),
      /** Where the value was taken from; null where it was typed or there is none. */
      from: figureSourceSchema.nullable(),
    }),
  ),
  milestones: z.array(z.object(sharedItem)),
});
export type SharedPlan = z.infer<typeof sharedPlanSchema>;

/** What the customer was given of a plan. It never changes. */
export const SuccessPlanVersion = defineEntity({
  name: 'successPlanVersion',
  schema: 1,
  label: 'shared version of a success plan',
  customerAccountField: 'account',
  fields: {
    plan: field(z.string(), { label: 'Success plan', merge: 'immutable', index: true }),
    account: field(z.string(), { label: 'Account', merge: 'immutable', index: true }),
    version: field(z.int().positive(), { label: 'Version', merge: 'immutable', customerVisible: true }),
    content: field(sharedPlanSchema, { label: 'What it says', merge: 'immutable', customerVisible: true }),
    rules: field(z.string(), { label: 'Rules', merge: 'immutable' }),
    by: field(z.string(), { label: 'Shared by', merge: 'immutable' }),
    at: field(z.int(), { label: 'Shared', merge: 'immutable', customerVisible: true }),
  },
});
