import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RAW_ROUTES } from '../../src-server/http/routes';
import type { RunningServer } from '../../src-server/server';
import { fixedContext } from '../../src-shared/kernel/context';
import {
  claimOf,
  type HttpWorld,
  httpWorld,
  type OwnServerParts,
  ownServerParts,
  refused,
  serverClient,
  startTestServer,
} from '../server/http-world';
import { definitions, thing } from '../server/server-world';
import { TestDevice } from '../server/test-device';

const folder = mkdtempSync(join(tmpdir(), 'proofdesk-http-'));
const context = fixedContext({ now: Date.UTC(2026, 10, 12, 8), seed: 4, stepMilliseconds: 2 });
let parts: OwnServerParts;
let server: RunningServer;
let world: HttpWorld;

beforeAll(async () => {
  parts = await ownServerParts(context);
  server = await startTestServer({ ...parts, folder });
  world = await httpWorld(server, parts);
});
afterAll(async () => {
  await server?.close();
  await parts?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('signing in', () => {
  it('gives tokens that are renewed once each; a second use of one ends the session', async () => {
    const eve = await world.signIn('eve');
    expect(await eve.client.workspaces.mine()).toEqual([]);
    const open = serverClient(server.address, () => null);
    const renewed = await open.sessions.refresh({ refreshToken: eve.session.refreshToken });
    expect(await refused(eve.client.workspaces.mine())).toMatchObject({ details: { signIn: 'unknown' } });
    const again = await open.sessions.refresh({ refreshToken: renewed.refreshToken });
    context.advance(120_000);
    expect(await refused(open.sessions.refresh({ refreshToken: renewed.refreshToken }))).toMatchObject({
      code: 'forbidden',
      details: { signIn: 'revoked' },
    });
    const stolen = serverClient(server.address, () => again.accessToken);
    expect(await refused(stolen.workspaces.mine())).toMatchObject({ code: 'forbidden' });
    expect(await refused(open.sessions.refresh({ refreshToken: again.refreshToken }))).toMatchObject({
      details: { signIn: 'revoked' },
    });
  });

  it('repeats an answer that was lost on the way', async () => {
    const eve = await world.signIn('eve');
    const open = serverClient(server.address, () => null);
    await open.sessions.refresh({ refreshToken: eve.session.refreshToken });
    const second = await open.sessions.refresh({ refreshToken: eve.session.refreshToken });
    expect(await serverClient(server.address, () => second.accessToken).workspaces.mine()).toEqual([]);
  });

  it('ends by the clock and by signing out, and takes a nonce once', async () => {
    const open = serverClient(server.address, () => null);
    const nonce = 'n'.repeat(32);
    const session = await open.sessions.open({ idToken: 'test:fay', nonce });
    expect(await refused(open.sessions.open({ idToken: 'test:fay', nonce }))).toMatchObject({ code: 'forbidden' });
    const fay = serverClient(server.address, () => session.accessToken);
    context.advance(3_700_000);
    expect(await refused(fay.workspaces.mine())).toMatchObject({ details: { signIn: 'expired' } });
    const gus = await world.signIn('gus');
    await gus.client.sessions.close();
    expect(await refused(gus.client.workspaces.mine())).toMatchObject({ code: 'forbidden' });
    world.founder.session = (await world.signIn('ada')).session;
  });
});

/** Most of this file signs in anew after the clock was moved. */
async function admin() {
  const signedIn = await world.signIn('ada');
  return Object.assign(world.founder, { session: signedIn.session, client: signedIn.client, token: signedIn.token });
}

describe('a workspace on the server', () => {
  it('is pushed, pulled and told about over HTTP', async () => {
    const founder = await admin();
    const answer = await world.push(
      founder,
      founder.device.act('thing.add', [thing('t1', { price: '12', note: 'x'.repeat(3_000) })]),
    );
    expect(answer.results[0]).toMatchObject({ status: 'decided', refusal: null });
    const pulled = await founder.client.pull({ workspace: world.workspace, protocol: 1, after: 0 });
    expect(pulled.number).toBe(answer.number);
    expect(pulled.pulled.length).toBe(answer.number);
    expect(pulled.pulled.at(-1)!.receipt.parts).toHaveProperty('cost');
    expect(await founder.client.workspaces.mine()).toMatchObject([
      { workspace: world.workspace, name: 'Workspace of ada', roles: ['admin', 'rep'], appointed: true },
    ]);
    const manifest = await founder.client.snapshot.manifest({ workspace: world.workspace, protocol: 1 });
    const page = await founder.client.snapshot.page({ workspace: world.workspace, number: manifest.number, page: 0 });
    expect(page.leaves.length).toBeGreaterThan(3);
  });

  it('tells an older and a newer client which side to update', async () => {
    const founder = await admin();
    const call = founder.client.pull({ workspace: world.workspace, protocol: 99, after: 0 });
    expect(await refused(call)).toMatchObject({ code: 'unavailable', message: expect.stringContaining('older than') });
  });

  it('is joined by invitation, once, and left with all devices revoked', async () => {
    const founder = await admin();
    const bea = await world.join('bea', ['rep']);
    const others = await founder.client.members.list({ workspace: world.workspace });
    expect(others.find(({ person }) => person === bea.person)).toMatchObject({
      roles: ['rep'],
      account: bea.session.account,
    });
    expect(await founder.client.devices.list({ workspace: world.workspace })).toHaveLength(2);
    expect(await bea.client.devices.list({ workspace: world.workspace })).toMatchObject([{ chain: bea.device.chain }]);
    const added = await world.push(bea, bea.device.act('thing.add', [thing('b1')], { assurance: 'account' }));
    expect(added.results[0]).toMatchObject({ status: 'decided', refusal: null });
    await bea.client.members.leave({ workspace: world.workspace });
    expect(await refused(bea.client.pull({ workspace: world.workspace, protocol: 1, after: 0 }))).toMatchObject({
      code: 'forbidden',
      details: { membership: 'ended' },
    });
    expect(
      (await founder.client.devices.list({ workspace: world.workspace })).find(
        ({ chain }) => chain === bea.device.chain,
      ),
    ).toMatchObject({ revoked: true });
  });

  it('takes an invitation once, in time, and never after it was withdrawn', async () => {
    const founder = await admin();
    const { workspace } = world;
    const cas = await world.join('cas', ['rep']);
    expect(await refused(founder.client.invitations.create({ workspace, person: cas.person }))).toMatchObject({
      code: 'stale',
    });
    await founder.client.members.remove({ workspace, person: cas.person });
    const first = await founder.client.invitations.create({ workspace, person: cas.person });
    const second = await founder.client.invitations.create({ workspace, person: cas.person, days: 1 });
    const dan = await world.signIn('dan');
    expect(await refused(dan.client.invitations.accept({ code: first.code }))).toMatchObject({ code: 'not-found' });
    await dan.client.invitations.accept({ code: second.code });
    expect(await refused(dan.client.invitations.accept({ code: second.code }))).toMatchObject({ code: 'not-found' });
    const listed = await founder.client.invitations.list({ workspace });
    expect(listed.filter(({ accepted }) => accepted !== null)).toHaveLength(3);
  });

  it('refuses a device that does not hold its key, and one whose session was revoked with it', async () => {
    const { workspace } = world;
    const eli = await world.join('eli', ['rep']);
    const stranger = new TestDevice({ workspace, context, definitions }, eli.person);
    const claim = claimOf(stranger, workspace, 'somebody else');
    expect(await refused(eli.client.devices.register({ workspace, ...claim }))).toMatchObject({
      where: { field: 'proof' },
    });
    const founder = await admin();
    await founder.client.devices.revoke({ workspace, chain: eli.device.chain });
    expect(await refused(eli.client.pull({ workspace, protocol: 1, after: 0 }))).toMatchObject({
      details: { signIn: 'revoked' },
    });
    const back = await world.signIn('eli');
    const refusedPush = await world.push(back, eli.device.act('thing.add', [thing('e1')]));
    expect(refusedPush.results[0]).toMatchObject({ refusal: { kind: 'chain-revoked' } });
  });

  it('gives machines what their roles may read, in the routes they are for', async () => {
    const founder = await admin();
    const { workspace } = world;
    const { secret, token } = await founder.client.tokens.create({
      workspace,
      name: 'audit',
      scopes: ['audit'],
      roles: ['engineer'],
    });
    const stream = await fetch(`${server.address}/v1/workspaces/${workspace}/audit?after=0`, {
      headers: { authorization: `Bearer ${secret}` },
    });
    const events = (await stream.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events.length).toBe((await server.sync.sequence(workspace)).number);
    expect(events.find(({ subject }) => subject === 'thing.add')).toMatchObject({
      specversion: '1.0',
      type: 'app.proofdesk.receipt.accepted',
      data: { withheld: ['cost'] },
    });
    const { number: before } = await server.sync.sequence(workspace);
    const act = founder.device.act('thing.addMany', [], { cut: [[thing('au1')], [thing('au2')], [thing('au3')]] });
    await world.push(founder, act);
    const part = await fetch(`${server.address}/v1/workspaces/${workspace}/audit?after=${before}&limit=2`, {
      headers: { authorization: `Bearer ${secret}` },
    });
    expect((await part.text()).trim().split('\n')).toHaveLength(2);
    const machine = serverClient(server.address, () => secret);
    expect(await refused(machine.pull({ workspace, protocol: 1, after: 0 }))).toMatchObject({ code: 'forbidden' });
    expect(await refused(machine.tokens.list({ workspace }))).toMatchObject({ code: 'forbidden' });
    await founder.client.tokens.revoke({ workspace, id: token.id });
    expect(
      (
        await fetch(`${server.address}/v1/workspaces/${workspace}/audit`, {
          headers: { authorization: `Bearer ${secret}` },
        })
      ).status,
    ).toBe(401);
  });
});

describe('without a sign-in', () => {
  it('only what is open answers', async () => {
    for (const [path, status] of [
      ['/v1/about', 200],
      ['/healthz', 200],
      ['/readyz', 200],
      ['/metrics', 200],
      ['/openapi.json', 200],
      ['/v1/workspaces', 401],
      [`/v1/workspaces/${world.workspace}/pull?protocol=1&after=0`, 401],
      [`/v1/workspaces/${world.workspace}/audit`, 401],
      ['/v1/nothing', 404],
    ] as const) {
      const answer = await fetch(`${server.address}${path}`);
      expect([path, answer.status]).toEqual([path, status]);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      await answer.arrayBuffer();
    }
    expect(RAW_ROUTES.length).toBe(9);
  });
});
