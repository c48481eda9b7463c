import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemContext } from '../../src-core/context';
import { sha256 } from '../../src-core/ledger/digests';
import { signingKey } from '../../src-core/ledger/keys';
import { type Database, openPostgres } from '../../src-server/database/database';
import { openSqlStorage } from '../../src-server/storage/sql';
import type { Storage } from '../../src-server/storage/storage';
import { createSync } from '../../src-server/sync';
import type { SignedReceipt } from '../../src-shared/kernel/receipt';
import type { PushResult } from '../../src-shared/sync/protocol';
import { builtProgram } from '../jobs/built-programs';
import { type OwnPostgres, ownPostgres } from '../server/postgres';
import { definitions, revised, type ServerWorld, serverWorldOn, smallRules, thing } from '../server/server-world';
import { hashOf, type TestDevice } from '../server/test-device';
import type { PushOrder } from './push-victim';

const SEED = 'a5'.repeat(32);
const PUSH = 20;

let postgres: OwnPostgres;
let database: Database;
let storage: Storage;
let victim: string;
let world: ServerWorld;
let folder: string;

beforeAll(async () => {
  [victim, postgres] = await Promise.all([builtProgram('push-victim'), ownPostgres()]);
  folder = mkdtempSync(join(tmpdir(), 'proofdesk-server-kill-'));
  // Connections that die with the database are thrown away by the pool; pushes that were under way fail by themselves.
  database = openPostgres(postgres.url, 6, () => {});
  storage = await openSqlStorage(database);
  const context = systemContext();
  const domain = { entities: [...definitions.values()], rules: smallRules() };
  const sync = createSync({ storage, context, domain, keyOf: async () => signingKey(Buffer.from(SEED, 'hex')) });
  world = await serverWorldOn(sync, storage, context);
}, 120_000);

afterAll(async () => {
  await database?.close();
  await postgres?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** Receipts of a device, some of them acts of several, in pushes. */
function pushesOf(device: TestDevice, count: number): SignedReceipt[][] {
  const from = device.written.length;
  for (let index = 0; device.written.length < from + count; index += 1) {
    const id = `${device.chain}-${index % 30}-${from}`;
    if (index < 30) device.act('thing.add', [thing(id)]);
    else if (index % 7 === 0) {
      const made = [0, 1, 2].map((one) => [thing(`${id}-${index}-${one}`)]);
      device.act('thing.addMany', [], { cut: made });
    } else device.act('thing.revise', [revised(id, { note: `note ${index}` })]);
  }
  const receipts = device.written.slice(from);
  return Array.from({ length: Math.ceil(receipts.length / PUSH) }, (_, push) =>
    receipts.slice(push * PUSH, (push + 1) * PUSH),
  );
}

/** Numbers without gaps, each decision naming the one before, every receipt once; answers the receipts' hashes. */
async function orderOfAll(): Promise<string[]> {
  const decided = await storage.reading(world.workspace, (store) => store.decided(0, 100_000));
  expect(decided.map(({ decision }) => decision.number)).toEqual(decided.map((_, index) => index + 1));
  let previous: string | null = null;
  for (const { decision } of decided) {
    expect((JSON.parse(decision.text) as { previous: string | null }).previous).toBe(previous);
    previous = sha256(decision.text);
  }
  const hashes = decided.map(({ hash }) => hash);
  expect(new Set(hashes).size).toBe(hashes.length);
  return hashes;
}

describe('a server on PostgreSQL', () => {
  it('gives numbers without gaps or doubles to two that push at once', async () => {
    const devices = [await world.join(['rep']), await world.join(['rep'])];
    await Promise.all(
      devices.map(async (device) => {
        for (const receipts of pushesOf(device, 100)) {
          const results = await world.push(receipts, device.person);
          expect(results.every(({ status }) => status === 'decided' || status === 'aside')).toBe(true);
        }
      }),
    );
    const order = await orderOfAll();
    for (const device of devices) {
      const hashes = device.written.map(hashOf);
      expect(order.filter((hash) => hashes.includes(hash))).toEqual(hashes);
    }
  });

  it('has everything that it acknowledged after its process was killed in the middle of pushes, and takes the rest', async () => {
    const device = await world.join(['rep']);
    const pushes = pushesOf(device, 160);
    const acknowledged = new Map<string, string>();
    for (let kill = 0; kill < 2; kill += 1) await pushUntilKilled(device, pushes, acknowledged, 1 + kill * 60);
    const before = new Set(await orderOfAll());
    for (const hash of acknowledged.keys()) expect(before.has(hash)).toBe(true);
    const results: PushResult[] = [];
    for (const receipts of pushes) results.push(...(await world.push(receipts, device.person)));
    await expectAllDecided(device, acknowledged, pushes);
  }, 60_000);

  it('goes on after its database was killed and started again under it', async () => {
    const device = await world.join(['rep']);
    const pushes = pushesOf(device, 200);
    const acknowledged = new Map<string, string>();
    let failures = 0;
    let restart = Promise.resolve();
    for (let push = 0; push < pushes.length; ) {
      if (push === 4 && failures === 0) restart = postgres.kill().then(() => postgres.start());
      try {
        for (const result of await world.push(pushes[push]!, device.person)) {
          if (result.status === 'decided') acknowledged.set(result.hash, result.decision.signature);
        }
        push += 1;
      } catch {
        failures += 1;
        await restart;
        // From the beginning, as a device does that does not know how far it got.
        push = 0;
      }
    }
    expect(failures).toBeGreaterThan(0);
    await expectAllDecided(device, acknowledged, pushes);
  }, 60_000);
});

async function expectAllDecided(
  device: TestDevice,
  acknowledged: ReadonlyMap<string, string>,
  pushes: readonly SignedReceipt[][],
): Promise<void> {
  const order = await orderOfAll();
  const hashes = device.written.map(hashOf);
  expect(order.filter((hash) => hashes.includes(hash))).toEqual(hashes);
  for (const receipts of pushes) {
    for (const result of await world.push(receipts, device.person)) {
      if (result.status !== 'decided') expect.unreachable(`${result.hash} is ${result.status}`);
      else expect(acknowledged.get(result.hash) ?? result.decision.signature).toBe(result.decision.signature);
    }
  }
}

/** Runs a server's process until it has said so many answers, and kills it then. */
async function pushUntilKilled(
  device: TestDevice,
  pushes: SignedReceipt[][],
  acknowledged: Map<string, string>,
  answers: number,
): Promise<void> {
  const file = join(folder, 'order.json');
  const order: PushOrder = {
    url: postgres.url,
    seed: SEED,
    workspace: world.workspace,
    person: device.person,
    account: `account-of-${device.person}`,
    pushes,
  };
  writeFileSync(file, JSON.stringify(order));
  const child = spawn(process.execPath, [victim, file], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let wrong = '';
  child.stderr.on('data', (piece: Buffer) => {
    wrong += piece.toString();
  });
  const fresh = acknowledged.size + answers;
  await new Promise<void>((ended) => {
    child.stdout.on('data', (piece: Buffer) => {
      said += piece.toString();
      const lines = said.split('\n');
      said = lines.pop()!;
      for (const line of lines) {
        const [hash, signature] = line.split(' ');
        if (hash && signature) acknowledged.set(hash, signature);
      }
      if (acknowledged.size >= fresh) child.kill('SIGKILL');
    });
    child.on('close', () => ended());
  });
  expect(child.signalCode, wrong).toBe('SIGKILL');
}
