import { canonicalText } from '../../src-shared/kernel/canonical';
import type { Change } from '../../src-shared/kernel/change';
import type { ChangeView } from '../../src-shared/kernel/command';
import type { EntityDefinition } from '../../src-shared/kernel/entity';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { decodeRow } from '../store/tables';
import type { TableReader } from './state';

export interface CheckedChanges {
  /** The changes with field values as their schemas give them (defaults filled in). */
  changes: Change[];
  views: ChangeView[];
  /** Guards that do not hold, as sentences; facts are marked contested with them, other commands are refused. */
  stale: { message: string; entity: string; id: string; field: string; present: unknown }[];
}

/**
 * Holds a plan's changes against the entities: known fields with valid values, rows that exist or do not yet, immutable fields left
 * alone, guarded fields guarded, and every guard true. A broken rule of ours is `internal`; a guard that fails is reported.
 */
export function checkChanges(
  changes: readonly Change[],
  definitions: ReadonlyMap<string, EntityDefinition>,
  reader: TableReader,
): CheckedChanges {
  const checked: CheckedChanges = { changes: [], views: [], stale: [] };
  /** Rows as they stand after the changes before: one plan may create and patch a row. */
  const overlay = new Map<string, Record<string, unknown>>();
  for (const change of changes) {
    const definition = definitions.get(change.entity);
    if (!definition) throw broken(`The entity ${change.entity} is not known.`);
    const key = `${change.entity}/${change.id}`;
    const raw = reader.raw(definition, change.id);
    const row = overlay.get(key) ?? (raw && decodeRow(definition, raw));
    if (raw?.['_unknown']) {
      throw new ProofdeskError({
        code: 'forbidden',
        message: `This ${definition.label} was made with a newer version of Proofdesk and is read-only here.`,
        hint: 'Update Proofdesk on this device.',
      });
    }
    if (change.op === 'create' && row) throw broken(`The ${definition.label} ${change.id} is there already.`);
    if (change.op !== 'create' && !row) {
      throw new ProofdeskError({
        code: 'not-found',
        message: `There is no ${definition.label} with the id ${change.id}.`,
      });
    }
    const fields = checkFields(definition, change);
    for (const [name, expected] of Object.entries(change.guards ?? {})) {
      const present = row?.[name] ?? null;
      if (canonicalText(present) === canonicalText(expected ?? null)) continue;
      const label = name === 'archived' ? 'Archived' : (definition.fields[name]?.label ?? name);
      checked.stale.push({
        message: `${label} of this ${definition.label} has changed in the meantime.`,
        entity: change.entity,
        id: change.id,
        field: name,
        present,
      });
    }
    checked.changes.push({ ...change, fields });
    checked.views.push(view(definition, change, fields, row));
    const next = { ...(row ?? { id: change.id, archived: false }), ...fields };
    if (change.op === 'archive') next['archived'] = true;
    overlay.set(key, next);
  }
  return checked;
}

function checkFields(definition: EntityDefinition, change: Change): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(change.fields)) {
    const declared = definition.fields[name];
    if (name === 'archived') {
      if (change.guards?.['archived'] === undefined) throw broken(`${definition.name}.archived is guarded.`);
      fields[name] = value;
      continue;
    }
    if (!declared) throw broken(`${definition.name} has no field ${name}.`);
    if (change.op === 'patch' && declared.merge === 'immutable')
      throw broken(`${definition.name}.${name} never changes.`);
    if (change.op === 'patch' && declared.merge === 'guarded' && change.guards?.[name] === undefined) {
      throw broken(`${definition.name}.${name} needs a guard.`);
    }
    if (declared.merge === 'set' && value && typeof value === 'object' && !Array.isArray(value)) {
      fields[name] = value;
      continue;
    }
    const parsed = declared.schema.safeParse(value);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      throw new ProofdeskError({
        code: 'bad-input',
        message: `${declared.label}: ${issue?.message ?? 'not a valid value'}.`,
        where: { field: [name, ...(issue?.path ?? [])].join('.') },
      });
    }
    fields[name] = parsed.data;
  }
  if (change.op === 'create') {
    for (const [name, declared] of Object.entries(definition.fields)) {
      if (name in fields) continue;
      const parsed = declared.schema.safeParse(undefined);
      if (!parsed.success) throw broken(`A new ${definition.name} lacks ${name}.`);
      // An absent field is null in the table; writing it would only make empty parts for other readers.
      if (parsed.data !== undefined && parsed.data !== null) fields[name] = parsed.data;
    }
  }
  return fields;
}

function view(
  definition: EntityDefinition,
  change: Change,
  fields: Record<string, unknown>,
  row: Record<string, unknown> | undefined,
): ChangeView {
  return {
    entity: change.entity,
    id: change.id,
    op: change.op,
    fields: Object.entries(fields).map(([name, after]) => ({
      field: name,
      label: definition.fields[name]?.label ?? name,
      before: row?.[name] ?? null,
      after,
    })),
  };
}

function broken(message: string): ProofdeskError {
  return new ProofdeskError({ code: 'internal', message });
}
