import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { ORPCError } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { policySetDigest } from '../../src-core/gate/policies';
import { folderShelf } from '../../src-server/blobs/folder-shelf';
import { type Database, openPostgres } from '../../src-server/database/database';
import { notSignedIn } from '../../src-server/http/refusals';
import type { IdentityCheck } from '../../src-server/identity/id-token';
import { Seal } from '../../src-server/identity/secrets';
import { openLog } from '../../src-server/operations/logs';
import { Metrics } from '../../src-server/operations/metrics';
import { type RunningServer, type ServerParts, startServer } from '../../src-server/server';
import { openSqlStorage } from '../../src-server/storage/sql';
import type { Storage } from '../../src-server/storage/storage';
import { create } from '../../src-shared/kernel/change';
import { type Context, type FixedContext, newId } from '../../src-shared/kernel/context';
import { type ErrorRecord, ProofdeskError } from '../../src-shared/kernel/errors';
import type { SignedReceipt } from '../../src-shared/kernel/receipt';
import { errorRecordSchema, fromWire } from '../../src-shared/kernel/wire';
import { ChainAnnouncement, PolicySet } from '../../src-shared/receipts';
import { ServerAppointment } from '../../src-shared/sync/appointment';
import type { PushAnswer } from '../../src-shared/sync/protocol';
import { deviceProofText, type ServerSession, serverContract } from '../../src-shared/sync/server-contract';
import { Person, type Role, Workspace } from '../../src-shared/workspace';
import { ownPostgres } from './postgres';
import { definitions, policies, smallRules } from './server-world';
import { TestDevice } from './test-device';

export type ServerClient = ContractRouterClient<typeof serverContract>;

/** A client of a server's contract; its errors are ProofdeskErrors. */
export function serverClient(address: string, token: () => string | null): ServerClient {
  return createORPCClient(
    new OpenAPILink(serverContract, {
      url: address,
      headers: () => (token() ? { authorization: `Bearer ${token()}` } : {}),
      customErrorResponseBodyDecoder: (body, response) => {
        const record = errorRecordSchema.safeParse(body);
        return record.success
          ? new ORPCError(record.data.code, {
              status: response.status,
              message: record.data.message,
              data: record.data,
            })
          : null;
      },
      interceptors: [
        async ({ next }) => {
          try {
            return await next();
          } catch (thrown) {
            throw fromWire(thrown);
          }
        },
      ],
    }),
  );
}

/** The refusal of a call that must not succeed. */
export async function refused(call: Promise<unknown>): Promise<ErrorRecord> {
  try {
    await call;
  } catch (thrown) {
    if (thrown instanceof ProofdeskError) return thrown.toRecord();
    throw thrown;
  }
  throw new Error('It was not refused.');
}

/** Takes `test:<name>` for an ID token of that name. */
export const testIdentity = (context: Context): IdentityCheck => ({
  async verify(idToken) {
    const name = /^test:(\w+)$/.exec(idToken)?.[1];
    if (!name) throw notSignedIn('unknown');
    return { issuer: 'https://id.example', subject: name, expires: context.now() + 600_000 };
  },
});

export interface OwnServerParts {
  database: Database;
  storage: Storage;
  context: FixedContext;
  close(): Promise<void>;
}

/** A PostgreSQL of this test's own with a server's tables. */
export async function ownServerParts(context: FixedContext): Promise<OwnServerParts> {
  const postgres = await ownPostgres();
  const database = openPostgres(postgres.url, 8, () => {});
  const storage = await openSqlStorage(database);
  return {
    database,
    storage,
    context,
    async close() {
      await storage.close();
      await database.close();
      await postgres.stop();
    },
  };
}

/** What a server of a test is made of; everything not given is small, quiet and in memory. */
export async function startTestServer(
  given: Pick<ServerParts, 'database' | 'storage' | 'context'> & Partial<ServerParts> & { folder: string },
): Promise<RunningServer> {
  return startServer({
    shelf: folderShelf(given.folder),
    domain: { entities: [...definitions.values()], rules: smallRules() },
    seal: new Seal(Buffer.alloc(32, 7), given.context),
    identity: {
      provider: { issuer: 'https://id.example', clientId: 'proofdesk' },
      check: testIdentity(given.context),
    },
    log: openLog('silent'),
    metrics: new Metrics({ process: false }),
    version: '0.0.0-test',
    host: '127.0.0.1',
    port: 0,
    quotaBytes: 50_000_000,
    ratePerToken: 1_000_000,
    ratePerAddress: 1_000_000,
    trustedProxies: [],
    metricsToken: null,
    privateWebhooks: true,
    shutdownSeconds: 1,
    ...given,
  });
}

