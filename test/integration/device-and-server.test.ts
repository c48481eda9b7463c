import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { implementCommand } from '../../src-core/commands/implementation';
import { verifyLedger } from '../../src-core/ledger/verify';
import {
  applyPulled,
  beginUpload,
  decisionHead,
  inbox,
  joinWorkspace,
  type KnownServer,
  noteResults,
  pendingPage,
  takeSnapshot,
  verifyDecisions,
} from '../../src-core/sync';
import { execute } from '../../src-core/workspace/execute';
import { createWorkspace } from '../../src-core/workspace/genesis';
import { checkRebuild } from '../../src-core/workspace/rebuild';
import type { Workspace } from '../../src-core/workspace/workspace';
import { MemoryStorage } from '../../src-server/storage/memory';
import { createSync, type Sync } from '../../src-server/sync';
import { create } from '../../src-shared/kernel/change';
import { appointServer, ServerAppointment } from '../../src-shared/sync/appointment';
import { type SmallWorld, smallCommands, smallWorld } from '../core/small-domain';
import { definitions, policies, smallRules, testKeys } from '../server/server-world';

let world: SmallWorld;
let sync: Sync;
let first: Workspace;
let founder: string;
let server: KnownServer;

const domain = {
  entities: [...definitions.values()],
  commands: [
    ...smallCommands,
    implementCommand(appointServer, (input, _state, tools) => {
      const id = tools.newId();
      return {
        changes: [create(ServerAppointment, id, input)],
        resource: { entity: 'serverAppointment', id },
        result: { id },
      };
    }),
  ] as typeof smallCommands,
};
const asker = (person: string) => ({ kind: 'person' as const, person, account: `account of ${person}` });

beforeEach(async () => {
  world = smallWorld();
  first = world.openAt(join(world.root, 'uploaded'), world.newDevice('uploading'), domain);
  const made = createWorkspace(first, {
    name: 'Uploaded',
    company: 'Small Ltd',
    currency: 'EUR',
    locale: 'en-GB',
    owner: { name: 'Ada Admin', email: 'ada@example.com', title: '', roles: ['rep'] },
    policies,
  });
  founder = made.owner;
  sync = createSync({
    storage: new MemoryStorage(),
    context: world.context,
    domain: { entities: domain.entities, rules: smallRules() },
    keyOf: testKeys(world.context),
  });
});
afterEach(() => world.close());

const run = <R>(workspace: Workspace, person: string, name: string, input: unknown) =>
  execute<R>(workspace, person, name, input).result!;
async function push(workspace: Workspace, person: string) {
  for (;;) {
    const page = pendingPage(workspace);
    if (page.receipts.length === 0) return;
    await noteResults(workspace, await sync.push(workspace.id, asker(person), page.receipts));
    await pull(workspace, person);
  }
}
async function pull(workspace: Workspace, person: string) {
  for (;;) {
    const { number } = decisionHead(workspace);
    const answer = await sync.pull(workspace.id, asker(person), { after: number, limit: 100 });
    await applyPulled(workspace, answer.pulled);
    if (decisionHead(workspace).number >= answer.number) return;
  }
}
async function upload() {
  const { receipt, chain, publicKey } = await sync.register({
    workspace: first.id,
    founder,
    account: `account of ${founder}`,
  });
  server = beginUpload(first, 'https://desk.example', receipt);
  expect(server).toMatchObject({ chain, publicKey });
  run(first, founder, 'sync.appoint', server);
  await push(first, founder);
}
const rows = (workspace: Workspace) =>
  domain.entities.map(({ name }) => workspace.connection.prepare(`SELECT * FROM "${name}" ORDER BY id`).all());
async function check(workspace: Workspace) {
  expect((await verifyLedger(workspace.journal, workspace.chains(), { deep: true })).fault).toBeNull();
  expect((await verifyDecisions(workspace, { deep: true }))?.fault).toBeNull();
  expect(checkRebuild(workspace).differences).toEqual([]);
}

it('a workspace that was begun alone is uploaded, joined by a second device from a snapshot, and both go on', async () => {
  const { id } = run<{ id: string }>(first, founder, 'thing.add', {
    values: { title: 'One', price: '12' },
    tags: ['a'],
  });
  run(first, founder, 'thing.revise', { id, values: { note: 'before there was a server' } });
  await upload();
  expect(first.journal.pendingCount()).toBe(0);
  await check(first);

  const device = world.newDevice('second');
  const second = world.openAt(join(world.root, 'second'), device, domain);
  joinWorkspace(second, first.id, server);
  const manifest = await sync.snapshot(first.id, asker(founder));
  const pages = async function* () {
    for (let page = 0; page < manifest.pages; page += 1)
      yield (await sync.snapshotPage(first.id, asker(founder), { number: manifest.number, page }))!;
  };
  await takeSnapshot(second, manifest, pages());
  expect(rows(second)).toEqual(rows(first));

  run(second, founder, 'thing.finish', { id });
  const chain = [...second.chains().values()].find((one) => device.holds(first.id, one.chain))!;
  await sync.registerChain(first.id, {
    chain: chain.chain,
    person: founder,
    publicKey: chain.publicKey,
    account: `account of ${founder}`,
    name: 'second',
  });
  await push(second, founder);
  expect(second.journal.pendingCount()).toBe(0);
  run(first, founder, 'thing.revise', { id, values: { note: 'after it was finished elsewhere' } });
  await push(first, founder);
  await pull(second, founder);
  expect(rows(second)).toEqual(rows(first));
  await check(second);
  await check(first);

  // Both finish it: the second one is refused, and its author finds it in the inbox.
  const again = run<{ id: string }>(first, founder, 'thing.add', { values: { title: 'Two' } }).id;
  await push(first, founder);
  await pull(second, founder);
  run(first, founder, 'thing.finish', { id: again });
  run(second, founder, 'thing.finish', { id: again });
  await push(first, founder);
  await push(second, founder);
  expect(inbox(second).refused).toMatchObject([
    { command: 'thing.finish', here: true, refusal: { kind: 'stale', fields: [{ field: 'state', present: 'done' }] } },
  ]);
  await pull(first, founder);
  expect(rows(second)).toEqual(rows(first));
  await check(second);
  await check(first);
});
