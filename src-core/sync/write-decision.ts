import type { Change } from '../../src-shared/kernel/change';
import type { Refusal } from '../../src-shared/sync/protocol';
import { entitlementFault } from '../ledger/entitlement';
import { parsePart, type StoredReceipt } from '../ledger/journal';
import { concernsKeys } from '../ledger/trust';
import type { Workspace } from '../workspace/workspace';
import type { ReadDecision } from './read-page';
import { contradiction, foldOf, readersHere, setSyncState } from './state';

const UNEXPLAINED: Refusal = {
  kind: 'policy',
  says: ['The server refused it and gave no reason.'],
  by: [],
  needs: [],
  fields: [],
  on: [],
};

/** A decision of a page, written into the store with its receipt. */
export interface WrittenDecision {
  read: ReadDecision;
  known: StoredReceipt | undefined;
  ordinal: number;
  parts: { readers: string; changes: Change[] }[];
  clock: string;
  accepted: boolean;
  /** Parts came that were not here, or went. */
  filled: boolean;
}

/** What the decisions of a page before this one have left. */
export interface PageSoFar {
  /** The last receipt of each chain that this page has brought so far. */
  links: Map<string, { number: number; hash: string }>;
  /** Erasures have listed parts here: each one that comes is looked up. What the page itself erases goes when it is folded. */
  erased: boolean;
}

/** What a page begins with. */
export function nothingSoFar({ runner }: Workspace): PageSoFar {
  return { links: new Map(), erased: runner.statement('SELECT 1 FROM erased_digests LIMIT 1').get() !== undefined };
}

/** Writes a decision and its receipt into the store; folds nothing. */
export function writeDecision(
  workspace: Workspace,
  read: ReadDecision,
  known: StoredReceipt | undefined,
  before: PageSoFar,
): WrittenDecision {
  const { journal, runner } = workspace;
  const { decision, header, hash, pulled, decisionHash } = read;
  const accepted = decision.outcome !== 'refused';
  runner
    .statement('INSERT INTO decisions (number, hash, receipt, text, signature) VALUES (?, ?, ?, ?, ?)')
    .run(decision.number, decisionHash, hash, pulled.decision.text, pulled.decision.signature);
  const decided = {
    place: decision.number,
    standing: decision.outcome,
    merge_clock: decision.clock === header.at ? null : decision.clock,
  };
  let ordinal: number;
  let parts: WrittenDecision['parts'] = [];
  let filled = false;
  if (known) {
    ordinal = known.ordinal;
    runner
      .statement(
        'UPDATE receipts SET place = @place, standing = @standing, merge_clock = @merge_clock WHERE ordinal = @ordinal',
      )
      .run({ ...decided, ordinal });
    runner.statement('DELETE FROM push_notes WHERE hash = ?').run(hash);
    filled = fillParts(workspace, ordinal, read);
    if (filled || header.command.name === 'person.erase') parts = storedParts(workspace, ordinal);
    filled = dropWithheld(workspace, ordinal, accepted) || filled;
  } else {
    checkLink(workspace, read, before.links);
    parts = read.parts();
    if (accepted && concernsKeys(header.command.name)) workspace.forgetChains();
    const fault = accepted
      ? entitlementFault(workspace, header, parts, ({ place }) => place !== null && place < decision.number)
      : null;
    if (fault !== null) throw contradiction(`receipt ${decision.number} was accepted, but ${fault}`);
    const isErased = before.erased ? runner.statement('SELECT 1 FROM erased_digests WHERE digest = ?') : null;
    const bodies = Object.entries(header.parts).map(([readers, digest]) => ({
      readers,
      digest,
      body: isErased?.get(digest) ? null : (pulled.receipt.parts[readers] ?? null),
    }));
    if (isErased) {
      const kept = new Set(bodies.flatMap(({ readers, body }) => (body === null ? [] : [readers])));
      parts = parts.filter(({ readers }) => kept.has(readers));
    }
    ordinal = journal.append(
      {
        hash,
        chain: header.chain,
        number: header.number,
        at: header.at,
        actor: header.actor,
        command: header.command.name,
        group_id: header.group?.id ?? null,
        origin: 'pulled',
        header: pulled.receipt.header,
        signature: pulled.receipt.signature,
        ...decided,
      },
      bodies,
    );
  }
  if (!known) {
    // At once, so that what comes later in the page finds who had which role.
    const fold = foldOf(workspace);
    for (const { changes } of parts) for (const change of changes) fold.touch(change, ordinal);
  }
  if (accepted && (decision.outcome === 'contested' || header.policy.decision === 'contested')) {
    runner.statement('INSERT OR IGNORE INTO contested (ordinal, hash) VALUES (?, ?)').run(ordinal, hash);
  }
  if (!accepted) runner.statement('DELETE FROM contested WHERE ordinal = ?').run(ordinal);
  // Nothing that was committed here leaves the tables without a word.
  const refusal = pulled.refusal ?? (known && !accepted ? UNEXPLAINED : null);
  if (refusal) {
    runner
      .statement('INSERT INTO refusals (hash, refusal) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING')
      .run(hash, JSON.stringify(refusal));
  }
  before.links.set(header.chain, { number: header.number, hash });
  return { read, known, ordinal, parts, clock: decision.clock, accepted, filled };
}

