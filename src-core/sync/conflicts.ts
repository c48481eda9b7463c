import type { Change } from '../../src-shared/kernel/change';
import { conflictsBetween, type RebasedReceipt } from '../../src-shared/sync/rebase';
import { counts, PENDING, parsePart, type StoredReceipt } from '../ledger/journal';
import type { Workspace } from '../workspace/workspace';
import type { ReadDecision } from './read-page';

/** Two people wrote one notable field, neither having seen the other. Both values stay in its history. */
export interface ConflictCard {
  id: number;
  entity: string;
  row: string;
  field: string;
  /** What stands in the table now is for the reader to ask. */
  ours: ConflictSide;
  theirs: ConflictSide;
}

export interface ConflictSide {
  receipt: string;
  person: string;
  /** Reading of the hybrid clock. */
  at: string;
  value: unknown;
}

interface Decided {
  read: ReadDecision;
  known: StoredReceipt | undefined;
  parts: readonly { changes: readonly Change[] }[];
  accepted: boolean;
}

/** Makes cards of what a page's decisions and the receipts that were pending meanwhile both wrote. Returns how many. */
export function noteConflicts(workspace: Workspace, decided: readonly Decided[]): number {
  const { definitions, runner } = workspace;
  if (!decided.some(({ known, accepted, parts }) => !known && accepted && parts.length > 0)) return 0;
  const pending = pendingWith(workspace, decided);
  let made = 0;
  for (const { read, known, parts, accepted } of decided) {
    pending.delete(read.hash);
    if (known || !accepted) continue;
    const theirs: RebasedReceipt = {
      hash: read.hash,
      actor: read.header.actor,
      at: read.header.at,
      changes: parts.flatMap(({ changes }) => changes),
    };
    for (const { entity, id, field, ours, theirs: other } of conflictsBetween(definitions, pending.values(), theirs)) {
      made += runner
        .statement(
          `INSERT OR IGNORE INTO conflicts (entity, row, field, ours, theirs, our_value, their_value, place)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
          entity,
          id,
          field,
          ours.hash,
          other.hash,
          JSON.stringify(ours.value),
          JSON.stringify(other.value),
          read.decision.number,
        ).changes;
    }
  }
  return made;
}

/** What was pending when the page came: those that still are, and those that it decides. */
function pendingWith(
  { runner, journal, definitions }: Workspace,
  decided: readonly Decided[],
): Map<string, RebasedReceipt> {
  const notable = [...definitions.values()].filter(({ fields }) =>
    Object.values(fields).some((field) => field.notable),
  );
  const still = runner
    .statement(
      `SELECT DISTINCT receipts.* FROM receipts JOIN touched USING (ordinal)
       WHERE ${PENDING} AND entity IN (SELECT value FROM json_each(?)) ORDER BY ordinal`,
    )
    .all(JSON.stringify(notable.map(({ name }) => name))) as StoredReceipt[];
  const own = decided.flatMap(({ known }) => known ?? []);
  return new Map(
    [...own, ...still]
      .sort((a, b) => a.ordinal - b.ordinal)
      .map((receipt) => [
        receipt.hash,
        {
          hash: receipt.hash,
          actor: receipt.actor,
          at: receipt.at,
          changes: journal
            .parts(receipt.ordinal)
            .flatMap(({ body }) => (body === null ? [] : (parsePart(body).changes as Change[]))),
        },
      ]),
  );
}

/** How many cards `openConflicts` gives to who may read everything. */
export function openConflictCount({ runner }: Workspace): number {
  const { n } = runner
    .statement(
      `SELECT count(*) AS n FROM conflicts JOIN receipts ON receipts.hash = ours
       WHERE settled = 0 AND standing NOT IN ('refused', 'discarded')`,
    )
    .get() as { n: number };
  return n;
}

/** The cards that nobody has put away, newest first; not those of what was refused, which is in the inbox itself. `mayRead` takes the name of a group of readers. */
export function openConflicts(
  workspace: Workspace,
  mayRead: (readers: string) => boolean = () => true,
): ConflictCard[] {
  const rows = workspace.runner
    .statement('SELECT * FROM conflicts WHERE settled = 0 ORDER BY place DESC, id DESC')
    .all() as {
    id: number;
    entity: string;
    row: string;
    field: string;
    ours: string;
    theirs: string;
    our_value: string;
    their_value: string;
  }[];
  return rows
    .filter(({ entity, field }) => mayRead(workspace.definitions.get(entity)?.fields[field]?.readers ?? 'shared'))
    .flatMap(({ id, entity, row, field, ours, theirs, our_value, their_value }) => {
      const sides = [ours, theirs].map((hash) => workspace.journal.byHash(hash));
      if (!sides[0] || !sides[1] || !counts(sides[0])) return [];
      const side = (receipt: StoredReceipt, value: string): ConflictSide => ({
        receipt: receipt.hash,
        person: receipt.actor,
        at: receipt.at,
        value: JSON.parse(value),
      });
      return [{ id, entity, row, field, ours: side(sides[0], our_value), theirs: side(sides[1], their_value) }];
    });
}

/** Puts a card away. */
export function settleConflict(workspace: Workspace, id: number): void {
  workspace.runner.statement('UPDATE conflicts SET settled = 1 WHERE id = ?').run(id);
}
