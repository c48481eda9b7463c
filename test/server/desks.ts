import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemContext } from '../../src-core/context';
import { DeviceState } from '../../src-core/ledger/device-state';
import { beginUpload, joinWorkspace, setSyncState } from '../../src-core/sync';
import { execute } from '../../src-core/workspace/execute';
import { Workspace } from '../../src-core/workspace/workspace';
import { type DeskOptions, DeskProcess } from '../../src-main/desk-process';
import { productDomain } from '../../src-main/domain';
import { type Seat, sessionAt } from '../../src-main/session';
import { ownChainClaim } from '../../src-main/sync/chains';
import { ServerConnection } from '../../src-main/sync/connection';
import { fetchWorkspace } from '../../src-main/sync/fetch-workspace';
import { NOTES } from '../../src-main/sync/notes';
import { pushEverything } from '../../src-main/sync/round';
import { SignIns } from '../../src-main/sync/sessions';
import { clientInProcess } from '../../src-main/transport';
import { type Database, openEmbedded } from '../../src-server/database/database';
import type { RunningServer, ServerParts } from '../../src-server/server';
import { MemoryStorage } from '../../src-server/storage/memory';
import type { Storage } from '../../src-server/storage/storage';
import { entities } from '../../src-shared/contract';
import { commandRules } from '../../src-shared/rules-of-commands';
import type { Role } from '../../src-shared/workspace';
import { signInAt, startTestServer } from './http-world';

/** One device of one person: a process of its own, with its own state and folder. */
export interface Desk {
  desk: DeskProcess;
  person: string;
  folder: string;
  address: string;
  client: ReturnType<typeof clientInProcess>;
  workspace(): Workspace;
}

/** A server with the product's entities and rules, and devices that sync with it over HTTP. */
export class DesksOnServer {
  readonly root = mkdtempSync(join(tmpdir(), 'proofdesk-desks-'));
  readonly context = systemContext();
  server!: RunningServer;
  #database!: Database;
  #storage!: Storage;
  readonly desks: DeskProcess[] = [];
  readonly #parts: Partial<ServerParts>;
  #workspaceId = '';
  #port = 0;

  private constructor(parts: Partial<ServerParts>) {
    this.#parts = parts;
  }

  static async start(
    parts: Partial<ServerParts> & { storageOn?: (database: Database) => Promise<Storage> } = {},
  ): Promise<DesksOnServer> {
    const { storageOn, ...rest } = parts;
    const world = new DesksOnServer(rest);
    world.#database = await openEmbedded(null);
    world.#storage = storageOn ? await storageOn(world.#database) : new MemoryStorage();
    await world.startServer();
    return world;
  }

  /** Starts the server, on the port that it had before; `parts` are of this start only. */
  async startServer(parts: Partial<ServerParts> = {}): Promise<void> {
    this.server = await startTestServer({
      database: this.#database,
      storage: this.#storage,
      context: this.context as never,
      folder: join(this.root, 'shelf'),
      domain: { entities, rules: commandRules },
      port: this.#port,
      ...this.#parts,
      ...parts,
    });
    this.#port = Number(new URL(this.server.address).port);
  }

  get workspaceId(): string {
    return this.#workspaceId;
  }

  /** A running process of a device that was prepared. */
  open(name: string, folder: string, person: string, address: string, options: Partial<DeskOptions> = {}): Desk {
    const desk = this.#process(name, options);
    desk.open(folder);
    return this.#as(desk, person, folder, address);
  }

  /** A workspace that was begun alone by its admin and was brought to the server. `before` happens while it has none. */
  async uploaded(
    before: (client: Desk['client']) => Promise<unknown> = async () => {},
    options: Partial<DeskOptions> & { address?: string; roles?: Role[] } = {},
  ): Promise<Desk> {
    const { address = this.server.address, roles, ...rest } = options;
    const desk = this.#process('ada', rest);
    const seat: Seat = { actor: null };
    const client = clientInProcess(sessionAt(seat, { desk, face: 'test' }));
    await client.workspace.create({
      name: 'Northwind',
      company: 'Northwind Ltd',
      currency: 'EUR',
      owner: { name: 'Ada Admin', email: 'ada@example.com', ...(roles && { roles }) },
    });
    const workspace = desk.workspace();
    const person = desk.lastActor()!;
    seat.actor = person;
    await before(client);
    const session = await this.signIn(desk.device, 'ada', address);
    const connection = desk.sync.connection(address);
    const { membership, opening } = await connection.api.workspaces.register({
      workspace: workspace.id,
      person,
      ...ownChainClaim(workspace, person, session.account)!,
    });
    this.#workspaceId = workspace.id;
    beginUpload(workspace, address, opening);
    execute(workspace, person, 'sync.appoint', { ...membership.server, address });
    await pushEverything(workspace, connection);
    setSyncState(workspace, NOTES.person, person);
    desk.sync.wake();
    return this.#as(desk, person, workspace.folder, address);
  }

