import { z } from 'zod';

/** The part of a JSON schema that says which values there are. */
interface Said {
  enum?: unknown[];
  const?: unknown;
  anyOf?: Said[];
  type?: unknown;
}

/** Inputs of commands stand as long as the process; what they say is worked out once. */
const known = new WeakMap<z.ZodType, Record<string, string[]>>();

/** The words that each part of a command's input must be one of, by the part's name; parts that may be anything else as well are left out. */
export function choicesOf(input: z.ZodType): Record<string, string[]> {
  const before = known.get(input);
  if (before) return before;
  // What has no JSON schema, such as a refinement, is no enumeration either.
  const { properties = {} } = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, Said>;
  };
  const choices = Object.fromEntries(
    Object.entries(properties).flatMap(([part, said]): [string, string[]][] => {
      const words = wordsOf(said);
      return words === null || words.length < 2 ? [] : [[part, words]];
    }),
  );
  known.set(input, choices);
  return choices;
}

/** Null where it may be something that is not in a list. What may be left empty has its words all the same. */
function wordsOf({ enum: listed, const: one, anyOf, type }: Said): string[] | null {
  if (anyOf) {
    const each = anyOf.map(wordsOf);
    return each.every((words) => words !== null) ? each.flat() : null;
  }
  if (type === 'null') return [];
  const words = listed ?? (one === undefined ? null : [one]);
  return words?.every((word) => typeof word === 'string') ? words : null;
}
