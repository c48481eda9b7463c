import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { systemContext } from '../../src-core/context';
import { DeviceState } from '../../src-core/ledger/device-state';
import { sha256 } from '../../src-core/ledger/digests';
import { verifyLedger } from '../../src-core/ledger/verify';
import { quickCheck } from '../../src-core/store/database';
import { decisionHead, verifyDecisions } from '../../src-core/sync';
import { checkRebuild } from '../../src-core/workspace/rebuild';
import type { Workspace } from '../../src-core/workspace/workspace';
import { DeskProcess } from '../../src-main/desk-process';
import { type Seat, sessionAt } from '../../src-main/session';
import { clientInProcess } from '../../src-main/transport';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { SyncTask } from '../../src-shared/sync/contract';
import type { DesksOnServer } from '../server/desks';
import { Kills } from './kill-command';

/** Longest wait for the end of a task that goes on after a kill, in milliseconds. */
const PATIENCE = 30_000;

/** A device of its own on the disk: what a started process finds, and what one that was killed leaves. */
export class DeviceOnDisk {
  readonly root: string;
  readonly #name: string;

  constructor(folder: string, name: string) {
    this.root = join(folder, name);
    this.#name = name;
  }

  get state(): string {
    return join(this.root, 'state');
  }

  get data(): string {
    return join(this.root, 'data');
  }

  /** Folders of workspaces among its data. */
  folders(): string[] {
    return existsSync(this.data) ? readdirSync(this.data).map((name) => join(this.data, name)) : [];
  }

  /** A started process of it; rounds with a server begin when they are asked for. */
  start(): StartedDevice {
    const desk = new DeskProcess({
      context: systemContext(),
      stateFolder: this.state,
      dataFolder: this.data,
      deviceName: this.#name,
      jobsInThisThread: true,
      watchEvery: 0,
      automaticSync: false,
    });
    const seat: Seat = { actor: null };
    const client = clientInProcess(sessionAt(seat, { desk, face: 'test' }));
    return {
      desk,
      seat,
      client,
      async ended(task) {
        let now = task;
        while (now.state === 'running') now = await client.sync.task({ id: task.id, wait: PATIENCE });
        return now;
      },
    };
  }

  /** The device's own database, for a look. */
  look<T>(at: (device: DeviceState) => T): T {
    const device = new DeviceState(this.state);
    try {
      return at(device);
    } finally {
      device.close();
    }
  }

  /** Where a process finds it. */
  get environment(): Record<string, string> {
    return { PROOFDESK_STATE: this.state, PROOFDESK_DATA: this.data };
  }

  /** Nobody but the owner reads anything that lies here: keys, tokens, stores and files, half or whole. */
  expectOwnerOnly(): void {
    if (process.platform === 'win32') return;
    const open = entriesBelow(this.root)
      .filter((path) => path !== this.root && (lstatSync(path).mode & 0o077) !== 0)
      .filter((path) => path.startsWith(this.state) || path.startsWith(this.data))
      .filter((path) => path !== this.data);
    expect(open).toEqual([]);
  }
}

export interface StartedDevice {
  desk: DeskProcess;
  seat: Seat;
  client: ReturnType<typeof clientInProcess>;
  ended(task: SyncTask): Promise<SyncTask>;
}

const entriesBelow = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true }).map(({ parentPath, name }) =>
        join(parentPath, name),
      )
    : [];

/** Files below a folder whose bytes hold a text. */
export const filesWith = (folder: string, text: string | Buffer): string[] =>
  entriesBelow(folder).filter((path) => lstatSync(path).isFile() && readFileSync(path).includes(text));

