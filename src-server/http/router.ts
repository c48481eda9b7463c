import { implement } from '@orpc/server';
import { PROTOCOL } from '../../src-shared/sync/protocol';
import { type Membership, serverContract } from '../../src-shared/sync/server-contract';
import type { MerkleDays } from '../audit/merkle-days';
import type { Webhooks } from '../audit/webhooks';
import type { Gatekeeper } from '../identity/access';
import { workspaceName } from '../identity/confirmed';
import type { Devices } from '../identity/devices';
import type { Members } from '../identity/members';
import type { ServiceTokens } from '../identity/service-tokens';
import type { Sessions } from '../identity/sessions';
import type { Metrics } from '../operations/metrics';
import type { Storage } from '../storage/storage';
import type { Sync } from '../sync';
import { boundPersonIn, type Call, personIn, signedIn, standsIn } from './call';
import { wireError } from './contract-handler';
import { notAllowed, notFound, Refusal } from './refusals';

export interface RouterParts {
  sync: Sync;
  storage: Storage;
  sessions: Sessions;
  gatekeeper: Gatekeeper;
  members: Members;
  devices: Devices;
  tokens: ServiceTokens;
  webhooks: Webhooks;
  days: MerkleDays;
  metrics: Metrics;
  identity: { issuer: string; clientId: string } | null;
  version: string;
  now(): number;
}

/** What a receipt that does not hold costs of its sender's limit. */
const REQUESTS_PER_FORGERY = 20;

const done = { done: true as const };

/** Whether this server and the asker speak the same protocol; an older or newer one is told which side to update. */
function requireProtocol(spoken: number): void {
  if (spoken >= PROTOCOL.oldest && spoken <= PROTOCOL.newest) return;
  const older = spoken < PROTOCOL.oldest;
  throw new Refusal(426, {
    code: 'unavailable',
    message: older
      ? 'This version of Proofdesk is too old for the server.'
      : 'The server is older than this Proofdesk.',
    hint: older ? 'Update Proofdesk; what is pending stays and is sent then.' : 'Who runs the server has to update it.',
    details: { protocol: PROTOCOL },
  });
}

