import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sessionAt } from '../../src-main/session';
import { clientInProcess } from '../../src-main/transport';
import { type SellingWorld, sellingWorld } from '../core/selling-world';

let world: SellingWorld;
let engineer: string;
const without = (actor: string | null) => clientInProcess(sessionAt({ actor }, { desk: world.desk, face: 'test' }));

beforeEach(async () => {
  world = await sellingWorld();
  engineer = (await world.owner.workspace.addPerson({ input: { name: 'Jo Engineer', roles: ['engineer'] } })).result!
    .id;
});
afterEach(() => world.close());

it('answers nothing of an open workspace to a session in which nobody acts', async () => {
  const nobody = without(null);
  await expect(nobody.receipts.list({ limit: 5 })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(nobody.quotes.list({})).rejects.toMatchObject({ code: 'forbidden' });
  await expect(nobody.workspace.exportTo({})).rejects.toMatchObject({ code: 'forbidden' });
  await expect(nobody.documents.list({})).rejects.toMatchObject({ code: 'forbidden' });
  expect((await nobody.workspace.state()).people.length).toBeGreaterThan(0);
});

it('answers nothing to somebody who has left, or was never there', async () => {
  await world.owner.workspace.archivePerson({ input: { person: engineer } });
  for (const actor of [engineer, 'somebody-else', '__proto__']) {
    await expect(without(actor).quotes.list({})).rejects.toMatchObject({ code: 'forbidden' });
    await expect(without(actor).receipts.facets()).rejects.toMatchObject({ code: 'forbidden' });
  }
});

it('lets only an admin carry the whole workspace away, or put an earlier one in its place', async () => {
  const folder = world.desk.workspace().folder;
  const file = join(world.root, 'all.zip');
  for (const person of [engineer, world.rep, world.finance]) {
    await expect(world.as(person).workspace.exportTo({ file })).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('admin'),
    });
  }
  expect(existsSync(file)).toBe(false);
  const backup = await world.as(engineer).workspace.backUp();
  await expect(world.as(engineer).workspace.restore({ folder, backup: backup.name })).rejects.toMatchObject({
    code: 'forbidden',
  });
  expect((await world.owner.workspace.exportTo({ file })).file).toBe(file);
});
