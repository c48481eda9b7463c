import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeviceState } from '../../../src-core/ledger/device-state';
import { type SigningKey, signingKey } from '../../../src-core/ledger/keys';
import {
  applyPulled,
  beginUpload,
  joinWorkspace,
  type KnownServer,
  noteResults,
  pendingPage,
} from '../../../src-core/sync';
import { DATABASE_FILE } from '../../../src-core/workspace/database-file';
import { execute } from '../../../src-core/workspace/execute';
import { createWorkspace } from '../../../src-core/workspace/genesis';
import { Workspace } from '../../../src-core/workspace/workspace';
import { MemoryStorage } from '../../../src-server/storage/memory';
import { createSync } from '../../../src-server/sync';
import { type Context, fixedContext } from '../../../src-shared/kernel/context';
import type { Role } from '../../../src-shared/workspace/schema';
import { commandsOf, entitiesOf, policies, rulesOf, type Version } from './domain';

/** What every schedule begins with: a workspace that was uploaded when all were of the older version, with its people and two cards, and devices that were just joined. */
export interface Template {
  root: string;
  workspace: string;
  server: KnownServer;
  serverKey: SigningKey;
  storage: MemoryStorage;
  founder: string;
  people: readonly string[];
  /** Folders to copy: the founder's, of those who have pulled everything, and of those who have nothing. */
  folders: {
    founder: string;
    pulled: Record<Version, string>;
    empty: Record<Version, string>;
    state: string;
    founderState: string;
  };
  /** Milliseconds since 1970 at which schedules begin. */
  now: number;
}

/** Roles of the people beside the founder. */
const ROLES: readonly Role[][] = [
  ['rep'],
  ['rep', 'finance'],
  ['finance', 'admin'],
  ['engineer', 'rep'],
  ['rep', 'admin', 'legal'],
  ['delivery', 'rep'],
];

/** A place in memory where there is one: nothing of it needs to last. */
export function temporaryFolder(name: string): string {
  return mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), `proofdesk-${name}-`));
}

/** Opens a folder as a client of a version has it. Nothing is forced to a disk: processes end here, machines do not. */
export function openVersion(options: {
  folder: string;
  version: Version;
  device: DeviceState;
  context: Context;
  name: string;
}): Workspace {
  let opened: Workspace | null = null;
  opened = Workspace.open({
    folder: options.folder,
    domain: { entities: entitiesOf(options.version), commands: commandsOf(options.version, () => opened!) },
    device: options.device,
    context: options.context,
    deviceName: options.name,
  });
  opened.connection.pragma('synchronous = OFF');
  return opened;
}

/** Copies a closed store into a folder of its own. */
export function copyStore(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  copyFileSync(join(from, DATABASE_FILE), join(to, DATABASE_FILE));
}

let made: Promise<Template> | null = null;

/** The template, made once in a process. */
export function template(): Promise<Template> {
  made ??= makeTemplate();
  return made;
}

/** Takes the template off the disk; the next schedule makes it anew. */
export async function removeTemplate(): Promise<void> {
  const there = await made;
  made = null;
  if (there) rmSync(there.root, { recursive: true, force: true });
}

async function makeTemplate(): Promise<Template> {
  const root = temporaryFolder('simulation');
  const context = fixedContext({ now: Date.UTC(2026, 10, 12, 8), seed: 7, stepMilliseconds: 2 });
  const serverKey = signingKey(context.randomBytes(32));
  const storage = new MemoryStorage();
  const sync = createSync({
    storage,
    context,
    domain: { entities: entitiesOf('older'), rules: rulesOf('older') },
    keyOf: async () => serverKey,
  });
  const open = (name: string, version: Version) => {
    const device = new DeviceState(join(root, `${name}-state`));
    return { device, workspace: openVersion({ folder: join(root, name), version, device, context, name }) };
  };
  const closing: { device: DeviceState; workspace: Workspace }[] = [];
  const first = open('founder', 'older');
  closing.push(first);
  const { workspace } = first;
  const { owner: founder } = createWorkspace(workspace, {
    name: 'Simulated',
    company: 'Simulated Ltd',
    currency: 'EUR',
    locale: 'en-GB',
    owner: { name: 'Ada Admin', email: 'ada@example.com', title: '', roles: ['rep'] },
    policies,
  });
  const run = (name: string, input: unknown): { id: string } =>
    execute<{ id: string }>(workspace, founder, name, input).result!;
  const people = ROLES.map((roles, index) => run('person.add', { name: `Person ${index}`, roles }).id);
  for (const about of people.slice(0, 2)) run('card.add', { about, values: { title: 'First', note: 'as it began' } });
  const account = `account of ${founder}`;
  const { receipt } = await sync.register({ workspace: workspace.id, founder, account });
  const server = beginUpload(workspace, 'https://desk.example', receipt);
  run('sync.appoint', server);
  const asker = { kind: 'person' as const, person: founder, account };
  await noteResults(workspace, await sync.push(workspace.id, asker, pendingPage(workspace).receipts));
  const everything = await sync.pull(workspace.id, asker, { after: 0, limit: 500 });
  await applyPulled(workspace, everything.pulled);
  const folders = { pulled: {} as Record<Version, string>, empty: {} as Record<Version, string> };
  for (const version of ['older', 'newer'] as const) {
    const empty = open(`empty-${version}`, version);
    const pulled = open(`pulled-${version}`, version);
    joinWorkspace(pulled.workspace, workspace.id, server);
    await applyPulled(pulled.workspace, everything.pulled);
    closing.push(empty, pulled);
    folders.empty[version] = empty.workspace.folder;
    folders.pulled[version] = pulled.workspace.folder;
  }
  const template: Template = {
    root,
    workspace: workspace.id,
    server,
    serverKey,
    storage,
    founder,
    people,
    folders: {
      ...folders,
      founder: workspace.folder,
      state: join(root, 'empty-older-state'),
      founderState: join(root, 'founder-state'),
    },
    now: context.now() + 60_000,
  };
  for (const { workspace: one, device } of closing) {
    one.close();
    device.close();
  }
  return template;
}
