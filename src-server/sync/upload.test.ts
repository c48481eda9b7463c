import { afterEach, beforeEach, expect, it } from 'vitest';
import { type CommandImplementation, implementCommand } from '../../src-core/commands/implementation';
import { applyPulled, beginUpload, joinWorkspace, noteResults, pendingPage } from '../../src-core/sync';
import { execute } from '../../src-core/workspace/execute';
import type { Workspace } from '../../src-core/workspace/workspace';
import { entities } from '../../src-shared/contract';
import { create } from '../../src-shared/kernel/change';
import { PolicySet } from '../../src-shared/receipts';
import { appointServer, ServerAppointment } from '../../src-shared/sync/appointment';
import { type SmallWorld, smallCommands, smallWorld, Thing } from '../../test/core/small-domain';
import { definitions, smallRules, testKeys } from '../../test/server/server-world';
import { MemoryStorage } from '../storage/memory';
import { createSync, type Sync } from './index';

const appoint = implementCommand(appointServer, (input, _state, tools) => {
  const id = tools.newId();
  return {
    changes: [create(ServerAppointment, id, input)],
    resource: { entity: ServerAppointment.name, id },
    result: { id },
  };
}) as CommandImplementation;

const ADMINS_APPOINT = `@id("admins-appoint")
permit (principal, action == Action::"sync.appoint", resource) when { principal.roles.contains("admin") };`;

let small: SmallWorld;
let workspace: Workspace;
let sync: Sync;
let domain: NonNullable<Parameters<SmallWorld['openAt']>[2]>;

beforeEach(() => {
  small = smallWorld();
  small.workspace.close();
  const others = entities.filter(({ name }) => String(name) !== ServerAppointment.name);
  const commands = [...smallCommands, appoint];
  domain = { entities: [...others, ServerAppointment, Thing], commands };
  workspace = small.openAt(`${small.root}/workspace`, small.device, domain);
  sync = createSync({
    storage: new MemoryStorage(),
    context: small.context,
    domain: { entities: [...definitions.values()], rules: smallRules() },
    keyOf: testKeys(small.context),
  });
});
afterEach(() => small.close());

function run(name: string, input: unknown, by = small.owner): { id: string } {
  return execute<{ id: string }>(workspace, by, name, input, { reason: 'In a test.' }).result!;
}

/** Sends everything that is pending, page by page; answers what was refused. */
async function sendAll(asker: { kind: 'person'; person: string; account: string }): Promise<unknown[]> {
  const refusals: unknown[] = [];
  for (;;) {
    const { receipts } = pendingPage(workspace);
    if (receipts.length === 0) return refusals;
    const answer = await sync.push(workspace.id, asker, receipts);
    refusals.push(...answer.results.filter((result) => result.status !== 'decided' || result.refusal !== null));
    const { applied } = await noteResults(workspace, answer);
    if (applied === null && answer.results.every(({ status }) => status !== 'aside')) {
      const after = Number(workspace.journal.state('number') ?? 0);
      const { pulled } = await sync.pull(workspace.id, asker, { after, limit: 2_000 });
      await applyPulled(workspace, pulled);
    }
  }
}

const thingsOf = (one: Workspace) => one.runner.statement('SELECT * FROM thing ORDER BY id').all();

it('takes a workspace that lived without it in its own order, decides all that comes after, and another device gets the same', async () => {
  const other = run('person.add', { name: 'Rita Rep', roles: ['rep'] }).id;
  const { id } = run('thing.add', { values: { title: 'One', price: '12', contact: 'Somebody' }, tags: ['a'] });
  run('thing.finish', { id }, other);
  run('thing.addMany', { count: 400, text: 'A sentence that takes some room. '.repeat(40) });
  run('person.erase', { person: id });
  const inForce = workspace.runner.statement('SELECT policies FROM policySet').get() as { policies: string };
  const policies = { ...(JSON.parse(inForce.policies) as object), 'admins-appoint': ADMINS_APPOINT };
  run('policy.install', { policies });

  const asker = { kind: 'person' as const, person: small.owner, account: 'mine' };
  const { receipt, chain, publicKey } = await sync.register({
    workspace: workspace.id,
    founder: small.owner,
    account: 'mine',
  });
  await expect(sync.push(workspace.id, { ...asker, account: 'another' }, [])).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(sync.register({ workspace: workspace.id, founder: other, account: 'b' })).rejects.toMatchObject({
    code: 'forbidden',
  });
  beginUpload(workspace, 'https://desk.example', receipt);
  run('sync.appoint', { chain, publicKey, address: 'https://desk.example' });
  expect(await sendAll(asker)).toEqual([]);
  const sequence = await sync.sequence(workspace.id);
  expect(sequence.appointed).not.toBeNull();
  expect(workspace.journal.pendingCount()).toBe(0);
  expect(sequence.number).toBe(workspace.journal.count());

  run('thing.revise', { id, values: { note: 'after the appointment' } });
  expect(await sendAll(asker)).toEqual([]);

  const second = small.openAt(`${small.root}/second`, small.newDevice('second'), domain);
  joinWorkspace(second, workspace.id, { address: 'https://desk.example', chain, publicKey });
  for (let after = 0, more = true; more; ) {
    const answer = await sync.pull(workspace.id, asker, { after, limit: 5 });
    ({ number: after } = await applyPulled(second, answer.pulled));
    more = after < answer.number;
  }
  expect(thingsOf(second)).toEqual(thingsOf(workspace));
  expect(second.reader.where(PolicySet, {})).toHaveLength(2);
}, 30_000);
