import { afterAll, beforeAll, expect, it } from 'vitest';
import { decisionHead } from '../../src-core/sync';
import { type Desk, DesksOnServer, eventually } from '../server/desks';

let world: DesksOnServer;
let ada: Desk;
let mara: Desk;

beforeAll(async () => {
  world = await DesksOnServer.start();
  ada = await world.uploaded((client) => client.deals.createAccount({ input: { name: 'Acme' } }));
  mara = await world.joined(ada, 'mara', ['rep']);
});
afterAll(() => world.close());

const accounts = async (one: Desk) => (await one.client.deals.accountNames()).map(({ name }) => name);
const atRest = (...desks: Desk[]) => eventually(() => desks.every(({ desk }) => desk.sync.status().state === 'synced'));

it('an edit on one device is visible on another by itself', async () => {
  expect(await accounts(mara)).toEqual(['Acme']);
  await atRest(ada, mara);
  const from = performance.now();
  await ada.client.deals.createAccount({ input: { name: 'Globex' } });
  await eventually(async () => (await accounts(mara)).length === 2);
  console.log('took', performance.now() - from);
  await mara.client.deals.createAccount({ input: { name: 'Initech' } });
  await eventually(async () => (await accounts(ada)).length === 3);
  await atRest(ada, mara);
  expect(decisionHead(ada.workspace())).toEqual(decisionHead(mara.workspace()));
});
