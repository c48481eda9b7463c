import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { policySetDigest } from '../../src-core/gate/policies';
import { DeviceState } from '../../src-core/ledger/device-state';
import { decisionHead, joinWorkspace } from '../../src-core/sync';
import { Workspace } from '../../src-core/workspace/workspace';
import { productDomain } from '../../src-main/domain';
import { templatePolicies } from '../../src-main/policies';
import { ServerConnection } from '../../src-main/sync/connection';
import { fetchWorkspace } from '../../src-main/sync/fetch-workspace';
import { SignIns } from '../../src-main/sync/sessions';
import { entities } from '../../src-shared/contract';
import { Account, Deal } from '../../src-shared/deals';
import { create, patch } from '../../src-shared/kernel/change';
import { newId } from '../../src-shared/kernel/context';
import type { SignedReceipt } from '../../src-shared/kernel/receipt';
import { ChainAnnouncement, PolicySet } from '../../src-shared/receipts';
import { ServerAppointment } from '../../src-shared/sync/appointment';
import { Person, Workspace as WorkspaceEntity } from '../../src-shared/workspace';
import { type Desk, DesksOnServer } from '../server/desks';
import { claimOf, type SignedInPerson, signInAt } from '../server/http-world';
import { TestDevice } from '../server/test-device';
import type { BenchFigure } from './figures';

const EDITS = 60;
const DEALS = 10_000;
const RECEIPTS = 100_000;
const PUSH = 500;

/** Two devices and a server over real sockets: how soon an edit is visible elsewhere, and how soon a new device can be worked at. */
export async function measureSyncOverHttp(say: (line: string) => void): Promise<BenchFigure[]> {
  const world = await DesksOnServer.start();
  try {
    return [...(await measureEdits(world, say)), await measureFirstSync(world, say)];
  } finally {
    await world.close();
  }
}

async function measureEdits(world: DesksOnServer, say: (line: string) => void): Promise<BenchFigure[]> {
  say('two devices edit');
  const ada = await world.uploaded();
  const mara = await world.joined(ada, 'mara', ['rep']);
  await ada.desk.sync.round();
  await mara.desk.sync.round();
  const times: number[] = [];
  const longest = watchLoop();
  for (let index = 0; index < EDITS; index += 1) {
    const [from, to] = index % 2 ? [mara, ada] : [ada, mara];
    const begun = performance.now();
    const { result } = await from.client.deals.createAccount({ input: { name: `Account ${index}` } });
    await visible(to, result!.id);
    times.push(performance.now() - begun);
  }
  const held = longest();
  const statuses = Array.from({ length: 50 }, () => {
    const begun = performance.now();
    ada.desk.sync.status();
    return performance.now() - begun;
  });
  times.sort((a, b) => a - b);
  return [
    {
      name: 'an edit on one device visible on another, median',
      value: times[Math.floor(times.length / 2)]!,
      unit: 'ms',
      target: 200,
      runs: EDITS,
      note: `HTTP and WebSocket, both devices and the server in one process; slowest of 20: ${times[Math.floor(times.length * 0.95)]!.toFixed(0)} ms; no call waited longer than ${held.toFixed(0)} ms`,
    },
    {
      name: 'how a workspace stands with its server, median',
      value: statuses.sort((a, b) => a - b)[25]!,
      unit: 'ms',
      target: 5,
      runs: 50,
    },
  ];
}

async function visible(on: Desk, account: string): Promise<void> {
  while (on.workspace().reader.get(Account, account) === undefined) await new Promise((go) => setTimeout(go, 1));
}

/** The longest that a timer came late since this was called, in milliseconds: as long a call would have waited. */
function watchLoop(): () => number {
  let longest = 0;
  let due = performance.now() + 5;
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - due);
    due = performance.now() + 5;
  }, 5);
  return () => {
    clearInterval(timer);
    return longest;
  };
}

