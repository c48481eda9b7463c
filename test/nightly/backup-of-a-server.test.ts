import { createHash, randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openEmbedded } from '../../src-server/database/database';
import { openSqlStorage } from '../../src-server/storage/sql';
import { fixedContext } from '../../src-shared/kernel/context';
import { httpWorld, serverClient, signInAt, startTestServer } from '../server/http-world';
import { thing } from '../server/server-world';

const root = mkdtempSync(join(tmpdir(), 'proofdesk-backup-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const context = fixedContext({ now: Date.UTC(2026, 10, 12, 8), seed: 10, stepMilliseconds: 2 });

/** An embedded server over a folder, as `npm run server` has one. */
async function embedded(folder: string) {
  const database = await openEmbedded(folder);
  const storage = await openSqlStorage(database);
  const server = await startTestServer({ database, storage, context, folder: join(folder, 'blobs') });
  return {
    database,
    storage,
    server,
    async stop() {
      await server.close();
      await storage.close();
      await database.close();
    },
  };
}

it('a stopped server’s folder, copied and started elsewhere, is the same server with the same receipts, keys and files', async () => {
  const first = await embedded(join(root, 'first'));
  const world = await httpWorld(first.server, { ...first, context });
  const { founder, workspace } = world;
  await world.push(founder, founder.device.act('thing.add', [thing('one', { price: '12' })]));
  const bytes = randomBytes(5_000);
  const digest = createHash('sha256').update(bytes).digest('hex');
  const file = (address: string) => `${address}/v1/workspaces/${workspace}/blobs/${digest}`;
  await fetch(`${file(first.server.address)}?offset=0&size=5000`, {
    method: 'PUT',
    body: new Uint8Array(bytes),
    headers: { authorization: `Bearer ${founder.token()}` },
  });
  await world.push(founder, founder.device.act('thing.add', [thing('two', { file: digest })]));
  const before = await founder.client.pull({ workspace, protocol: 1, after: 0 });
  await first.stop();
  cpSync(join(root, 'first'), join(root, 'second'), { recursive: true });
  rmSync(join(root, 'first'), { recursive: true });

  const second = await embedded(join(root, 'second'));
  try {
    const signedIn = await signInAt(second.server.address, 'ada', context);
    expect(signedIn.session.account).toBe(founder.session.account);
    const client = serverClient(second.server.address, signedIn.token);
    const after = await client.pull({ workspace, protocol: 1, after: 0 });
    expect(after.pulled).toEqual(before.pulled);
    const { results } = await client.push({
      workspace,
      protocol: 1,
      receipts: founder.device.act('thing.add', [thing('three')]),
    });
    expect(results[0]).toMatchObject({ status: 'decided', refusal: null });
    const again = await fetch(file(second.server.address), {
      headers: { authorization: `Bearer ${signedIn.token()}` },
    });
    expect(Buffer.from(await again.arrayBuffer()).equals(bytes)).toBe(true);
  } finally {
    await second.stop();
  }
});
