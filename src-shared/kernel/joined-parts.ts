import type { Change } from './change';

/** One part of a receipt, as far as it says what was done. */
export interface SaidInPart {
  readers: string;
  input?: Record<string, unknown> | undefined;
  changes: readonly Change[];
}

/**
 * The input and the changes of a receipt as its plan made them, laid together from the parts that are here. The shared part names every row;
 * what another part says of a row belongs to the first change of that kind which does not say these fields itself.
 */
export function joinParts(parts: readonly SaidInPart[]): { input: Record<string, unknown>; changes: Change[] } {
  const joined: Change[] = [];
  const places = new Map<string, number[]>();
  let input: Record<string, unknown> = {};
  for (const part of [...parts].sort((a, b) => Number(b.readers === 'shared') - Number(a.readers === 'shared'))) {
    input = layOver(input, part.input ?? {}) as Record<string, unknown>;
    for (const change of part.changes) {
      const key = `${change.op} ${change.entity} ${change.id}`;
      const taken = places.get(key) ?? [];
      const place =
        part.readers === 'shared'
          ? undefined
          : taken.find((index) => Object.keys(change.fields).every((field) => !(field in joined[index]!.fields)));
      if (place === undefined) {
        places.set(key, [...taken, joined.length]);
        joined.push(change);
      } else {
        joined[place] = together(joined[place]!, change);
      }
    }
  }
  return { input, changes: joined };
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
function layOver(under: unknown, over: unknown): unknown {
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
