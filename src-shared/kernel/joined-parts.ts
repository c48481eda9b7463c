import type { Change } from './change';

/** One part of a receipt, as far as it says what was done. */
export interface SaidInPart {
  readers: string;
  input?: Record<string, unknown> | undefined;
  changes: readonly Change[];
}

/** The input and the changes of an act again, laid together from the parts of its receipts that are here. */
export function joinParts(parts: readonly SaidInPart[]): { input: Record<string, unknown>; changes: Change[] } {
  const merged = new Map<string, Change>();
  let input: Record<string, unknown> = {};
  // The shared part names every row; what others say of a row belongs to its first change of that kind.
  for (const part of [...parts].sort((a, b) => Number(b.readers === 'shared') - Number(a.readers === 'shared'))) {
    input = layOver(input, part.input ?? {}) as Record<string, unknown>;
    const seen = new Map<string, number>();
    for (const change of part.changes) {
      const row = `${change.entity}/${change.id}/${change.op}`;
      const occurrence = (seen.get(row) ?? 0) + 1;
      seen.set(row, occurrence);
      const key = `${row}/${part.readers === 'shared' ? occurrence : 1}`;
      const known = merged.get(key);
      merged.set(key, known ? together(known, change) : change);
    }
  }
  return { input, changes: [...merged.values()] };
}

function together(one: Change, other: Change): Change {
  const guards = { ...one.guards, ...other.guards };
  return {
    ...one,
    fields: { ...one.fields, ...other.fields },
    ...(Object.keys(guards).length > 0 && { guards }),
  };
}

/** Lists and objects are laid over each other by place and key; of two values the one that says something stands. */
export function layOver(under: unknown, over: unknown): unknown {
  if (Array.isArray(under) && Array.isArray(over)) {
    return Array.from({ length: Math.max(under.length, over.length) }, (_, index) =>
      layOver(under[index], over[index]),
    );
  }
  if (isObject(under) && isObject(over)) {
    const result: Record<string, unknown> = { ...under };
    for (const [key, value] of Object.entries(over)) result[key] = key in result ? layOver(result[key], value) : value;
    return result;
  }
  return over ?? under;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
