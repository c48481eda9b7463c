import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { decisionHead, verifyDecisions } from '../../src-core/sync';
import { checkRebuild } from '../../src-core/workspace/rebuild';
import { NOTES } from '../../src-main/sync/notes';
import { LanguageSnippet } from '../../src-shared/claims';
import type { Role } from '../../src-shared/workspace';
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

const status = ({ desk }: Desk) => desk.sync.status();
const accountNames = async (one: Desk) => (await one.client.deals.accountNames()).map(({ name }) => name);
const atRest = (...desks: Desk[]) =>
  eventually(() =>
    desks.every((one) => status(one).state === 'synced' && status(one).number === status(desks[0]!).number),
  );
/** What both hold is the same, holds, and follows from the receipts. */
async function converged(...desks: Desk[]) {
  for (const one of desks) await one.desk.sync.round();
  for (const one of desks) await one.desk.sync.round();
  const heads = desks.map((one) => decisionHead(one.workspace()));
  expect(new Set(heads.map(({ hash }) => hash)).size).toBe(1);
  for (const one of desks) {
    expect((await verifyDecisions(one.workspace(), { deep: true }))?.fault).toBeNull();
    expect(checkRebuild(one.workspace()).differences).toEqual([]);
  }
}
async function newAccount(by: Desk, name: string): Promise<string> {
  const { result } = await by.client.deals.createAccount({ input: { name } });
  return result!.id;
}

it('an edit on one device is visible on another by itself', async () => {
  expect(await accountNames(mara)).toEqual(['Acme']);
  await atRest(ada, mara);
  await newAccount(ada, 'Globex');
  await eventually(async () => (await accountNames(mara)).includes('Globex'));
  await newAccount(mara, 'Initech');
  await eventually(async () => (await accountNames(ada)).includes('Initech'));
  await atRest(ada, mara);
  await converged(ada, mara);
});

it('work goes on without the server, is said to be pending, and goes there when it is back', async () => {
  await atRest(ada, mara);
  await world.server.close();
  await newAccount(mara, 'Made offline');
  await eventually(() => status(mara).state === 'offline');
  expect(status(mara)).toMatchObject({ pending: 1, offlineSince: expect.any(Number), problem: expect.any(String) });
  await expect(mara.desk.sync.round()).rejects.toMatchObject({ code: 'unavailable' });
  await world.startServer();
  await mara.desk.sync.round();
  expect(status(mara)).toMatchObject({ state: 'synced', pending: 0, offlineSince: null, problem: null });
  await ada.desk.sync.round();
  expect(await accountNames(ada)).toContain('Made offline');
});

it('what the server refuses is in the inbox with its content, and is done again on what stands now', async () => {
  const account = await newAccount(ada, 'Umbrella');
  const { result } = await ada.client.deals.create({ input: { account, title: 'Pilot' } });
  const deal = result!.id;
  await converged(ada, mara);
  await world.server.close();
  // Both move it on from the same stage: whoever comes second builds on what is no more.
  await ada.client.deals.move({ input: { deal, to: 'discovery' } });
  await mara.client.deals.move({ input: { deal, to: 'lost', lostReason: 'No budget' } });
  await world.startServer();
  await ada.desk.sync.round();
  await mara.desk.sync.round();
  const entries = await mara.client.sync.inbox();
  const refused = entries.find(({ kind }) => kind === 'refused');
  expect(refused).toMatchObject({
    command: 'deal.move',
    mine: true,
    sentence: expect.stringContaining('Pilot'),
    refusal: { kind: 'stale', fields: [{ entity: 'deal', field: 'stage', present: 'discovery' }] },
    record: { entity: 'deal', id: deal, title: expect.stringContaining('Pilot') },
    changes: [{ entity: 'deal', fields: expect.arrayContaining([expect.objectContaining({ after: 'lost' })]) }],
  });
  expect(status(mara).attention).toBe(entries.length);
  await mara.client.sync.resend({ id: refused!.id });
  await expect(mara.client.sync.resend({ id: refused!.id })).rejects.toMatchObject({ code: 'not-found' });
  await converged(mara, ada);
  expect((await ada.client.deals.room({ deal })).deal.stage).toBe('lost');
  expect((await mara.client.sync.inbox()).filter(({ kind }) => kind === 'refused')).toEqual([]);
});

it('two people who wrote the same notable field get a card with both values', async () => {
  const account = await newAccount(ada, 'Hooli');
  await converged(ada, mara);
  await world.server.close();
  await ada.client.deals.reviseAccount({ input: { account, name: 'Hooli by Ada' } });
  await mara.client.deals.reviseAccount({ input: { account, name: 'Hooli by Mara' } });
  await world.startServer();
  await ada.desk.sync.round();
  await mara.desk.sync.round();
  const [card] = (await mara.client.sync.inbox()).filter(({ kind }) => kind === 'conflict');
  expect(card).toMatchObject({
    label: 'Name',
    mine: { value: 'Hooli by Mara', actor: mara.person },
    theirs: { value: 'Hooli by Ada', actor: ada.person },
    stands: 'mine',
  });
  await mara.client.sync.discard({ id: card!.id });
  expect(await mara.client.sync.inbox()).toEqual([]);
  await converged(mara, ada);
});

it('who is not in the workspace any more is told so, and nothing is asked again', async () => {
  const gone = await world.joined(ada, 'gustav', ['rep']);
  await gone.desk.sync.round();
  await ada.desk.sync.connection(ada.address).api.members.remove({ workspace: world.workspaceId, person: gone.person });
  await expect(gone.desk.sync.round()).rejects.toMatchObject({ code: 'forbidden' });
  expect(status(gone)).toMatchObject({ state: 'removed', problem: expect.any(String) });
  expect(JSON.parse(gone.workspace().journal.state(NOTES.removed)!)).toMatchObject({ why: expect.any(String) });
});

it('a role that is taken away takes its parts from the files of the device, and one that is given brings them', async () => {
  const secret = 'Grenzenlos schnelle Anlage';
  const lena = await world.joined(ada, 'lena', ['legal']);
  const eli = await world.joined(ada, 'eli', ['rep', 'engineer']);
  await lena.client.claims.saveSnippet({ input: { title: 'A phrase', text: secret } });
  await converged(lena, eli);
  const texts = () =>
    eli
      .workspace()
      .reader.where(LanguageSnippet, {})
      .map(({ text }) => text);
  expect(texts()).toEqual([secret]);
  const give = (roles: Role[]) => ada.client.workspace.revisePerson({ input: { person: eli.person, roles } });
  await give(['rep']);
  await ada.desk.sync.round();
  await eli.desk.sync.round();
  expect(texts()).toEqual([null]);
  expect(filesWith(eli.folder, secret)).toEqual([]);
  await give(['rep', 'engineer']);
  await ada.desk.sync.round();
  await eli.desk.sync.round();
  expect(texts()).toEqual([secret]);
  await converged(eli, lena);
});

/** Files below a folder whose bytes hold a text. */
function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => readFileSync(file).includes(text));
}