function storedParts({ journal }: Workspace, ordinal: number): WrittenDecision['parts'] {
  return journal
    .parts(ordinal)
    .flatMap(({ readers, body }) => (body === null ? [] : [{ readers, changes: parsePart(body).changes as Change[] }]));
}

/** Parts that were withheld or lost here, and that the server gives. */
function fillParts({ runner, journal }: Workspace, ordinal: number, { pulled, header }: ReadDecision): boolean {
  if (!journal.parts(ordinal).some(({ body }) => body === null)) return false;
  let filled = 0;
  const isErased = runner.statement('SELECT 1 FROM erased_digests WHERE digest = ?');
  for (const [readers, body] of Object.entries(pulled.receipt.parts)) {
    if (isErased.get(header.parts[readers]!)) continue;
    filled += runner
      .statement('UPDATE parts SET body = ? WHERE ordinal = ? AND readers = ? AND body IS NULL')
      .run(body, ordinal, readers).changes;
  }
  return filled > 0;
}

/** What was written with rights that the person has no more goes as soon as it is decided. */
function dropWithheld(workspace: Workspace, ordinal: number, accepted: boolean): boolean {
  const readers = readersHere(workspace);
  if (!accepted || readers === null) return false;
  let dropped = false;
  for (const part of workspace.journal.parts(ordinal)) {
    const group = part.readers.startsWith('personal:') ? 'personal' : part.readers;
    if (part.body === null || readers.includes(group)) continue;
    workspace.runner
      .statement('UPDATE parts SET body = NULL WHERE ordinal = ? AND readers = ?')
      .run(ordinal, part.readers);
    dropped = true;
  }
  // Free pages and backups follow with `finishWithdrawal`.
  if (dropped) setSyncState(workspace, 'withdrawing', JSON.stringify(readers));
  return dropped;
}

function checkLink({ journal }: Workspace, { header, decision }: ReadDecision, links: PageSoFar['links']): void {
  const last = links.get(header.chain);
  const before =
    last?.number === header.number - 1
      ? last
      : header.number === 1
        ? undefined
        : journal.at(header.chain, header.number - 1);
  if (header.previous === (before?.hash ?? null)) return;
  // Before a snapshot the receipts may not have come yet, or not all of them.
  if (!before && journal.base() !== null && !journal.goesOnAfterBase(header.chain, header.number)) return;
  throw contradiction(`receipt ${decision.number} does not follow the one before it in its chain`);
}
