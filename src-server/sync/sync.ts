import type { SigningKey } from '../../src-core/ledger/keys';
import { create } from '../../src-shared/kernel/change';
import { type Context, newId } from '../../src-shared/kernel/context';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { SignedReceipt } from '../../src-shared/kernel/receipt';
import { Chain, ChainRevocation } from '../../src-shared/receipts/schema';
import { ServerAppointment } from '../../src-shared/sync/appointment';
import {
  type PartsAnswer,
  type PullAnswer,
  type PushAnswer,
  SERVER_ACTOR,
  type SignedDecision,
  type SnapshotLeaf,
  type SnapshotManifest,
} from '../../src-shared/sync/protocol';
import type { ChainRecord, SequenceRecord, Storage } from '../storage/storage';
import { emptyChain } from './chain-order';
import { Gates } from './gates';
import { Intake } from './intake';
import { lateParts, pull } from './pull';
import { Pushes } from './push';
import { type Asker, notAMember, rowsOfStanding, type Standing, standingBy, standingOf } from './readers';
import type { ServerDomain } from './rules';
import { snapshot, snapshotPage } from './snapshot';
import type { SyncParts } from './sync-parts';
import { Unit } from './unit';

export interface SyncOptions {
  storage: Storage;
  context: Context;
  domain: ServerDomain;
  /** The server's key of a workspace, made where there is none yet. */
  keyOf(workspace: string): Promise<SigningKey>;
  /** See `SyncParts.waitingLimit`. */
  waitingLimit?: number;
}

/** A receipt with its decision, as registering and revoking answer it. */
export interface OwnAct {
  receipt: SignedReceipt;
  decision: SignedDecision;
  number: number;
}

/** The server's side of sync, over a storage. Every call is one piece of work; nothing is kept between calls but policies and keys. */
export interface Sync {
  /**
   * Makes a workspace's sequence and the server's own chain in it, whose `chain.open` is number 1. Asked again by the same account for the
   * same person it answers the same; throws `forbidden` where somebody else has registered that id.
   */
  register(of: {
    workspace: string;
    founder: string;
    account: string;
  }): Promise<OwnAct & { chain: string; publicKey: string }>;
  push(
    workspace: string,
    asker: Extract<Asker, { kind: 'person' }>,
    receipts: readonly SignedReceipt[],
  ): Promise<PushAnswer>;
  pull(workspace: string, asker: Asker, request: { after: number; limit: number }): Promise<PullAnswer>;
  parts(
    workspace: string,
    asker: Asker,
    request: { readers: string; after: number; limit: number },
  ): Promise<PartsAnswer>;
  snapshot(workspace: string, asker: Asker): Promise<SnapshotManifest>;
  /** Null where that snapshot is not kept any more: ask for a manifest again. */
  snapshotPage(
    workspace: string,
    asker: Asker,
    request: { number: number; page: number },
  ): Promise<SnapshotLeaf[] | null>;
  /**
   * Notes that a signed-in account's device signs with this key; the caller has checked that the device holds it. The server announces the
   * chain at once where it has begun, else as soon as its first receipt comes. Throws `forbidden` where the chain is another person's or
   * has another key.
   */
  registerChain(
    workspace: string,
    device: { chain: string; person: string; publicKey: string; account: string; name: string },
  ): Promise<ChainRecord>;
  /** Ends a chain after what has come in of it. Asked again it answers the same. */
  revokeChain(workspace: string, chain: string, reason?: string): Promise<OwnAct | null>;
  /** Chains of a person, or of everybody, in order of their ids. */
  chains(workspace: string, person: string | null, after?: string | null, limit?: number): Promise<ChainRecord[]>;
  /** What an asker is and may read now; throws `forbidden` for somebody who is not in the workspace. */
  standing(workspace: string, asker: Asker): Promise<Standing>;
  /** Whether the asker may read a field that names this blob. False for one that nothing names. */
  mayReadBlob(workspace: string, asker: Asker, digest: string): Promise<boolean>;
  sequence(workspace: string): Promise<SequenceRecord>;
  /** The newest numbers of these workspaces, in one look; one that is not here is left out. */
  numbers(workspaces: readonly string[]): Promise<Map<string, number>>;
  /** Calls back with each newest number of any workspace. Answers how to stop. */
  listen(heard: (workspace: string, number: number) => void): Promise<() => Promise<void>>;
}

