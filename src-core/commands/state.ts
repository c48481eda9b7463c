import type { EntityDefinition, RowOf } from '../../src-shared/kernel/entity';
import { present } from '../../src-shared/kernel/reading';
import type { Compilable, QueryRunner } from '../store/query';
import { decodeRow, quoteName, toColumn } from '../store/tables';
import type { PlanState } from './implementation';

/** Reads entity tables through one connection, at once. */
export class TableReader implements PlanState {
  readonly #runner: QueryRunner;

  constructor(runner: QueryRunner) {
    this.#runner = runner;
  }

  get<D extends EntityDefinition>(definition: D, id: string): RowOf<D> | undefined {
    const raw = this.raw(definition, id);
    return raw && (decodeRow(definition, raw) as RowOf<D>);
  }

  require<D extends EntityDefinition>(definition: D, id: string): RowOf<D> {
    return present(definition, id, this.get(definition, id));
  }

  rows<D extends EntityDefinition>(definition: D, query: Compilable<object>): RowOf<D>[] {
    return this.#runner.all(query).map((raw) => decodeRow(definition, raw as Record<string, unknown>) as RowOf<D>);
  }

  where<D extends EntityDefinition>(definition: D, fields: Partial<RowOf<D>>): RowOf<D>[] {
    const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
    const conditions = entries.map(([name, value]) => `${quoteName(name)} ${value === null ? 'IS NULL' : '= ?'}`);
    const values = entries
      .filter(([, value]) => value !== null)
      .map(([name, value]) => {
        const declared = definition.fields[name];
        return declared ? toColumn(declared, value) : typeof value === 'boolean' ? Number(value) : value;
      });
    const archived = 'archived' in fields ? [] : ['archived = 0'];
    const filter = [...conditions, ...archived].join(' AND ');
    return this.#runner
      .statement(`SELECT * FROM ${quoteName(definition.name)} WHERE ${filter || '1'} ORDER BY _created, id`)
      .all(...values)
      .map((raw) => decodeRow(definition, raw as Record<string, unknown>) as RowOf<D>);
  }

  all<Output>(query: Compilable<Output>): Output[] {
    return this.#runner.all(query);
  }

  /** A row as SQLite keeps it, with its bookkeeping. */
  raw(definition: EntityDefinition, id: string): Record<string, unknown> | undefined {
    return this.#runner.statement(`SELECT * FROM ${quoteName(definition.name)} WHERE id = ?`).get(id) as
      | Record<string, unknown>
      | undefined;
  }
}
