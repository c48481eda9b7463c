import type { EntityDefinition } from '../../src-shared/kernel/entity';
import { Erasure } from '../../src-shared/receipts/schema';
import { type Journal, parsePart } from '../ledger/journal';
import type { Connection } from '../store/database';
import { Fold } from '../store/fold';
import { createEntityTable, quoteName } from '../store/tables';

/** Tables that are made again by a fold, beside the entities' own. */
const FOLDED_TABLES = ['touched', 'contested', 'unknown_changes', 'blob_references', 'search', 'search_rows'] as const;

/** Where receipts are folded from: an open workspace, or a store that only a job reads. */
export interface FoldSource {
  journal: Journal;
  domain: { entities: readonly EntityDefinition[] };
}

/**
 * Folds every receipt of the source into fresh tables of `target` (the source's own connection, or a second database that has
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
  const fold = new Fold(target, source.domain.entities, { indexing: false });
  const markContested = target.prepare('INSERT OR IGNORE INTO contested (ordinal, hash) VALUES (?, ?)');
  const total = Math.max(1, source.journal.count());
  let done = 0;
  // Batches: the journal may lie on the connection that is written to, which allows no open iterator.
  for (let after = 0; ; ) {
    const receipts = source.journal.batch(after, 2_000);
    if (receipts.length === 0) break;
    for (const receipt of receipts) {
      after = receipt.ordinal;
      if (receipt.header.includes('"decision":"contested"')) markContested.run(receipt.ordinal, receipt.hash);
      for (const { readers, body } of source.journal.parts(receipt.ordinal)) {
        if (body === null) continue;
        for (const change of parsePart(body).changes) {
          fold.apply(change, receipt.at, receipt.ordinal, readers);
          if (change.entity === Erasure.name && change.op === 'create') fold.erase(String(change.fields['person']));
        }
      }
    }
    done += receipts.length;
    onProgress(done / total);
  }
  fold.indexAll();
}
