import { sha256 } from '../../src-core/ledger/digests';
import { signatureHolds } from '../../src-core/ledger/keys';
import { countersignatureText, revokedAfter } from '../../src-core/ledger/trust';
import type { Context } from '../../src-shared/kernel/context';
import type { EntityDefinition } from '../../src-shared/kernel/entity';
import { tick } from '../../src-shared/kernel/hybrid-clock';
import { Chain, ChainAnnouncement, ChainRevocation, Erasure, PolicySet } from '../../src-shared/receipts/schema';
import { ServerAppointment } from '../../src-shared/sync/appointment';
import { type ActReceipt, changesOf, refusalOf, type Verdict } from '../../src-shared/sync/judge';
import { mergeClockOf } from '../../src-shared/sync/merge-clock';
import type { DecisionText, Refusal } from '../../src-shared/sync/protocol';
import { type ChainRecord, NOTHING_AWAITED, type ReceiptRecord } from '../storage/storage';
import type { Unit } from './unit';

/** An act whose receipts are stored, with a verdict that decides it. */
export interface DecidedAct {
  act: readonly ActReceipt[];
  records: readonly ReceiptRecord[];
  verdict: Exclude<Verdict, { outcome: 'waiting' }>;
}

/**
 * Writes a verdict down: each receipt takes the workspace's next number and a signed decision that names the one before, and what counts
 * is folded into the rows. Rows that the changes name must be loaded.
 */
export async function recordVerdict(
  { unit, context, definitions }: Recording,
  { act, records, verdict }: DecidedAct,
): Promise<void> {
  const blamed = verdict.outcome === 'refused' ? act[verdict.receipt]!.hash : null;
  for (const [index, receipt] of act.entries()) {
    const record = records[index]!;
    const chain = unit.chain(record.chain)!;
    const refusal = refusalAt(verdict, index, blamed);
    const now = context.now();
    const arrival = tick(unit.sequence.clock, now, unit.sequence.chain);
    const clock = mergeClockOf({ at: receipt.header.at, arrival, last: chain.clock });
    const text: DecisionText = {
      v: 1,
      workspace: unit.sequence.workspace,
      number: unit.sequence.number + 1,
      receipt: receipt.hash,
      outcome: verdict.outcome,
      arrival: now,
      clock,
      policies: unit.sequence.policies?.digest ?? null,
      previous: unit.sequence.hash,
    };
    const canonical = decisionText(text);
    const hash = sha256(canonical);
    unit.sequence = { ...unit.sequence, number: text.number, hash, clock: [clock, arrival].sort().at(-1)! };
    unit.putChain({ ...chain, decided: receipt.header.number, clock });
    unit.putReceipt({
      ...record,
      state: 'decided',
      waitsFor: NOTHING_AWAITED,
      decision: {
        number: text.number,
        outcome: verdict.outcome,
        hash,
        text: canonical,
        // Signed before it is written, together with all others of the transaction.
        signature: '',
        refusal,
      },
    });
    if (verdict.outcome === 'refused') rememberRefused(unit, receipt, definitions);
    else await take(unit, receipt, clock, text.number);
    if (verdict.outcome !== 'refused') await rememberKey(unit, receipt);
  }
}

/** The RFC 8785 text of a decision: its keys stand in their order, and its values are plain text and whole numbers. */
function decisionText(text: DecisionText): string {
  const { arrival, clock, number, outcome, policies, previous, receipt, v, workspace } = text;
  return JSON.stringify({ arrival, clock, number, outcome, policies, previous, receipt, v, workspace });
}

export interface Recording {
  unit: Unit;
  context: Context;
  definitions: ReadonlyMap<string, EntityDefinition>;
}

function refusalAt(verdict: DecidedAct['verdict'], index: number, blamed: string | null): Refusal | null {
  if (verdict.outcome === 'accepted') return null;
  if (verdict.outcome === 'contested' || verdict.receipt === index) return verdict.refusal;
  return refusalOf('group', ['Another receipt of the same act was refused.'], { on: [blamed!] });
}

