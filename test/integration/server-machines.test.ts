import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { signatureHolds } from '../../src-core/ledger/keys';
import { webhookHolds } from '../../src-server/audit/standard-webhooks';
import { BACK_OFF_SECONDS } from '../../src-server/audit/webhooks';
import { openApiDocument } from '../../src-server/http/document';
import type { RunningServer } from '../../src-server/server';
import { fixedContext } from '../../src-shared/kernel/context';
import { dayRootText, rootFromPath } from '../../src-shared/sync/merkle';
import { BLOB_PIECE_BYTES } from '../../src-shared/sync/protocol';
import {
  type HttpWorld,
  httpWorld,
  type OwnServerParts,
  ownServerParts,
  refused,
  startTestServer,
} from '../server/http-world';
import { thing } from '../server/server-world';

const folder = mkdtempSync(join(tmpdir(), 'proofdesk-machines-'));
const context = fixedContext({ now: Date.UTC(2026, 10, 12, 8), seed: 5, stepMilliseconds: 2 });
let parts: OwnServerParts;
let server: RunningServer;
let world: HttpWorld;

beforeAll(async () => {
  parts = await ownServerParts(context);
  server = await startTestServer({ ...parts, folder, quotaBytes: 12_000_000 });
  world = await httpWorld(server, parts);
});
afterAll(async () => {
  await server?.close();
  await parts?.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  // The clock is moved by days here, and sign-ins end.
  const { session, client, token } = await world.signIn('ada');
  Object.assign(world.founder, { session, client, token });
});

const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const blob = (digest: string, query = '') =>
  `${server.address}/v1/workspaces/${world.workspace}/blobs/${digest}${query}`;
const as = (by: { token(): string }, init: RequestInit = {}) => ({
  ...init,
  headers: { ...init.headers, authorization: `Bearer ${by.token()}` },
});
const put = async (by: { token(): string }, digest: string, size: number, offset: number, bytes: Uint8Array) =>
  fetch(blob(digest, `?offset=${offset}&size=${size}`), as(by, { method: 'PUT', body: new Uint8Array(bytes) }));

describe('files', () => {
  it('go up in pieces, go on where they stopped, and count when their digest fits', async () => {
    const { founder } = world;
    const bytes = randomBytes(BLOB_PIECE_BYTES + 1_000);
    const digest = digestOf(bytes);
    const first = bytes.subarray(0, BLOB_PIECE_BYTES);
    expect(await (await put(founder, digest, bytes.length, 0, first)).json()).toEqual({
      offset: BLOB_PIECE_BYTES,
      complete: false,
    });
    const stopped = await fetch(blob(digest), as(founder, { method: 'HEAD' }));
    expect([stopped.status, stopped.headers.get('upload-offset')]).toEqual([404, String(BLOB_PIECE_BYTES)]);
    expect((await put(founder, digest, bytes.length, BLOB_PIECE_BYTES, bytes.subarray(BLOB_PIECE_BYTES))).status).toBe(
      200,
    );
    const whole = await fetch(blob(digest), as(founder));
    expect(digestOf(new Uint8Array(await whole.arrayBuffer()))).toBe(digest);
    const rest = await fetch(blob(digest), as(founder, { headers: { range: 'bytes=4194000-' } }));
    expect([rest.status, (await rest.arrayBuffer()).byteLength]).toEqual([206, bytes.length - 4_194_000]);
  });

  it('are refused with another digest, out of step, in wrong pieces and beyond the quota', async () => {
    const { founder } = world;
    const bytes = randomBytes(50);
    const wrong = digestOf(randomBytes(8));
    expect((await put(founder, wrong, 50, 0, bytes)).status).toBe(400);
    expect((await fetch(blob(wrong), as(founder))).status).toBe(404);
    expect((await put(founder, wrong, BLOB_PIECE_BYTES * 2, 0, bytes)).status).toBe(400);
    expect((await put(founder, wrong, 13_000_000, 0, randomBytes(BLOB_PIECE_BYTES))).status).toBe(507);
    expect((await put(founder, wrong, 60, 40, bytes)).status).toBe(400);
    expect((await put(founder, '..%2f..%2fetc', 50, 0, bytes)).status).toBe(404);
  });

  it('are read by who may read a field that names them, and by the uploader before', async () => {
    const { founder } = world;
    const bytes = randomBytes(300);
    const digest = digestOf(bytes);
    await put(founder, digest, 300, 0, bytes);
    const bea = await world.join('bea', ['rep']);
    expect((await fetch(blob(digest), as(bea))).status).toBe(404);
    await world.push(founder, founder.device.act('thing.add', [thing('f1', { file: digest })]));
    expect((await fetch(blob(digest), as(bea))).status).toBe(200);
    const other = await httpWorld(server, parts, 'zoe');
    expect((await fetch(blob(digest), as(other.founder))).status).toBe(404);
    const elsewhere = blob(digest).replace(world.workspace, other.workspace);
    expect((await fetch(elsewhere, as(other.founder))).status).toBe(404);
  });
});

