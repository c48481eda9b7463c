import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importRuns, sampleFolder } from '../../src-main/sample';
import { sessionAt } from '../../src-main/session';
import { clientInProcess } from '../../src-main/transport';
import { type SellingWorld, sellingWorld } from '../core/selling-world';

let world: SellingWorld;
let contact: string;
let plan: string;
let goal: string;
let milestone: string;
const plans = (person = world.rep) => world.as(person).successPlans;
const DAY = 86_400_000;

beforeAll(async () => {
  world = await sellingWorld(35);
  const named = { account: world.account, name: 'Marit Solberg' };
  contact = (await world.as(world.rep).deals.createContact({ input: named })).result!.id;
});
afterAll(() => world.close());

it('a plan begins late in a deal, with goals that say from where to where', async () => {
  await expect(plans().create({ input: { deal: world.deal } })).rejects.toMatchObject({
    code: 'forbidden',
    message: expect.stringContaining('earlier stage'),
  });
  await world.as(world.rep).deals.move({ input: { deal: world.deal, to: 'quote' } });
  const made = (await plans().create({ input: { deal: world.deal, summary: 'Reports on time.', notes: 'INSIDE' } }))
    .result!;
  plan = made.id;
  expect(made.number).toMatch(/^SP-/);
  const add = { plan, title: 'Fewer hours', due: '2026-11-20', unit: 'h', customerOwner: contact };
  await expect(plans().addGoal({ input: { ...add, target: '420' } })).rejects.toMatchObject({
    code: 'bad-input',
    where: { field: 'baseline' },
  });
  await expect(plans().addGoal({ input: { ...add, baseline: '5', target: '5.0' } })).rejects.toMatchObject({
    where: { field: 'target' },
  });
  // Apart by less than a double can tell.
  const close = { baseline: '10000000000000000000', target: '10000000000000000001', forCustomer: false };
  const narrow = (await plans().addGoal({ input: { ...add, ...close } })).result!.id;
  await plans().removeGoal({ input: { goal: narrow } });
  goal = (await plans().addGoal({ input: { ...add, baseline: '1450', target: '420' } })).result!.id;
  const quiet = { ...add, title: 'SECRET GOAL', baseline: '1', target: '2', forCustomer: false };
  await plans().addGoal({ input: quiet });
  milestone = (await plans().addMilestone({ input: { plan, title: 'Two months side by side', due: '2026-11-18' } }))
    .result!.id;
  expect((await plans().get({ plan })).goals[0]).toMatchObject({
    standing: 'not-started',
    customerOwnerName: 'Marit Solberg',
    progress: null,
  });
});

it('check-ins are kept, values take their source along, and standings follow', async () => {
  await expect(plans().checkIn({ input: { item: goal, on: '2026-12-24', value: '9' } })).rejects.toMatchObject({
    message: expect.stringContaining('still to come'),
  });
  await expect(plans().checkIn({ input: { item: milestone, on: '2026-11-12', value: '9' } })).rejects.toMatchObject({
    where: { field: 'value' },
  });
  await plans().checkIn({ input: { item: goal, on: '2026-11-11', value: '1200', note: 'TALK INSIDE' } });
  const stated = {
    kind: 'stated',
    contact,
    on: '2026-11-12',
    how: 'call',
    label: 'Hours',
    value: '935',
    unit: 'h',
  } as const;
  const said = {
    item: goal,
    on: '2026-11-12',
    from: stated,
    outlook: 'at-risk',
    note: 'Half way.',
    forCustomer: true,
  } as const;
  await expect(plans().checkIn({ input: { ...said, from: { ...stated, unit: 'days' } } })).rejects.toMatchObject({
    where: { field: 'from' },
  });
  await plans().checkIn({ input: said });
  const [shown] = (await plans().get({ plan })).goals;
  expect(shown).toMatchObject({ standing: 'at-risk', value: '935', progress: 50 });
  expect(shown!.checkIns.map(({ value }) => value)).toEqual(['935', '1200']);
  expect(shown!.checkIns[0]!.figure).toMatchObject({ statedBy: 'Marit Solberg', source: { kind: 'stated' } });
  expect(shown!.steps.at(-1)).toMatchObject({ what: 'Taken from' });
});

