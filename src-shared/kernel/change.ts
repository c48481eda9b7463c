import type { EntityDefinition, FieldsOf } from './entity';

/** One change of one row, as a receipt's part carries it. */
export interface Change {
  entity: string;
  /** Schema version that `fields` was written with. */
  schema: number;
  id: string;
  op: 'create' | 'patch' | 'archive';
  /** For a `set` field `{ add, remove }`; else the new value. An explicit null clears a field. */
  fields: Record<string, unknown>;
  /** Values that must still hold when this is committed or decided; `archived` is a field of every entity. */
  guards?: Record<string, unknown>;
}

/** A change of a `set` field. An add wins over a remove of the same merge clock. */
export interface SetChange {
  add?: (string | number)[];
  remove?: (string | number)[];
}

type PatchOf<D extends EntityDefinition> = {
  [K in keyof D['fields']]?: FieldsOf<D>[K] extends readonly unknown[] | undefined
    ? SetChange | FieldsOf<D>[K]
    : FieldsOf<D>[K];
} & { archived?: boolean };

type CreateOf<D extends EntityDefinition> = {
  [K in keyof FieldsOf<D> as undefined extends FieldsOf<D>[K] ? never : K]: FieldsOf<D>[K];
} & { [K in keyof FieldsOf<D> as undefined extends FieldsOf<D>[K] ? K : never]?: FieldsOf<D>[K] };

/** A new row. Every field that its schema does not make optional must be given. */
export function create<D extends EntityDefinition>(definition: D, id: string, fields: CreateOf<D>): Change {
  return { entity: definition.name, schema: definition.schema, id, op: 'create', fields: defined(fields) };
}

/** New values for some fields of a row; `guards` name the values they build on. */
export function patch<D extends EntityDefinition>(
  definition: D,
  id: string,
  fields: PatchOf<D>,
  guards?: PatchOf<D>,
): Change {
  const change: Change = {
    entity: definition.name,
    schema: definition.schema,
    id,
    op: 'patch',
    fields: defined(fields),
  };
  return guards ? { ...change, guards: defined(guards) } : change;
}

/** Takes a row out of use. Nothing is deleted. */
export function archive(definition: EntityDefinition, id: string): Change {
  return {
    entity: definition.name,
    schema: definition.schema,
    id,
    op: 'archive',
    fields: {},
    guards: { archived: false },
  };
}

function defined(fields: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