export interface SignedInPerson {
  session: ServerSession;
  client: ServerClient;
  token(): string;
}

/** A workspace that was brought to a running server over HTTP and has appointed it. */
export interface HttpWorld extends WorldAtAddress {
  server: RunningServer;
  database: Database;
  storage: Storage;
}

/** The same as its devices see it, wherever the server runs. */
export interface WorldAtAddress {
  workspace: string;
  founder: SignedInPerson & { person: string; device: TestDevice };
  signIn(name: string): Promise<SignedInPerson>;
  /** Pushes receipts as somebody. */
  push(by: SignedInPerson, receipts: readonly SignedReceipt[]): Promise<PushAnswer>;
  /** A person with these roles who was invited, joined and has a device whose chain has begun. */
  join(name: string, roles: Role[]): Promise<SignedInPerson & { person: string; device: TestDevice }>;
}

/** Signs somebody in at a test server. */
export async function signInAt(address: string, name: string, context: Context): Promise<SignedInPerson> {
  const nonce = Buffer.from(context.randomBytes(16)).toString('hex');
  const session = await serverClient(address, () => null).sessions.open({ idToken: `test:${name}`, nonce });
  const holder: SignedInPerson = {
    session,
    client: serverClient(address, () => holder.session.accessToken),
    token: () => holder.session.accessToken,
  };
  return holder;
}

/** What a device says of its chain when it is registered. */
export const claimOf = (device: TestDevice, workspace: string, account: string) => ({
  chain: device.chain,
  publicKey: device.key.publicKey,
  name: 'test',
  proof: device.key.sign(Buffer.from(deviceProofText(workspace, device.chain, account))),
});

/** Brings a small workspace to a running server. */
export async function httpWorld(
  server: RunningServer,
  parts: Pick<ServerParts, 'database' | 'storage' | 'context'>,
  name = 'ada',
): Promise<HttpWorld> {
  const { database, storage, context } = parts;
  return { server, database, storage, ...(await worldAt(server.address, context, name)) };
}

/** Brings a small workspace to the server at an address. */
export async function worldAt(address: string, context: Context, name: string): Promise<WorldAtAddress> {
  const [workspace, person] = [newId(context), newId(context)];
  const signedIn = await signInAt(address, name, context);
  const device = new TestDevice({ workspace, context, definitions }, person);
  const { membership } = await signedIn.client.workspaces.register({
    workspace,
    person,
    ...claimOf(device, workspace, signedIn.session.account),
  });
  device.act('workspace.create', [
    create(Workspace, workspace, {
      name: `Workspace of ${name}`,
      company: 'Small Ltd',
      currency: 'EUR',
      locale: 'en-GB',
      brand: { accent: '#1f4fd8', logo: null, footer: '' },
    }),
    create(Person, person, { roles: ['rep', 'admin'], name: 'Ada Admin', email: 'ada@example.com', title: '' }),
    device.chainRow(),
    create(ChainAnnouncement, device.chain, { chain: device.chain, person, publicKey: device.key.publicKey }),
    create(PolicySet, newId(context), { digest: policySetDigest(policies), policies, installed: context.now() }),
  ]);
  device.act('sync.appoint', [create(ServerAppointment, newId(context), { ...membership.server, address })]);
  const push: WorldAtAddress['push'] = (by, receipts) =>
    by.client.push({ workspace, protocol: 1, receipts: [...receipts] });
  const founder = { ...signedIn, person, device };
  await push(founder, device.written);
  return {
    workspace,
    founder,
    signIn: (who) => signInAt(address, who, context),
    push,
    async join(who, roles) {
      const joiner = newId(context);
      await push(
        founder,
        device.act('person.add', [create(Person, joiner, { roles, name: who })], { personOf: joiner }),
      );
      const { code } = await founder.client.invitations.create({ workspace, person: joiner });
      const joined = await signInAt(address, who, context);
      await joined.client.invitations.accept({ code });
      const its = new TestDevice({ workspace, context, definitions }, joiner);
      await joined.client.devices.register({ workspace, ...claimOf(its, workspace, joined.session.account) });
      await push(joined, [its.open()]);
      return { ...joined, person: joiner, device: its };
    },
  };
}
