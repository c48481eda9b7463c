import type { Change } from '../../src-shared/kernel/change';
import { type EntityDefinition, upcast } from '../../src-shared/kernel/entity';
import type { FieldClocks } from '../../src-shared/kernel/merge';
import type { BaseRow } from './fold';

/** What the body of a leaf says, beside its salt. */
interface LeafBody {
  schema: number;
  archived: boolean;
  created: string;
  updated: string;
  fields: Record<string, unknown>;
  clocks: FieldClocks;
  unknown?: unknown[] | null;
  erased?: string[] | null;
}

/** A row of a snapshot, as far as its leaves may be read here. */
export interface SnapshotRow extends BaseRow {
  schema: number;
}

/** Lays the leaves of each row together, those that everybody may read first. `leaves` come by row. */
export function joinLeaves(leaves: Iterable<{ id: string; body: string }>): SnapshotRow[] {
  const rows: SnapshotRow[] = [];
  for (const { id, body } of leaves) {
    const leaf = JSON.parse(body) as LeafBody;
    const unknown = leaf.unknown ?? [];
    const erased = leaf.erased ?? [];
    const row = rows.at(-1);
    if (row?.id === id) {
      Object.assign(row.fields, leaf.fields);
      Object.assign(row.clocks, leaf.clocks);
      row.unknown = [...row.unknown, ...unknown];
      row.erased = [...new Set([...row.erased, ...erased])];
      row.schema = Math.max(row.schema, leaf.schema);
    } else {
      const { schema, archived, created, updated, fields, clocks } = leaf;
      rows.push({
        id,
        schema,
        archived,
        created,
        updated,
        fields: { ...fields },
        clocks: { ...clocks },
        erased,
        unknown,
      });
    }
  }
  return rows;
}

/**
 * A row of a snapshot in the definition's own schema; null where it was made by a newer version, or the server has folded nothing of it. Where the server's schema is older the
 * fields are brought up as a new row's would be, and those that are new take the clock of the row's last change.
 */
export function baseRowOf(definition: EntityDefinition, row: SnapshotRow): BaseRow | null {
  if (row.schema > definition.schema || row.schema === 0) return null;
  if (row.schema === definition.schema) return row;
  const whole: Change = {
    entity: definition.name,
    schema: row.schema,
    id: row.id,
    op: 'create',
    fields: row.fields,
  };
  const fields: Record<string, unknown> = {};
  for (const step of upcast(definition, whole)) if (step.id === row.id) Object.assign(fields, step.fields);
  const clocks: FieldClocks = {};
  for (const name of Object.keys(fields)) {
    const clock = row.clocks[name];
    // What a row began with was never written, and has no clock.
    if (clock !== undefined) clocks[name] = clock;
    else if (!(name in row.fields)) clocks[name] = row.updated;
  }
  return { ...row, fields, clocks };
}
