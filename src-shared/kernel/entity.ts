import { z } from 'zod';
import type { Change } from './change';
import { ProofdeskError } from './errors';

/**
 * Who in the workspace may read a field. `cost` is for those who see costs and margins, `claims` for those who draft and review claim
 * charts (engineers and legal), `privileged` for legal alone. `personal` is about a natural person and lies in a part of its own, so that
 * it can be erased; in a receipt it is written as `personal:<person>`.
 */
export const readerGroups = ['shared', 'cost', 'claims', 'privileged', 'personal'] as const;
export type Readers = (typeof readerGroups)[number];

/** How two writes of one field come together; see docs/change.md. */
export type Merge = 'latest' | 'guarded' | 'set' | 'immutable';

export interface FieldOptions {
  /** How the field is called on screen and in the receipts explorer. */
  label: string;
  readers?: Readers;
  merge?: Merge;
  /** A customer may see it in customer view and on documents. Default: no. */
  customerVisible?: boolean;
  /** Gets a database index. */
  index?: boolean;
  /** Its text can be found by the search; `title` weighs more and names the hit. */
  search?: 'title' | 'text';
  /** Two people's changes raise a conflict card when they meet. */
  notable?: boolean;
  /** The value holds digests of blobs: the readers of the field are the readers of those files. */
  blobs?: boolean;
}

export interface Field<S extends z.ZodType = z.ZodType, R extends Readers = Readers> extends FieldOptions {
  schema: S;
  readers: R;
  merge: Merge;
  column: ColumnKind;
  /** What a row has that was written before the field was there; undefined where the schema has no default. */
  initial: unknown;
}

/** How a field is kept in SQLite. */
export type ColumnKind = 'text' | 'integer' | 'real' | 'boolean' | 'json';

/** Declares a field of an entity: its zod schema and what the workspace does with it. */
export function field<S extends z.ZodType, R extends Readers>(
  schema: S,
  options: FieldOptions & { readers: R },
): Field<S, R>;
export function field<S extends z.ZodType>(
  schema: S,
  options: FieldOptions & { readers?: undefined },
): Field<S, 'shared'>;
export function field(schema: z.ZodType, options: FieldOptions): Field {
  return {
    ...options,
    schema,
    readers: options.readers ?? 'shared',
    merge: options.merge ?? 'latest',
    column: columnKind(schema),
    initial: initialOf(schema),
  };
}

function initialOf(schema: z.ZodType): unknown {
  if (!(schema instanceof z.ZodDefault)) return undefined;
  const { data } = schema.safeParse(undefined);
  return data === null ? undefined : data;
}

export type Fields = Record<string, Field>;

export interface EntityDefinition<N extends string = string, F extends Fields = Fields> {
  name: N;
  /** Version of this shape; receipts say which they were written with. */
  schema: number;
  /** One word for a person: "deal". */
  label: string;
  fields: F;
  /** Rows of one account that a customer may see, told by this field; absent: never in customer view. */
  customerAccountField?: string;
  /** Whose personal data the `personal` fields are: the row's own id, or the person named by a field. */
  personalOf: string;
  /** From each earlier schema version one step up: one change to a list of changes. Pure; receipts are never rewritten. */
  upcasters: Record<number, (change: Change) => Change[]>;
}

/** A field's value in a row: what other readers withhold, or an erasure took, is null. */
type Value<F extends Field> =
  F extends Field<infer S, infer R> ? (R extends 'shared' ? z.output<S> : z.output<S> | null) : never;

/** A row of an entity's table as queries and plans see it. */
export type RowOf<D extends EntityDefinition> = { id: string; archived: boolean } & {
  [K in keyof D['fields']]: Value<D['fields'][K]>;
};

/** What a change may write: any of the entity's fields. */
export type FieldsOf<D extends EntityDefinition> = {
  [K in keyof D['fields']]: z.input<D['fields'][K]['schema']>;
};

/** Declares an entity once; tables, types, search, readers and sync derive from it. Names become table names. */
export function defineEntity<const N extends string, F extends Fields>(definition: {
  name: N;
  schema: number;
  label: string;
  fields: F;
  customerAccountField?: (keyof F & string) | 'id';
  personalOf?: 'id' | (keyof F & string);
  upcasters?: Record<number, (change: Change) => Change[]>;
}): EntityDefinition<N, F> {
  if (!/^[a-z][A-Za-z]*$/.test(definition.name))
    throw new Error(`Entity name ${definition.name} must be camelCase letters.`);
  for (const name of Object.keys(definition.fields)) {
    if (!/^[a-z][A-Za-z0-9]*$/.test(name) || name === 'id' || name === 'archived') {
      throw new Error(`Field name ${definition.name}.${name} cannot be used.`);
    }
  }
  for (let version = 1; version < definition.schema; version += 1) {
    if (!definition.upcasters?.[version])
      throw new Error(`${definition.name} lacks an upcaster from schema ${version}.`);
  }
  return { ...definition, personalOf: definition.personalOf ?? 'id', upcasters: definition.upcasters ?? {} };
}

/** The readers of every field, for splitting a command's input the same way (`inputReaders`). */
export function fieldReaders(definition: EntityDefinition): Record<string, Readers> {
  return Object.fromEntries(Object.entries(definition.fields).map(([name, { readers }]) => [name, readers]));
}

/** Brings a change of an earlier schema up to the definition's version. A change of a newer schema is returned as it is. */
export function upcast(definition: EntityDefinition, change: Change): Change[] {
  if (change.schema >= definition.schema) return [change];
  const step = definition.upcasters[change.schema];
  if (!step) {
    throw new ProofdeskError({
      code: 'internal',
      message: `No upcaster leads from ${definition.name} schema ${change.schema}.`,
    });
  }
  return step(change).flatMap((next) => upcast(definition, { ...next, schema: change.schema + 1 }));
}

function columnKind(schema: z.ZodType): ColumnKind {
  let inner: z.ZodType = schema;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodNullable || inner instanceof z.ZodDefault) {
    inner = inner.unwrap() as z.ZodType;
  }
  if (inner instanceof z.ZodString || inner instanceof z.ZodEnum || inner instanceof z.ZodStringFormat) return 'text';
  if (inner instanceof z.ZodLiteral) return 'text';
  if (inner instanceof z.ZodNumberFormat) return 'integer';
  if (inner instanceof z.ZodNumber) return inner.isInt ? 'integer' : 'real';
  if (inner instanceof z.ZodBoolean) return 'boolean';
  return 'json';
}
