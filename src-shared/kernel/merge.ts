import type { Change, SetChange } from './change';
import type { EntityDefinition } from './entity';
import type { ClockReading } from './hybrid-clock';

/** Per field the merge clock of its value; for a `set` field, per element (as JSON) the clocks of its last add and remove. */
export type FieldClocks = Record<string, ClockReading | Record<string, [string, string]>>;

/** What is known of a row beside its values. */
export interface RowBook {
  clocks: FieldClocks;
  archived: boolean;
  /** Clocks of the first creation and of the last change; null for a row that is not there yet. */
  created: ClockReading | null;
  updated: ClockReading | null;
  /** Fields that an erasure took for good. */
  erased: ReadonlySet<string>;
}

export const NEW_ROW: RowBook = { clocks: {}, archived: false, created: null, updated: null, erased: new Set() };

export interface Merged {
  /** Fields to write, with their new values. */
  written: Record<string, unknown>;
  archived: boolean;
  clocks: FieldClocks;
  created: ClockReading;
  updated: ClockReading;
}

/**
 * Folds one change of the definition's own schema into a row, by the merge policy of each field. Changes of `latest` and `set` fields
 * give the same row in whatever order they come; `guarded` and `immutable` ones are applied in confirmed order. Guards are not looked
 * at. `present` tells a field's value before, and is asked for `set` fields only. The book that is given stays as it is.
 */
export function mergeChange(
  definition: EntityDefinition,
  book: RowBook,
  change: Change,
  clock: ClockReading,
  present: (field: string) => unknown,
): Merged {
  const clocks: FieldClocks = { ...book.clocks };
  const written: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(change.fields)) {
    const field = definition.fields[name];
    if (!field || book.erased.has(name)) continue;
    const known = clocks[name];
    if (field.merge === 'set') {
      const { elements, values } = mergeSet(known, (present(name) as SetElement[] | null) ?? [], value, clock);
      clocks[name] = elements;
      written[name] = values;
      continue;
    }
    if (field.merge === 'immutable' && known !== undefined) continue;
    if (field.merge === 'latest' && typeof known === 'string' && known > clock) continue;
    clocks[name] = clock;
    written[name] = value;
  }
  const says = change.fields['archived'];
  return {
    written,
    archived: change.op === 'archive' ? true : typeof says === 'boolean' ? says : book.archived,
    clocks,
    created: book.created === null || (change.op === 'create' && clock < book.created) ? clock : book.created,
    updated: book.updated === null || clock > book.updated ? clock : book.updated,
  };
}

type SetElement = string | number;

/** Folds an add and a remove into a set: an add wins over a remove of the same clock. Elements come out sorted. */
function mergeSet(
  known: FieldClocks[string] | undefined,
  present: readonly SetElement[],
  value: unknown,
  clock: ClockReading,
): { elements: Record<string, [string, string]>; values: SetElement[] } {
  const elements: Record<string, [string, string]> = typeof known === 'object' ? { ...known } : {};
  const byKey = new Map<string, SetElement>(present.map((element) => [JSON.stringify(element), element]));
  const change: SetChange = Array.isArray(value) ? { add: value } : ((value ?? {}) as SetChange);
  for (const element of change.remove ?? []) {
    const key = JSON.stringify(element);
    const [added, removed] = elements[key] ?? ['', ''];
    elements[key] = [added, clock > removed ? clock : removed];
    byKey.set(key, element);
  }
  for (const element of change.add ?? []) {
    const key = JSON.stringify(element);
    const [added, removed] = elements[key] ?? ['', ''];
    elements[key] = [clock > added ? clock : added, removed];
    byKey.set(key, element);
  }
  const values = Object.entries(elements)
    .filter(([, [added, removed]]) => added !== '' && added >= removed)
    .map(([key]) => byKey.get(key) ?? (JSON.parse(key) as SetElement))
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return { elements, values };
}
