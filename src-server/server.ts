import type { AddressInfo } from 'node:net';
import type { Context } from '../src-shared/kernel/context';
import { serverContract } from '../src-shared/sync/server-contract';
import { MerkleDays } from './audit/merkle-days';
import { Webhooks } from './audit/webhooks';
import { Blobs } from './blobs/blobs';
import type { BlobShelf } from './blobs/shelf';
import type { Database } from './database/database';
import { migrate } from './database/migrations';
import { contractHandler } from './http/contract-handler';
import { openApiDocument } from './http/document';
import { listener, type Patience } from './http/listener';
import { Notifications } from './http/notify';
import { RateLimit } from './http/rate-limit';
import { rawRoutes } from './http/raw-routes';
import { serverRouter } from './http/router';
import { matcher, routesOf } from './http/routes';
import { bearer, Gatekeeper } from './identity/access';
import { Devices } from './identity/devices';
import type { IdentityCheck } from './identity/id-token';
import { Members } from './identity/members';
import type { Seal } from './identity/secrets';
import { serverKeys } from './identity/server-keys';
import { ServiceTokens } from './identity/service-tokens';
import { Sessions } from './identity/sessions';
import { startChores } from './operations/chores';
import type { Logger } from './operations/logs';
import type { Metrics } from './operations/metrics';
import type { Storage } from './storage/storage';
import { createSync, type ServerDomain, type Sync } from './sync';

export interface ServerParts {
  database: Database;
  storage: Storage;
  shelf: BlobShelf;
  context: Context;
  domain: ServerDomain;
  seal: Seal;
  identity: { provider: { issuer: string; clientId: string }; check: IdentityCheck } | null;
  log: Logger;
  metrics: Metrics;
  version: string;
  host: string;
  port: number;
  quotaBytes: number;
  ratePerToken: number;
  ratePerAddress: number;
  trustedProxies: readonly string[];
  metricsToken: string | null;
  privateWebhooks: boolean;
  shutdownSeconds: number;
  /** How often numbers that nobody told of are looked for, in milliseconds; each five seconds where it is not given. */
  numbersMilliseconds?: number;
  /** How long slow clients are waited for; the listener's own times where it is not given. */
  patience?: Patience;
}

export interface RunningServer {
  /** Where it listens, such as `http://127.0.0.1:8420`. */
  address: string;
  sync: Sync;
  webhooks: Webhooks;
  blobs: Blobs;
  /** Takes no more requests, finishes those under way, then lets go of everything but database and storage, which are the caller's. */
  close(): Promise<void>;
}

/** Puts the server together and lets it listen. */
export async function startServer(parts: ServerParts): Promise<RunningServer> {
  const { database, storage, context, log, metrics } = parts;
  const now = () => context.now();
  await migrate(database);
  const keyOf = serverKeys(database, parts.seal, context);
  const sync = createSync({ storage, context, domain: parts.domain, keyOf });
  const sessions = new Sessions(database, context, parts.identity?.check ?? null);
  const gatekeeper = new Gatekeeper(database, sync, now);
  const webhooks = new Webhooks({
    database,
    sync,
    seal: parts.seal,
    context,
    metrics,
    log,
    allowPrivate: parts.privateWebhooks,
  });
  const blobs = new Blobs({ shelf: parts.shelf, database, storage, context, quotaBytes: parts.quotaBytes });
  const router = serverRouter({
    sync,
    storage,
    sessions,
    gatekeeper,
    members: new Members(database, storage, context),
    devices: new Devices(database, sync, sessions),
    tokens: new ServiceTokens(database, context),
    webhooks,
    days: new MerkleDays(database, storage, keyOf, now),
    metrics,
    identity: parts.identity?.provider ?? null,
    version: parts.version,
    now,
  });
  const notifications = new Notifications(metrics, log);
  let document: Promise<string> | null = null;
  let looking: Promise<void> | null = null;
  const match = matcher(routesOf(serverContract));
  const server = listener({
    match,
    gatekeeper,
    contract: contractHandler(router),
    raw: rawRoutes({
      blobs,
      sync,
      metrics,
      metricsToken: parts.metricsToken,
      document: () => (document ??= openApiDocument(parts.version)),
      // However many ask at once, it is looked once.
      ready: () => {
        looking ??= Promise.all([database.query('SELECT 1 AS one'), blobs.ready()])
          .then(() => {})
          .finally(() => {
            looking = null;
          });
        return looking;
      },
    }),
    notify: (request, socket, head, access) => {
      const workspace = access.within?.workspace ?? '';
      notifications.open(request, socket, head, access, {
        number: async () => (await sync.sequence(workspace)).number,
        stillMay: async () => {
          const matched = match('GET', `/v1/workspaces/${workspace}/notify`);
          if (matched) await gatekeeper.admit(matched, bearer(request));
        },
      });
    },
    ...(parts.patience && { patience: parts.patience }),
    limits: { token: new RateLimit(parts.ratePerToken, now), address: new RateLimit(parts.ratePerAddress, now) },
    metrics,
    log,
    trustedProxies: parts.trustedProxies,
    now,
  });
  const { numbersMilliseconds } = parts;
  const chores = await startChores({
    ...{ sync, webhooks, sessions, blobs, notifications, log },
    ...(numbersMilliseconds !== undefined && { numbersMilliseconds }),
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(parts.port, parts.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const shown = parts.host.includes(':') ? `[${parts.host}]` : parts.host;
  return {
    address: `http://${shown}:${port}`,
    sync,
    webhooks,
    blobs,
    async close() {
      notifications.close();
      const stopped = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const patience = setTimeout(() => {
        server.closeAllConnections();
        notifications.end();
      }, parts.shutdownSeconds * 1_000);
      await stopped;
      clearTimeout(patience);
      await chores.stop();
    },
  };
}
