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
 * The fold of receipts into tables. Applying the same changes with the same clocks gives the same rows, whatever the rows' order of
 * arrival for `latest` and `set` fields. Guards are not looked at here: they were evaluated once, when committed or decided.
 */
export class Fold {
  readonly #definitions: Map<string, EntityDefinition>;
  readonly #runner: QueryRunner;
  readonly #search: SearchIndex;
  readonly #inserts = new Map<string, string>();

  readonly #indexing: boolean;

  /** With `indexing: false` searchable text is not kept up to date; the caller fills the index at the end (`indexAll`). */
  constructor(
    connection: Connection,
    entities: readonly EntityDefinition[],
    options: { indexing: boolean } = { indexing: true },
  ) {
    this.#indexing = options.indexing;
    this.#definitions = new Map(entities.map((definition) => [definition.name, definition]));
    this.#runner = new QueryRunner(connection);
    this.#search = new SearchIndex(this.#runner);
  }

  /** Applies one change of the receipt with this ordinal and merge clock. `readers` names the part it came in. */
  apply(change: Change, clock: string, ordinal: number, readers: string): void {
    const definition = this.#definitions.get(change.entity);
    this.#runner
      .statement('INSERT OR IGNORE INTO touched (entity, id, ordinal) VALUES (?, ?, ?)')
      .run(change.entity, change.id, ordinal);
    if (!definition || change.schema > definition.schema) {
      this.#keepUnknown(definition, change, clock, ordinal);
      return;
    }
    for (const current of upcast(definition, change)) this.#fold(definition, current, clock, readers);
  }

  /** Puts a row's searchable text into the index anew, from the table. */
  index(definition: EntityDefinition, id: string): void {
    if (!this.#indexing) return;
    const raw = this.#row(definition, id);
    if (raw) this.#search.put(definition, id, raw);
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
      for (const row of rows) {
        const clocks = JSON.parse(row._clocks) as FieldClocks;
        for (const name of names) delete clocks[name];
        const assignments = names.map((name) => `${quoteName(name)} = NULL`).join(', ');
        this.#runner
          .statement(`UPDATE ${quoteName(definition.name)} SET ${assignments}, _clocks = ?, _erased = ? WHERE id = ?`)
          .run(canonicalText(clocks), JSON.stringify([...names].sort()), row['id']);
        for (const name of names) this.#references(definition, String(row['id']), name, null);
        this.index(definition, String(row['id']));
      }
    }
  }

  #fold(definition: EntityDefinition, change: Change, clock: string, readers: string): void {
    const row = this.#row(definition, change.id);
    if (!row) {
      this.#insert(definition, change, clock, readers);
    } else {
      this.#update(definition, row, change, clock);
    }
    this.index(definition, change.id);
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
    let sql = this.#inserts.get(definition.name);
    const names = Object.keys(definition.fields);
    if (!sql) {
      sql = `INSERT INTO ${quoteName(definition.name)} (id, ${names.map(quoteName).join(', ')}${names.length > 0 ? ',' : ''}
        archived, _schema, _created, _updated, _clocks, _unknown, _erased)
        VALUES (?, ${names.map(() => '?,').join(' ')} ?, ?, ?, ?, ?, NULL, ?)`;
      this.#inserts.set(definition.name, sql);
    }
    this.#runner.statement(sql).run(
      change.id,
      // What every reader may see has its default where the change says nothing of it: an older version did not know the field.
      ...names.map((name) => values[name] ?? initialColumn(definition.fields[name]!)),
      merged.archived ? 1 : 0,
      definition.schema,
      merged.created,
      merged.updated,
      canonicalText(merged.clocks),
      forgotten ? JSON.stringify(erased) : null,
    );
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
    const assignments: string[] = [];
    const values: (string | number | null)[] = [];
    for (const [name, value] of Object.entries(merged.written)) {
      assignments.push(`${quoteName(name)} = ?`);
      values.push(toColumn(definition.fields[name]!, value));
      this.#references(definition, change.id, name, value);
    }
    this.#runner
      .statement(
        `UPDATE ${quoteName(definition.name)} SET ${assignments.concat('archived = ?', '_clocks = ?', '_updated = ?', '_created = ?').join(', ')} WHERE id = ?`,
      )
      .run(...values, merged.archived ? 1 : 0, canonicalText(merged.clocks), merged.updated, merged.created, change.id);
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
