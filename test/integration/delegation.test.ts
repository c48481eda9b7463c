import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkRebuild } from '../../src-core/workspace/rebuild';
import { type SellingWorld, sellingWorld } from '../core/selling-world';

const DAY = 86_400_000;

let world: SellingWorld;
beforeEach(async () => {
  world = await sellingWorld();
});
afterEach(() => world.close());

async function submitted(person: string, discountBasisPoints = 0) {
  const { deal, model } = world;
  const lines = [{ sku: 'SEAT', quantity: '40', discountBasisPoints }];
  const quote = (await world.as(person).quotes.create({ input: { deal, model, lines } })).result!.id;
  const { request } = (await world.as(person).quotes.submit({ input: { quote } })).result!;
  return { quote, request };
}

const decide = (person: string, request: string, role: string, onBehalfOf?: string) =>
  world
    .as(person)
    .approvals.decide({ input: { request, role, decision: 'approve', ...(onBehalfOf && { onBehalfOf }) } });

const delegate = (person: string, to: string, role: string, times: { from?: number; until?: number } = {}) => {
  const now = world.desk.context.now();
  const { from = now, until = now + DAY } = times;
  return world.as(person).approvals.delegate({ input: { delegate: to, role, from, until } });
};

const addPerson = async (name: string, roles: ('rep' | 'finance' | 'delivery' | 'legal')[]) =>
  (await world.owner.workspace.addPerson({ input: { name, roles } })).result!.id;

describe('a delegate', () => {
  it('sees the request, decides in the other’s place, and it says so', async () => {
    const { finance, delivery, rep, as } = world;
    const stand = await addPerson('Ann Stand', ['delivery']);
    await delegate(finance, stand, 'finance');
    const { quote, request } = await submitted(rep);

    const waiting = (await as(stand).approvals.inbox({ show: 'mine', closed: false }))[0]!;
    expect(waiting.voices).toEqual([
      { role: 'delivery', onBehalfOf: null, name: null },
      { role: 'finance', onBehalfOf: finance, name: 'Mara Osei' },
    ]);
    await decide(stand, request, 'finance', finance);
    const view = await as(rep).approvals.get({ id: request });
    expect(view.decisions).toMatchObject([
      { role: 'finance', by: stand, byName: 'Ann Stand', onBehalfOf: finance, onBehalfOfName: 'Mara Osei' },
    ]);
    expect(view.missing).toEqual(['delivery']);

    // Dual sign-off still needs two people: the delegate has spoken.
    await expect(decide(stand, request, 'delivery')).rejects.toMatchObject({ code: 'forbidden' });
    expect((await as(stand).approvals.get({ id: request })).voices).toEqual([]);
    await decide(delivery, request, 'delivery');
    await as(rep).quotes.release({ input: { quote, version: 1 } });
    expect(checkRebuild(world.desk.workspace())).toMatchObject({ ok: true });
  });

  it('counts once where two people of a role are needed, and so does the one who is away', async () => {
    const { finance, finance2, rep, delivery } = world;
    await delegate(finance, finance2, 'finance');
    const { request } = await submitted(rep, 4000);
    const get = () => world.as(rep).approvals.get({ id: request });
    expect((await get()).needs).toContain('finance:2');
    await decide(delivery, request, 'delivery');
    await decide(finance2, request, 'finance', finance);
    await decide(finance2, request, 'finance');
    expect((await get()).missing).toEqual(['finance:2']);
    await decide(finance, request, 'finance');
    expect(await get()).toMatchObject({ state: 'approved', missing: [] });
  });

  it('cannot decide on the quote of the one in whose place they are, nor on their own', async () => {
    const seller = await addPerson('Sela Seller', ['rep', 'finance']);
    const { finance2, finance } = world;
    await delegate(seller, finance2, 'finance');
    const { request } = await submitted(seller);
    await expect(decide(finance2, request, 'finance', seller)).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('nor in the place of the person whose it is'),
    });
    await delegate(finance, seller, 'finance');
    await expect(decide(seller, request, 'finance', finance)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(decide(seller, request, 'finance')).rejects.toMatchObject({ code: 'forbidden' });
    expect((await world.as(seller).approvals.get({ id: request })).voices).toEqual([]);
  });

  it('cannot decide before it begins, after it is over, or once it was ended', async () => {
    const { finance, finance2, rep, as } = world;
    const stand = await addPerson('Ann Stand', ['delivery']);
    const { request } = await submitted(rep);
    const now = world.desk.context.now();
    await delegate(finance, stand, 'finance', { from: now + DAY, until: now + 2 * DAY });
    const refused = { code: 'forbidden', message: expect.stringContaining('No delegation lets you decide') };
    await expect(decide(stand, request, 'finance', finance)).rejects.toMatchObject(refused);
    // The clock goes on a second with every look at it, so this one is over soon.
    await delegate(finance2, stand, 'finance', { until: world.desk.context.now() + 120_000 });
    for (let look = 0; look < 120; look += 1) world.desk.context.now();
    await expect(decide(stand, request, 'finance', finance2)).rejects.toMatchObject(refused);
    expect((await as(stand).approvals.get({ id: request })).voices).toEqual([
      { role: 'delivery', onBehalfOf: null, name: null },
    ]);

    const { id } = (await delegate(finance2, stand, 'finance')).result!;
    await as(finance2).approvals.endDelegation({ input: { delegation: id } });
    await expect(decide(stand, request, 'finance', finance2)).rejects.toMatchObject(refused);
    expect((await as(rep).approvals.delegations({ over: false })).map(({ state }) => state)).toEqual(['ahead']);
    expect(await as(rep).approvals.delegations({ over: true })).toHaveLength(3);
  });

  it('has to see what the role sees, and nobody passes on what they do not have', async () => {
    const { finance, rep, delivery, owner, as } = world;
    const legal = await addPerson('Lea Legal', ['legal']);
    await expect(delegate(finance, legal, 'finance')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(delegate(rep, legal, 'finance')).rejects.toMatchObject({ code: 'forbidden' });
    await owner.workspace.revise({ input: { repsSeeCost: false } });
    await expect(delegate(finance, rep, 'finance')).rejects.toMatchObject({ code: 'forbidden' });
    const offered = (await as(finance).approvals.delegates())[0]!;
    expect(offered).toMatchObject({ role: 'finance' });
    expect(offered.people.map(({ id }) => id)).toContain(delivery);
    expect(offered.people.map(({ id }) => id)).not.toContain(rep);
    // Somebody else's only an admin passes on.
    const from = world.desk.context.now();
    const input = { person: finance, delegate: delivery, role: 'finance', from, until: from + DAY };
    await expect(as(rep).approvals.delegate({ input })).rejects.toMatchObject({ code: 'forbidden' });
    await owner.approvals.delegate({ input });
  });

  it('overrules nobody; the one who is back decides anew', async () => {
    const { finance, delivery, rep, as } = world;
    await delegate(finance, delivery, 'finance');
    const { request } = await submitted(rep);
    await as(delivery).approvals.decide({
      input: { request, role: 'finance', decision: 'return', onBehalfOf: finance },
      reason: 'Too cheap.',
    });
    expect((await as(rep).approvals.get({ id: request })).state).toBe('returned');
    await decide(finance, request, 'finance');
    expect((await as(rep).approvals.get({ id: request })).state).toBe('waiting');
    await expect(decide(delivery, request, 'finance', finance)).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('has decided on this already'),
    });
  });
});
