import { z } from 'zod';
import type { PartsAnswer } from '../../src-shared/sync/protocol';
import { sha256 } from '../ledger/digests';
import { scrubStore } from '../ledger/erasure';
import { PENDING, parseHeader } from '../ledger/journal';
import { dropBackup, keepOnlyBackup, writeBackup } from '../workspace/backup';
import { refold } from '../workspace/refold';
import type { Workspace } from '../workspace/workspace';
import { refoldRows } from './refold-rows';
import { changingWhatCounts, contradiction, readersHere, setSyncState } from './state';

const refusedFields = z.looseObject({
  fields: z.array(z.looseObject({ entity: z.string(), field: z.string() })),
});

/** What changed between the groups of readers that a device has and those that the server says its person has. */
export interface ReadersChange {
  /** To be dropped with `dropReaders`. */
  withdrawn: string[];
  /** To be asked for with `parts`, one after the other, and taken with `takeParts`. */
  granted: string[];
}

/**
 * Compares the readers of a pull's answer with those here. With the first answer those count as here that it names, and those of the parts
 * that lie here already: what was written or uploaded before may be of other readers.
 */
export function readersChange(workspace: Workspace, readers: readonly string[]): ReadersChange {
  let here = readersHere(workspace);
  if (here === null) {
    here = [...new Set([...readers, ...groupsOfParts(workspace)])];
    setSyncState(workspace, 'readers', JSON.stringify(here));
  }
  return {
    withdrawn: here.filter((group) => !readers.includes(group)),
    granted: readers.filter((group) => !here.includes(group)),
  };
}

/** Groups of readers of the decided parts that lie here. */
function groupsOfParts({ runner }: Workspace): string[] {
  const parts = runner
    .statement(
      'SELECT DISTINCT readers FROM parts JOIN receipts USING (ordinal) WHERE body IS NOT NULL AND place IS NOT NULL',
    )
    .all() as { readers: string }[];
  return parts.map(({ readers }) => groupOf(readers));
}

const groupOf = (part: string): string => (part.startsWith('personal:') ? 'personal' : part);

/**
 * Takes away what the person may not read any more: parts, what the tables, the search and the drafts say of them, files that only such fields
 * name, free pages, log and backups. What is not decided yet keeps its parts until it is (its author wrote it, and it could not be pushed
 * without); then they go too. Throws `unavailable` while another process reads an older state: call it again, it goes on where it was.
 * Takes time in proportion to the store.
 */
export function dropReaders(workspace: Workspace, withdrawn: readonly string[]): void {
  const { runner, connection, journal } = workspace;
  const gone = new Set(withdrawn);
  const files = new Set<string>();
  changingWhatCounts(workspace, () => {
    const kept = (readersHere(workspace) ?? []).filter((group) => !gone.has(group));
    setSyncState(workspace, 'readers', JSON.stringify(kept));
    setSyncState(workspace, 'withdrawing', JSON.stringify([...gone]));
    for (const digest of filesOnlyFor(workspace, gone)) files.add(digest);
    for (const group of gone) {
      const named = group === 'personal' ? "readers LIKE 'personal:%'" : 'readers = ?';
      const bound = group === 'personal' ? [] : [group];
      runner
        .statement(
          `UPDATE parts SET body = NULL WHERE ${named} AND body IS NOT NULL
           AND ordinal NOT IN (SELECT ordinal FROM receipts WHERE ${PENDING} OR (standing = 'refused' AND origin = 'local'))`,
        )
        .run(...bound);
      runner.statement('UPDATE snapshot_leaves SET body = NULL WHERE readers = ?').run(group);
    }
    const readersOf = (entity: string, field: string) => workspace.definitions.get(entity)?.fields[field]?.readers;
    for (const { id, entity, field } of runner.statement('SELECT id, entity, field FROM conflicts').all() as {
      id: number;
      entity: string;
      field: string;
    }[]) {
      if (gone.has(readersOf(entity, field) ?? '')) runner.statement('DELETE FROM conflicts WHERE id = ?').run(id);
    }
    for (const { hash, refusal } of runner.statement('SELECT hash, refusal FROM refusals').all() as {
      hash: string;
      refusal: string;
    }[]) {
      const said = refusedFields.parse(JSON.parse(refusal));
      for (const one of said.fields) if (gone.has(readersOf(one.entity, one.field) ?? '')) delete one['present'];
      runner.statement('UPDATE refusals SET refusal = ? WHERE hash = ?').run(JSON.stringify(said), hash);
    }
    // Unfinished edits may hold values that were shown beside them.
    runner.statement('DELETE FROM drafts').run();
    runner.statement('DELETE FROM replaced_receipts').run();
    refold({ journal, domain: workspace.domain }, connection);
    for (const digest of files) workspace.blobs.drop(digest);
  });
  finishWithdrawal(workspace);
}