/** Nothing of a store is half: pages, chains, the server's order, what the tables say, files. `withheld`: it lacks what its person may not read. */
export async function expectWhole(workspace: Workspace, { withheld = false } = {}): Promise<void> {
  expect(quickCheck(workspace.connection)).toBeNull();
  const mayBeWithheld = (readers: string) => withheld && readers !== 'shared';
  const { fault } = await verifyLedger(workspace.journal, workspace.chains(), { deep: true, mayBeWithheld });
  expect(fault).toBeNull();
  expect((await verifyDecisions(workspace, { deep: true }))?.fault ?? null).toBeNull();
  expect(checkRebuild(workspace).differences).toEqual([]);
  const blobs = join(workspace.folder, 'blobs');
  for (const path of entriesBelow(blobs)) {
    if (!lstatSync(path).isFile() || path.startsWith(join(blobs, 'incoming'))) continue;
    expect(sha256(readFileSync(path))).toBe(path.slice(blobs.length).replace(/[\\/]/g, ''));
    // Whatever lies here is known, so that it can be shown, sent and taken away.
    expect(workspace.blobs.info(path.slice(blobs.length).replace(/[\\/]/g, ''))).toBeDefined();
  }
}

const hashes = (workspace: Workspace): string[] => [...workspace.journal.each()].map(({ hash }) => hash);

/** What the server has decided, in its order. */
async function decidedAt(started: StartedDevice, address: string, workspace: string): Promise<string[]> {
  const { api } = started.desk.sync.connection(address);
  const order: string[] = [];
  for (let after = 0; ; ) {
    const { pulled, number } = await api.pull({ workspace, protocol: 1, after, limit: 500 });
    for (const { decision, receipt } of pulled) {
      after += 1;
      expect((JSON.parse(decision.text) as { number: number }).number).toBe(after);
      order.push(sha256(receipt.header));
    }
    if (after >= number) return order;
  }
}

/** Accounts and a file that is not small, in a workspace that is on a device alone. */
async function begunAlone(device: DeviceOnDisk, accounts: number): Promise<{ folder: string; logo: string }> {
  const started = device.start();
  const { desk, seat, client } = started;
  await client.workspace.create({
    name: 'Begun alone',
    company: 'Alone Ltd',
    currency: 'EUR',
    owner: { name: 'Ada Admin', roles: ['admin', 'rep'] },
  });
  seat.actor = desk.lastActor();
  const workspace = desk.workspace();
  workspace.connection.pragma('synchronous = OFF');
  for (let index = 0; index < accounts; index += 1)
    await client.deals.createAccount({ input: { name: `Account ${index}` } });
  const { digest: logo } = workspace.blobs.put(Buffer.alloc(200_000, device.root), {
    mediaType: 'image/png',
    name: 'logo.png',
  });
  await client.workspace.revise({ input: { brand: { accent: '#112233', logo, footer: '' } } });
  await desk.close();
  return { folder: workspace.folder, logo };
}

/** Kills uploads at random moments; what comes of each is held against what was here before. */
export async function killUploads(world: DesksOnServer, count: number): Promise<void> {
  const { address } = world.server;
  const kills = new Kills(count, 200);
  for (let turn = 0; turn < count; turn += 1) {
    const device = new DeviceOnDisk(world.root, `upload-${turn}`);
    const { folder, logo } = await begunAlone(device, 40);
    const state = new DeviceState(device.state);
    await world.signIn(state, `uploader${turn}`, address);
    state.close();
    const line = ['sync', 'upload', address, '--workspace', folder];
    await kills.next(turn, line, device.environment);
    device.expectOwnerOnly();

    const started = device.start();
    const { desk, client, seat } = started;
    desk.open(folder);
    seat.actor = desk.lastActor();
    const workspace = desk.workspace();
    await expectWhole(workspace);
    const before = hashes(workspace);
    expect(before.length).toBeGreaterThan(40);
    const status = desk.sync.status();
    if (status.state === 'none') {
      // It is on this device alone, as far as anybody can see, and is uploaded again.
      await client.deals.createAccount({ input: { name: 'Between' } });
      expect(await started.ended(await client.sync.upload({ address }))).toMatchObject({
        state: 'done',
        problem: null,
      });
    } else {
      // It has its server, and what is left of it goes there by itself.
      expect(status).toMatchObject({ state: expect.stringMatching(/^(sending|synced)$/), person: seat.actor });
      await client.deals.createAccount({ input: { name: 'Between' } });
    }
    await desk.sync.round();
    expect(desk.sync.status()).toMatchObject({ state: 'synced', pending: 0, uploads: 0, attention: 0, problem: null });
    expect(hashes(workspace)).toEqual(expect.arrayContaining(before));
    await expectWhole(workspace);
    expect((await decidedAt(started, address, workspace.id)).sort()).toEqual(hashes(workspace).sort());
    expect(await client.deals.accountNames()).toHaveLength(41);
    const there = await desk.sync.connection(address).raw(`/v1/workspaces/${workspace.id}/blobs/${logo}`);
    expect(sha256(Buffer.from(await there.arrayBuffer()))).toBe(logo);
    await desk.close();
  }
}

