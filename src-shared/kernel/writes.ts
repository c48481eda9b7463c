import { canonicalText } from './canonical';
import type { Change } from './change';

/** Stands for the id of the acting person among the values that a field may get. */
export const theActor = Symbol('the acting person');

/** The values that a field may get by a command; what is not named here may get any that its schema takes. */
export type AllowedValues = Readonly<Record<string, readonly unknown[] | typeof theActor>>;

/** One thing that a command may do to the rows of an entity. */
export interface WriteRule {
  entity: string;
  op: Change['op'];
  /** The fields that may be written; null: all of the entity's. */
  fields: readonly string[] | null;
  values: AllowedValues;
}

/** What a command may write; `undone`: what the undone receipt touched. Everything else is refused, on the device as on the server. */
export type Writes = readonly WriteRule[] | 'undone';

/** New rows of an entity, by its name. A field whose values are named must have one of them, null where it is left out. */
export function creates(entity: string, values: AllowedValues = {}): WriteRule {
  return { entity, op: 'create', fields: null, values };
}

/** New values for these fields of rows that are there; with no fields only guards, which say what the act builds on. */
export function patches(entity: string, fields: readonly string[], values: AllowedValues = {}): WriteRule {
  return { entity, op: 'patch', fields, values };
}

/** Rows taken out of use. */
export function archives(entity: string): WriteRule {
  return { entity, op: 'archive', fields: [], values: {} };
}

/**
 * Where changes go beyond what their command may write, as sentences; none where all is well. `undone` are the changes of the receipts that
 * an undo takes back.
 */
export function beyondWrites(
  { name, writes }: { name: string; writes?: Writes | undefined },
  changes: readonly Change[],
  actor: string,
  undone: readonly Change[] | null = null,
): string[] {
  if (writes === undefined) {
    return [
      `${name} does not declare what it writes: give its declaration \`writes\`, a list of creates(…), patches(…) and archives(…) ` +
        'from kernel/writes.',
    ];
  }
  if (writes === 'undone') return undone === null ? [] : beyondUndone(changes, undone);
  return changes.flatMap((change) => {
    const rules = writes.filter(({ entity, op }) => entity === change.entity && op === change.op);
    if (rules.length === 0) return [`${name} may not ${change.op} a row of ${change.entity}.`];
    // Several rules for one entity are alternatives: a change has to keep to one of them as a whole.
    const faults = rules.map((rule) => faultsOf(rule, name, change, actor));
    return faults.find((found) => found.length === 0) ?? faults[0]!;
  });
}

function faultsOf({ fields, values }: WriteRule, name: string, change: Change, actor: string): string[] {
  const beyond = fields === null ? [] : Object.keys(change.fields).filter((field) => !fields.includes(field));
  const wrong = Object.entries(values).filter(([field, allowed]) => {
    if (change.op !== 'create' && !(field in change.fields)) return false;
    const value = change.fields[field] ?? null;
    if (allowed === theActor) return value !== actor;
    return !allowed.some((one) => one === value || canonicalText(one) === canonicalText(value));
  });
  return [
    ...beyond.map((field) => `${name} may not write ${change.entity}.${field}.`),
    ...wrong.map(([field, allowed]) =>
      allowed === theActor
        ? `${name} writes ${change.entity}.${field} only in the name of whoever does it.`
        : `${name} may not set ${change.entity}.${field} to ${JSON.stringify(change.fields[field] ?? null)}.`,
    ),
  ];
}

/** An undo touches the rows that the undone act touched, in the fields that it wrote, and archives only what it created. */
function beyondUndone(changes: readonly Change[], undone: readonly Change[]): string[] {
  const rows = new Map<string, { fields: Set<string>; created: boolean; archived: boolean }>();
  for (const { entity, id, op, fields } of undone) {
    const key = `${entity}/${id}`;
    const row = rows.get(key) ?? { fields: new Set(), created: false, archived: false };
    for (const field of Object.keys(fields)) row.fields.add(field);
    row.created ||= op === 'create';
    row.archived ||= op === 'archive';
    rows.set(key, row);
  }
  return changes.flatMap(({ entity, id, op, fields }) => {
    const row = rows.get(`${entity}/${id}`);
    if (!row) return [`The undone act did not touch the ${entity} ${id}.`];
    if (op === 'create') return ['Undoing makes no new rows.'];
    if (op === 'archive') return row.created ? [] : [`The undone act did not make the ${entity} ${id}.`];
    return Object.keys(fields)
      .filter((field) => !(row.fields.has(field) || (field === 'archived' && row.archived)))
      .map((field) => `The undone act did not write ${entity}.${field}.`);
  });
}
