/** The keys, with a number behind each that another one before it has already: `all`, `all #2`. */
export function distinctKeys(keys: readonly string[]): string[] {
  const taken = new Set<string>();
  return keys.map((key) => {
    let distinct = key;
    for (let number = 2; taken.has(distinct); number += 1) distinct = `${key} #${number}`;
    taken.add(distinct);
    return distinct;
  });
}

/** The value that all have; undefined where they differ, where one lacks it, or where there are none. */
export function sameOf<T>(values: readonly (T | undefined)[]): T | undefined {
  const [first] = values;
  return values.every((value) => value === first) ? first : undefined;
}

/** The sum of the values that are there; undefined where none is. */
export function sumOf(values: readonly (number | undefined)[]): number | undefined {
  const there = values.filter((value) => value !== undefined);
  return there.length === 0 ? undefined : there.reduce((sum, value) => sum + value, 0);
}
