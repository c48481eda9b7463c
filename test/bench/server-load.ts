import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gunzip, gzipSync } from 'node:zlib';
import { openPostgres } from '../../src-server/database/database';
import { openSqlStorage } from '../../src-server/storage/sql';
import { fixedContext } from '../../src-shared/kernel/context';
import type { PushAnswer } from '../../src-shared/sync/protocol';
import { startTestServer, worldAt } from '../server/http-world';
import { type OwnPostgres, ownPostgres } from '../server/postgres';
import { thing } from '../server/server-world';
import type { TestDevice } from '../server/test-device';
import type { BenchFigure } from './figures';
import { processorTime } from './sync-pushes';

const WORKSPACES = 20;
const DEVICES = 200;
const RECEIPTS = 10;
/** Two minutes in full; the short form shows the same within noise, but for the memory. */
const SECONDS = process.env['PROOFDESK_BENCH_FULL'] ? 120 : 8;
/** Pushes of each device that come first and do not count: compiled code and caches. */
const WARM = 2;
/** How often the server's memory is looked at, over both halves; each look lets it collect what is not in use. */
const LOOKS = 6;
const TARGET_MILLISECONDS = 500;

/** What the server's process says of itself. */
interface Usage {
  /** Microseconds of a core. */
  processor: number;
  /** Bytes that are resident: what is in use, and what the collector has not given back yet. */
  resident: number;
  /** Bytes in use after a collection: what would grow if something were kept. */
  held: number;
}

interface LoadDevice {
  /** Made and compressed beforehand, as a device sends them. */
  bodies: Buffer[];
  path: string;
  token: string;
}

/**
 * 200 devices in 20 workspaces that each push 10 receipts a second in one push, at fixed times whatever the answers take, over HTTP: the
 * slowest hundredth of the pushes. The server is a process of its own and PostgreSQL another, on the cores that are here; the devices are
 * a third one, which only sends what it has ready.
 */
export async function measureServerLoad(say: (line: string) => void): Promise<BenchFigure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'proofdesk-load-'));
  const postgres = await ownPostgres(['shared_buffers=256MB', 'max_wal_size=2GB']);
  const server = fork(process.argv[1]!, ['one-load-server', postgres.url, folder], {
    stdio: 'inherit',
    execArgv: ['--expose-gc'],
  });
  const agent = new Agent({ keepAlive: true, maxSockets: DEVICES });
  try {
    const address = await told<string>(server);
    say(`bringing ${WORKSPACES} workspaces with ${DEVICES} devices to the server`);
    const devices = await devicesAt(address);
    say(`pushing for ${SECONDS} s`);
    const push = async (device: LoadDevice, body: Buffer): Promise<void> => {
      const { results } = await send(agent, address, device, body);
      if (results.length !== RECEIPTS || results.some((result) => result.status !== 'decided'))
        throw new Error('A receipt was not decided.');
    };
    for (let turn = 0; turn < WARM; turn += 1)
      await Promise.all(devices.map((device) => push(device, device.bodies[turn]!)));
    const before = await usage(server);
    const databaseBefore = processorTime(postgres.pid);
    const ownBefore = process.cpuUsage();
    const times: number[] = [];
    const halves: Usage[][] = [[], []];
    const started = performance.now();
    await Promise.all([
      ...devices.map(async (device, index) => {
        for (let second = 0; second < SECONDS; second += 1) {
          const due = started + second * 1_000 + (index * 1_000) / DEVICES;
          await sleep(Math.max(0, due - performance.now()));
          // Counted from when it was due: a push that waits for the one before it has waited.
          await push(device, device.bodies[WARM + second]!);
          times.push(performance.now() - due);
        }
      }),
      (async () => {
        for (let look = 1; look <= LOOKS; look += 1) {
          await sleep(Math.max(0, started + (SECONDS * 1_000 * look) / LOOKS - performance.now()));
          halves[look * 2 > LOOKS ? 1 : 0]!.push(await usage(server));
        }
      })(),
    ]);
    const seconds = (performance.now() - started) / 1_000;
    const after = await usage(server);
    const own = process.cpuUsage(ownBefore);
    times.sort((one, other) => one - other);
    const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))]!;
    // The least of a half: what is in use at a moment has the pushes of that moment in it.
    const held = halves.map((half) => Math.min(...half.map((one) => one.held)));
    const mebibytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(0);
    const each = (microseconds: number): string => (microseconds / times.length / 1_000).toFixed(2);
    const note = `median ${at(0.5).toFixed(0)} ms; ${times.length} pushes in ${seconds.toFixed(0)} s; of a core each takes ${each(
      after.processor - before.processor,
    )} ms of the server, ${each(processorTime(postgres.pid) - databaseBefore)} ms of PostgreSQL and ${each(
      own.user + own.system,
    )} ms of the devices; the server's memory in use ${mebibytes(held[0]!)} MiB in the first half, ${mebibytes(
      held[1]!,
    )} MiB in the second (resident ${halves.map((half) => mebibytes(half.at(-1)!.resident)).join(' and ')} MiB at their ends)`;
    say(note);
    return [
      {
        name: `push of ${RECEIPTS}, p99 (${DEVICES} devices, ${WORKSPACES} workspaces, ${SECONDS} s)`,
        value: at(0.99),
        unit: 'ms',
        target: TARGET_MILLISECONDS,
        runs: times.length,
        note,
      },
    ];
  } finally {
    agent.destroy();
    await ended(server, postgres);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The server's process: says where it listens, and what it has used whenever it is asked. */
export async function runLoadServer(url: string, folder: string): Promise<never> {
  const database = openPostgres(url, 20, (error) => process.stderr.write(`${error}\n`));
  const storage = await openSqlStorage(database);
  const context = { ...fixedContext({ now: 0, seed: 9 }), now: () => Date.now() };
  const server = await startTestServer({ database, storage, context, folder });
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    const resident = process.memoryUsage().rss;
    globalThis.gc!();
    const { heapUsed, external } = process.memoryUsage();
    process.send!({ processor: user + system, resident, held: heapUsed + external } satisfies Usage);
  });
  process.send!(server.address);
  await new Promise((gone) => process.once('disconnect', gone));
  process.exit(0);
}

