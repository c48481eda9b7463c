import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemContext } from '../../src-core/context';
import { policySetDigest } from '../../src-core/gate/policies';
import { DeviceState } from '../../src-core/ledger/device-state';
import { DeskProcess } from '../../src-main/desk-process';
import { templatePolicies } from '../../src-main/policies';
import { sessionAt } from '../../src-main/session';
import { SignIns } from '../../src-main/sync/sessions';
import { clientInProcess } from '../../src-main/transport';
import { entities } from '../../src-shared/contract';
import { Account, Deal } from '../../src-shared/deals';
import { create, patch } from '../../src-shared/kernel/change';
import { newId } from '../../src-shared/kernel/context';
import type { SignedReceipt } from '../../src-shared/kernel/receipt';
import { ChainAnnouncement, PolicySet } from '../../src-shared/receipts';
import { ServerAppointment } from '../../src-shared/sync/appointment';
import { Person, Workspace as WorkspaceEntity } from '../../src-shared/workspace';
import { DesksOnServer } from '../server/desks';
import { claimOf, type SignedInPerson, signInAt } from '../server/http-world';
import { TestDevice } from '../server/test-device';
import type { BenchFigure } from './figures';
import { type Held, watchLoop } from './watch-loop';

const DEALS = 10_000;
const RECEIPTS = 100_000;
const PUSH = 500;
/** Older receipts that the device fetches behind what it joined with, while calls are still timed. */
const HISTORY = 5_000;

/** What the joining process says of itself, in milliseconds where it is a time. */
interface Joined {
  joining: number;
  held: Held;
  heldAfter: Held;
  processor: number;
  number: number;
  deals: number;
}

/** How soon a new device can be worked at, and how long another call of its process waits meanwhile. The server is another process. */
export async function measureJoining(say: (line: string) => void): Promise<BenchFigure[]> {
  const world = await DesksOnServer.start();
  const root = mkdtempSync(join(tmpdir(), 'proofdesk-first-sync-'));
  try {
    say(`a workspace of ${RECEIPTS} receipts and ${DEALS} deals`);
    const { founder, workspace } = await longWorkspace(world);
    const device = new DeviceState(join(root, 'state'));
    new SignIns(device).keep(world.server.address, { ...founder.session, id: 'bench', name: null, ahead: 0 });
    device.close();
    say('a new device joins');
    const joined = await joinedBeside(root, world.server.address, workspace);
    const size = `${joined.number} receipts, ${joined.deals} deals`;
    return [
      {
        name: 'first sync of a workspace to a usable device',
        value: joined.joining,
        unit: 'ms',
        target: 5_000,
        runs: 1,
        note: `${size}; the server, another process, makes the snapshot meanwhile; ${joined.processor.toFixed(0)} ms of the device’s processor time`,
      },
      {
        name: 'longest that a call waited while a device joined',
        value: joined.held.clock,
        unit: 'ms',
        target: 50,
        runs: 1,
        note: `${size}; ${joined.held.work.toFixed(0)} ms of processor time in one go; while ${HISTORY} older receipts came behind it ${joined.heldAfter.clock.toFixed(0)} and ${joined.heldAfter.work.toFixed(0)} ms`,
      },
    ];
  } finally {
    await world.close();
    rmSync(root, { recursive: true, force: true });
  }
}

async function joinedBeside(root: string, address: string, workspace: string): Promise<Joined> {
  const child = spawn(process.execPath, [process.argv[1]!, 'one-joining', root, address, workspace], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (piece) => {
    said += piece;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error('The device that joins ended early.');
  return JSON.parse(said) as Joined;
}

/** The device that joins, in a process of its own: says its figures as JSON. */
export async function runOneJoining(root: string, address: string, workspace: string): Promise<void> {
  const desk = new DeskProcess({
    context: systemContext(),
    stateFolder: join(root, 'state'),
    dataFolder: join(root, 'data'),
    deviceName: 'new',
    jobsInThisThread: false,
    watchEvery: 0,
    automaticSync: false,
  });
  const client = clientInProcess(sessionAt({ actor: null }, { desk, face: 'test' }));
  const used = process.cpuUsage();
  const joining = watchLoop();
  const begun = performance.now();
  const { id } = await client.sync.join({ address, workspace });
  for (;;) {
    const { state, problem } = await desk.sync.tasks.state(id, 1_000);
    if (state === 'done') break;
    if (state !== 'running') throw new Error(problem?.message ?? state);
  }
  const time = performance.now() - begun;
  const held = joining();
  const { user, system } = process.cpuUsage(used);
  const { runner } = desk.workspace();
  const { deals } = runner.statement('SELECT count(*) AS deals FROM deal').get() as { deals: number };
  const { number } = desk.sync.status();
  const following = watchLoop();
  const enough = new AbortController();
  const look = setInterval(() => {
    const here = runner.statement('SELECT max(ordinal) AS here FROM receipts').get() as { here: number };
    if (here.here > HISTORY) enough.abort();
  }, 20);
  await desk.sync.round(enough.signal).catch(() => {});
  clearInterval(look);
  const answer: Joined = {
    joining: time,
    held,
    heldAfter: following(),
    processor: (user + system) / 1_000,
    number,
    deals,
  };
  await new Promise(() => process.stdout.write(JSON.stringify(answer), () => process.exit(0)));
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
  return { founder, workspace };
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