/** Folds an accepted receipt and follows what it says about the workspace itself. */
async function take(unit: Unit, receipt: ActReceipt, clock: string, number: number): Promise<void> {
  for (const { change, readers } of changesOf([receipt])) {
    unit.fold(change, clock, readers);
    if (change.op !== 'create') continue;
    const { fields } = change;
    if (change.entity === PolicySet.name) {
      const newer =
        unit.sequence.policies === null ||
        clock > unit.sequence.policies.clock ||
        (clock === unit.sequence.policies.clock && change.id > unit.sequence.policies.id);
      const policies = { id: change.id, digest: String(fields['digest']), clock };
      if (newer) unit.sequence = { ...unit.sequence, policies };
    } else if (change.entity === ServerAppointment.name) {
      unit.sequence = { ...unit.sequence, appointed: number };
      await unit.loadChains([unit.sequence.chain]);
      const own = unit.chain(unit.sequence.chain);
      if (own) unit.putChain({ ...own, standing: 'server' });
    } else if (change.entity === ChainAnnouncement.name) {
      await unit.loadChains([String(fields['chain'])]);
      const chain = unit.chain(String(fields['chain']));
      if (chain) announced(unit, chain, fields);
    } else if (change.entity === ChainRevocation.name) {
      await unit.loadChains([String(fields['chain'])]);
      const chain = unit.chain(String(fields['chain']));
      if (chain) unit.putChain({ ...chain, revokedAfter: revokedAfter(receipt.header, fields) });
    } else if (change.entity === Erasure.name) {
      unit.erase([...(fields['parts'] as string[]), ...(fields['blobs'] as string[])]);
      await unit.erasePerson(String(fields['person']));
    }
  }
}

function announced(unit: Unit, chain: ChainRecord, said: Readonly<Record<string, unknown>>): void {
  if (chain.standing !== 'unannounced' || chain.number === 0) return;
  if (chain.publicKey !== said['publicKey'] || chain.person !== said['person']) return;
  unit.putChain({ ...chain, standing: 'announced' });
}

/** A chain's first receipt tells how far its key is trusted. */
async function rememberKey(unit: Unit, receipt: ActReceipt): Promise<void> {
  const { header } = receipt;
  if (header.number !== 1) return;
  const opened = changesOf([receipt]).find(({ change }) => change.entity === Chain.name && change.id === header.chain);
  const chain = unit.chain(header.chain);
  if (!opened || !chain || chain.standing !== 'unannounced') return;
  if (header.command.name === 'workspace.create') {
    unit.putChain({ ...chain, standing: 'root' });
    return;
  }
  const announcement = unit.row(ChainAnnouncement.name, header.chain);
  if (announcement) announced(unit, chain, announcement.fields);
  const { countersignedBy, countersignature } = opened.change.fields;
  if (typeof countersignedBy !== 'string') return;
  await unit.loadChains([countersignedBy]);
  const old = unit.chain(countersignedBy);
  if (!old || old.standing === 'unannounced' || old.person !== header.actor) return;
  // What a revoked key signs says nothing any more.
  if (old.revokedAfter !== null || typeof countersignature !== 'string') return;
  const text = Buffer.from(countersignatureText(header.workspace, header.chain, chain.publicKey));
  if (signatureHolds(old.publicKey, text, countersignature)) unit.putChain({ ...chain, standing: 'announced' });
}

/** Keeps which rows a refused receipt would have made, and which guarded fields it would have set. */
function rememberRefused(unit: Unit, receipt: ActReceipt, definitions: ReadonlyMap<string, EntityDefinition>): void {
  for (const { change } of changesOf([receipt])) {
    const { entity, id } = change;
    const effect = (name: string): void => {
      const known = unit.refusedEffects(entity, id).some((one) => one.effect === name && one.hash === receipt.hash);
      if (!known) unit.putRefusedEffect({ entity, id, effect: name, hash: receipt.hash, chain: receipt.header.chain });
    };
    if (change.op === 'create') effect('row');
    for (const field of Object.keys(change.fields)) {
      if (field === 'archived' || definitions.get(entity)?.fields[field]?.merge === 'guarded') effect(field);
    }
    if (change.op === 'archive') effect('archived');
  }
}
