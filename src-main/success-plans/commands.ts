import { implementCommand, judgedBy } from '../../src-core/commands/implementation';
import { Contact, Deal } from '../../src-shared/deals';
import { createPlanFacts } from '../../src-shared/judging/facts/success-plans';
import { archive, create, patch } from '../../src-shared/kernel/change';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { positionsBetween } from '../../src-shared/quotes';
import {
  addGoal,
  addMilestone,
  archivePlan,
  checkIn,
  createPlan,
  editGoal,
  editMilestone,
  editPlan,
  progressPercent,
  removeGoal,
  removeMilestone,
  SuccessCheckIn,
  SuccessGoal,
  SuccessMilestone,
  SuccessPlan,
  SuccessPlanVersion,
  sharePlan,
  successPlanRulesVersion,
} from '../../src-shared/success-plans';
import { Person } from '../../src-shared/workspace';
import { pinFigure } from '../pinned-figures';
import {
  dayOf,
  goalsKeptInside,
  goalsOf,
  milestonesOf,
  type Plan,
  requirePlan,
  type State,
  sharedContent,
} from './plan-rows';

/** More of them would not fit into the one receipt of a shared version. */
const MOST_ITEMS = 60;

function requireOwners(
  state: State,
  plan: Plan,
  { owner, customerOwner }: { owner?: string | undefined; customerOwner?: string | null | undefined },
): void {
  if (owner !== undefined && !state.get(Person, owner)) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'The owner on our side has to be a person of the workspace.',
      where: { field: 'owner' },
    });
  }
  if (customerOwner == null) return;
  const contact = state.get(Contact, customerOwner);
  if (!contact || contact.archived || contact.account !== plan.account) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'The owner on their side has to be a contact of the account.',
      where: { field: 'customerOwner' },
      hint: 'Add the contact to the account first.',
    });
  }
}

function requireApart(baseline: string, target: string): void {
  if (progressPercent({ baseline, target }, target) !== null) return;
  throw new ProofdeskError({
    code: 'bad-input',
    message: 'Baseline and target are the same, so nothing would be reached.',
    where: { field: 'target' },
  });
}

function requireRoom(present: readonly unknown[], number: string): void {
  if (present.length < MOST_ITEMS) return;
  throw new ProofdeskError({
    code: 'bad-input',
    message: `${number} has ${MOST_ITEMS} of them already.`,
    hint: 'Take one out first, or begin a second plan.',
  });
}

