import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSqlStorage } from '../../src-server/storage/sql';
import {
  DeviceOnDisk,
  type JoinedDevice,
  killJoinings,
  killLeavings,
  killUploads,
  killWithdrawals,
} from '../faults/device-kills';
import { kills, patience } from '../faults/kill-count';
import { type Desk, DesksOnServer } from '../server/desks';
import { SlowProxy } from '../server/slow-proxy';

const KILLS = kills(3);
/** Kills of work on a long history, which takes its time. */
const SNAPSHOT_KILLS = kills(1);

let world: DesksOnServer;
let proxy: SlowProxy;
let ada: Desk;
let mara: string;
let joined: JoinedDevice[];

beforeAll(async () => {
  world = await DesksOnServer.start({ storageOn: openSqlStorage });
  proxy = await SlowProxy.to(world.server.address);
  ada = await world.uploaded();
  const beside = await world.joined(ada, 'mara', ['rep']);
  mara = beside.person;
  await beside.desk.close();
  for (let index = 0; index < 200; index += 1)
    await ada.client.deals.createAccount({ input: { name: `Account ${index}` } });
  const { digest: logo } = ada
    .workspace()
    .blobs.put(Buffer.alloc(300_000, 'logo'), { mediaType: 'image/png', name: 'logo.png' });
  await ada.client.workspace.revise({ input: { brand: { accent: '#112233', logo, footer: '' } } });
  await ada.desk.sync.round();
});
afterAll(async () => {
  await proxy.close();
  await world.close();
});

it(
  `a workspace whose upload is killed at any moment is on the server once and whole in the end, ${KILLS} times`,
  async () => {
    await killUploads(world, KILLS);
  },
  patience(120_000),
);

it(
  `a joining that is killed at any moment goes on where it was, ${KILLS} times`,
  async () => {
    joined = await killJoinings(world, { account: 'mara', person: mara, address: proxy.address }, KILLS);
    expect(joined).toHaveLength(KILLS);
  },
  patience(120_000),
);

it(
  `a joining by a snapshot, likewise, ${SNAPSHOT_KILLS} times`,
  async () => {
    ada.workspace().connection.pragma('synchronous = OFF');
    for (let index = 0; index < 1_500; index += 1)
      await ada.client.deals.createAccount({ input: { name: `Of a long history ${index}` } });
    await ada.desk.sync.round();
    await killJoinings(
      world,
      { account: 'mara', person: mara, address: proxy.address, devices: 'long' },
      SNAPSHOT_KILLS,
    );
  },
  patience(120_000),
);

it(
  `a leaving that is killed at any moment leaves all or nothing, ${KILLS} times`,
  async () => {
    await killLeavings(joined, () => proxy.cut());
  },
  patience(120_000),
);

it(
  `a role whose parts are being erased when Proofdesk is killed leaves none of them in the end, ${KILLS} times`,
  async () => {
    proxy.mend();
    const lena = await world.joined(ada, 'lena', ['legal']);
    const eli = await world.joined(ada, 'eli', ['rep', 'engineer']);
    const secret = 'Grenzenlos schnelle Anlage';
    await lena.client.claims.saveSnippet({ input: { title: 'A phrase', text: secret } });
    await lena.desk.sync.round();
    await eli.desk.close();
    const give = async (whole: boolean) => {
      const roles = whole ? (['rep', 'engineer'] as const) : (['rep'] as const);
      await ada.client.workspace.revisePerson({ input: { person: eli.person, roles: [...roles] } });
      await ada.desk.sync.round();
    };
    const device = new DeviceOnDisk(world.root, 'eli');
    await killWithdrawals({ device, folder: eli.folder }, { secret, give }, KILLS);
  },
  patience(120_000),
);
