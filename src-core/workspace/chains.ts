import { create } from '../../src-shared/kernel/change';
import { newId } from '../../src-shared/kernel/context';
import { Chain, ChainAnnouncement } from '../../src-shared/receipts/schema';
import { Person } from '../../src-shared/workspace/schema';
import { type SigningKey, signingKey } from '../ledger/keys';
import { splitChanges } from '../ledger/split';
import { countersignatureText } from '../ledger/trust';
import { writeAct } from '../ledger/write-receipt';
import type { Workspace } from './workspace';

/** The chain on which a person acts on this device. */
export interface ActingChain {
  chain: string;
  person: string;
  key: SigningKey;
  letters: string;
  /** Last clock reading of the workspace; moved on by each receipt. */
  clock: { last: string | null };
}

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const DIGITS = '23456789';

/** Number letters that nobody in this workspace has used, as far as this device knows: a letter and a digit, then longer. */
export function newLetters(workspace: Workspace): string {
  const used = new Set([...workspace.device.usedLetters(workspace.id), ...workspace.lettersInUse()]);
  for (let attempt = 0; ; attempt += 1) {
    const bytes = workspace.context.randomBytes(3);
    const short = LETTERS[bytes[0]! % LETTERS.length]! + DIGITS[bytes[1]! % DIGITS.length]!;
    const letters = attempt < 40 ? short : short + LETTERS[bytes[2]! % LETTERS.length]!;
    if (!used.has(letters)) return letters;
  }
}

/** The device's letters in this workspace; chosen anew after a restore or copy. */
export function deviceLetters(workspace: Workspace): string {
  const key = `letters:${workspace.id}`;
  const kept = workspace.device.setting(key);
  if (kept) return kept;
  const letters = newLetters(workspace);
  workspace.device.keepLetters(workspace.id, letters);
  workspace.device.setSetting(key, letters);
  return letters;
}

/**
 * Whether this device may go on with its chains here. A store that is behind the device's record, or stands on another branch, was
 * restored or copied: its chains end, and new ones with new letters begin.
 */
export function endForkedChains(workspace: Workspace): void {
  const { device, id, journal } = workspace;
  for (const { chain, number, hash } of device.activeHeads(id)) {
    if (number === 0) continue;
    if (journal.at(chain, number)?.hash === hash) continue;
    device.retireChains(id);
    device.setSetting(`letters:${id}`, '');
    return;
  }
}

/** The person's chain, opened (and announced by an admin's key on this device, where there is one) at first use. */
export function actingChain(workspace: Workspace, person: string, clock: { last: string | null }): ActingChain {
  const { device, id } = workspace;
  const held = device.activeKey(id, person);
  const letters = deviceLetters(workspace);
  if (held && workspace.journal.at(held.chain, 1)) {
    return { chain: held.chain, person, key: signingKey(held.seed), letters, clock };
  }
  return openChain(workspace, person, letters, clock);
}

/** Whether a person has no key on this device yet, where a server has the workspace. */
export function lacksFirstKey({ device, id, journal }: Workspace, person: string): boolean {
  return journal.isJoined() && device.lastKey(id, person) === null;
}

/**
 * Keeps the key of a person's first chain here for good before anything is signed with it: with a server nobody else could ever vouch for
 * what a lost key has signed. Inside the device's exclusive time, before the workspace's transaction.
 */
export function keepFirstKey(workspace: Workspace, person: string): void {
  const { device, id, context } = workspace;
  if (!lacksFirstKey(workspace, person)) return;
  workspace.actor(person);
  device.keepKey(id, { chain: newId(context), person, seed: workspace.newSeed(person, true) });
}

function openChain(workspace: Workspace, person: string, letters: string, clock: { last: string | null }): ActingChain {
  const { device, id, context } = workspace;
  const held = device.activeKey(id, person);
  const kept = held && device.head(id, held.chain) === null ? held : null;
  const old = kept ? null : device.lastKey(id, person);
  const seed = kept?.seed ?? workspace.newSeed(person, old === null);
  const key = signingKey(seed);
  const chain = kept?.chain ?? newId(context);
  const oldKnown = old && workspace.journal.at(old.chain, 1) ? old : null;
  const change = create(Chain, chain, {
    person,
    publicKey: key.publicKey,
    letters,
    device: workspace.deviceName,
    countersignedBy: oldKnown?.chain ?? null,
    countersignature: oldKnown
      ? signingKey(oldKnown.seed).sign(Buffer.from(countersignatureText(id, chain, key.publicKey)))
      : null,
  });
  const acting: ActingChain = { chain, person, key, letters, clock };
  if (!kept) device.keepKey(id, { chain, person, seed });
  writeStructural(workspace, acting, 'chain.open', { chain }, [change]);
  const announcer = oldKnown ? null : announcingChain(workspace, clock);
  if (announcer && announcer.person !== person) {
    writeStructural(workspace, announcer, 'chain.announce', { chain }, [
      create(ChainAnnouncement, chain, { chain, person, publicKey: key.publicKey }),
    ]);
  }
  return acting;
}

/** An admin's trusted chain whose key lies on this device. */
function announcingChain(workspace: Workspace, clock: { last: string | null }): ActingChain | null {
  for (const known of workspace.chains().values()) {
    if (known.standing === 'unannounced' || known.revokedAfter !== null) continue;
    const held = workspace.device.activeKey(workspace.id, known.person);
    if (held?.chain !== known.chain) continue;
    const owner = workspace.reader.get(Person, known.person);
    if (owner && !owner.archived && owner.roles.includes('admin')) {
      return {
        chain: held.chain,
        person: known.person,
        key: signingKey(held.seed),
        letters: deviceLetters(workspace),
        clock,
      };
    }
  }
  return null;
}

/** Receipts about the ledger itself (a chain opened or announced): allowed by the house rule of this name, not by a policy. */
function writeStructural(
  workspace: Workspace,
  acting: ActingChain,
  command: 'chain.open' | 'chain.announce',
  input: Record<string, unknown>,
  changes: Parameters<typeof splitChanges>[0],
): void {
  const receipts = writeAct(
    {
      workspace: workspace.id,
      chain: acting.chain,
      key: acting.key,
      actor: acting.person,
      command: { name: command, version: 1 },
      policy: { set: workspace.gate().digest, decision: 'allow', by: ['house-rule-chains'], approvals: [] },
      inputs: new Map([['shared', input]]),
      reason: null,
      contested: [],
      split: (some) => splitChanges(some, workspace.definitions, () => null),
      changes,
    },
    workspace.journal,
    workspace.context,
    acting.clock,
  );
  workspace.fold(receipts, false);
  workspace.forgetChains();
}
