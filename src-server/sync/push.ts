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
  const checked = await checkedAhead(parts.storage, workspace, incoming);
  const key = await parts.keyOf(workspace);
  const { results, number } = await parts.storage.transaction(workspace, async (store) => {
    const unit = new Unit(store, await store.sequence(), parts.definitions);
    const intake = new Intake(parts, unit, key);
    await intake.prepare(incoming.filter((one): one is Readable => one.invalid === null));
    await mayPush(unit);
    const before = unit.sequence.number;
    const answers = await intake.run(await genuineOnly(unit, incoming, checked));
    await unit.write(unit.sequence.number > before);
    return { results: answers, number: unit.sequence.number };
  });
  return { results, number, now: parts.context.now() };
}

/** A signature that was checked: by which key, and whether it holds. */
interface Checked {
  publicKey: string;
  holds: boolean;
}

/** Checks signatures before anything is locked. What was seen before was checked then. */
async function checkedAhead(
  storage: Storage,
  workspace: string,
  incoming: readonly Incoming[],
): Promise<Map<Incoming, Checked>> {
  const readable = incoming.filter((one): one is Readable => one.invalid === null);
  const { keys, known } = await storage.reading(workspace, async (store) => ({
    keys: await store.chains([...new Set(readable.map(({ header }) => header.chain))]),
    known: await store.known(readable.map(({ hash }) => hash)),
  }));
  const seen = new Set(known.map(({ hash }) => hash));
  const publicKeys = new Map(keys.map(({ chain, publicKey }) => [chain, publicKey]));
  return check(
    readable.filter(({ hash }) => !seen.has(hash)),
    publicKeys,
  );
}

/** Checks those whose chain has a key; a chain's first receipt brings one where none is known yet. */
async function check(receipts: readonly Readable[], publicKeys: Map<string, string>): Promise<Map<Incoming, Checked>> {
  for (const one of receipts) {
    const brought = ownKey(one);
    if (brought !== null && !publicKeys.has(one.header.chain)) publicKeys.set(one.header.chain, brought);
  }
  // A chain that is not known at all has no key to check by: it will be a gap.
  const checkable = receipts.flatMap((one) => {
    const publicKey = publicKeys.get(one.header.chain);
    return publicKey === undefined ? [] : [{ one, signed: one.signed, publicKey }];
  });
  const held = await signaturesHold(checkable);
  return new Map(checkable.map(({ one, publicKey }, index) => [one, { publicKey, holds: held[index] === true }]));
}

/**
 * What was pushed, with forgeries marked as such. A chain that began or was registered since signatures were checked has a key now that
 * they were not checked by: they are checked again by that one.
 */
async function genuineOnly(
  unit: Unit,
  incoming: readonly Incoming[],
  checked: ReadonlyMap<Incoming, Checked>,
): Promise<Incoming[]> {
  const begun = new Map<string, string>();
  const again = incoming.filter((one): one is Readable => {
    if (one.invalid !== null || unit.outcome(one.hash)) return false;
    const publicKey = unit.chain(one.header.chain)?.publicKey;
    if (publicKey === undefined || publicKey === checked.get(one)?.publicKey) return false;
    begun.set(one.header.chain, publicKey);
    return true;
  });
  const late = again.length > 0 ? await check(again, begun) : new Map<Incoming, Checked>();
  return incoming.map((one) => {
    if (one.invalid !== null || (late.get(one) ?? checked.get(one))?.holds !== false) return one;
    const { hash, signed, header } = one;
    return { hash, signed, header, invalid: 'Its signature is not by the key of its chain.' };
  });
}
