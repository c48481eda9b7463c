import { Erasure } from '../../src-shared/receipts/schema';
import { comesBefore, EFFECTIVE_ORDER, parsePart, type StoredReceipt } from '../ledger/journal';
import { baseRowOf } from '../store/snapshot-rows';
import type { Workspace } from '../workspace/workspace';
import { foldOf } from './state';

type AtErasure = Pick<StoredReceipt, 'place' | 'ordinal'> & { person: string };

/**
 * Folds some rows anew from the receipts that touched them (and the snapshot, where the older ones are not here), in the order in which
 * they count. Inside the caller's transaction; gives the same rows as a fold of everything.
 */
export function refoldRows(workspace: Workspace, rows: Iterable<{ entity: string; id: string }>): void {
  const { journal, definitions } = workspace;
  const fold = foldOf(workspace);
  const base = journal.base();
  let erasures: AtErasure[] | null = null;
  for (const { entity, id } of rows) {
    const definition = definitions.get(entity);
    fold.drop(entity, id);
    const [kept] = base !== null && definition ? journal.leaves(entity, id) : [];
    const whole = kept && definition ? baseRowOf(definition, kept) : null;
    if (whole) fold.putBase(definition!, whole);
    const personal = definition && Object.values(definition.fields).some(({ readers }) => readers === 'personal');
    if (personal) erasures ??= erasuresInEffect(workspace);
    const due = personal ? [...erasures!] : [];
    const receipts = journal
      .touching(entity, id)
      .filter(({ place }) => base === null || place === null || place > base);
    const parts = journal.partsOf(receipts.map(({ ordinal }) => ordinal));
    for (const receipt of receipts) {
      while (due[0] && comesBefore(due[0], receipt)) fold.eraseIn(definition!, id, due.shift()!.person);
      for (const { readers, body } of parts.get(receipt.ordinal) ?? []) {
        if (body === null) continue;
        for (const change of parsePart(body).changes) {
          if (change.entity === entity && change.id === id)
            fold.applyTouched(change, receipt.merge_clock ?? receipt.at, receipt.ordinal, readers);
        }
      }
    }
    for (const { person } of due) fold.eraseIn(definition!, id, person);
  }
  fold.indexNoted();
}

/** Every row that tells something personal about a person. */
export function rowsAbout(workspace: Workspace, person: string): { entity: string; id: string }[] {
  const rows: { entity: string; id: string }[] = [];
  for (const definition of workspace.definitions.values()) {
    if (!Object.values(definition.fields).some(({ readers }) => readers === 'personal')) continue;
    const key = definition.personalOf === 'id' ? 'id' : `"${definition.personalOf}"`;
    const found = workspace.runner.statement(`SELECT id FROM "${definition.name}" WHERE ${key} = ?`).all(person) as {
      id: string;
    }[];
    rows.push(...found.map(({ id }) => ({ entity: definition.name, id })));
  }
  return rows;
}

function erasuresInEffect({ runner, journal }: Workspace): AtErasure[] {
  const receipts = runner
    .statement(
      `SELECT DISTINCT receipts.* FROM touched JOIN receipts USING (ordinal) WHERE entity = ?
       AND coalesce(standing, '') NOT IN ('refused', 'discarded') ORDER BY ${EFFECTIVE_ORDER}`,
    )
    .all(Erasure.name) as StoredReceipt[];
  return receipts.flatMap((receipt) =>
    journal
      .parts(receipt.ordinal)
      .flatMap(({ body }) => (body === null ? [] : parsePart(body).changes))
      .filter(({ entity, op }) => entity === Erasure.name && op === 'create')
      .map(({ fields }) => ({ place: receipt.place, ordinal: receipt.ordinal, person: String(fields['person']) })),
  );
}
