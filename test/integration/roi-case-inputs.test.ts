import { afterAll, beforeAll, expect, it } from 'vitest';
import { type SellingWorld, sellingWorld } from '../core/selling-world';

let world: SellingWorld;
let id: string;
beforeAll(async () => {
  world = await sellingWorld(43);
  const rep = world.as(world.rep);
  await rep.roi.installModels({ input: { keys: ['tco'] } });
  const model = (await rep.roi.models({ published: true }))[0]!.version;
  id = (await rep.roi.createCase({ input: { deal: world.deal, model } })).result!.id;
});
afterAll(() => world.close());

const source = { kind: 'customer' as const, text: 'Workshop of 3 March' };
const set = async (person: string, value: string) =>
  (await world.as(person).roi.setInputs({ input: { case: id, inputs: [{ name: 'operators', value, source }] } }))
    .receipt;
const input = async () =>
  (await world.as(world.rep).roi.case({ case: id })).inputs.find(({ name }) => name === 'operators')!;
const confirmed = { who: 'Head of operations', on: '2026-11-12' };

it('an input leads to the receipt of its last change, and to who noted that it was confirmed', async () => {
  const other = (await world.owner.workspace.addPerson({ input: { name: 'Second Rep', roles: ['rep'] } })).result!.id;
  expect((await input()).receipt).toBeNull();
  await set(world.rep, '6');
  const { receipt } = await world.as(world.rep).roi.confirmInputs({
    input: { case: id, inputs: ['operators'], confirmed },
  });
  expect(await input()).toMatchObject({ receipt, confirmed: { byName: 'Ines Okafor' } });
  const later = await world.as(other).roi.setInputs({
    input: { case: id, inputs: [{ name: 'operators', low: '5', high: '8' }] },
  });
  expect(await input()).toMatchObject({ receipt: later.receipt, confirmed: { byName: 'Ines Okafor' } });
  const last = await set(world.rep, '7');
  expect(await input()).toMatchObject({ receipt: last, confirmed: null });
});

it('a scenario takes one number for an input that is one number, and lets go of what it says', async () => {
  const { setScenario } = world.as(world.rep).roi;
  const differing = (values: Record<string, string | string[] | null>) =>
    setScenario({ input: { case: id, key: 'late', values } });
  await expect(differing({ operators: ['5', '6', '7'] })).rejects.toMatchObject({
    code: 'bad-input',
    where: { field: 'values.operators' },
  });
  await expect(differing({ nothing: '5' })).rejects.toMatchObject({ code: 'not-found' });
  await differing({ operators: '5' });
  await differing({ operators: null });
  const late = (await world.as(world.rep).roi.case({ case: id })).scenarios.find(({ key }) => key === 'late');
  expect(late?.values).toEqual({});
});

it('takes nothing from the quote of another customer', async () => {
  const rep = world.as(world.rep);
  const account = (await rep.deals.createAccount({ input: { name: 'Other Ltd', address: '1 Road' } })).result!.id;
  const deal = (await rep.deals.create({ input: { title: 'Another deal', account } })).result!.id;
  const lines = [{ sku: 'BASE', quantity: '1' }];
  const order = { deal, model: world.model, termMonths: 36, lines };
  const quote = (await rep.quotes.create({ input: order })).result!.id;
  const refused = { code: 'bad-input', message: expect.stringContaining('Other Ltd') };
  await expect(rep.roi.editCase({ input: { case: id, quote } })).rejects.toMatchObject(refused);
  const from = { kind: 'quote' as const, quote, version: 1, figure: 'quote.total' as const };
  await expect(
    rep.roi.setInputs({ input: { case: id, inputs: [{ name: 'one_time_price', from }] } }),
  ).rejects.toMatchObject({ ...refused, where: { field: 'inputs.0.from' } });
});