it('what is overdue or at risk is shown to whom it belongs', async () => {
  expect((await plans().attention()).map(({ title, standing }) => [title, standing])).toEqual([
    ['Fewer hours', 'at-risk'],
  ]);
  world.wait(10 * DAY);
  const late = await plans().attention();
  expect(late.map(({ title, standing }) => [title, standing])).toEqual([
    ['Two months side by side', 'missed'],
    ['Fewer hours', 'missed'],
    ['SECRET GOAL', 'missed'],
  ]);
  expect(await plans(world.delivery).attention()).toEqual([]);
  await plans(world.delivery).checkIn({ input: { item: milestone, on: '2026-11-19', done: true } });
  expect((await plans().list({ behind: true })).rows[0]).toMatchObject({ items: 3, reached: 1, missed: 2 });
});

it('the customer is given frozen versions of what is for them, and is told nothing else', async () => {
  const { versionId } = (await plans().share({ input: { plan } })).result!;
  const customer = clientInProcess(
    sessionAt({ actor: world.rep }, { desk: world.desk, face: 'test', customerAccount: world.account }),
  );
  const shown = await customer.successPlans.customer();
  expect(shown).toMatchObject([
    { id: versionId, version: 1, goals: [{ title: 'Fewer hours', value: '935', note: 'Half way.' }] },
  ]);
  expect(shown[0]!.goals[0]).toMatchObject({ source: 'Stated by you on 2026-11-12' });
  expect(JSON.stringify(shown)).not.toMatch(/INSIDE|SECRET/);
  for (const id of [contact, world.rep]) expect(JSON.stringify(shown)).not.toContain(id);
  await expect(customer.successPlans.get({ plan })).rejects.toMatchObject({ code: 'forbidden' });
  await plans().checkIn({ input: { item: goal, on: '2026-11-21', value: '410' } });
  expect((await plans().get({ plan })).changes.join(' ')).toContain('was missed and is reached now');
  expect((await customer.successPlans.customer())[0]!.goals[0]!.standing).toBe('missed');
  await plans().share({ input: { plan } });
  expect((await customer.successPlans.customer())[0]!.goals[0]!.standing).toBe('reached');
});

it('figures against a product that is for internal use only reach no customer, also where it is marked later', async () => {
  const engineer = (await world.owner.workspace.addPerson({ input: { name: 'Jonas Weber', roles: ['engineer'] } }))
    .result!.id;
  const { bakeoffs } = world.as(engineer);
  const story = JSON.parse(readFileSync(join(sampleFolder(), 'story/04-bakeoffs.json'), 'utf8'));
  const bakeoff = (await bakeoffs.create({ input: { ...story[0].input.input, deal: world.deal } })).result!.id;
  const folder = join(sampleFolder(), 'bakeoffs/batch-report/runs');
  const sides = { ours: '-a.', theirs: '-b.' };
  await importRuns(world.as(engineer), world.desk, { bakeoff, folder, only: '', sides });
  await bakeoffs.record({ input: { bakeoff } });
  const { id } = (await plans().create({ input: { deal: world.deal, title: 'Second' } })).result!;
  await plans().addMilestone({ input: { plan: id, title: 'Moved over', due: '2027-01-31' } });
  const from = { kind: 'verdict', verdict: bakeoff } as const;
  await plans().addGoal({ input: { plan: id, title: 'Faster reports', due: '2027-01-31', from } });
  const version = (await plans().share({ input: { plan: id } })).result!.versionId;
  const customer = clientInProcess(
    sessionAt({ actor: world.rep }, { desk: world.desk, face: 'test', customerAccount: world.account }),
  );
  const seen = async () => (await customer.successPlans.customer()).find((one) => one.id === version)!;
  expect((await seen()).goals).toHaveLength(1);

  await bakeoffs.revise({ input: { bakeoff, competitorInternalOnly: true } });
  expect(await seen()).toMatchObject({ goals: [], milestones: [{ title: 'Moved over' }] });
  await expect(plans().share({ input: { plan: id } })).rejects.toMatchObject({
    code: 'check-failed',
    message: expect.stringContaining('Faster reports'),
  });
  const { build } = world.as(world.rep).documents;
  await expect(build({ kind: 'success-plan', subject: version, disclosure: 'nda' })).rejects.toMatchObject({
    code: 'check-failed',
  });
  expect(await build({ kind: 'success-plan', subject: version })).toMatchObject({ disclosure: 'internal' });
}, 60_000);