  /** Another person of the workspace, with a device of their own that has joined. */
  async joined(
    admin: Desk,
    name: string,
    roles: Role[],
    options: Partial<DeskOptions> & { address?: string } = {},
  ): Promise<Desk> {
    const { result } = await admin.client.workspace.addPerson({
      input: { name, roles, email: `${name}@example.com` },
    });
    await admin.desk.sync.round();
    const person = result!.id;
    const { code } = await admin.desk.sync
      .connection(admin.address)
      .api.invitations.create({ workspace: this.workspaceId, person });
    return this.device(name, person, { ...options, code });
  }

  /** A further device of somebody who has an account, or gets one by an invitation's code. */
  async device(
    name: string,
    person: string,
    options: Partial<DeskOptions> & { code?: string; address?: string; account?: string; short?: number } = {},
  ): Promise<Desk> {
    const { code, address = this.server.address, account = name, short, ...rest } = options;
    const device = new DeviceState(join(this.root, name, 'state'));
    const folder = join(this.root, name, 'data', 'joined');
    let workspace: Workspace | null = null;
    try {
      await this.signIn(device, account, address);
      const connection = new ServerConnection({ address, signIns: new SignIns(device), context: this.context });
      const mine = code
        ? await connection.api.invitations.accept({ code })
        : (await connection.api.workspaces.mine()).find((one) => one.workspace === this.workspaceId)!;
      workspace = Workspace.open({
        folder,
        domain: productDomain(() => workspace!),
        device,
        context: this.context,
        deviceName: name,
      });
      joinWorkspace(workspace, this.workspaceId, { address, ...mine.server });
      setSyncState(workspace, NOTES.person, person);
      await fetchWorkspace(workspace, connection, short === undefined ? {} : { short });
    } finally {
      workspace?.close();
      device.close();
    }
    return this.open(name, folder, person, address, rest);
  }

  /** Signs a device in at the server, as an identity provider's `test:<name>`. */
  async signIn(device: DeviceState, name: string, address = this.server.address) {
    const { session } = await signInAt(address, name, this.context);
    new SignIns(device).keep(address, { ...session, id: session.refreshToken.slice(0, 12), name, ahead: 0 });
    return session;
  }

  async close(): Promise<void> {
    for (const desk of this.desks) await desk.close();
    await this.server.close();
    await this.#storage.close();
    await this.#database.close();
    rmSync(this.root, { recursive: true, force: true });
  }

  #process(name: string, options: Partial<DeskOptions>): DeskProcess {
    const desk = new DeskProcess({
      context: this.context,
      stateFolder: join(this.root, name, 'state'),
      dataFolder: join(this.root, name, 'data'),
      deviceName: name,
      jobsInThisThread: true,
      watchEvery: 0,
      ...options,
    });
    this.desks.push(desk);
    return desk;
  }

  #as(desk: DeskProcess, person: string, folder: string, address: string): Desk {
    const session = sessionAt({ actor: person }, { desk, face: 'test' });
    return { desk, person, folder, address, client: clientInProcess(session), workspace: () => desk.workspace() };
  }
}

/** Waits until something holds, as everything does that comes over a network; fails after `limit` milliseconds. */
export async function eventually(holds: () => unknown, limit = 5_000): Promise<void> {
  const end = performance.now() + limit;
  for (;;) {
    const what = await holds();
    if (what) return;
    if (performance.now() > end) throw new Error(`It did not come about: ${holds}`);
    await new Promise((go) => setTimeout(go, 10));
  }
}