/** A receiver of webhooks that answers what it is told to. */
async function receiver() {
  const heard: { headers: Record<string, string>; body: string }[] = [];
  let status = 200;
  const listening: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => {
      body += piece.toString();
    });
    request.on('end', () => {
      heard.push({ headers: request.headers as Record<string, string>, body });
      response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end();
    });
  });
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  return {
    heard,
    url: `http://127.0.0.1:${(listening.address() as AddressInfo).port}/hook`,
    answer: (next: number) => {
      status = next;
    },
    close: () => new Promise((resolve) => listening.close(resolve)),
  };
}

describe('webhooks', () => {
  it('bring signed receipts in order, once each, and a dead letter after the last attempt', async () => {
    const { founder, workspace } = world;
    const receiving = await receiver();
    try {
      const { secret, webhook } = await founder.client.webhooks.create({
        workspace,
        url: receiving.url,
        roles: ['engineer'],
        after: 0,
      });
      const { number } = await server.sync.sequence(workspace);
      await server.webhooks.deliverDue();
      await expect
        .poll(async () => (await server.webhooks.list(workspace))[0]!.number, { timeout: 15_000 })
        .toBe(number);
      const [delivery] = receiving.heard;
      expect(webhookHolds(secret, delivery!.headers, delivery!.body, Math.floor(context.now() / 1_000))).toBe(true);
      expect(webhookHolds(secret, delivery!.headers, `${delivery!.body} `, Math.floor(context.now() / 1_000))).toBe(
        false,
      );
      expect(webhookHolds(secret, delivery!.headers, delivery!.body, Math.floor(context.now() / 1_000) + 600)).toBe(
        false,
      );
      const events = receiving.heard.flatMap(({ body }) => JSON.parse(body) as { data: { number: number } }[]);
      expect(events.map(({ data }) => data.number)).toEqual(Array.from({ length: number }, (_, index) => index + 1));
      expect(delivery!.body).not.toContain('"cost":{"changes"');

      receiving.answer(302);
      await world.push(founder, founder.device.act('thing.add', [thing('w1')]));
      for (let attempt = 0; attempt <= BACK_OFF_SECONDS.length; attempt += 1) {
        await expect
          .poll(
            async () => {
              await server.webhooks.deliverDue();
              const failures = (await server.webhooks.list(workspace))[0]!.failures;
              return failures > attempt || (await server.webhooks.deadLetters(workspace)).length > 0;
            },
            { timeout: 15_000 },
          )
          .toBe(true);
        context.advance((BACK_OFF_SECONDS[attempt] ?? 0) * 2_000);
      }
      const [letter] = await server.webhooks.deadLetters(workspace);
      expect(letter).toMatchObject({
        webhook: webhook.id,
        first: number + 1,
        last: number + 1,
        why: 'The receiver answered 302.',
      });
      await expect(server.webhooks.redeliver(workspace, letter!.id)).rejects.toThrow(/302/);
      receiving.answer(200);
      await server.webhooks.redeliver(workspace, letter!.id);
      expect(await server.webhooks.deadLetters(workspace)).toEqual([]);
      expect(receiving.heard.at(-1)!.headers['webhook-id']).toBe(`${webhook.id}.${number + 1}-${number + 1}`);
      await server.webhooks.remove(workspace, webhook.id);
    } finally {
      await receiving.close();
    }
  });
});

