import type { Workspace } from '../../src-core/workspace/workspace';
import type { EntityDefinition } from '../../src-shared/kernel/entity';
import { type Readable, readableFor } from '../desk';
import type { Session } from '../session';

/** Ids of rows are UUIDs of version 7. */
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** What a row is called, with the kind of row that it is. */
export interface RowName {
  entity: string;
  title: string;
}

/** What rows are called, as far as a session may read them. Made for one answer: it remembers what it found. */
export class Naming {
  readonly #workspace: Workspace;
  readonly #see: Readable['see'];
  readonly #titled: { definition: EntityDefinition; fields: readonly string[] }[];
  readonly #titles = new Map<string, string>();
  readonly #names = new Map<string, RowName | null>();

  constructor(session: Session, workspace: Workspace) {
    this.#workspace = workspace;
    this.#see = readableFor(session).see;
    this.#titled = [...workspace.definitions.values()]
      .map((definition) => ({ definition, fields: titleFields(definition) }))
      .filter(({ fields }) => fields.length > 0);
  }

  /**
   * What a row is called: its title fields; where it has none, what it belongs to (a decision is called after its request); else its kind
   * and the end of its id.
   */
  titleOf(entity: string, id: string): string {
    const key = `${entity}/${id}`;
    const known = this.#titles.get(key);
    if (known !== undefined) return known;
    const title = this.#findTitle(entity, id);
    this.#titles.set(key, title);
    return title;
  }

  /** The name of the row that an id belongs to, whatever kind it is; null where no row with a title has it. */
  nameOfId(id: string): RowName | null {
    if (!ID.test(id)) return null;
    const known = this.#names.get(id);
    if (known !== undefined) return known;
    const name = this.#findName(id);
    this.#names.set(id, name);
    return name;
  }

  /** The names of all rows whose ids occur in values of any shape. */
  namesIn(values: unknown): Record<string, RowName> {
    const names: Record<string, RowName> = {};
    const look = (value: unknown): void => {
      if (typeof value === 'string') {
        const name = this.nameOfId(value);
        if (name) names[value] = name;
      } else if (value && typeof value === 'object') Object.values(value).forEach(look);
    };
    look(values);
    return names;
  }

  #findTitle(entity: string, id: string): string {
    const definition = this.#workspace.definitions.get(entity);
    const values = definition && this.#valuesOf(definition, id);
    if (!definition || !values) return id.slice(0, 8);
    return (
      ownTitle(titleFields(definition), values) ?? this.#ownersTitle(values) ?? `${definition.label} ${id.slice(-6)}`
    );
  }

  #findName(id: string): RowName | null {
    for (const { definition, fields } of this.#titled) {
      const values = this.#valuesOf(definition, id);
      const title = values && ownTitle(fields, values);
      if (title) return { entity: definition.name, title };
    }
    return null;
  }

  #valuesOf(definition: EntityDefinition, id: string): Record<string, unknown> | null {
    const row = this.#workspace.reader.get(definition, id);
    return row ? (this.#see(definition, row) as Record<string, unknown>) : null;
  }

  /** The title of the first row that these values name, in the order in which the entity declares them. */
  #ownersTitle(values: Record<string, unknown>): string | null {
    for (const [field, value] of Object.entries(values)) {
      if (field === 'id' || typeof value !== 'string') continue;
      const named = this.nameOfId(value);
      // Who did it stands in the sentence already.
      if (named && named.entity !== 'person') return named.title;
    }
    return null;
  }
}

/** What one row is called; for several, a `Naming` asks for each only once. */
export function titleOf(session: Session, workspace: Workspace, entity: string, id: string): string {
  return new Naming(session, workspace).titleOf(entity, id);
}

/** The names of all rows whose ids occur in values of any shape. */
export function namesIn(session: Session, workspace: Workspace, values: unknown): Record<string, RowName> {
  return new Naming(session, workspace).namesIn(values);
}

function titleFields(definition: EntityDefinition): string[] {
  return Object.entries(definition.fields)
    .filter(([, { search }]) => search === 'title')
    .map(([name]) => name);
}

function ownTitle(fields: readonly string[], values: Record<string, unknown>): string | null {
  const titles = fields
    .map((name) => values[name])
    .filter((value): value is string => typeof value === 'string' && value !== '');
  return titles.length > 0 ? titles.join(' · ') : null;
}
