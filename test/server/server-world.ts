import { policySetDigest, readPolicies } from '../../src-core/gate/policies';
import { type SigningKey, signingKey } from '../../src-core/ledger/keys';
import type { Storage } from '../../src-server/storage/storage';
import { type Asker, createSync, type Sync } from '../../src-server/sync';
import { entities } from '../../src-shared/contract';
import { create, patch } from '../../src-shared/kernel/change';
import type { CommandDeclaration } from '../../src-shared/kernel/command';
import { type Context, type FixedContext, fixedContext, newId } from '../../src-shared/kernel/context';
import type { EntityDefinition } from '../../src-shared/kernel/entity';
import { reading } from '../../src-shared/kernel/reading';
import type { SignedReceipt } from '../../src-shared/kernel/receipt';
import { ChainAnnouncement, PolicySet } from '../../src-shared/receipts';
import { type CommandRule, commandRules } from '../../src-shared/rules-of-commands';
import { appointServer, ServerAppointment } from '../../src-shared/sync/appointment';
import type { PushResult } from '../../src-shared/sync/protocol';
import { Person, type Role, Workspace } from '../../src-shared/workspace';
import { smallCommands, spend, Thing } from '../core/small-domain';
import { TestDevice } from './test-device';

/** Everybody may do everything, but spend much, or anything with an archived person. */
const POLICIES = `
@id("things") permit (principal, action, resource) when { principal.roles.contains("rep") || principal.roles.contains("admin") };
@id("finance-agrees-to-much") @needs("finance") @say("More than 100 needs finance.")
forbid (principal, action == Action::"thing.spend", resource) when { context.amount > 100 } unless { context.approvals.contains("finance") };
@id("finance-decides") permit (principal, action == Action::"approval.decide", resource);
`;

export const policies = readPolicies(POLICIES, 'server-world.cedar');

export const definitions: ReadonlyMap<string, EntityDefinition> = new Map(
  [...entities, ServerAppointment, Thing].map((definition) => [definition.name, definition]),
);

/** What the server knows of the product's commands and of the small domain's. */
export function smallRules(): Map<string, CommandRule> {
  const rules = new Map<string, CommandRule>(commandRules);
  const resource: CommandRule['resource'] = ({ changes }) => ({
    entity: changes[0]?.entity ?? '',
    id: changes[0]?.id ?? '',
  });
  for (const declaration of [appointServer, ...smallCommands.map((command) => command.declaration)]) {
    rules.set(declaration.name, { declaration: declaration as CommandDeclaration, resource });
  }
  rules.set(spend.name, {
    declaration: spend as CommandDeclaration,
    facts: ({ input, changes }) =>
      reading(() => ({
        facts: { amount: Number(input['amount']) },
        resource: { entity: 'thing', id: changes[0]!.id },
        ...(typeof input['request'] === 'string' && { approvalRequest: input['request'] }),
      })),
    resource,
  });
  return rules;
}

export interface ServerWorld {
  sync: Sync;
  storage: Storage;
  context: Context;
  workspace: string;
  founder: string;
  /** The founder's first device, an admin and rep, with the account `account-of-founder`. */
  first: TestDevice;
  serverChain: string;
  serverKey: string;
  asker(person: string): Extract<Asker, { kind: 'person' }>;
  /** Pushes as somebody (the founder unless said) and answers the results. */
  push(receipts: readonly SignedReceipt[], by?: string): Promise<PushResult[]>;
  /** A person who is in the workspace, with a registered device whose chain has begun. */
  join(roles: Role[]): Promise<TestDevice>;
  device(person: string, skew?: number): TestDevice;
}

/** The keys of a test's server, one for each workspace. */
export function testKeys(context: Context): (workspace: string) => Promise<SigningKey> {
  const keys = new Map<string, SigningKey>();
  return async (workspace) => {
    const key = keys.get(workspace) ?? signingKey(context.randomBytes(32));
    keys.set(workspace, key);
    return key;
  };
}

/** A workspace that was brought to a server and has appointed it. `anotherProcess` makes the server's sync as one more process has it. */
export async function serverWorld(
  storage: Storage,
  options: { seed?: number; appointed?: boolean; waitingLimit?: number } = {},
): Promise<ServerWorld & { context: FixedContext; anotherProcess(): Sync }> {
  const context = fixedContext({ now: Date.UTC(2026, 10, 12, 8), seed: options.seed ?? 1, stepMilliseconds: 2 });
  const domain = { entities: [...definitions.values()], rules: smallRules() };
  const { waitingLimit } = options;
  const keyOf = testKeys(context);
  const limit = waitingLimit !== undefined && { waitingLimit };
  const process = (): Sync => createSync({ storage, context, domain, keyOf, ...limit });
  return { ...(await serverWorldOn(process(), storage, context, options)), context, anotherProcess: process };
}

/** The same on a server that is there, by any clock. */
export async function serverWorldOn(
  sync: Sync,
  storage: Storage,
  context: Context,
  options: { appointed?: boolean } = {},
): Promise<ServerWorld> {
  const workspace = newId(context);
  const founder = newId(context);
  const asker: ServerWorld['asker'] = (person) => ({
    kind: 'person',
    person,
    account: person === founder ? 'account-of-founder' : `account-of-${person}`,
  });
  const { chain: serverChain, publicKey: serverKey } = await sync.register({
    workspace,
    founder,
    account: 'account-of-founder',
  });
  const device = (person: string, skew?: number) => new TestDevice({ workspace, context, definitions }, person, skew);
  const first = device(founder);
  first.act('workspace.create', [
    create(Workspace, workspace, {
      name: 'Small',
      company: 'Small Ltd',
      currency: 'EUR',
      locale: 'en-GB',
      brand: { accent: '#1f4fd8', logo: null, footer: '' },
    }),
    create(Person, founder, { roles: ['rep', 'admin'], name: 'Ada Admin', email: 'ada@example.com', title: '' }),
    first.chainRow(),
    create(ChainAnnouncement, first.chain, { chain: first.chain, person: founder, publicKey: first.key.publicKey }),
    create(PolicySet, newId(context), { digest: policySetDigest(policies), policies, installed: context.now() }),
  ]);
  const world: ServerWorld = {
    sync,
    storage,
    context,
    workspace,
    founder,
    first,
    serverChain,
    serverKey,
    asker,
    device,
    async push(receipts, by = founder) {
      return (await sync.push(workspace, asker(by), receipts)).results;
    },
    async join(roles) {
      const person = newId(context);
      const receipts = first.act('person.add', [create(Person, person, { roles, name: `Person ${person}` })], {
        personOf: person,
      });
      const joined = device(person);
      const account = `account-of-${person}`;
      await world.push(receipts);
      const { chain, key } = joined;
      await sync.registerChain(workspace, { chain, person, publicKey: key.publicKey, account, name: 'test' });
      await world.push([joined.open()], person);
      return joined;
    },
  };
  if (options.appointed !== false) {
    first.act('sync.appoint', [
      create(ServerAppointment, newId(context), {
        chain: serverChain,
        publicKey: serverKey,
        address: 'https://desk.example',
      }),
    ]);
    await world.push(first.written);
  }
  return world;
}

/** A new thing. */
export const thing = (id: string, fields: { title?: string } & Record<string, unknown> = {}) =>
  create(Thing, id, { title: 'A thing', ...fields } as never);

/** New values of a thing. */
export const revised = (id: string, fields: Record<string, unknown>) => patch(Thing, id, fields as never);

/** A thing is finished: guarded by its state. */
export const finished = (id: string) => patch(Thing, id, { state: 'done' }, { state: 'open' });