/** The next thing that the server's process says. */
function told<T>(server: ChildProcess): Promise<T> {
  return new Promise((heard, failed) => {
    const gone = (): void => failed(new Error('The server ended.'));
    server.once('exit', gone);
    server.once('message', (said) => {
      server.off('exit', gone);
      heard(said as T);
    });
  });
}

async function usage(server: ChildProcess): Promise<Usage> {
  const answer = told<Usage>(server);
  server.send('usage');
  return answer;
}

async function ended(server: ChildProcess, postgres: OwnPostgres): Promise<void> {
  const gone = server.exitCode === null ? new Promise((exit) => server.once('exit', exit)) : null;
  if (server.connected) server.disconnect();
  await gone;
  await postgres.stop();
}

/** Workspaces with their devices, and what each device is going to push. */
async function devicesAt(address: string): Promise<LoadDevice[]> {
  const context = { ...fixedContext({ now: 0, seed: 10 }), now: () => Date.now() };
  const devices: LoadDevice[] = [];
  for (let index = 0; index < WORKSPACES; index += 1) {
    const world = await worldAt(address, context, `founder${index}`);
    const people: { token(): string; device: TestDevice }[] = [world.founder];
    while (people.length < DEVICES / WORKSPACES) people.push(await world.join(`p${index}x${people.length}`, ['rep']));
    for (const { device, token } of people) {
      const bodies = Array.from({ length: WARM + SECONDS }, (_none, second) => {
        const receipts = Array.from(
          { length: RECEIPTS },
          (_nothing, at) => device.act('thing.add', [thing(`${device.chain}-${second}-${at}`)])[0]!,
        );
        return gzipSync(JSON.stringify({ protocol: 1, receipts }));
      });
      devices.push({ bodies, path: `/v1/workspaces/${world.workspace}/push`, token: token() });
    }
  }
  return devices;
}

const unpacked = promisify(gunzip);

async function send(agent: Agent, address: string, device: LoadDevice, body: Buffer): Promise<PushAnswer> {
  const { status, packed, bytes } = await new Promise<{ status: number; packed: boolean; bytes: Buffer }>(
    (answered, failed) => {
      const sent = request(
        address + device.path,
        {
          agent,
          method: 'POST',
          headers: {
            authorization: `Bearer ${device.token}`,
            'content-type': 'application/json',
            'content-encoding': 'gzip',
            'content-length': body.length,
            'accept-encoding': 'gzip, deflate',
          },
        },
        (response) => {
          const pieces: Buffer[] = [];
          response.on('data', (piece: Buffer) => pieces.push(piece));
          response.on('error', failed);
          response.on('end', () =>
            answered({
              status: response.statusCode ?? 0,
              packed: response.headers['content-encoding'] === 'gzip',
              bytes: Buffer.concat(pieces),
            }),
          );
        },
      );
      sent.on('error', failed);
      sent.end(body);
    },
  );
  const text = (packed ? await unpacked(bytes) : bytes).toString();
  if (status !== 200) throw new Error(`A push was answered ${status}: ${text}`);
  return JSON.parse(text) as PushAnswer;
}
