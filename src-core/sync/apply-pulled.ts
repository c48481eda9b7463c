import type { Change } from '../../src-shared/kernel/change';
import { Erasure } from '../../src-shared/receipts/schema';
import type { Pulled, Refusal } from '../../src-shared/sync/protocol';
import { entitlementFault } from '../ledger/entitlement';
import { counts, PENDING, parsePart, type StoredReceipt } from '../ledger/journal';
import { concernsKeys } from '../ledger/trust';
import type { Workspace } from '../workspace/workspace';
import { noteConflicts } from './conflicts';
import { forkedChain } from './forked-chain';
import { holdSignatures, numberOf, type ReadDecision, readDecisions, wholeActs } from './read-page';
import { refoldRows, rowsAbout } from './refold-rows';
import {
  changingWhatCounts,
  contradiction,
  decisionHead,
  foldOf,
  readersHere,
  requireServer,
  setSyncState,
} from './state';

/** What came of applying decisions. */
export interface AppliedPage {
  /** The last decision that is applied now. */
  number: number;
  /** Decisions applied by this call. */
  applied: number;
  /** Receipts that this device had not seen. */
  added: number;
  /** Own receipts among them that were refused: they are in the inbox now. */
  refused: string[];
  /** Conflict cards that were made. */
  conflicts: number;
  /** Names of entities whose rows changed, for views to be asked again. */
  entities: string[];
  /** An erasure counts now: its traces in free pages and backups are to be removed (`workspace.erasureDue()`). */
  erased: boolean;
  /** A chain of this device that ended because the server has another receipt at this number; its pending work was issued anew. */
  forked: { chain: string; number: number } | null;
}

/**
 * Applies a page of a pull: in the order of the decisions, in one transaction, with every digest, link and the signatures that cover them
 * checked before. Decisions that are applied already are passed over, so a page may come twice. An act whose receipts have not all come is
 * left for the next page. Throws `bad-input` (kind `server-contradicts`) where something does not hold; then nothing was changed.
 */
export async function applyPulled(workspace: Workspace, pulled: readonly Pulled[]): Promise<AppliedPage> {
  const server = requireServer(workspace);
  let forked: AppliedPage['forked'] = null;
  for (;;) {
    const read = wholeActs(readDecisions(workspace.id, afterHead(workspace, pulled), decisionHead(workspace)));
    await holdSignatures(workspace, server, read);
    const answer = changingWhatCounts(workspace, () => {
      // Another process may have applied the beginning of it meanwhile.
      const { number } = decisionHead(workspace);
      const fresh = read.filter(({ decision }) => decision.number > number);
      const fork = forkAmong(workspace, fresh);
      return fork ? { fork } : { page: apply(workspace, fresh) };
    });
    if (answer.page) return { ...answer.page, forked: forked ?? answer.page.forked };
    forked = answer.fork!;
    forkedChain(workspace, forked);
  }
}

function afterHead(workspace: Workspace, pulled: readonly Pulled[]): readonly Pulled[] {
  const { number } = decisionHead(workspace);
  const first = pulled[0];
  if (!first) return pulled;
  const begins = numberOf(first.decision);
  return begins > number ? pulled : pulled.slice(number - begins + 1);
}

/** Where the server has another receipt at a number that an undecided one has here. */
function forkAmong({ journal }: Workspace, read: readonly ReadDecision[]): { chain: string; number: number } | null {
  // Most of a page lies beyond what is here of its chains: those need not be looked up one by one.
  const heads = new Map<string, number>();
  for (const { header, hash, decision } of read) {
    let head = heads.get(header.chain);
    if (head === undefined) {
      head = journal.head(header.chain)?.number ?? 0;
      heads.set(header.chain, head);
    }
    if (header.number > head) continue;
    const here = journal.at(header.chain, header.number);
    if (!here || here.hash === hash) continue;
    if (here.place !== null)
      throw contradiction(`decision ${decision.number} is about a number that was decided before`);
    return { chain: header.chain, number: header.number };
  }
  return null;
}

