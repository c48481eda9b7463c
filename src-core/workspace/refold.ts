import type { EntityDefinition } from '../../src-shared/kernel/entity';
import { Erasure } from '../../src-shared/receipts/schema';
import { counts, type EffectivePosition, type Journal, parsePart, type StoredReceipt } from '../ledger/journal';
import type { Connection } from '../store/database';
import { Fold } from '../store/fold';
import { baseRowOf } from '../store/snapshot-rows';
import { createEntityTable, quoteName } from '../store/tables';

/** Tables that are made again by a fold, beside the entities' own. */
const FOLDED_TABLES = ['touched', 'contested', 'unknown_changes', 'blob_references', 'search', 'search_rows'] as const;

/** Where receipts are folded from: an open workspace, or a store that only a job reads. */
export interface FoldSource {
  journal: Journal;
  domain: { entities: readonly EntityDefinition[] };
}

/**
 * Folds every receipt of the source, in the order in which they count, into fresh tables of `target` (the source's own connection, or a second database that has
 * the fixed tables). Runs inside the caller's transaction. `onProgress` hears fractions from 0 to 1.
 */
export function refold(
  source: FoldSource,
  target: Connection,
  onProgress: (fraction: number) => void = () => {},
): void {
  for (const table of FOLDED_TABLES) target.exec(`DELETE FROM ${table}`);
  for (const definition of source.domain.entities) {
    target.exec(`DROP TABLE IF EXISTS ${quoteName(definition.name)}`);
    createEntityTable(target, definition);
  }
  const fold = new Fold(target, source.domain.entities, { indexing: 'at-the-end' });
  const { journal } = source;
  const base = journal.base();
  if (base !== null) {
    for (const definition of source.domain.entities) {
      for (const row of journal.leaves(definition.name)) {
        const whole = baseRowOf(definition, row);
        if (whole) fold.putBase(definition, whole);
      }
    }
  }
  const markContested = target.prepare('INSERT OR IGNORE INTO contested (ordinal, hash) VALUES (?, ?)');
  const total = Math.max(1, journal.count());
  let done = 0;
  // Batches: the journal may lie on the connection that is written to, which allows no open iterator.
  for (let after: EffectivePosition | null = null; ; ) {
    const receipts: StoredReceipt[] = journal.inEffect(after, 2_000);
    if (receipts.length === 0) break;
    const parts = journal.partsOf(receipts.map(({ ordinal }) => ordinal));
    for (const receipt of receipts) {
      after = receipt;
      const inTables = counts(receipt);
      if (inTables && (receipt.standing === 'contested' || receipt.header.includes('"decision":"contested"')))
        markContested.run(receipt.ordinal, receipt.hash);
      const inBase = base !== null && receipt.place !== null && receipt.place <= base;
      for (const { readers, body } of parts.get(receipt.ordinal) ?? []) {
        if (body === null) continue;
        for (const change of parsePart(body).changes) {
          if (!inTables || inBase) {
            fold.touch(change, receipt.ordinal);
            continue;
          }
          fold.apply(change, receipt.merge_clock ?? receipt.at, receipt.ordinal, readers);
          if (change.entity === Erasure.name && change.op === 'create') fold.erase(String(change.fields['person']));
        }
      }
    }
    done += receipts.length;
    onProgress(done / total);
  }
  fold.indexAll();
}
