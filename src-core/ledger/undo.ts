import { canonicalText } from '../../src-shared/kernel/canonical';
import type { Change } from '../../src-shared/kernel/change';
import type { EntityDefinition } from '../../src-shared/kernel/entity';
import type { TableReader } from '../commands/state';
import { readable, valuesBefore } from './history';
import { comesBefore, type Journal, type StoredReceipt } from './journal';

export interface UndoPlan {
  changes: Change[];
  /** Fields that have changed since and are left alone. */
  leftAlone: { entity: string; id: string; field: string; label: string; present: unknown }[];
}

/**
 * The inverse of an act (all receipts of its group, last first): each field goes back to the value before, guarded with the value that
 * the act wrote; what was created is archived, what was archived comes back. Fields changed since are listed and left alone.
 */
export function planUndo(
  journal: Journal,
  reader: TableReader,
  definitions: ReadonlyMap<string, EntityDefinition>,
  receipts: readonly StoredReceipt[],
): UndoPlan {
  const plan: UndoPlan = { changes: [], leftAlone: [] };
  const first = receipts.reduce((one, other) => (comesBefore(other, one) ? other : one));
  const rows = new Map<
    string,
    { definition: EntityDefinition; id: string; created: boolean; archived: boolean; written: Record<string, unknown> }
  >();
  for (const receipt of receipts) {
    for (const change of readable(journal, receipt, () => true).changes) {
      const definition = definitions.get(change.entity);
      if (!definition) continue;
      const key = `${change.entity}/${change.id}`;
      const row = rows.get(key) ?? { definition, id: change.id, created: false, archived: false, written: {} };
      row.created ||= change.op === 'create';
      row.archived ||= change.op === 'archive';
      Object.assign(row.written, change.fields);
      rows.set(key, row);
    }
  }
  for (const { definition, id, created, archived, written } of [...rows.values()].reverse()) {
    const present = reader.get(definition, id) as Record<string, unknown> | undefined;
    if (!present) continue;
    const change: Change = {
      entity: definition.name,
      schema: definition.schema,
      id,
      op: 'patch',
      fields: {},
      guards: {},
    };
    if (created) {
      if (present['archived'] === true) continue;
      plan.changes.push({ ...change, op: 'archive', guards: { archived: false } });
      continue;
    }
    const before = valuesBefore(journal, definition, id, first);
    if (archived && present['archived'] === true) {
      change.fields['archived'] = false;
      change.guards!['archived'] = true;
    }
    for (const [name, value] of Object.entries(written)) {
      const field = definition.fields[name];
      if (name === 'archived' || !field || field.merge === 'immutable') continue;
      if (field.merge === 'set') {
        const inverse = value as { add?: (string | number)[]; remove?: (string | number)[] };
        change.fields[name] = { add: inverse.remove ?? [], remove: inverse.add ?? [] };
        continue;
      }
      if (canonicalText(present[name] ?? null) !== canonicalText(value ?? null)) {
        plan.leftAlone.push({
          entity: definition.name,
          id,
          field: name,
          label: field.label,
          present: present[name] ?? null,
        });
        continue;
      }
      change.fields[name] = before[name] ?? null;
      change.guards![name] = value ?? null;
    }
    if (Object.keys(change.fields).length > 0) plan.changes.push(change);
  }
  return plan;
}
