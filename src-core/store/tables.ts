import { hash } from 'node:crypto';
import { canonicalText } from '../../src-shared/kernel/canonical';
import type { EntityDefinition, Field, RowOf } from '../../src-shared/kernel/entity';
import type { Connection } from './database';

const SQL_TYPE = { text: 'TEXT', integer: 'INTEGER', real: 'REAL', boolean: 'INTEGER', json: 'TEXT' } as const;

/** Columns beside an entity's own fields. Names begin with `_`, which no field may. */
export interface BookColumns {
  _schema: number;
  /** Clock of the creation and of the last change, as text that sorts. */
  _created: string;
  _updated: string;
  /** Merge clock per field (and per element of a `set`), JSON. */
  _clocks: string;
  /** Changes of a newer schema, kept whole, JSON list; null when none. Such a row is read-only here. */
  _unknown: string | null;
  /** Names of fields that an erasure took, JSON list; null when none. */
  _erased: string | null;
}

type Stored<V> = V extends string | number
  ? V
  : V extends boolean
    ? number
    : V extends null | undefined
      ? null
      : string;

/** An entity's table as Kysely sees it: JSON columns are text, booleans are 0 and 1. */
export type TableOf<D extends EntityDefinition> = { id: string; archived: number } & BookColumns & {
    [K in keyof D['fields']]: Stored<RowOf<D>[K & keyof RowOf<D>]>;
  };

/** All entity tables of a list of definitions, by entity name. */
export type TablesOf<L extends readonly EntityDefinition[]> = { [D in L[number] as D['name']]: TableOf<D> };

/** Quotes a table or column name; entity names are checked letters, but `group` or `order` are SQL words. */
export const quoteName = (name: string): string => `"${name}"`;

/**
 * Makes an entity's table and indexes. Each index also holds whether a row is archived and when it was made, so that rows are counted,
 * skipped and put in order without being read: some of them are large.
 */
export function createEntityTable(db: Connection, definition: EntityDefinition): void {
  const columns = Object.entries(definition.fields).map(
    ([name, { column }]) => `${quoteName(name)} ${SQL_TYPE[column]}`,
  );
  db.exec(`CREATE TABLE ${quoteName(definition.name)} (
    id TEXT PRIMARY KEY, ${columns.join(', ')}${columns.length > 0 ? ',' : ''}
    archived INTEGER NOT NULL DEFAULT 0, _schema INTEGER NOT NULL, _created TEXT NOT NULL, _updated TEXT NOT NULL,
    _clocks TEXT NOT NULL, _unknown TEXT, _erased TEXT
  )`);
  for (const [name, { index }] of Object.entries(definition.fields)) {
    if (!index) continue;
    db.exec(
      `CREATE INDEX ${quoteName(`${definition.name}_${name}`)} ON ${quoteName(definition.name)} (${quoteName(name)}, archived, _created)`,
    );
  }
}

/** Raised when `createEntityTable` makes other indexes from the same definitions. */
const INDEXES = 2;

/** Digest of what the entity tables look like and mean; when it differs from the store's, tables are rebuilt from receipts. */
export function tablesDigest(entities: readonly EntityDefinition[]): string {
  const known = digests.get(entities);
  if (known !== undefined) return known;
  const digest = digestOf(entities);
  digests.set(entities, digest);
  return digest;
}
/** By the list itself, which nobody changes: a program opens many stores with the same one. */
const digests = new WeakMap<readonly EntityDefinition[], string>();

function digestOf(entities: readonly EntityDefinition[]): string {
  const shapes = entities.map(({ name, schema, fields, personalOf }) => ({
    name,
    schema,
    personalOf,
    fields: Object.entries(fields).map(([field, { column, merge, readers, index, search, blobs }]) => ({
      field,
      column,
      merge,
      readers,
      index: index ?? false,
      search: search ?? null,
      blobs: blobs ?? false,
    })),
  }));
  return hash('sha256', canonicalText([INDEXES, ...shapes.sort((a, b) => (a.name < b.name ? -1 : 1))]));
}

/** A value as its column keeps it. */
export function toColumn(field: Field, value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  // Canonical, so that the same value gives the same text however it came (live or by a rebuild).
  if (field.column === 'json') return canonicalText(value);
  if (field.column === 'boolean') return value ? 1 : 0;
  return value as string | number;
}

/** A column's content as the field's value. */
export function fromColumn(field: Field, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (field.column === 'json') return JSON.parse(value as string);
  if (field.column === 'boolean') return value === 1;
  return value;
}

/** A raw table row as the entity's row: JSON parsed, booleans made, bookkeeping left out. */
export function decodeRow(definition: EntityDefinition, raw: Record<string, unknown>): Record<string, unknown> {
  const row: Record<string, unknown> = { id: raw['id'], archived: raw['archived'] === 1 };
  for (const [name, field] of Object.entries(definition.fields)) {
    if (name in raw) row[name] = fromColumn(field, raw[name]);
  }
  return row;
}
