import { canonicalText } from '../../src-shared/kernel/canonical';
import type { Change } from '../../src-shared/kernel/change';
import { type EntityDefinition, type Field, upcast } from '../../src-shared/kernel/entity';
import { type FieldClocks, mergeChange, NEW_ROW, type RowBook } from '../../src-shared/kernel/merge';
import { findDigests } from './blob-references';
import type { Connection } from './database';
import { QueryRunner } from './query';
import { SearchIndex } from './search';
import { fromColumn, quoteName, toColumn } from './tables';

interface RawRow extends Record<string, unknown> {
  _schema: number;
  _clocks: string;
  _unknown: string | null;
  _erased: string | null;
}

/**
 * When searchable text goes into the index: with each change, when `indexNoted` is called (for many changes at once), or not before the
 * caller fills the whole index with `indexAll`.
 */
export type Indexing = 'at-once' | 'when-told' | 'at-the-end';

/** A row as it stood when a snapshot was made. */
export interface BaseRow {
  id: string;
  archived: boolean;
  created: string;
  updated: string;
  fields: Record<string, unknown>;
  clocks: FieldClocks;
  erased: readonly string[];
  unknown: readonly unknown[];
}

/**
 * The fold of receipts into tables. Applying the same changes with the same clocks gives the same rows, whatever the rows' order of
 * arrival for `latest` and `set` fields. Guards are not looked at here: they were evaluated once, when committed or decided.
 */
export class Fold {
  readonly #definitions: Map<string, EntityDefinition>;
  readonly #runner: QueryRunner;
  readonly #search: SearchIndex;
  readonly #inserts = new Map<string, string>();
  readonly #searched = new Map<string, ReadonlySet<string>>();
  readonly #indexing: Indexing;
  /** Rows whose searchable text is not in the index yet, by entity: as they stand, or null where the table is to be asked. */
  readonly #unindexed = new Map<EntityDefinition, Map<string, Record<string, unknown> | null>>();

  constructor(
    connection: Connection,
    entities: readonly EntityDefinition[],
    options: { indexing: Indexing } = { indexing: 'at-once' },
  ) {
    this.#indexing = options.indexing;
    this.#definitions = new Map(entities.map((definition) => [definition.name, definition]));
    this.#runner = new QueryRunner(connection);
    this.#search = new SearchIndex(this.#runner);
  }

  /** Applies one change of the receipt with this ordinal and merge clock. `readers` names the part it came in. */
  apply(change: Change, clock: string, ordinal: number, readers: string): void {
    this.touch(change, ordinal);
    this.applyTouched(change, clock, ordinal, readers);
  }

  /** The same for a receipt that is noted as touching its rows already. */
  applyTouched(change: Change, clock: string, ordinal: number, readers: string): void {
    const definition = this.#definitions.get(change.entity);
    if (!definition || change.schema > definition.schema) {
      this.#keepUnknown(definition, change, clock, ordinal);
      return;
    }
    for (const current of upcast(definition, change)) this.#fold(definition, current, clock, readers);
  }

  /** Notes that a receipt speaks of a row, without folding it: refused ones stay readable. */
  touch(change: Change, ordinal: number): void {
    this.#runner
      .statement('INSERT OR IGNORE INTO touched (entity, id, ordinal) VALUES (?, ?, ?)')
      .run(change.entity, change.id, ordinal);
  }

  /** Takes a row out of its table and the index, to be folded anew. Its receipts and `touched` stay. */
  drop(entity: string, id: string): void {
    const definition = this.#definitions.get(entity);
    this.#runner.statement('DELETE FROM unknown_changes WHERE entity = ? AND id = ?').run(entity, id);
    this.#runner.statement('DELETE FROM blob_references WHERE entity = ? AND id = ?').run(entity, id);
    if (!definition) return;
    this.#runner.statement(`DELETE FROM ${quoteName(entity)} WHERE id = ?`).run(id);
    this.#note(definition, id);
  }