const UNEXPLAINED: Refusal = {
  kind: 'policy',
  says: ['The server refused it and gave no reason.'],
  by: [],
  needs: [],
  fields: [],
  on: [],
};

interface Item {
  read: ReadDecision;
  known: StoredReceipt | undefined;
  ordinal: number;
  parts: { readers: string; changes: Change[] }[];
  clock: string;
  accepted: boolean;
  /** Parts came that were not here, or went. */
  filled: boolean;
}

interface TouchedRow {
  entity: string;
  id: string;
  /** Receipts that were pending on it before this page, in order. */
  before: number[];
  /** Decided in this page and in the tables from now on, in order. */
  decided: number[];
  /** The tables cannot be brought there by folding the new ones on top. */
  anew: boolean;
}

function apply(workspace: Workspace, read: readonly ReadDecision[]): AppliedPage {
  const { journal } = workspace;
  const pendingBefore = journal.pendingCount() > 0;
  const rows = new Map<string, TouchedRow>();
  const rowOf = (entity: string, id: string): TouchedRow => {
    const key = `${entity}/${id}`;
    let row = rows.get(key);
    if (!row) {
      row = { entity, id, before: pendingBefore ? pendingOn(workspace, entity, id) : [], decided: [], anew: false };
      rows.set(key, row);
    }
    return row;
  };
  // Which rows, while the store still stands as before.
  const known = read.map(({ hash }) => journal.byHash(hash));
  for (const [index, one] of read.entries()) {
    const here = known[index];
    if (here) for (const { entity, id } of touchedBy(workspace, here.ordinal)) rowOf(entity, id);
    else for (const { changes } of one.parts()) for (const { entity, id } of changes) rowOf(entity, id);
  }
  const links: Links = new Map();
  const items = read.map((one, index) => {
    const item = write(workspace, one, known[index], links);
    links.set(one.header.chain, { number: one.header.number, hash: one.hash });
    return item;
  });
  // This device's clock is never behind a merge clock that it has seen.
  let seen = workspace.meta('clock') ?? '';
  for (const { decision } of read) if (decision.clock > seen) seen = decision.clock;
  if (seen !== '') workspace.setMeta('clock', seen);
  const refused: Item[] = [];
  for (const item of items) {
    const touched = item.known
      ? touchedBy(workspace, item.ordinal)
      : item.parts.flatMap(({ changes }) => changes.map(({ entity, id }) => ({ entity, id })));
    if (!item.accepted && item.known) refused.push(item);
    for (const { entity, id } of touched) {
      const row = rowOf(entity, id);
      if (!item.accepted) row.anew ||= item.known !== undefined;
      else {
        if (row.decided.at(-1) !== item.ordinal) row.decided.push(item.ordinal);
        // Own, and merged with another clock than it was folded with here.
        row.anew ||= item.known !== undefined && (item.clock !== item.known.at || item.filled);
      }
    }
  }
  for (const row of rows.values()) row.anew ||= !goesOn(row);
  const erased = foldStraight(workspace, items, rows);
  const anew = [...rows.values()].filter((row) => row.anew);
  // What is still pending comes after the erasure, whenever it was written: of it nothing is taken.
  if (pendingBefore) for (const person of erased) anew.push(...rowsAbout(workspace, person).map(asRow));
  for (const { parts } of refused) {
    // An erasure that does not count after all: what the tables told of the person comes back.
    for (const { entity, fields } of parts.flatMap(({ changes }) => changes))
      if (entity === Erasure.name) anew.push(...rowsAbout(workspace, String(fields['person'])).map(asRow));
  }
  refoldRows(workspace, anew);
  if (read.some(({ header }) => concernsKeys(header.command.name))) workspace.forgetChains();
  return {
    number: decisionHead(workspace).number,
    applied: read.length,
    added: items.filter((item) => item.known === undefined).length,
    refused: refused.map(({ read: { hash } }) => hash),
    conflicts: pendingBefore ? noteConflicts(workspace, items) : 0,
    entities: [
      ...new Set(
        [...rows.values()]
          .filter(({ decided, anew: again }) => decided.length > 0 || again)
          .map(({ entity }) => entity),
      ),
    ],
    erased: erased.length > 0,
    forked: null,
  };
}