describe('a day that has ended', () => {
  it('has a signed root that each of its receipts leads to', async () => {
    const { workspace } = world;
    await world.push(world.founder, world.founder.device.act('thing.add', [thing('m1')]));
    const today = new Date(context.now()).toISOString().slice(0, 10);
    const { pulled } = await world.founder.client.pull({ workspace, protocol: 1, after: 0 });
    const hash = digestOf(Buffer.from(pulled.at(-1)!.receipt.header));
    expect(await refused(world.founder.client.merkle.proof({ workspace, hash }))).toMatchObject({ code: 'stale' });
    const { secret } = await world.founder.client.tokens.create({
      workspace,
      name: 'audit',
      scopes: ['audit'],
      roles: ['legal'],
      days: null,
    });
    const ask = async (path: string) =>
      fetch(`${server.address}/v1/workspaces/${workspace}/${path}`, { headers: { authorization: `Bearer ${secret}` } });
    expect((await ask(`merkle/${today}`)).status).toBe(409);
    context.advance(86_400_000);
    const proof = (await (await ask(`proofs/${hash}`)).json()) as Awaited<
      ReturnType<typeof world.founder.client.merkle.proof>
    >;
    const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest());
    const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));
    const root = rootFromPath(bytes(proof.leaf), proof.index, proof.size, proof.path.map(bytes), sha256);
    expect(Buffer.from(root!).toString('hex')).toBe(proof.root);
    expect(digestOf(Buffer.from(proof.decision.text))).toBe(proof.leaf);
    const text = dayRootText(workspace, proof.day, proof.size, proof.root);
    expect(signatureHolds((await server.sync.sequence(workspace)).publicKey, Buffer.from(text), proof.signature)).toBe(
      true,
    );
    expect(await (await ask(`merkle/${proof.day}`)).json()).toMatchObject({ root: proof.root, size: proof.size });
  });
});

describe('listening', () => {
  it('tells the newest number at once and as it grows, and ends with the sign-in', async () => {
    const { founder, workspace } = world;
    const socket = new WebSocket(`${server.address.replace('http', 'ws')}/v1/workspaces/${workspace}/notify`, {
      headers: { authorization: `Bearer ${founder.token()}` },
    });
    const heard: number[] = [];
    socket.on('message', (data) => heard.push((JSON.parse(String(data)) as { number: number }).number));
    const { number } = await server.sync.sequence(workspace);
    await expect.poll(() => heard, { timeout: 15_000 }).toContain(number);
    const answer = await world.push(founder, founder.device.act('thing.add', [thing('n1')]));
    await expect.poll(() => heard.at(-1), { timeout: 15_000 }).toBe(answer.number);
    socket.close();
    const stranger = new WebSocket(`${server.address.replace('http', 'ws')}/v1/workspaces/${workspace}/notify`, {
      headers: { authorization: 'Bearer pda_guessed' },
    });
    const status = await new Promise((resolve) => {
      stranger.on('unexpected-response', (_request, response) => resolve(response.statusCode));
      stranger.on('error', () => {});
    });
    expect(status).toBe(401);
  });
});

it('serves the document that lies in docs/openapi.json', async () => {
  const served = await (await fetch(`${server.address}/openapi.json`)).text();
  expect(served).toBe(await openApiDocument('0.0.0-test'));
  const kept = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as { info: { version: string } };
  const now = JSON.parse(served) as typeof kept;
  // To bring it up to date: npm run server:document
  expect({ ...now, info: { ...now.info, version: kept.info.version } }).toEqual(kept);
});
