import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { openPostgres } from '../../src-server/database/database';
import type { RunningServer } from '../../src-server/server';
import { openSqlStorage } from '../../src-server/storage/sql';
import type { Storage } from '../../src-server/storage/storage';
import { fixedContext } from '../../src-shared/kernel/context';
import {
  type HttpWorld,
  httpWorld,
  refused,
  type SignedInPerson,
  serverClient,
  startTestServer,
} from '../server/http-world';
import { type OwnPostgres, ownPostgres } from '../server/postgres';
import { thing } from '../server/server-world';

const folder = mkdtempSync(join(tmpdir(), 'proofdesk-operations-'));
const context = fixedContext({ now: Date.UTC(2026, 10, 12, 8), seed: 8, stepMilliseconds: 2 });
let postgres: OwnPostgres;
let world: HttpWorld;
const processes: { server: RunningServer; end(): Promise<void> }[] = [];

/** The storage, but that it hears of no number: as if the process that decided had ended before it told. */
const deafTo = (storage: Storage): Storage =>
  new Proxy(storage, {
    get: (target, name: keyof Storage) =>
      name === 'listen' ? async () => async () => {} : (target[name] as () => unknown).bind(target),
  });

/** A server with connections of its own, as another process would have. */
async function process({ deaf = false } = {}) {
  const database = openPostgres(postgres.url, 4, () => {});
  const storage = await openSqlStorage(database);
  const server = await startTestServer({
    ...{ database, context, folder },
    ...(deaf ? { storage: deafTo(storage), numbersMilliseconds: 50 } : { storage }),
  });
  const end = async () => {
    await server.close();
    await storage.close();
    await database.close();
  };
  processes.push({ server, end });
  return { server, database, storage };
}

beforeAll(async () => {
  postgres = await ownPostgres();
  const first = await process();
  world = await httpWorld(first.server, { ...first, context });
});
afterAll(async () => {
  for (const { end } of processes) await end();
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const at = (server: RunningServer, by: SignedInPerson) => serverClient(server.address, by.token);

describe('several processes on one PostgreSQL', () => {
  it('start together, share sign-ins and keys, and tell each other’s listeners', async () => {
    const [second, third] = await Promise.all([process(), process()]);
    const { founder, workspace } = world;
    const client = at(second.server, founder);
    expect((await client.workspaces.mine())[0]!.workspace).toBe(workspace);
    const socket = new WebSocket(`${third.server.address.replace('http', 'ws')}/v1/workspaces/${workspace}/notify`, {
      headers: { authorization: `Bearer ${founder.token()}` },
    });
    const heard: number[] = [];
    socket.on('message', (data) => heard.push((JSON.parse(String(data)) as { number: number }).number));
    await expect.poll(() => heard.length, { timeout: 15_000 }).toBe(1);
    const answer = await client.push({
      workspace,
      protocol: 1,
      receipts: founder.device.act('thing.add', [thing('p1')]),
    });
    await expect.poll(() => heard.at(-1), { timeout: 15_000 }).toBe(answer.number);
    socket.terminate();
    await founder.client.sessions.close();
    expect(await refused(client.workspaces.mine())).toMatchObject({ code: 'forbidden' });
    Object.assign(founder, await world.signIn('ada'));
  });

  it('find a number that nobody told of, once', async () => {
    const { founder, workspace } = world;
    const { server } = await process({ deaf: true });
    const socket = new WebSocket(`${server.address.replace('http', 'ws')}/v1/workspaces/${workspace}/notify`, {
      headers: { authorization: `Bearer ${founder.token()}` },
    });
    const heard: number[] = [];
    socket.on('message', (data) => heard.push((JSON.parse(String(data)) as { number: number }).number));
    await expect.poll(() => heard.length, { timeout: 15_000 }).toBe(1);
    const receipts = founder.device.act('thing.add', [thing('p2')]);
    const answer = await founder.client.push({ workspace, protocol: 1, receipts });
    await expect.poll(() => heard.at(-1), { timeout: 15_000 }).toBe(answer.number);
    await new Promise((go) => setTimeout(go, 200));
    expect(heard).toHaveLength(2);
    socket.terminate();
  });

  it('take pushes at once without giving a number twice or leaving one out', async () => {
    const { founder, workspace } = world;
    const people = [
      await world.join('bob', ['rep']),
      await world.join('cleo', ['rep']),
      await world.join('dora', ['rep']),
    ];
    const before = (await world.server.sync.sequence(workspace)).number;
    await Promise.all(
      people.map(async (person, index) => {
        const client = at(processes[index % processes.length]!.server, person);
        for (let round = 0; round < 5; round += 1) {
          const receipts = person.device.act('thing.add', [thing(`${person.person}-${round}`)]);
          const { results } = await client.push({ workspace, protocol: 1, receipts });
          expect(results[0]).toMatchObject({ status: 'decided', refusal: null });
        }
      }),
    );
    const { pulled } = await founder.client.pull({ workspace, protocol: 1, after: before });
    const numbers = pulled.map(({ decision }) => (JSON.parse(decision.text) as { number: number }).number);
    expect(numbers).toEqual(Array.from({ length: 15 }, (_, index) => before + index + 1));
  });
});

describe('a database that goes away', () => {
  it('is told as such, and everything goes on when it is back, with nothing lost', async () => {
    const { founder, workspace } = world;
    const receipts = founder.device.act('thing.add', [thing('k1')]);
    await postgres.kill();
    expect(await refused(founder.client.push({ workspace, protocol: 1, receipts }))).toMatchObject({
      code: 'unavailable',
    });
    expect((await fetch(`${world.server.address}/healthz`)).status).toBe(200);
    expect((await fetch(`${world.server.address}/readyz`)).status).toBe(503);
    await postgres.start();
    await expect
      .poll(async () => (await fetch(`${world.server.address}/readyz`)).status, { timeout: 15_000 })
      .toBe(200);
    const { results } = await founder.client.push({ workspace, protocol: 1, receipts });
    expect(results[0]).toMatchObject({ status: 'decided', refusal: null });
    expect((await founder.client.push({ workspace, protocol: 1, receipts })).results).toEqual(results);
  });
});

describe('a server that is stopped', () => {
  it('answers what is under way and takes nothing new', async () => {
    const stopping = await process();
    const { founder, workspace } = world;
    const client = at(stopping.server, founder);
    // The push waits for the workspace's row while the server is told to stop.
    const { underWay, closing } = await world.database.transaction(async (sql) => {
      await sql.query('SELECT number FROM sync_sequences WHERE workspace = $1 FOR UPDATE', [workspace]);
      const receipts = founder.device.act('thing.add', [thing('s1')]);
      const pushing = client.push({ workspace, protocol: 1, receipts });
      const waiting = `SELECT count(*) AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock'`;
      await expect
        .poll(async () => (await world.database.query<{ n: number }>(waiting))[0]!.n, { timeout: 15_000 })
        .toBe(1);
      return { underWay: pushing, closing: stopping.server.close() };
    });
    const [answer] = await Promise.all([underWay, closing]);
    expect(answer.results[0]).toMatchObject({ status: 'decided', refusal: null });
    await expect(fetch(`${stopping.server.address}/healthz`)).rejects.toThrow();
  });
});
