/** Runs of two sequences that are the same, only in the first, or only in the second, in order; indexes, ends behind the last. */
export interface Run {
  kind: 'same' | 'removed' | 'added';
  /** In the first sequence for `same` and `removed`, in the second for `added`. */
  from: number;
  to: number;
}

/** Beyond this many single changes the differing middle is given as one replacement: memory grows with the square. */
const MOST_CHANGES = 2_000;

/** The shortest edit script between two sequences (Myers, "An O(ND) difference algorithm and its variations", 1986). */
export function differences(before: readonly string[], after: readonly string[]): Run[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail += 1;
  const a = before.slice(head, before.length - tail);
  const b = after.slice(head, after.length - tail);
  const runs: Run[] = [];
  push(runs, 'same', 0, head);
  for (const { kind, from, to } of editScript(a, b)) push(runs, kind, from + head, to + head);
  push(runs, 'same', before.length - tail, before.length);
  return runs;
}

function push(runs: Run[], kind: Run['kind'], from: number, to: number): void {
  if (from === to) return;
  const last = runs.at(-1);
  if (last?.kind === kind && last.to === from) last.to = to;
  else runs.push({ kind, from, to });
}

function editScript(a: readonly string[], b: readonly string[]): Run[] {
  const replaced: Run[] = [];
  push(replaced, 'removed', 0, a.length);
  push(replaced, 'added', 0, b.length);
  if (a.length === 0 || b.length === 0) return replaced;
  const reached = furthest(a, b);
  if (!reached) return replaced;
  // Back from the end, one change at a time.
  const steps: Run[] = [];
  let x = a.length;
  let y = b.length;
  for (let changes = reached.length - 1; changes >= 0; changes -= 1) {
    const diagonal = x - y;
    const row = reached[changes]!;
    const at = (k: number): number => (Math.abs(k) > changes - 1 ? -1 : row[k + changes]!);
    const down =
      changes > 0 && (diagonal === -changes || (diagonal !== changes && at(diagonal - 1) < at(diagonal + 1)));
    const previous = down ? diagonal + 1 : diagonal - 1;
    const fromX = changes === 0 ? 0 : at(previous);
    const fromY = changes === 0 ? 0 : fromX - previous;
    const startX = changes === 0 ? 0 : down ? fromX : fromX + 1;
    if (x > startX) steps.push({ kind: 'same', from: startX, to: x });
    if (changes > 0)
      steps.push(
        down ? { kind: 'added', from: fromY, to: fromY + 1 } : { kind: 'removed', from: fromX, to: fromX + 1 },
      );
    x = fromX;
    y = fromY;
  }
  const runs: Run[] = [];
  for (const { kind, from, to } of steps.reverse()) push(runs, kind, from, to);
  return runs;
}

/** Per number of changes the furthest place on each diagonal before that change was made; null where it takes too many. */
function furthest(a: readonly string[], b: readonly string[]): Int32Array[] | null {
  const rows: Int32Array[] = [];
  let known = new Int32Array(0);
  for (let changes = 0; changes <= Math.min(a.length + b.length, MOST_CHANGES); changes += 1) {
    // Diagonals −changes … changes; `known` holds those of one change fewer, one further in on each side.
    const row = new Int32Array(2 * changes + 1).fill(-1);
    for (let k = -changes + 1; k <= changes - 1; k += 1) row[k + changes] = known[k + changes - 1]!;
    rows.push(row.slice());
    const next = new Int32Array(2 * changes + 1).fill(-1);
    for (let k = -changes; k <= changes; k += 2) {
      const left = k > -changes ? (row[k - 1 + changes] ?? -1) : -1;
      const above = k < changes ? (row[k + 1 + changes] ?? -1) : -1;
      const down = changes > 0 && (k === -changes || (k !== changes && left < above));
      let x = changes === 0 ? 0 : down ? above : left + 1;
      let y = x - k;
      while (x >= 0 && y >= 0 && x < a.length && y < b.length && a[x] === b[y]) {
        x += 1;
        y += 1;
      }
      next[k + changes] = x;
      if (x >= a.length && y >= b.length) return rows;
    }
    known = next;
  }
  return null;
}