/** The server's sync over a storage, for a domain. */
export function createSync({ storage, context, domain, keyOf, waitingLimit }: SyncOptions): Sync {
  const entities = domain.entities.some(({ name }) => name === ServerAppointment.name)
    ? domain.entities
    : [...domain.entities, ServerAppointment];
  const parts: SyncParts = {
    storage,
    context,
    domain: { ...domain, entities },
    definitions: new Map(entities.map((definition) => [definition.name, definition])),
    gates: new Gates(),
    keyOf,
    ...(waitingLimit !== undefined && { waitingLimit }),
  };
  const pushes = new Pushes(parts);
  /** Work of the server's own chain, and what goes on because of it. */
  const deciding = async <T>(workspace: string, work: (unit: Unit, intake: Intake) => Promise<T>): Promise<T> => {
    const key = await keyOf(workspace);
    return storage.transaction(workspace, {}, async (store, { sequence }) => {
      const unit = new Unit(store, sequence, parts.definitions);
      const intake = new Intake(parts, unit, key);
      const before = unit.sequence.number;
      const result = await work(unit, intake);
      await intake.wake();
      await intake.seal();
      await unit.write(unit.sequence.number > before);
      return result;
    });
  };
  return {
    register: (of) => register(parts, of),
    push: (workspace, asker, receipts) => pushes.push(workspace, asker, receipts),
    pull: (workspace, asker, request) => pull(parts, workspace, asker, request),
    parts: (workspace, asker, request) => lateParts(parts, workspace, asker, request),
    snapshot: (workspace, asker) => snapshot(parts, workspace, asker),
    snapshotPage: (workspace, asker, request) => snapshotPage(parts, workspace, asker, request),
    registerChain: (workspace, device) =>
      deciding(workspace, async (unit, intake) => {
        await unit.loadChains([device.chain]);
        const known = unit.chain(device.chain);
        if (known && (known.person !== device.person || known.publicKey !== device.publicKey)) throw anothersChain();
        if (known?.account != null && known.account !== device.account) throw anothersChain();
        const { chain, person, publicKey, account, name } = device;
        const registered = known?.registered ?? context.now();
        unit.putChain(
          known
            ? { ...known, account, device: name, registered }
            : emptyChain({ chain, person, publicKey, account, device: name, registered }),
        );
        if (known && known.decided > 0 && known.standing === 'unannounced') await intake.announce(unit.chain(chain)!);
        return unit.chain(chain)!;
      }),
    revokeChain: (workspace, id, reason) =>
      deciding(workspace, async (unit, intake) => {
        await unit.loadChains([id]);
        const chain = unit.chain(id);
        if (!chain || chain.standing === 'server') {
          throw new ProofdeskError({ code: 'not-found', message: 'There is no such device in this workspace.' });
        }
        if (chain.revokedAfter !== null) return null;
        if (chain.number === 0 || unit.sequence.appointed === null) {
          // Nothing of it is known to anybody: it can simply never begin.
          unit.putChain({ ...chain, revokedAfter: chain.number });
          return null;
        }
        const lastNumber = chain.number;
        const record = await intake.own(
          'chain.revoke',
          { chain: id, lastNumber },
          [create(ChainRevocation, newId(context), { chain: id, lastNumber })],
          reason ?? 'The device was taken off the list.',
        );
        return ownAct(record);
      }),
    chains: (workspace, person, after = null, limit = 1_000) =>
      storage.reading(workspace, (store) => store.chainsOf(person, after, limit)),
    standing: async (workspace, asker) => {
      const { sequence, rows } = await storage.glance(workspace, { rows: rowsOfStanding(workspace, asker) });
      return standingBy(asker, sequence, rows);
    },
    mayReadBlob: (workspace, asker, digest) =>
      storage.reading(workspace, async (store) => {
        const { readers } = await standingOf(store, workspace, asker);
        return (await store.blobReferences(digest)).some(({ readers: of }) => readers.includes(of));
      }),
    sequence: async (workspace) => (await storage.glance(workspace, {})).sequence,
    numbers: (workspaces) => storage.numbers(workspaces),
    listen: (heard) => storage.listen(heard),
  };
}

async function register(
  parts: SyncParts,
  { workspace, founder, account }: { workspace: string; founder: string; account: string },
): Promise<OwnAct & { chain: string; publicKey: string }> {
  const { storage, context } = parts;
  const key = await parts.keyOf(workspace);
  const chain = newId(context);
  const sequence: SequenceRecord = {
    workspace,
    number: 0,
    hash: null,
    clock: null,
    chain,
    publicKey: key.publicKey,
    founder,
    account,
    appointed: null,
    policies: null,
    created: context.now(),
  };
  await storage.found(sequence, async (store) => {
    const unit = new Unit(store, sequence, parts.definitions);
    const intake = new Intake(parts, unit, key);
    unit.putChain(emptyChain({ chain, person: SERVER_ACTOR, publicKey: key.publicKey, device: 'server' }));
    await intake.own('chain.open', { chain }, [
      create(Chain, chain, {
        person: SERVER_ACTOR,
        publicKey: key.publicKey,
        letters: '',
        device: 'server',
        countersignedBy: null,
        countersignature: null,
      }),
    ]);
    await unit.write(true);
  });
  return storage.reading(workspace, async (store) => {
    const found = await store.sequence();
    if (found.founder !== founder || found.account !== account) throw notAMember();
    const [first] = await store.decided(0, 1);
    return { ...ownAct(first!), chain: found.chain, publicKey: found.publicKey };
  });
}

function ownAct(record: {
  header: string;
  signature: string;
  parts: Record<string, string>;
  decision: { text: string; signature: string; number: number } | null;
}): OwnAct {
  const { header, signature, parts, decision } = record;
  if (!decision) throw new ProofdeskError({ code: 'internal', message: 'The server’s own receipt was not decided.' });
  return {
    receipt: { header, signature, parts },
    decision: { text: decision.text, signature: decision.signature },
    number: decision.number,
  };
}

function anothersChain(): ProofdeskError {
  return new ProofdeskError({
    code: 'forbidden',
    message: 'This device is registered for somebody else, or with another key.',
    hint: 'Begin a new chain on this device.',
  });
}
