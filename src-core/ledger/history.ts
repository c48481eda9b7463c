import type { Change } from '../../src-shared/kernel/change';
import type { EntityDefinition } from '../../src-shared/kernel/entity';
import { upcast } from '../../src-shared/kernel/entity';
import { joinParts, type SaidInPart } from '../../src-shared/kernel/joined-parts';
import { baseRowOf } from '../store/snapshot-rows';
import { comesBefore, type Journal, parseHeader, parsePart, type StoredReceipt } from './journal';

/** One write of a field: by which receipt, what it said. */
export interface FieldWrite {
  receipt: StoredReceipt;
  value: unknown;
  reason: string | null;
}

/** Every write of one field of a row, oldest first: the answer to "why is this value what it is". */
export function fieldHistory(
  journal: Journal,
  definition: EntityDefinition,
  id: string,
  field: string,
  mayRead: (part: string) => boolean,
): FieldWrite[] {
  const writes: FieldWrite[] = [];
  for (const receipt of journal.touching(definition.name, id)) {
    const { changes, reason } = readable(journal, receipt, mayRead);
    for (const change of changes) {
      if (change.entity !== definition.name || change.id !== id) continue;
      for (const current of change.schema > definition.schema ? [] : upcast(definition, change)) {
        if (field in current.fields) writes.push({ receipt, value: current.fields[field], reason });
        else if (field === 'archived' && current.op === 'archive') writes.push({ receipt, value: true, reason });
      }
    }
  }
  return writes;
}

/** The values that a row's fields had before a receipt counted, as far as earlier receipts (or a snapshot) tell them. */
export function valuesBefore(
  journal: Journal,
  definition: EntityDefinition,
  id: string,
  before: Pick<StoredReceipt, 'place' | 'ordinal'>,
): Record<string, unknown> {
  const base = journal.base();
  const afterBase = base !== null && (before.place === null || before.place > base);
  const [row] = afterBase ? journal.leaves(definition.name, id) : [];
  const values: Record<string, unknown> = row ? { ...baseRowOf(definition, row)?.fields, archived: row.archived } : {};
  for (const receipt of journal.touching(definition.name, id)) {
    if (!comesBefore(receipt, before)) break;
    if (afterBase && receipt.place !== null && receipt.place <= base) continue;
    for (const change of readable(journal, receipt, () => true).changes) {
      if (change.entity !== definition.name || change.id !== id) continue;
      for (const current of upcast(definition, change)) {
        for (const [name, value] of Object.entries(current.fields)) {
          if (definition.fields[name]?.merge === 'set') applySet(values, name, value);
          else values[name] = value;
        }
        if (current.op === 'archive') values['archived'] = true;
      }
    }
  }
  return values;
}

function applySet(values: Record<string, unknown>, name: string, change: unknown): void {
  const present = new Set((values[name] as (string | number)[] | undefined) ?? []);
  const { add, remove } = Array.isArray(change) ? { add: change, remove: [] } : (change as { add?: []; remove?: [] });
  for (const element of remove ?? []) present.delete(element);
  for (const element of add ?? []) present.add(element);
  values[name] = [...present].sort();
}

/** The changes and the reason of a receipt, as far as these readers may see them; parts of one change laid together. */
export function readable(journal: Journal, receipt: StoredReceipt, mayRead: (part: string) => boolean) {
  let reason: string | null = null;
  const said: SaidInPart[] = [];
  const contested: string[] = [];
  const withheld: string[] = [];
  for (const { readers, body } of journal.parts(receipt.ordinal)) {
    if (body === null || !mayRead(readers)) {
      withheld.push(readers);
      continue;
    }
    const part = parsePart(body);
    reason = part.reason ?? reason;
    contested.push(...(part.contested ?? []));
    said.push({ readers, input: part.input, changes: part.changes as Change[] });
  }
  return { header: parseHeader(receipt.header), ...joinParts(said), reason, contested, withheld };
}
