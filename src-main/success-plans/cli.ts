import type { DeskClient } from '../../src-shared/contract';
import { disclosures } from '../../src-shared/documents';
import type { Disclosure } from '../../src-shared/kernel/disclosure';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type Outlook, outlooks, type PlanRow, type PlanView } from '../../src-shared/success-plans';
import {
  type CliArgument,
  type CliCall,
  type CliCommand,
  type CliOption,
  dealOption,
  facts,
  requiredOption,
  table,
} from '../command-line';
import { buildAndWrite } from '../documents';
import { contactNamed, figureOption, figureOptions, figureText } from '../pinned-figures';

const planArgument: CliArgument = { name: 'PLAN', about: 'its number or id' };
const itemArgument: CliArgument = { name: 'ITEM', about: 'a goal or milestone: its title or id' };
const refusals = {
  65: 'what is said is not valid',
  66: 'there is no such plan, goal, milestone, person or contact',
  77: 'the policies forbid it',
} as const;
/** Of figures, those that goals and check-ins can be taken from; what is typed they name otherwise. */
const sourceOptions = figureOptions.filter(({ name }) =>
  ['verdict', 'row', 'run', 'metric', 'usage', 'value-case', 'figure'].includes(name),
);
const offered = sourceOptions.map(({ name }) => name);

const itemOptions: readonly CliOption[] = [
  { name: 'due', value: 'DAY', about: 'by when (required)' },
  { name: 'owner', value: 'PERSON', about: 'whose it is on our side; yours unless said' },
  { name: 'customer-owner', value: 'CONTACT', about: 'whose it is on theirs, by name or id' },
  { name: 'inside', about: 'not for the customer' },
];

async function planNamed(call: CliCall): Promise<{ client: DeskClient; plan: PlanView }> {
  const client = await call.client();
  return { client, plan: await client.successPlans.get({ plan: call.argument('PLAN') }) };
}

async function itemFields(call: CliCall, client: DeskClient, account: string) {
  const owner = call.option('owner');
  const theirs = call.option('customer-owner');
  return {
    due: requiredOption(call, 'due'),
    ...(owner !== undefined && { owner: (await call.session()).desk.person(owner) }),
    ...(theirs !== undefined && { customerOwner: await contactNamed(client, account, theirs) }),
    ...(call.flag('inside') && { forCustomer: false }),
  };
}

function itemNamed(call: CliCall, plan: PlanView): { id: string; title: string; goal: boolean } {
  const named = call.argument('ITEM');
  const all = [
    ...plan.goals.map(({ id, title }) => ({ id, title, goal: true })),
    ...plan.milestones.map(({ id, title }) => ({ id, title, goal: false })),
  ];
  const found = all.find(({ id, title }) => id === named || title.toLowerCase() === named.toLowerCase());
  if (found) return found;
  throw new ProofdeskError({
    code: 'not-found',
    message: `${plan.number} has no goal or milestone “${named}”.`,
    hint: all.length === 0 ? 'Add one first.' : `It has ${all.map(({ title }) => title).join(', ')}.`,
  });
}

function shown(plan: PlanView): string {
  return [
    facts([
      ['Success plan', `${plan.number}  ${plan.title}`],
      ['Deal', `${plan.dealTitle}, ${plan.accountName}`],
      ['Begins', plan.startsOn],
      ['Shared', plan.version === 0 ? 'not yet' : `version ${plan.version}`],
      ['Owner', plan.ownerName],
      ...(plan.summary ? [['In short', plan.summary] as const] : []),
      ...plan.changes.map((why) => ['Changed', why] as const),
    ]),
    table(
      [
        { title: 'Goal', value: ({ title }) => title },
        { title: 'From', right: true, value: ({ baseline, unit }) => figureText({ value: baseline, unit }) },
        { title: 'To', right: true, value: ({ target, unit }) => figureText({ value: target, unit }) },
        { title: 'Now', right: true, value: ({ value }) => value },
        { title: 'Progress', right: true, value: ({ progress }) => (progress === null ? null : `${progress} %`) },
        { title: 'Due', value: ({ due }) => due },
        { title: 'Standing', value: ({ standing }) => standing },
        {
          title: 'Owners',
          value: ({ ownerName, customerOwnerName }) => [ownerName, customerOwnerName].filter(Boolean).join(', '),
        },
      ],
      plan.goals,
      'No goal yet.',
    ),
    table(
      [
        { title: 'Milestone', value: ({ title }) => title },
        { title: 'Due', value: ({ due }) => due },
        { title: 'Standing', value: ({ standing }) => standing },
        {
          title: 'Owners',
          value: ({ ownerName, customerOwnerName }) => [ownerName, customerOwnerName].filter(Boolean).join(', '),
        },
      ],
      plan.milestones,
      'No milestone yet.',
    ),
  ].join('\n');
}