async function measureFirstSync(world: DesksOnServer, say: (line: string) => void): Promise<BenchFigure> {
  say(`a workspace of ${RECEIPTS} receipts and ${DEALS} deals`);
  const { founder, server } = await longWorkspace(world);
  const root = mkdtempSync(join(tmpdir(), 'proofdesk-first-sync-'));
  const device = new DeviceState(join(root, 'state'));
  let workspace: Workspace | null = null;
  try {
    const { session } = founder;
    const signIns = new SignIns(device);
    signIns.keep(world.server.address, { ...session, id: 'bench', name: null, ahead: 0 });
    const connection = new ServerConnection({ address: world.server.address, signIns, context: world.context });
    const context = world.context;
    const domain = productDomain(() => workspace!);
    workspace = Workspace.open({ folder: join(root, 'data'), domain, device, context, deviceName: 'new' });
    joinWorkspace(workspace, server.workspace, { address: world.server.address, ...server });
    say('a new device joins');
    const used = process.cpuUsage();
    const begun = performance.now();
    await fetchWorkspace(workspace, connection);
    const value = performance.now() - begun;
    const { user, system } = process.cpuUsage(used);
    const { rows } = workspace.runner.statement('SELECT count(*) AS rows FROM deal').get() as { rows: number };
    return {
      name: 'first sync of a workspace to a usable device',
      value,
      unit: 'ms',
      target: 5_000,
      runs: 1,
      note: `${decisionHead(workspace).number} receipts, ${rows} deals; the server, in the same process, makes the snapshot meanwhile; ${((user + system) / 1e6).toFixed(1)} s of processor time`,
    };
  } finally {
    workspace?.close();
    device.close();
    rmSync(root, { recursive: true, force: true });
  }
}

/** A workspace with a long history, written beforehand and pushed as an upload. */
async function longWorkspace(world: DesksOnServer) {
  const { context } = world;
  const definitions = new Map(entities.map((definition) => [definition.name, definition]));
  const [workspace, person] = [newId(context), newId(context)];
  const founder: SignedInPerson = await signInAt(world.server.address, 'founder', context);
  const device = new TestDevice({ workspace, context, definitions: definitions as never }, person);
  const claim = claimOf(device, workspace, founder.session.account);
  const { membership } = await founder.client.workspaces.register({ workspace, person, ...claim });
  const policies = templatePolicies();
  device.act('workspace.create', [
    create(WorkspaceEntity, workspace, {
      name: 'Long',
      company: 'Long Ltd',
      currency: 'EUR',
      locale: 'en-GB',
      brand: { accent: '#1f4fd8', logo: null, footer: '' },
    }),
    create(Person, person, { roles: ['rep', 'admin'], name: 'Ada', email: 'ada@example.com', title: '' }),
    device.chainRow(),
    create(ChainAnnouncement, device.chain, { chain: device.chain, person, publicKey: device.key.publicKey }),
    create(PolicySet, newId(context), { digest: policySetDigest(policies), policies, installed: context.now() }),
  ]);
  const account = newId(context);
  device.act('account.create', [create(Account, account, { name: 'Acme' } as never)]);
  const deals = Array.from({ length: DEALS }, () => newId(context));
  let sent = 0;
  const send = async (): Promise<void> => {
    const receipts: SignedReceipt[] = device.written.slice(sent);
    sent += receipts.length;
    await founder.client.push({ workspace, protocol: 1, receipts });
  };
  for (let index = 0; device.written.length < RECEIPTS; index += 1) {
    const deal = deals[index % DEALS]!;
    if (index < DEALS) device.act('deal.create', [create(Deal, deal, dealFields(index, account, person) as never)]);
    else device.act('deal.revise', [patch(Deal, deal, { nextStep: `Step ${index}`, source: 'fair' })]);
    if (device.written.length - sent >= PUSH) await send();
  }
  device.act('sync.appoint', [
    create(ServerAppointment, newId(context), { ...membership.server, address: world.server.address }),
  ]);
  await send();
  return { founder, server: { workspace, ...membership.server } };
}

const dealFields = (index: number, account: string, owner: string) => ({
  number: `D-A1-${index}`,
  title: `Deal ${index} with somebody`,
  account,
  stage: 'qualification',
  stageSince: 0,
  owner,
  valueMinor: 100_000 + index,
  currency: 'EUR',
  notes: 'What was said at the first meeting, in a few words.',
  created: 0,
});
