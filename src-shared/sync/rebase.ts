import type { Change } from '../kernel/change';
import { type EntityDefinition, upcast } from '../kernel/entity';
import type { ClockReading } from '../kernel/hybrid-clock';
import { mergeChange, NEW_ROW, type RowBook } from '../kernel/merge';

/** A row as the fold of receipts gives it. */
export interface FoldedRow extends RowBook {
  values: Readonly<Record<string, unknown>>;
}

/** Rows by `entity/id`. */
export type FoldedState = ReadonlyMap<string, FoldedRow>;

/** A receipt as far as folding looks at it. */
export interface RebasedReceipt {
  hash: string;
  actor: string;
  /** Its clock while it is pending. */
  at: ClockReading;
  changes: readonly Change[];
}

/** One decision of the server, in the order of the workspace. */
export interface IncomingDecision {
  outcome: 'accepted' | 'contested' | 'refused';
  /** The merge clock that counts from now on. */
  clock: ClockReading;
  receipt: RebasedReceipt;
}

/** Both of two people wrote this field, neither having seen the other. */
export interface FieldConflict {
  entity: string;
  id: string;
  field: string;
  ours: { hash: string; actor: string; value: unknown };
  theirs: { hash: string; actor: string; value: unknown };
}

export interface Rebased {
  confirmed: FoldedState;
  pending: readonly RebasedReceipt[];
  /** Pending ones that were refused: they leave the tables and go to their author's inbox. */
  refused: readonly RebasedReceipt[];
  conflicts: readonly FieldConflict[];
}

type Definitions = ReadonlyMap<string, EntityDefinition>;

/**
 * What decisions do to a device, as the specification says it. Invariants: `confirmed` is the fold of accepted and contested receipts
 * in the order of their decisions with their merge clocks, whatever was pending; a pending receipt stays, unchanged and in its place,
 * until it is decided itself; nothing is executed again. Conflicts are fields marked `notable` that a receipt of somebody else writes while
 * one of ours that writes them, with another value, is pending.
 */
export function rebase(
  definitions: Definitions,
  confirmed: FoldedState,
  pending: readonly RebasedReceipt[],
  incoming: readonly IncomingDecision[],
): Rebased {
  const state = new Map(confirmed);
  const waiting = new Map(pending.map((receipt) => [receipt.hash, receipt]));
  const refused: RebasedReceipt[] = [];
  const conflicts: FieldConflict[] = [];
  for (const { outcome, clock, receipt } of incoming) {
    const own = waiting.get(receipt.hash);
    waiting.delete(receipt.hash);
    if (outcome === 'refused') {
      if (own) refused.push(own);
      continue;
    }
    if (!own) conflicts.push(...conflictsBetween(definitions, waiting.values(), receipt));
    foldInto(definitions, state, receipt.changes, clock);
  }
  return { confirmed: state, pending: [...waiting.values()], refused, conflicts };
}

/** What people see: the pending receipts, in order, on top of what is confirmed. */
export function shownState(
  definitions: Definitions,
  confirmed: FoldedState,
  pending: readonly RebasedReceipt[],
): FoldedState {
  const state = new Map(confirmed);
  for (const { changes, at } of pending) foldInto(definitions, state, changes, at);
  return state;
}

/** Fields that a receipt from elsewhere writes, and one of ours that is pending writes with another value. */
export function conflictsBetween(
  definitions: Definitions,
  pending: Iterable<RebasedReceipt>,
  theirs: RebasedReceipt,
): FieldConflict[] {
  const conflicts: FieldConflict[] = [];
  const written = new Map(notableWrites(definitions, theirs.changes).map((write) => [write.key, write]));
  if (written.size === 0) return [];
  for (const ours of pending) {
    if (ours.actor === theirs.actor) continue;
    for (const { key, entity, id, field, value } of notableWrites(definitions, ours.changes)) {
      const other = written.get(key);
      if (!other || JSON.stringify(other.value ?? null) === JSON.stringify(value ?? null)) continue;
      conflicts.push({
        entity,
        id,
        field,
        ours: { hash: ours.hash, actor: ours.actor, value: value ?? null },
        theirs: { hash: theirs.hash, actor: theirs.actor, value: other.value ?? null },
      });
    }
  }
  return conflicts;
}

function notableWrites(definitions: Definitions, changes: readonly Change[]) {
  const writes: { key: string; entity: string; id: string; field: string; value: unknown }[] = [];
  for (const change of changes) {
    const definition = definitions.get(change.entity);
    if (!definition || change.op === 'create' || change.schema > definition.schema) continue;
    for (const { entity, id, fields } of upcast(definition, change)) {
      for (const [field, value] of Object.entries(fields)) {
        if (!definition.fields[field]?.notable) continue;
        writes.push({ key: `${entity}/${id}/${field}`, entity, id, field, value });
      }
    }
  }
  return writes;
}

function foldInto(
  definitions: Definitions,
  state: Map<string, FoldedRow>,
  changes: readonly Change[],
  clock: ClockReading,
): void {
  for (const change of changes) {
    const definition = definitions.get(change.entity);
    if (!definition || change.schema > definition.schema) continue;
    for (const current of upcast(definition, change)) {
      const key = `${change.entity}/${change.id}`;
      const row: FoldedRow = state.get(key) ?? { ...NEW_ROW, values: initialValues(definition) };
      const merged = mergeChange(definition, row, current, clock, (field) => row.values[field]);
      const { written, ...book } = merged;
      state.set(key, { ...row, ...book, values: { ...row.values, ...written } });
    }
  }
}

/** What a new row holds where no change says anything of a field that everybody may read. */
function initialValues(definition: EntityDefinition): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, { readers, initial }] of Object.entries(definition.fields)) {
    values[name] = readers === 'shared' && initial !== undefined ? initial : null;
  }
  return values;
}