/** The second half of `dropReaders`: free pages, log and backups. Also after a crash between the two; nothing where nothing is due. */
export function finishWithdrawal(workspace: Workspace): void {
  if (workspace.journal.state('withdrawing') === null) return;
  scrubStore(workspace);
  const written = writeBackup(workspace.connection, workspace.folder, workspace.context.now());
  try {
    keepOnlyBackup(workspace.folder, written);
  } catch (error) {
    dropBackup(written);
    throw error;
  }
  setSyncState(workspace, 'withdrawing', null);
}

/** Files that only fields of these readers name. */
function filesOnlyFor({ runner, definitions }: Workspace, gone: ReadonlySet<string>): string[] {
  const named = runner.statement('SELECT DISTINCT digest, entity, field FROM blob_references').all() as {
    digest: string;
    entity: string;
    field: string;
  }[];
  const stays = new Map<string, boolean>();
  for (const { digest, entity, field } of named) {
    const readers = definitions.get(entity)?.fields[field]?.readers ?? 'shared';
    stays.set(digest, (stays.get(digest) ?? false) || !gone.has(readers));
  }
  return [...stays].filter(([, kept]) => !kept).map(([digest]) => digest);
}

/** Rows that are folded anew between two looks at whether somebody else wants to commit. */
const ROWS_AT_ONCE = 200;

/**
 * Takes parts that a change of rights made readable late. Each is held against the digest in its signed header. When the last page of a group
 * of readers has come (`next` null), the rows that it speaks of are folded anew, some at a time, and the group counts as one that is here.
 */
export function takeParts(workspace: Workspace, readers: string, answer: PartsAnswer): { taken: number } {
  const { journal, runner } = workspace;
  let taken = 0;
  workspace.connection
    .transaction(() => {
      const isErased = runner.statement('SELECT 1 FROM erased_digests WHERE digest = ?');
      for (const part of answer.parts) {
        const receipt = journal.byHash(part.hash);
        if (!receipt) continue;
        if (groupOf(part.readers) !== groupOf(readers))
          throw contradiction('it sent a part of other readers than asked for');
        const digest = parseHeader(receipt.header).parts[part.readers];
        if (digest === undefined || sha256(part.body) !== digest)
          throw contradiction(`part “${part.readers}” of receipt ${part.number} was altered`);
        if (isErased.get(digest)) continue;
        taken += runner
          .statement('UPDATE parts SET body = ? WHERE ordinal = ? AND readers = ? AND body IS NULL')
          .run(part.body, receipt.ordinal, part.readers).changes;
        runner
          .statement('INSERT OR IGNORE INTO rows_to_fold (entity, id) SELECT entity, id FROM touched WHERE ordinal = ?')
          .run(receipt.ordinal);
      }
    })
    .immediate();
  if (answer.next === null) {
    foldNoted(workspace);
    const here = new Set([...(readersHere(workspace) ?? []), groupOf(readers)]);
    setSyncState(workspace, 'readers', JSON.stringify([...here]));
  }
  return { taken };
}

/** Folds anew what late parts speak of, some rows in each transaction. */
function foldNoted(workspace: Workspace): void {
  const { runner } = workspace;
  for (;;) {
    const rows = runner.statement('SELECT entity, id FROM rows_to_fold LIMIT ?').all(ROWS_AT_ONCE) as {
      entity: string;
      id: string;
    }[];
    if (rows.length === 0) return;
    changingWhatCounts(workspace, () => {
      refoldRows(workspace, rows);
      for (const { entity, id } of rows)
        runner.statement('DELETE FROM rows_to_fold WHERE entity = ? AND id = ?').run(entity, id);
    });
  }
}
