import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkRebuild } from '../../src-core/workspace/rebuild';
import { ApprovalDecision } from '../../src-shared/approvals';
import { QuoteVersion } from '../../src-shared/quotes';
import { type SellingWorld, sellingWorld } from '../core/selling-world';

let world: SellingWorld;
beforeEach(async () => {
  world = await sellingWorld();
});
afterEach(() => world.close());

const lines = [
  { sku: 'BASE', quantity: '1' },
  { sku: 'TOKENS', quantity: '4200' },
];

async function submitted(person: string) {
  const { deal, model } = world;
  const quote = (await world.as(person).quotes.create({ input: { deal, model, termMonths: 36, lines } })).result!;
  const { request } = (await world.as(person).quotes.submit({ input: { quote: quote.id } })).result!;
  return { quote: quote.id, request };
}

const approve = (person: string, request: string, role: string) =>
  world.as(person).approvals.decide({ input: { request, role, decision: 'approve' }, reason: 'Looked at it.' });

it('a rep without costs freezes none, finance’s decision does, and only readers of costs see it', async () => {
  const { rep, finance, finance2, delivery, owner, desk } = world;
  const open = await submitted(rep);
  const ordinary = await world.as(finance).quotes.frozen({ quote: open.quote, version: 1 });
  expect(ordinary.priced.cost).toBeDefined();

  await owner.workspace.revise({ input: { repsSeeCost: false } });
  expect((await owner.workspace.state()).workspace?.repsSeeCost).toBe(false);
  expect((await world.as(rep).quotes.get({ id: open.quote })).seesCost).toBe(false);
  expect((await world.as(rep).quotes.frozen({ quote: open.quote, version: 1 })).priced.cost).toBeUndefined();

  const engineer = (await owner.workspace.addPerson({ input: { name: 'Elin Engineer', roles: ['engineer', 'rep'] } }))
    .result!.id;
  for (const person of [rep, engineer]) {
    const { quote, request } = await submitted(person);
    const workspace = desk.workspace();
    expect(workspace.reader.where(QuoteVersion, { quote })[0]).toMatchObject({ cost: null, modelCost: null });
    expect((await world.as(finance).quotes.get({ id: quote })).versions[0]!.marginBasisPoints).toBeNull();

    await approve(delivery, request, 'delivery');
    expect((await world.as(finance).quotes.get({ id: quote })).versions[0]!.marginBasisPoints).toBeNull();
    const decided = await approve(finance, request, 'finance');

    const receipt = workspace.journal.byHash(decided.receipt!)!;
    const parts = workspace.journal.parts(receipt.ordinal);
    expect(parts.map(({ readers }) => readers)).toEqual(['shared', 'cost']);
    expect(parts[0]!.body).not.toMatch(/margin|modelCost/);
    const { priced } = await world.as(finance2).quotes.frozen({ quote, version: 1 });
    expect(priced.cost).toEqual(ordinary.priced.cost && { ...ordinary.priced.cost, lines: expect.any(Array) });
    expect(priced.cost!.lines.map(({ marginMinor }) => marginMinor)).toEqual(
      ordinary.priced.cost!.lines.map(({ marginMinor }) => marginMinor),
    );
    expect((await world.as(finance).quotes.get({ id: quote })).versions[0]!.marginBasisPoints).toBe(
      ordinary.priced.cost!.total.marginBasisPoints,
    );
    expect((await world.as(person).quotes.get({ id: quote })).versions[0]!.marginBasisPoints).toBeNull();
    expect((await world.as(person).quotes.frozen({ quote, version: 1 })).priced.cost).toBeUndefined();

    await approve(finance2, request, 'finance');
    const frozen = workspace.reader.where(ApprovalDecision, { request }).filter(({ cost }) => cost !== null);
    expect(frozen).toHaveLength(1);
    await world.as(person).quotes.release({ input: { quote, version: 1 } });
  }
  expect(checkRebuild(desk.workspace())).toMatchObject({ ok: true, differences: [] });
});

it('a submitter with costs leaves nothing for the decision to freeze', async () => {
  const { request } = await submitted(world.rep);
  await approve(world.finance, request, 'finance');
  expect(world.desk.workspace().reader.where(ApprovalDecision, { request })[0]!.cost).toBeNull();
});
