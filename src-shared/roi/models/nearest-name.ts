/** The name that was probably meant: the one that differs least, where not more than a third of its letters do; null where none is near. */
export function nearestName(typed: string, names: Iterable<string>): string | null {
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const name of names) {
    const differs = editDistance(typed, name);
    if (differs < least) [best, least] = [name, differs];
  }
  return best !== null && least <= Math.max(1, Math.floor(Math.max(typed.length, best.length) / 3)) ? best : null;
}

/** Letters to put in, take out or replace to make one word of the other (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