/** The contract's procedures over what the server is made of. Who may call each was decided before (routes.ts, access.ts). */
export function serverRouter(parts: RouterParts) {
  const { sync, sessions, gatekeeper, members, devices, tokens, webhooks, days } = parts;
  const root = implement(serverContract).$context<Call>();
  const os = root.use(async ({ next, context }) => {
    try {
      return await next();
    } catch (thrown) {
      throw wireError(thrown, context);
    }
  });

  async function membership(account: string, workspace: string): Promise<Membership> {
    const { person, roles, readers } = await gatekeeper.member(account, workspace);
    const { number, chain, publicKey, appointed } = await sync.sequence(workspace);
    return {
      workspace,
      name: await workspaceName(parts.storage, workspace),
      person: person ?? '',
      roles: [...roles],
      readers: [...readers],
      number,
      server: { chain, publicKey },
      appointed: appointed !== null,
    };
  }

  /** The workspaces that an account is in; one it was just removed from is left out. */
  async function memberships(account: string): Promise<Membership[]> {
    const found: Membership[] = [];
    for (const workspace of await members.workspacesOf(account)) {
      try {
        found.push(await membership(account, workspace));
      } catch (thrown) {
        if (!(thrown instanceof Refusal)) throw thrown;
      }
    }
    return found;
  }

  return os.router({
    about: os.about.handler(() => ({
      product: 'proofdesk',
      version: parts.version,
      protocol: PROTOCOL,
      now: parts.now(),
      identity: parts.identity,
    })),
    sessions: {
      open: os.sessions.open.handler(({ input }) => sessions.open(input.idToken, input.nonce)),
      refresh: os.sessions.refresh.handler(({ input }) => sessions.refresh(input.refreshToken)),
      close: os.sessions.close.handler(async ({ context }) => {
        await sessions.close(signedIn(context).session);
        return done;
      }),
    },
    workspaces: {
      mine: os.workspaces.mine.handler(({ context }) => memberships(signedIn(context).account)),
      register: os.workspaces.register.handler(async ({ input, context }) => {
        const { account, session } = signedIn(context);
        const { workspace, person, ...claim } = input;
        devices.requireProof(workspace, account, claim);
        const act = await sync.register({ workspace, founder: person, account });
        await members.bindFounder(workspace, person, account);
        await devices.register(workspace, { person, account, session }, claim);
        return { membership: await membership(account, workspace), opening: act.receipt, decision: act.decision };
      }),
    },
    push: os.push.handler(async ({ input, context }) => {
      requireProtocol(input.protocol);
      const bound = boundPersonIn(context);
      const { workspace, person, account } = bound;
      const answer = await gatekeeper.inside(bound, () =>
        sync.push(workspace, { kind: 'person', person, account }, input.receipts),
      );
      for (const result of answer.results) {
        const outcome = result.status === 'decided' ? (result.refusal ? 'refused' : 'accepted') : result.status;
        parts.metrics.receipts.inc({ outcome });
      }
      const forged = answer.results.filter(({ status }) => status === 'invalid').length;
      if (forged > 0) context.penalise(forged * REQUESTS_PER_FORGERY);
      return answer;
    }),
    pull: os.pull.handler(({ input, context }) => {
      requireProtocol(input.protocol);
      const { workspace, asker } = standsIn(context);
      return sync.pull(workspace, asker, { after: input.after, limit: input.limit });
    }),
    parts: os.parts.handler(({ input, context }) => {
      requireProtocol(input.protocol);
      const { workspace, asker } = standsIn(context);
      return sync.parts(workspace, asker, { readers: input.readers, after: input.after, limit: input.limit });
    }),
    snapshot: {
      manifest: os.snapshot.manifest.handler(({ input, context }) => {
        requireProtocol(input.protocol);
        const { workspace, asker } = standsIn(context);
        return sync.snapshot(workspace, asker);
      }),
      page: os.snapshot.page.handler(async ({ input, context }) => {
        const { workspace, asker } = standsIn(context);
        const leaves = await sync.snapshotPage(workspace, asker, { number: input.number, page: input.page });
        if (!leaves) throw notFound('page of a snapshot; ask for the newest one again');
        return { leaves };
      }),
    },
    devices: {
      list: os.devices.list.handler(({ context }) => {
        const { workspace, person, roles } = personIn(context);
        return devices.list(workspace, roles.includes('admin') ? null : person);
      }),
      register: os.devices.register.handler(async ({ input, context }) => {
        const { workspace, person, account } = personIn(context);
        const { session } = signedIn(context);
        const device = await devices.register(workspace, { person, account, session }, input);
        return { device, number: (await sync.sequence(workspace)).number };
      }),
      revoke: os.devices.revoke.handler(async ({ input, context }) => {
        const { workspace, person, roles } = personIn(context);
        const own = (await devices.ownerOf(workspace, input.chain)) === person;
        if (!own && !roles.includes('admin')) throw notAllowed('Only an admin may revoke somebody else’s device.');
        await devices.revoke(workspace, input.chain, own);
        return { number: (await sync.sequence(workspace)).number };
      }),
    },
    members: {
      list: os.members.list.handler(({ context }) => members.list(personIn(context).workspace)),
      leave: os.members.leave.handler(async ({ context }) => {
        const { workspace, person } = personIn(context);
        await devices.revokeAll(workspace, person);
        await members.unbind(workspace, person);
        return done;
      }),
      remove: os.members.remove.handler(async ({ input, context }) => {
        const { workspace } = personIn(context);
        if ((await members.unbind(workspace, input.person)) === null) throw notFound('member of this workspace');
        await devices.revokeAll(workspace, input.person);
        return done;
      }),
    },
    invitations: {
      list: os.invitations.list.handler(({ context }) => members.invitations(personIn(context).workspace)),
      create: os.invitations.create.handler(({ input, context }) =>
        members.invite(personIn(context).workspace, input.person, input.days),
      ),
      withdraw: os.invitations.withdraw.handler(async ({ input, context }) => {
        await members.withdraw(personIn(context).workspace, input.id);
        return done;
      }),
      accept: os.invitations.accept.handler(async ({ input, context }) => {
        const { account } = signedIn(context);
        const { workspace } = await members.accept(input.code, account);
        return membership(account, workspace);
      }),
    },
    tokens: {
      list: os.tokens.list.handler(({ context }) => tokens.list(personIn(context).workspace)),
      create: os.tokens.create.handler(({ input, context }) => tokens.create(personIn(context).workspace, input)),
      revoke: os.tokens.revoke.handler(async ({ input, context }) => {
        await tokens.revoke(personIn(context).workspace, input.id);
        return done;
      }),
    },
    webhooks: {
      list: os.webhooks.list.handler(({ context }) => webhooks.list(personIn(context).workspace)),
      create: os.webhooks.create.handler(async ({ input, context }) => {
        const { workspace } = personIn(context);
        const after = input.after ?? (await sync.sequence(workspace)).number;
        return webhooks.create(workspace, { url: input.url, roles: input.roles, after });
      }),
      remove: os.webhooks.remove.handler(async ({ input, context }) => {
        await webhooks.remove(personIn(context).workspace, input.id);
        return done;
      }),
      deadLetters: os.webhooks.deadLetters.handler(({ context }) => webhooks.deadLetters(personIn(context).workspace)),
      redeliver: os.webhooks.redeliver.handler(async ({ input, context }) => {
        await webhooks.redeliver(personIn(context).workspace, input.id);
        return done;
      }),
    },
    merkle: {
      root: os.merkle.root.handler(({ input, context }) => days.root(standsIn(context).workspace, input.day)),
      proof: os.merkle.proof.handler(({ input, context }) => days.proof(standsIn(context).workspace, input.hash)),
    },
  });
}
