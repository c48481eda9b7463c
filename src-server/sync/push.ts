import type { SignedReceipt } from '../../src-shared/kernel/receipt';
import type { PushAnswer } from '../../src-shared/sync/protocol';
import type { Storage } from '../storage/storage';
import { type Incoming, ownKey, type Readable, readIncoming, signaturesHold } from './incoming';
import { Intake } from './intake';
import type { SyncParts } from './sync-parts';
import { Unit } from './unit';

/**
 * Takes receipts in: reads them and checks every signature first, then, alone in the workspace, puts each into its chain and decides what
 * can be decided. All in one transaction; sent again, the same receipts get the same answers. `mayPush` says whether the asker may push
 * at all, in the state that the push finds, and throws where not.
 */
export async function push(
  parts: SyncParts,
  workspace: string,
  receipts: readonly SignedReceipt[],
  mayPush: (unit: Unit) => Promise<void>,
): Promise<PushAnswer> {
  const incoming = receipts.map((signed) => readIncoming(signed, workspace));
  const genuine = await checkSignatures(parts.storage, workspace, incoming);
  const key = await parts.keyOf(workspace);
  const { results, number } = await parts.storage.transaction(workspace, async (store) => {
    const unit = new Unit(store, await store.sequence(), parts.definitions);
    const intake = new Intake(parts, unit, key);
    await intake.prepare(genuine.filter((one): one is Readable => one.invalid === null));
    await mayPush(unit);
    const before = unit.sequence.number;
    const answers = await intake.run(genuine);
    await unit.write(unit.sequence.number > before);
    return { results: answers, number: unit.sequence.number };
  });
  return { results, number, now: parts.context.now() };
}

/** Signatures are checked before anything is locked: keys never change. What was seen before was checked then. */
async function checkSignatures(
  storage: Storage,
  workspace: string,
  incoming: readonly Incoming[],
): Promise<Incoming[]> {
  const readable = incoming.filter((one): one is Readable => one.invalid === null);
  const { keys, known } = await storage.reading(workspace, async (store) => ({
    keys: await store.chains([...new Set(readable.map(({ header }) => header.chain))]),
    known: await store.known(readable.map(({ hash }) => hash)),
  }));
  const seen = new Set(known.map(({ hash }) => hash));
  const publicKeys = new Map(keys.map(({ chain, publicKey }) => [chain, publicKey]));
  for (const one of readable) {
    const brought = ownKey(one);
    if (brought !== null && !publicKeys.has(one.header.chain)) publicKeys.set(one.header.chain, brought);
  }
  // A chain that is not known at all has no key to check by: it will be a gap.
  const checked = readable.filter(({ hash, header }) => !seen.has(hash) && publicKeys.has(header.chain));
  const held = await signaturesHold(
    checked.map(({ signed, header }) => ({ signed, publicKey: publicKeys.get(header.chain) ?? null })),
  );
  const forged = new Set(checked.filter((_, index) => !held[index]));
  return incoming.map((one) =>
    one.invalid === null && forged.has(one)
      ? {
          hash: one.hash,
          signed: one.signed,
          header: one.header,
          invalid: 'Its signature is not by the key of its chain.',
        }
      : one,
  );
}