export const successPlanCommands = [
  implementCommand(createPlan, ({ deal: dealId, ...fields }, state, tools) => {
    const deal = state.require(Deal, dealId);
    const id = tools.newId();
    const number = tools.number('SP');
    return {
      ...judgedBy(createPlanFacts, tools, [
        create(SuccessPlan, id, {
          ...fields,
          number,
          title: fields.title ?? `${deal.title}: success plan`,
          deal: deal.id,
          account: deal.account,
          startsOn: fields.startsOn ?? dayOf(tools.now),
          owner: tools.actor.id,
          created: tools.now,
        }),
      ]),
      result: { id, number },
    };
  }),
  implementCommand(editPlan, ({ plan: named, ...fields }, state) => {
    const plan = requirePlan(state, named);
    requireOwners(state, plan, { owner: fields.owner });
    return {
      changes: [patch(SuccessPlan, plan.id, fields)],
      resource: { entity: 'successPlan', id: plan.id },
      result: { id: plan.id },
    };
  }),
  implementCommand(archivePlan, ({ plan: named }, state) => {
    const { id } = requirePlan(state, named);
    return { changes: [archive(SuccessPlan, id)], resource: { entity: 'successPlan', id }, result: { id } };
  }),
  implementCommand(addGoal, ({ plan: named, from, ...fields }, state, tools) => {
    const plan = requirePlan(state, named);
    requireOwners(state, plan, fields);
    const present = goalsOf(state, plan.id);
    requireRoom(present, plan.number);
    const figure = from && pinFigure(state, tools.receiptOf, from, plan.account);
    // A verdict says how theirs was and what ours can do; a figure with nothing beside it says what is to be reached.
    const baseline = fields.baseline ?? figure?.against ?? undefined;
    const target = fields.target ?? figure?.value;
    if (baseline === undefined || target === undefined) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: `The goal has no ${baseline === undefined ? 'baseline' : 'target'}: ${baseline === undefined ? 'where it begins' : 'where it is to come'} is not said.`,
        where: { field: baseline === undefined ? 'baseline' : 'target' },
        hint: 'Type it, or take it from a figure that has it.',
      });
    }
    requireApart(baseline, target);
    const source = figure?.source ?? null;
    const id = tools.newId();
    const [position] = positionsBetween(present.at(-1)?.position ?? null, null, 1);
    return {
      changes: [
        create(SuccessGoal, id, {
          ...fields,
          plan: plan.id,
          position: position!,
          owner: fields.owner ?? tools.actor.id,
          measure: fields.measure ?? figure?.label ?? '',
          unit: fields.unit ?? figure?.unit ?? '',
          baseline,
          target,
          baselineFrom: fields.baseline === undefined && figure?.against != null ? source : null,
          targetFrom: fields.target === undefined ? source : null,
        }),
      ],
      resource: { entity: 'successPlan', id: plan.id },
      result: { id },
    };
  }),
  implementCommand(editGoal, ({ goal: id, ...fields }, state) => {
    const goal = state.require(SuccessGoal, id);
    const plan = requirePlan(state, goal.plan);
    requireOwners(state, plan, fields);
    requireApart(fields.baseline ?? goal.baseline, fields.target ?? goal.target);
    return {
      changes: [
        patch(SuccessGoal, id, {
          ...fields,
          // What was typed over was not taken from there.
          ...(fields.baseline !== undefined && fields.baseline !== goal.baseline && { baselineFrom: null }),
          ...(fields.target !== undefined && fields.target !== goal.target && { targetFrom: null }),
        }),
      ],
      resource: { entity: 'successPlan', id: plan.id },
      result: { id },
    };
  }),
  implementCommand(removeGoal, ({ goal: id }, state) => {
    const { plan } = state.require(SuccessGoal, id);
    return { changes: [archive(SuccessGoal, id)], resource: { entity: 'successPlan', id: plan }, result: { id } };
  }),
  implementCommand(addMilestone, ({ plan: named, ...fields }, state, tools) => {
    const plan = requirePlan(state, named);
    requireOwners(state, plan, fields);
    const present = milestonesOf(state, plan.id);
    requireRoom(present, plan.number);
    const id = tools.newId();
    const [position] = positionsBetween(present.at(-1)?.position ?? null, null, 1);
    return {
      changes: [
        create(SuccessMilestone, id, {
          ...fields,
          plan: plan.id,
          position: position!,
          owner: fields.owner ?? tools.actor.id,
        }),
      ],
      resource: { entity: 'successPlan', id: plan.id },
      result: { id },
    };
  }),
  implementCommand(editMilestone, ({ milestone: id, ...fields }, state) => {
    const { plan } = state.require(SuccessMilestone, id);
    requireOwners(state, requirePlan(state, plan), fields);
    return {
      changes: [patch(SuccessMilestone, id, fields)],
      resource: { entity: 'successPlan', id: plan },
      result: { id },
    };
  }),
  implementCommand(removeMilestone, ({ milestone: id }, state) => {
    const { plan } = state.require(SuccessMilestone, id);
    return { changes: [archive(SuccessMilestone, id)], resource: { entity: 'successPlan', id: plan }, result: { id } };
  }),
  implementCommand(checkIn, ({ item, on, value, from, done, outlook, note, forCustomer }, state, tools) => {
    const goal = state.get(SuccessGoal, item);
    const about = goal ?? state.require(SuccessMilestone, item);
    const plan = requirePlan(state, about.plan);
    if (on > dayOf(tools.now)) {
      throw new ProofdeskError({ code: 'bad-input', message: `${on} is still to come.`, where: { field: 'on' } });
    }
    const figure = from && pinFigure(state, tools.receiptOf, from, plan.account);
    if (!goal && (value != null || figure)) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: 'A milestone has no value; it is done or not.',
        where: { field: 'value' },
      });
    }
    if (goal && done) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: 'A goal is reached by its value, not by saying so.',
        where: { field: 'done' },
        hint: 'Check in with the value.',
      });
    }
    if (goal && figure && goal.unit !== '' && figure.unit !== goal.unit) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: `The figure is in “${figure.unit}”, and the goal is in “${goal.unit}”.`,
        where: { field: 'from' },
        hint: 'Choose a figure in the unit of the goal, or type the value.',
      });
    }
    const id = tools.newId();
    return {
      changes: [
        create(SuccessCheckIn, id, {
          ...{ plan: plan.id, item, on, done, outlook, note, forCustomer },
          value: figure?.value ?? value ?? null,
          figure: figure ?? null,
          by: tools.actor.id,
          at: tools.now,
        }),
      ],
      resource: { entity: 'successPlan', id: plan.id },
      result: { id },
    };
  }),
  implementCommand(sharePlan, ({ plan: named }, state, tools) => {
    const plan = requirePlan(state, named);
    const content = sharedContent(state, plan, dayOf(tools.now));
    if (content.goals.length + content.milestones.length === 0) {
      throw new ProofdeskError({
        code: 'check-failed',
        message: `${plan.number} has nothing for the customer yet: no goal and no milestone is marked for them.`,
        hint: 'Add one, or mark one as for the customer.',
      });
    }
    const inside = goalsKeptInside(state, content).map(({ title }) => `“${title}”`);
    if (inside.length > 0) {
      throw new ProofdeskError({
        code: 'check-failed',
        message: `${plan.number} cannot be shared: the figures of ${inside.join(', ')} were measured against a product that is for internal use only.`,
        hint: 'Type the values, or keep these goals inside.',
      });
    }
    const version = plan.version + 1;
    const versionId = tools.newId();
    return {
      changes: [
        patch(SuccessPlan, plan.id, { version }, { version: plan.version }),
        create(SuccessPlanVersion, versionId, {
          ...{ plan: plan.id, account: plan.account, version, content },
          ...{ rules: successPlanRulesVersion, by: tools.actor.id, at: tools.now },
        }),
      ],
      resource: { entity: 'successPlan', id: plan.id },
      result: { version, versionId },
    };
  }),
];