/** A device that has joined, with what it holds. */
export interface JoinedDevice {
  device: DeviceOnDisk;
  folder: string;
}

/** Kills joinings at random moments; answers the devices, which have joined in the end. */
export async function killJoinings(
  world: DesksOnServer,
  who: { account: string; person: string; address: string; devices?: string },
  count: number,
): Promise<JoinedDevice[]> {
  const { account, person, address, devices = 'join' } = who;
  const joined: JoinedDevice[] = [];
  const kills = new Kills(count, 1_200);
  for (let turn = 0; turn < count; turn += 1) {
    const device = new DeviceOnDisk(world.root, `${devices}-${turn}`);
    mkdirSync(device.root);
    const state = new DeviceState(device.state);
    await world.signIn(state, account, address);
    state.close();
    const line = ['sync', 'join', address, '--id', world.workspaceId];
    await kills.next(turn, line, device.environment);
    device.expectOwnerOnly();

    const started = device.start();
    const { desk, client } = started;
    const named = [...(await client.workspace.recent()), ...(await client.sync.brokenOff())];
    const stores = device.folders().filter((folder) => existsSync(join(folder, 'workspace.db')));
    expect(named.map(({ folder }) => folder).sort(), 'what lies here is named').toEqual(stores.sort());
    const known = desk.device.recentWorkspaces().map(({ folder }) => folder);
    for (const folder of device.folders()) {
      // Whoever opens what lies there sees all of it, or is told that it is a part.
      try {
        desk.open(folder);
        await expectWhole(desk.workspace(), { withheld: true });
        const { workspace } = await client.workspace.state();
        // Before its first step there is a store that holds nothing.
        if (workspace === null) expect(desk.workspace().isEmpty).toBe(true);
        desk.closeWorkspace();
        if (!known.includes(folder)) desk.device.forgetWorkspace(folder);
      } catch (thrown) {
        if (!(thrown instanceof ProofdeskError)) throw thrown;
        const nothing = readdirSync(folder).length === 0;
        expect(thrown.toRecord()).toMatchObject(nothing ? { code: 'not-found' } : { details: { kind: 'half-here' } });
      }
    }
    const task = await started.ended(await client.sync.join({ address, workspace: world.workspaceId }));
    expect(task).toMatchObject({ state: 'done', problem: null, joined: { person } });
    await desk.sync.round();
    expect(desk.sync.status()).toMatchObject({ state: 'synced', pending: 0, history: null, problem: null });
    const workspace = desk.workspace();
    await expectWhole(workspace, { withheld: true });
    expect(device.folders(), 'it lies here once').toEqual([workspace.folder]);
    expect(desk.device.recentWorkspaces().map(({ folder }) => folder)).toEqual([workspace.folder]);
    const order = await decidedAt(started, address, workspace.id);
    expect(decisionHead(workspace).number).toBe(order.length);
    expect(hashes(workspace).sort()).toEqual(order.sort());
    const own = [...workspace.chains().values()].filter(({ chain }) => desk.device.holds(workspace.id, chain));
    expect(own, 'one chain of one key').toHaveLength(1);
    joined.push({ device, folder: workspace.folder });
    await desk.close();
  }
  return joined;
}

/**
 * Kills leavings of devices that have joined at random moments, with something on them that was never sent, since `offline` cuts them off.
 * After each there is either all of it or, once Proofdesk has started again, nothing but the file of what was never sent.
 */