  /** Puts a row as a snapshot has it into its (empty) place. Fields that the definition does not know are left out. */
  putBase(definition: EntityDefinition, row: BaseRow): void {
    const names = Object.keys(definition.fields);
    const values = names.map((name) => {
      const field = definition.fields[name]!;
      if (name in row.fields) this.#references(definition, row.id, name, row.fields[name]);
      return name in row.fields ? toColumn(field, row.fields[name]) : initialColumn(field);
    });
    this.#runner
      .statement(this.#insertion(definition))
      .run(
        row.id,
        ...values.map((value, index) => (row.erased.includes(names[index]!) ? null : value)),
        row.archived ? 1 : 0,
        definition.schema,
        row.created,
        row.updated,
        canonicalText(row.clocks),
        row.unknown.length > 0 ? canonicalText(row.unknown) : null,
        row.erased.length > 0 ? JSON.stringify([...row.erased].sort()) : null,
      );
    this.#note(definition, row.id);
  }

  /** Puts a row's searchable text into the index anew, from the table. */
  index(definition: EntityDefinition, id: string): void {
    const raw = this.#row(definition, id);
    this.#search.put(definition, id, raw ?? { archived: 1 });
  }

  /** Brings the index up to date with the rows that changed since it was called last. To be called before anything else changes rows. */
  indexNoted(): void {
    for (const [definition, rows] of this.#unindexed) {
      this.#search.putAll(
        definition,
        Array.from(rows, ([id, raw]) => [id, raw ?? this.#row(definition, id) ?? { archived: 1 }]),
      );
    }
    this.#unindexed.clear();
  }

  /** Remembers, or does at once, that a row's text in the index is no longer what its table says. `raw`: the row as it is now. */
  #note(definition: EntityDefinition, id: string, raw: Record<string, unknown> | null = null): void {
    if (this.#indexing === 'at-the-end' || this.#searchedFields(definition).size === 0) return;
    if (this.#indexing === 'at-once') {
      if (raw) this.#search.put(definition, id, raw);
      else this.index(definition, id);
      return;
    }
    const rows = this.#unindexed.get(definition);
    if (rows) rows.set(id, raw);
    else this.#unindexed.set(definition, new Map([[id, raw]]));
  }

  #searchedFields(definition: EntityDefinition): ReadonlySet<string> {
    let names = this.#searched.get(definition.name);
    if (!names) {
      names = new Set(Object.keys(definition.fields).filter((name) => definition.fields[name]!.search !== undefined));
      this.#searched.set(definition.name, names);
    }
    return names;
  }

  /** Fills an empty index from the tables as they stand. */
  indexAll(): void {
    for (const definition of this.#definitions.values()) {
      if (!Object.values(definition.fields).some(({ search }) => search !== undefined)) continue;
      const ids = this.#runner.statement(`SELECT id FROM ${quoteName(definition.name)}`).all() as { id: string }[];
      for (const { id } of ids) this.#search.put(definition, id, this.#row(definition, id)!);
    }
  }

  /** Forgets a person: their personal fields become null for good in every row about them. */
  erase(person: string): void {
    for (const definition of this.#definitions.values()) {
      const names = Object.entries(definition.fields)
        .filter(([, { readers }]) => readers === 'personal')
        .map(([name]) => name);
      if (names.length === 0) continue;
      const key = definition.personalOf === 'id' ? 'id' : quoteName(definition.personalOf);
      const rows = this.#runner
        .statement(`SELECT * FROM ${quoteName(definition.name)} WHERE ${key} = ?`)
        .all(person) as RawRow[];
      for (const row of rows) this.#eraseRow(definition, row, names);
    }
  }

  /** The same for one row, where it is about this person. */
  eraseIn(definition: EntityDefinition, id: string, person: string): void {
    const names = personalNames(definition);
    const row = this.#row(definition, id);
    const about = definition.personalOf === 'id' ? id : row?.[definition.personalOf];
    if (row && names.length > 0 && about === person) this.#eraseRow(definition, row, names);
  }

  #eraseRow(definition: EntityDefinition, row: RawRow, names: readonly string[]): void {
    const clocks = JSON.parse(row._clocks) as FieldClocks;
    for (const name of names) delete clocks[name];
    const assignments = names.map((name) => `${quoteName(name)} = NULL`).join(', ');
    this.#runner
      .statement(`UPDATE ${quoteName(definition.name)} SET ${assignments}, _clocks = ?, _erased = ? WHERE id = ?`)
      .run(canonicalText(clocks), JSON.stringify([...names].sort()), row['id']);
    for (const name of names) this.#references(definition, String(row['id']), name, null);
    this.#note(definition, String(row['id']));
  }

