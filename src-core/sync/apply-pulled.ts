import type { Change } from '../../src-shared/kernel/change';
import { Erasure } from '../../src-shared/receipts/schema';
import type { Pulled } from '../../src-shared/sync/protocol';
import { counts, PENDING } from '../ledger/journal';
import { concernsKeys } from '../ledger/trust';
import type { Workspace } from '../workspace/workspace';
import { noteConflicts } from './conflicts';
import { forkedChain } from './forked-chain';
import { holdSignatures, numberOf, type ReadDecision, readDecisions, wholeActs } from './read-page';
import { refoldRows, rowsAbout } from './refold-rows';
import { changingWhatCounts, contradiction, decisionHead, foldOf, requireServer } from './state';
import { nothingSoFar, type WrittenDecision, writeDecision } from './write-decision';

/** From so many decisions at once on, a device is catching up. */
const MANY = 1_000;
/** Pages of the log before it is copied into the database's file: SQLite's own measure, and the one while much is written. */
const LOG_PAGES = { usual: 1_000, many: 8_000 } as const;

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
  // A page writes more than the log usually holds: copied after each one, what is written again and again would be copied as often.
  workspace.connection.pragma(`wal_autocheckpoint = ${pulled.length < MANY ? LOG_PAGES.usual : LOG_PAGES.many}`);
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

/** The rows that a page is about, and what was pending on each before it. */
class TouchedRows {
  readonly #workspace: Workspace;
  readonly #pendingBefore: boolean;
  readonly #byEntity = new Map<string, Map<string, TouchedRow>>();

  constructor(workspace: Workspace, pendingBefore: boolean) {
    this.#workspace = workspace;
    this.#pendingBefore = pendingBefore;
  }

  at(entity: string, id: string): TouchedRow {
    let rows = this.#byEntity.get(entity);
    if (!rows) {
      rows = new Map();
      this.#byEntity.set(entity, rows);
    }
    let row = rows.get(id);
    if (!row) {
      const before = this.#pendingBefore ? pendingOn(this.#workspace, entity, id) : [];
      row = { entity, id, before, decided: [], anew: false };
      rows.set(id, row);
    }
    return row;
  }

  all(): TouchedRow[] {
    return [...this.#byEntity.values()].flatMap((rows) => [...rows.values()]);
  }
}

function apply(workspace: Workspace, read: readonly ReadDecision[]): AppliedPage {
  const { journal } = workspace;
  const pendingBefore = journal.pendingCount() > 0;
  const rows = new TouchedRows(workspace, pendingBefore);
  // Which rows, while the store still stands as before.
  const known = journal.byHashes(read.map(({ hash }) => hash));
  if (pendingBefore) {
    for (const one of read) {
      const here = known.get(one.hash);
      if (here) for (const { entity, id } of touchedBy(workspace, here.ordinal)) rows.at(entity, id);
      else for (const { changes } of one.parts()) for (const { entity, id } of changes) rows.at(entity, id);
    }
  }
  const soFar = nothingSoFar(workspace);
  const items = read.map((one) => writeDecision(workspace, one, known.get(one.hash), soFar));
  // This device's clock is never behind a merge clock that it has seen.
  let seen = workspace.meta('clock') ?? '';
  for (const { decision } of read) if (decision.clock > seen) seen = decision.clock;
  if (seen !== '') workspace.setMeta('clock', seen);
  const refused: WrittenDecision[] = [];
  for (const item of items) {
    const touched = item.known
      ? touchedBy(workspace, item.ordinal)
      : item.parts.flatMap(({ changes }) => changes.map(({ entity, id }) => ({ entity, id })));
    if (!item.accepted && item.known) refused.push(item);
    for (const { entity, id } of touched) {
      const row = rows.at(entity, id);
      if (!item.accepted) row.anew ||= item.known !== undefined;
      else {
        if (row.decided.at(-1) !== item.ordinal) row.decided.push(item.ordinal);
        // Own, and merged with another clock than it was folded with here.
        row.anew ||= item.known !== undefined && (item.clock !== item.known.at || item.filled);
      }
    }
  }
  if (pendingBefore) for (const row of rows.all()) row.anew ||= !goesOn(row);
  const erased = foldStraight(workspace, items, rows);
  const anew = rows.all().filter((row) => row.anew);
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
        rows
          .all()
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

/** Folds what is new on top of the rows that allow it. Answers the people whose erasures count now. */
function foldStraight(workspace: Workspace, items: readonly WrittenDecision[], rows: TouchedRows): string[] {
  const fold = foldOf(workspace);
  const erased: string[] = [];
  const takeErasures = (parts: WrittenDecision['parts']): void => {
    for (const change of erasuresOf(parts)) {
      // What was folded so far goes into the index first: nothing that the erasure takes may come into it afterwards.
      fold.indexNoted();
      workspace.takeErased(change.id, change.fields);
      erased.push(String(change.fields['person']));
    }
  };
  for (const { known, ordinal, parts, clock, accepted } of items) {
    if (known && counts(known) && accepted) {
      takeErasures(parts);
      continue;
    }
    if (known || !accepted) continue;
    for (const { readers, changes } of parts) {
      for (const change of changes) {
        if (!rows.at(change.entity, change.id).anew) fold.applyTouched(change, clock, ordinal, readers);
      }
    }
    takeErasures(parts);
  }
  fold.indexNoted();
  return erased;
}

function erasuresOf(parts: WrittenDecision['parts']): Change[] {
  return parts.flatMap(({ changes }) => changes).filter(({ entity, op }) => entity === Erasure.name && op === 'create');
}