export async function killLeavings(joined: readonly JoinedDevice[], offline: () => void): Promise<void> {
  const kills = new Kills(joined.length, 40);
  offline();
  for (const [turn, { device, folder }] of joined.entries()) {
    const marker = `Never sent ${turn}`;
    const prepared = device.start();
    prepared.desk.open(folder);
    prepared.seat.actor = prepared.desk.lastActor();
    await prepared.client.deals.createAccount({ input: { name: marker } });
    // A store that a restore kept aside lies there as well.
    await prepared.desk.restore(folder, (await prepared.client.workspace.backUp()).name);
    const { id } = prepared.desk.workspace();
    const unsent = prepared.desk.workspace().journal.pendingCount();
    const seeds = [...prepared.desk.workspace().chains().values()]
      .map(({ person }) => prepared.desk.device.lastKey(id, person)?.seed)
      .filter((seed) => seed !== undefined);
    expect(seeds.length).toBeGreaterThan(0);
    await prepared.desk.close();
    // Enough of it that a kill falls into the middle of erasing.
    for (let index = 0; index < 256; index += 1) {
      const place = join(folder, 'blobs', index.toString(16).padStart(2, '0'));
      mkdirSync(place, { recursive: true, mode: 0o700 });
      writeFileSync(join(place, sha256(`${index}`).slice(2)), marker, { mode: 0o600 });
    }

    const file = join(device.root, 'unsent.ndjson');
    const line = ['sync', 'leave', '--workspace', folder, '--unsent-to', file];
    await kills.next(turn, line, device.environment);
    device.expectOwnerOnly();

    const started = device.start();
    if (existsSync(join(folder, 'workspace.db'))) {
      started.desk.open(folder);
      started.seat.actor = started.desk.lastActor();
      expect(quickCheck(started.desk.workspace().connection)).toBeNull();
      expect(started.desk.workspace().journal.pendingCount()).toBe(unsent);
      expect(await started.client.sync.leave({ unsentTo: file })).toEqual({ unsent, file });
    }
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    expect(lines).toHaveLength(unsent + 1);
    expect(lines.join()).toContain(marker);
    expect(lstatSync(file).mode & 0o077).toBe(0);
    expect(existsSync(folder), 'nothing of it is left').toBe(false);
    expect(await started.client.workspace.recent()).toEqual([]);
    await started.desk.close();
    expect(filesWith(device.state, id), 'the device remembers nothing of it').toEqual([]);
    for (const seed of seeds) expect(filesWith(device.state, Buffer.from(seed))).toEqual([]);
  }
}

/**
 * Kills rounds at random moments in which a role is taken away, and with it what only that role reads: `secret` stands in parts, tables, the
 * search and a backup. After each, once a round has come to its end, it stands nowhere on the disk; given back, it is there again.
 */
export async function killWithdrawals(
  { device, folder }: JoinedDevice,
  rights: { secret: string; give(whole: boolean): Promise<void> },
  count: number,
): Promise<void> {
  const { secret, give } = rights;
  const kills = new Kills(count, 200);
  for (let turn = 0; turn < count; turn += 1) {
    const before = device.start();
    before.desk.open(folder);
    before.seat.actor = before.desk.lastActor();
    await give(true);
    await before.desk.sync.round();
    await before.client.workspace.backUp();
    await before.desk.close();
    expect(filesWith(folder, secret).length).toBeGreaterThan(1);

    await give(false);
    await kills.next(turn, ['sync', 'now', '--workspace', folder], device.environment);
    device.expectOwnerOnly();
    const started = device.start();
    started.desk.open(folder);
    await expectWhole(started.desk.workspace(), { withheld: true });
    await started.desk.sync.round();
    expect(started.desk.sync.status()).toMatchObject({ state: 'synced', pending: 0, problem: null });
    expect(filesWith(folder, secret)).toEqual([]);
    await expectWhole(started.desk.workspace(), { withheld: true });
    await started.desk.close();
  }
}