  #fold(definition: EntityDefinition, change: Change, clock: string, readers: string): void {
    const row = this.#row(definition, change.id);
    if (row) this.#update(definition, row, change, clock);
    else this.#insert(definition, change, clock, readers);
  }

  #insert(definition: EntityDefinition, change: Change, clock: string, readers: string): void {
    const forgotten = readers.startsWith('personal:') && this.#isErased(readers.slice('personal:'.length));
    const erased = forgotten ? personalNames(definition) : [];
    const merged = mergeChange(definition, { ...NEW_ROW, erased: new Set(erased) }, change, clock, () => null);
    const values: Record<string, string | number | null> = {};
    for (const [name, value] of Object.entries(merged.written)) {
      values[name] = toColumn(definition.fields[name]!, value);
      this.#references(definition, change.id, name, value);
    }
    // What every reader may see has its default where the change says nothing of it: an older version did not know the field.
    for (const [name, field] of Object.entries(definition.fields)) values[name] ??= initialColumn(field);
    const archived = merged.archived ? 1 : 0;
    this.#runner
      .statement(this.#insertion(definition))
      .run(
        change.id,
        ...Object.keys(definition.fields).map((name) => values[name]),
        archived,
        definition.schema,
        merged.created,
        merged.updated,
        canonicalText(merged.clocks),
        null,
        forgotten ? JSON.stringify(erased) : null,
      );
    this.#note(definition, change.id, { ...values, archived });
  }

  #insertion(definition: EntityDefinition): string {
    let sql = this.#inserts.get(definition.name);
    if (!sql) {
      const names = Object.keys(definition.fields);
      sql = `INSERT INTO ${quoteName(definition.name)} (id, ${names.map(quoteName).join(', ')}${names.length > 0 ? ',' : ''}
        archived, _schema, _created, _updated, _clocks, _unknown, _erased)
        VALUES (?, ${names.map(() => '?,').join(' ')} ?, ?, ?, ?, ?, ?, ?)`;
      this.#inserts.set(definition.name, sql);
    }
    return sql;
  }

  #update(definition: EntityDefinition, row: RawRow, change: Change, clock: string): void {
    const book: RowBook = {
      clocks: JSON.parse(row._clocks) as FieldClocks,
      archived: row['archived'] === 1,
      created: String(row['_created']),
      updated: String(row['_updated']),
      erased: new Set(row._erased ? (JSON.parse(row._erased) as string[]) : []),
    };
    const merged = mergeChange(definition, book, change, clock, (name) =>
      fromColumn(definition.fields[name]!, row[name]),
    );
    const written: Record<string, string | number | null> = {};
    for (const [name, value] of Object.entries(merged.written)) {
      written[name] = toColumn(definition.fields[name]!, value);
      this.#references(definition, change.id, name, value);
    }
    const archived = merged.archived ? 1 : 0;
    const assignments = Object.keys(written).map((name) => `${quoteName(name)} = ?`);
    this.#runner
      .statement(
        `UPDATE ${quoteName(definition.name)} SET ${assignments.concat('archived = ?', '_clocks = ?', '_updated = ?', '_created = ?').join(', ')} WHERE id = ?`,
      )
      .run(
        ...Object.values(written),
        archived,
        canonicalText(merged.clocks),
        merged.updated,
        merged.created,
        change.id,
      );
    const searched = this.#searchedFields(definition);
    if (merged.archived !== book.archived || Object.keys(written).some((name) => searched.has(name)))
      this.#note(definition, change.id, { ...row, ...written, archived });
    // What was noted of it before stays: what is searched is the same.
  }

  /** A change this version cannot read is kept whole, beside the row or in a table of its own, and never folded by halves. */
  #keepUnknown(definition: EntityDefinition | undefined, change: Change, clock: string, ordinal: number): void {
    const row = definition && this.#row(definition, change.id);
    if (definition && row) {
      const kept = row._unknown ? (JSON.parse(row._unknown) as unknown[]) : [];
      this.#runner
        .statement(`UPDATE ${quoteName(definition.name)} SET _unknown = ? WHERE id = ?`)
        .run(canonicalText([...kept, { ...change, clock }]), change.id);
      return;
    }
    this.#runner
      .statement('INSERT INTO unknown_changes (ordinal, entity, id, change) VALUES (?, ?, ?, ?)')
      .run(ordinal, change.entity, change.id, canonicalText({ ...change, clock }));
  }

  #row(definition: EntityDefinition, id: string): RawRow | undefined {
    return this.#runner.statement(`SELECT * FROM ${quoteName(definition.name)} WHERE id = ?`).get(id) as
      | RawRow
      | undefined;
  }

  #isErased(person: string): boolean {
    return this.#runner.statement('SELECT 1 FROM erasure WHERE person = ?').get(person) !== undefined;
  }

  #references(definition: EntityDefinition, id: string, name: string, value: unknown): void {
    if (!definition.fields[name]?.blobs) return;
    this.#runner
      .statement('DELETE FROM blob_references WHERE entity = ? AND id = ? AND field = ?')
      .run(definition.name, id, name);
    for (const digest of findDigests(value)) {
      this.#runner
        .statement('INSERT OR IGNORE INTO blob_references (digest, entity, id, field) VALUES (?, ?, ?, ?)')
        .run(digest, definition.name, id, name);
    }
  }
}

function personalNames(definition: EntityDefinition): string[] {
  return Object.keys(definition.fields)
    .filter((name) => definition.fields[name]?.readers === 'personal')
    .sort();
}

/** What a new row holds where the change says nothing of a field. */
function initialColumn(field: Field): string | number | null {
  return field.readers === 'shared' && field.initial !== undefined ? toColumn(field, field.initial) : null;
}