const asRow = ({ entity, id }: { entity: string; id: string }): TouchedRow => ({
  entity,
  id,
  before: [],
  decided: [],
  anew: true,
});

/** Whether what counts now begins with what counted before, so that the rest is folded on top. */
function goesOn({ before, decided }: TouchedRow): boolean {
  const done = new Set(decided);
  const after = [...decided, ...before.filter((ordinal) => !done.has(ordinal))];
  return before.every((ordinal, index) => after[index] === ordinal);
}

function pendingOn({ runner }: Workspace, entity: string, id: string): number[] {
  const rows = runner
    .statement(
      `SELECT ordinal FROM touched JOIN receipts USING (ordinal) WHERE entity = ? AND id = ? AND ${PENDING} ORDER BY ordinal`,
    )
    .all(entity, id) as { ordinal: number }[];
  return rows.map(({ ordinal }) => ordinal);
}

function touchedBy({ runner }: Workspace, ordinal: number): { entity: string; id: string }[] {
  return runner.statement('SELECT entity, id FROM touched WHERE ordinal = ?').all(ordinal) as {
    entity: string;
    id: string;
  }[];
}

/** The last receipt of each chain that this page has brought so far. */
type Links = Map<string, { number: number; hash: string }>;

/** Writes a decision and its receipt into the store; folds nothing. */
function write(workspace: Workspace, read: ReadDecision, known: StoredReceipt | undefined, links: Links): Item {
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
  let parts: Item['parts'] = [];
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
    checkLink(workspace, read, links);
    parts = read.parts();
    if (accepted && concernsKeys(header.command.name)) workspace.forgetChains();
    const fault = accepted
      ? entitlementFault(workspace, header, parts, ({ place }) => place !== null && place < decision.number)
      : null;
    if (fault !== null) throw contradiction(`receipt ${decision.number} was accepted, but ${fault}`);
    const isErased = runner.statement('SELECT 1 FROM erased_digests WHERE digest = ?');
    const bodies = Object.entries(header.parts).map(([readers, digest]) => ({
      readers,
      digest,
      body: isErased.get(digest) ? null : (pulled.receipt.parts[readers] ?? null),
    }));
    const kept = new Set(bodies.flatMap(({ readers, body }) => (body === null ? [] : [readers])));
    parts = parts.filter(({ readers }) => kept.has(readers));
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
  return { read, known, ordinal, parts, clock: decision.clock, accepted, filled };
}

function storedParts({ journal }: Workspace, ordinal: number): Item['parts'] {
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

function checkLink({ journal }: Workspace, { header, decision }: ReadDecision, links: Links): void {
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

/** Folds what is new on top of the rows that allow it. Answers the people whose erasures count now. */
function foldStraight(workspace: Workspace, items: readonly Item[], rows: ReadonlyMap<string, TouchedRow>): string[] {
  const fold = foldOf(workspace);
  const erased: string[] = [];
  for (const { known, ordinal, parts, clock, accepted } of items) {
    if (known && counts(known) && accepted) {
      for (const change of erasuresOf(parts)) {
        workspace.takeErased(change.id, change.fields);
        erased.push(String(change.fields['person']));
      }
      continue;
    }
    if (known || !accepted) continue;
    for (const { readers, changes } of parts) {
      for (const change of changes) {
        if (!rows.get(`${change.entity}/${change.id}`)?.anew) fold.applyTouched(change, clock, ordinal, readers);
      }
    }
    for (const change of erasuresOf(parts)) {
      workspace.takeErased(change.id, change.fields);
      erased.push(String(change.fields['person']));
    }
  }
  fold.indexNoted();
  return erased;
}

function erasuresOf(parts: Item['parts']): Change[] {
  return parts.flatMap(({ changes }) => changes).filter(({ entity, op }) => entity === Erasure.name && op === 'create');
}