/** Success plans on the command line. */
export const successPlanCliCommands: readonly CliCommand[] = [
  {
    name: ['success-plan', 'list'],
    about: 'List success plans with how much of them is reached and how much is behind.',
    options: [
      { name: 'text', value: 'TEXT', about: 'part of number, title or account' },
      { name: 'deal', value: 'DEAL', about: 'only those of this deal: its number, id or whole title' },
      { name: 'mine', about: 'only your own' },
      { name: 'behind', about: 'only those of which something is at risk or missed' },
    ],
    exitCodes: { 66: 'there is no such deal, or no workspace' },
    examples: [
      { line: 'proofdesk success-plan list --behind', about: 'what wants attention' },
      { line: 'proofdesk success-plan list --json', about: 'all plans, for a script' },
    ],
    async run(call) {
      const client = await call.client();
      const deal = await dealOption(call, client);
      const plans: PlanRow[] = [];
      for (let more = true; more; ) {
        const page = await client.successPlans.list({
          ...{ text: call.option('text'), deal, offset: plans.length, limit: 500 },
          ...(call.flag('mine') && { mine: true }),
          ...(call.flag('behind') && { behind: true }),
        });
        plans.push(...page.rows);
        more = page.more;
      }
      call.answer({ successPlans: plans }, () =>
        table(
          [
            { title: 'Number', value: ({ number }) => number },
            { title: 'Success plan', value: ({ title }) => title },
            { title: 'Account', value: ({ accountName }) => accountName },
            { title: 'Reached', right: true, value: ({ reached, items }) => `${reached} of ${items}` },
            { title: 'At risk', right: true, value: ({ atRisk }) => atRisk },
            { title: 'Missed', right: true, value: ({ missed }) => missed },
            { title: 'Next due', value: ({ nextDue }) => nextDue },
            { title: 'Owner', value: ({ ownerName }) => ownerName },
          ],
          plans,
          'No success plans.',
        ),
      );
      return 0;
    },
  },
  {
    name: ['success-plan', 'show'],
    about: 'Show a success plan: goals, milestones, how they stand and what changed since it was shared.',
    arguments: [planArgument],
    exitCodes: { 66: 'there is no such plan' },
    examples: [
      { line: 'proofdesk success-plan show SP-A7-0001', about: 'by its number' },
      { line: 'proofdesk success-plan show SP-A7-0001 --json', about: 'with every check-in' },
    ],
    async run(call) {
      const { plan } = await planNamed(call);
      call.answer(plan, () => shown(plan));
      return 0;
    },
  },
  {
    name: ['success-plan', 'create'],
    about: 'Begin a success plan for a deal that is won, or far enough to plan for what comes then.',
    options: [
      { name: 'deal', value: 'DEAL', about: 'its number, id or whole title (required)' },
      { name: 'title', value: 'TEXT', about: 'what it is called' },
      { name: 'summary', value: 'TEXT', about: 'what it is for, for the customer too' },
      { name: 'starts', value: 'DAY', about: 'its first day; today unless said' },
    ],
    exitCodes: { ...refusals, 77: 'the deal is in an earlier stage, or the policies forbid it' },
    examples: [
      {
        line: 'proofdesk success-plan create --deal D-A7-0001 --summary "Reports on time"',
        about: 'prints the number',
      },
      { line: 'proofdesk success-plan create --deal D-A7-0001 --json', about: 'prints id and number' },
    ],
    async run(call) {
      const client = await call.client();
      requiredOption(call, 'deal');
      const { result, receipt } = await client.successPlans.create({
        input: {
          deal: (await dealOption(call, client))!,
          ...{ title: call.option('title'), summary: call.option('summary'), startsOn: call.option('starts') },
        },
      });
      call.answer({ ...result!, receipt }, () => `${result!.number}\n`);
      return 0;
    },
  },
  {
    name: ['success-plan', 'add-goal'],
    about: 'Add a goal: from where, to where, by when. Both ends can be taken from a verdict or a value case.',
    arguments: [planArgument, { name: 'TITLE', about: 'what is to be reached' }],
    options: [
      { name: 'from', value: 'NUMBER', about: 'the baseline' },
      { name: 'to', value: 'NUMBER', about: 'the target' },
      { name: 'unit', value: 'UNIT', about: 'of both' },
      { name: 'measure', value: 'TEXT', about: 'what is measured' },
      ...itemOptions,
      ...sourceOptions,
    ],
    exitCodes: refusals,
    examples: [
      {
        line: 'proofdesk success-plan add-goal SP-A7-0001 "Fewer hours" --from 1450 --to 420 --unit h --due 2027-03-31',
        about: 'typed',
      },
      {
        line: 'proofdesk success-plan add-goal SP-A7-0001 "As fast as measured" --verdict B-A7-0001/1 --due 2027-03-31 --json',
        about: 'both ends from a verdict',
      },
    ],
    async run(call) {
      const { client, plan } = await planNamed(call);
      const from = await figureOption(call, client, plan.account, offered);
      const { result, receipt } = await client.successPlans.addGoal({
        input: {
          ...{ plan: plan.id, title: call.argument('TITLE'), baseline: call.option('from'), target: call.option('to') },
          ...{ unit: call.option('unit'), measure: call.option('measure'), from },
          ...(await itemFields(call, client, plan.account)),
        },
      });
      call.answer({ ...result!, receipt }, () => `${result!.id}\n`);
      return 0;
    },
  },
  {
    name: ['success-plan', 'add-milestone'],
    about: 'Add something that is done by a day.',
    arguments: [planArgument, { name: 'TITLE', about: 'what is done' }],
    options: itemOptions,
    exitCodes: refusals,
    examples: [
      {
        line: 'proofdesk success-plan add-milestone SP-A7-0001 "Sources connected" --due 2026-12-15',
        about: 'prints its id',
      },
      {
        line: 'proofdesk success-plan add-milestone SP-A7-0001 "Sign-off" --due 2027-01-31 --customer-owner "Giulia Conti" --json',
        about: 'with an owner on their side',
      },
    ],
    async run(call) {
      const { client, plan } = await planNamed(call);
      const { result, receipt } = await client.successPlans.addMilestone({
        input: { plan: plan.id, title: call.argument('TITLE'), ...(await itemFields(call, client, plan.account)) },
      });
      call.answer({ ...result!, receipt }, () => `${result!.id}\n`);
      return 0;
    },
  },
  {
    name: ['success-plan', 'check-in'],
    about: 'Say what is so on a day: a value of a goal, or whether a milestone is done. The history is kept.',
    arguments: [planArgument, itemArgument],
    options: [
      { name: 'on', value: 'DAY', about: 'the day; today unless said' },
      { name: 'value', value: 'NUMBER', about: 'the value of a goal' },
      { name: 'done', about: 'the milestone is done' },
      { name: 'outlook', value: 'OUTLOOK', choices: outlooks, about: 'on-track unless said' },
      { name: 'note', value: 'TEXT', about: 'what there is to say' },
      { name: 'for-customer', about: 'the customer may read the note' },
      ...sourceOptions,
    ],
    exitCodes: refusals,
    examples: [
      {
        line: 'proofdesk success-plan check-in SP-A7-0001 "Fewer hours" --value 935 --note "Half way"',
        about: 'a value',
      },
      { line: 'proofdesk success-plan check-in SP-A7-0001 "Sources connected" --done --json', about: 'a milestone' },
    ],
    async run(call) {
      const { client, plan } = await planNamed(call);
      const { id, title } = itemNamed(call, plan);
      const value = call.option('value');
      const { result, receipt } = await client.successPlans.checkIn({
        input: {
          item: id,
          on: call.option('on') ?? plan.today,
          ...(value !== undefined && { value }),
          from: value === undefined ? await figureOption(call, client, plan.account, offered) : undefined,
          ...{ done: call.flag('done'), forCustomer: call.flag('for-customer'), note: call.option('note') ?? '' },
          outlook: (call.option('outlook') as Outlook | undefined) ?? 'on-track',
        },
      });
      call.answer({ ...result!, receipt }, () => `${title} is checked.\n`);
      return 0;
    },
  },
  {
    name: ['success-plan', 'remove'],
    about: 'Take a goal or milestone out of a plan.',
    arguments: [planArgument, itemArgument],
    exitCodes: refusals,
    examples: [
      { line: 'proofdesk success-plan remove SP-A7-0001 "Fewer hours"', about: 'by its title; it can be undone' },
      { line: 'proofdesk success-plan remove SP-A7-0001 "Sign-off" --json', about: 'prints the receipt' },
    ],
    async run(call) {
      const { client, plan } = await planNamed(call);
      const { id, title, goal } = itemNamed(call, plan);
      const { receipt } = goal
        ? await client.successPlans.removeGoal({ input: { goal: id } })
        : await client.successPlans.removeMilestone({ input: { milestone: id } });
      call.answer({ id, receipt }, () => `${title} is taken out.\n`);
      return 0;
    },
  },
  {
    name: ['success-plan', 'share'],
    about: 'Freeze what of a plan is for the customer, and give it to them.',
    arguments: [planArgument],
    exitCodes: { 1: 'nothing of it is for the customer', 66: refusals[66], 77: refusals[77] },
    examples: [
      { line: 'proofdesk success-plan share SP-A7-0001', about: 'the next version' },
      { line: 'proofdesk success-plan share SP-A7-0001 --json', about: 'prints the version and the receipt' },
    ],
    async run(call) {
      const { client, plan } = await planNamed(call);
      const { result, receipt } = await client.successPlans.share({ input: { plan: plan.id } });
      call.answer({ ...result!, receipt }, () => `${plan.number}, version ${result!.version}, is shared.\n`);
      return 0;
    },
  },
  {
    name: ['success-plan', 'build'],
    about: 'Make the PDF of a plan: a shared version, or the plan as it is now, which says that it was not shared.',
    arguments: [planArgument],
    options: [
      { name: 'version', value: 'NUMBER', about: 'a shared version, in place of the plan as it is now' },
      { name: 'disclosure', value: 'WHOM', choices: disclosures, about: 'under NDA unless said' },
      { name: 'out', value: 'FILE', about: 'where to; its own name in this folder unless said otherwise' },
    ],
    exitCodes: { 66: 'there is no such plan or version', 77: refusals[77] },
    examples: [
      {
        line: 'proofdesk success-plan build SP-A7-0001 --version 1 --out plan.pdf',
        about: 'what the customer was given',
      },
      { line: 'proofdesk success-plan build SP-A7-0001 --json', about: 'as it is now; prints the record' },
    ],
    run: (call) =>
      buildAndWrite(call, {
        kind: 'success-plan',
        subject: call.argument('PLAN'),
        version: call.integer('version', { from: 1 }),
        disclosure: call.option('disclosure') as Disclosure | undefined,
      }),
  },
];
