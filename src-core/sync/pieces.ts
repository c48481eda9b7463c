/** So long a piece of work may keep the other calls of its process waiting, in milliseconds; the commit at its end takes some more. */
const PIECE = 6;

/**
 * Does something for each item, in pieces that are `whole` each (a transaction, say) and last some milliseconds at most. Between two of them
 * whatever else wants to run gets its turn; `between` is told then how many are done, and ends it by throwing.
 */
export async function inPieces<T>(
  items: readonly T[],
  options: { whole(piece: () => void): void; between?(done: number): void },
  each: (item: T) => void,
): Promise<void> {
  for (let next = 0; next < items.length; ) {
    options.whole(() => {
      const until = performance.now() + PIECE;
      do {
        each(items[next]!);
        next += 1;
      } while (next < items.length && performance.now() < until);
    });
    await turnOfOthers();
    options.between?.(next);
  }
}

/** Lets whatever else wants to run go first. */
export const turnOfOthers = (): Promise<void> => new Promise((go) => setImmediate(go));
