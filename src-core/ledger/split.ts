import type { Change } from '../../src-shared/kernel/change';
import type { InputReaders } from '../../src-shared/kernel/command';
import type { EntityDefinition } from '../../src-shared/kernel/entity';

type PartInput = Record<string, unknown>;

/**
 * Splits a command's input into one value per group of readers. `personal` becomes `personal:<person>`. Lists keep their length in
 * every part (an element without a value there is an empty object), so that elements can be laid over each other again.
 */
export function splitInput(input: PartInput, readers: InputReaders, person: string | null): Map<string, PartInput> {
  const parts = new Map<string, PartInput>();
  const put = (name: string, key: string, value: unknown): void => {
    const part = parts.get(name) ?? {};
    part[key] = value;
    parts.set(name, part);
  };
  for (const [key, value] of Object.entries(input)) {
    if (value === undefined) continue;
    const rule = readers[key] ?? 'shared';
    if (typeof rule === 'string') {
      put(partName(rule, person), key, value);
    } else if (Array.isArray(value)) {
      const lists = new Map<string, unknown[]>();
      value.forEach((element, index) => {
        for (const [name, part] of splitInput(element as PartInput, rule, person)) {
          const list = lists.get(name) ?? value.map(() => ({}));
          list[index] = part;
          lists.set(name, list);
        }
      });
      for (const [name, list] of lists) put(name, key, list);
      if (value.length === 0) put('shared', key, []);
    } else if (value && typeof value === 'object') {
      for (const [name, part] of splitInput(value as PartInput, rule, person)) put(name, key, part);
    } else {
      put('shared', key, value);
    }
  }
  return parts;
}

/**
 * Splits changes into the parts of their fields' readers. The shared part names every row that was touched, so that each device
 * knows that something happened to it.
 */
export function splitChanges(
  changes: readonly Change[],
  definitions: ReadonlyMap<string, EntityDefinition>,
  personalValue: (change: Change, field: string) => string | null,
): Map<string, Change[]> {
  const parts = new Map<string, Change[]>();
  const push = (name: string, change: Change): void => {
    const list = parts.get(name);
    if (list) list.push(change);
    else parts.set(name, [change]);
  };
  for (const change of changes) {
    const definition = definitions.get(change.entity);
    const fields = new Map<string, Record<string, unknown>>([['shared', {}]]);
    const guards = new Map<string, Record<string, unknown>>();
    const nameOf = (field: string): string => {
      const readers = definition?.fields[field]?.readers ?? 'shared';
      if (readers !== 'personal' || !definition) return readers;
      return partName(
        readers,
        definition.personalOf === 'id' ? change.id : personalValue(change, definition.personalOf),
      );
    };
    for (const [field, value] of Object.entries(change.fields)) {
      const name = nameOf(field);
      fields.set(name, { ...fields.get(name), [field]: value });
    }
    for (const [field, value] of Object.entries(change.guards ?? {})) {
      const name = nameOf(field);
      guards.set(name, { ...guards.get(name), [field]: value });
    }
    for (const name of new Set([...fields.keys(), ...guards.keys()])) {
      const guard = guards.get(name);
      push(name, { ...change, fields: fields.get(name) ?? {}, ...(guard ? { guards: guard } : { guards: undefined }) });
    }
  }
  for (const [name, list] of parts) parts.set(name, list.map(withoutUndefined));
  return parts;
}

function partName(readers: string, person: string | null): string {
  if (readers !== 'personal') return readers;
  if (!person) throw new Error('Personal values need the person they are about.');
  return `personal:${person}`;
}

function withoutUndefined(change: Change): Change {
  const { guards, ...rest } = change;
  return guards ? change : rest;
}
