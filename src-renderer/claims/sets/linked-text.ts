/** A stretch of text; those with the same `pair` belong together. */
export interface LinkedRun {
  text: string;
  /** Index of the antecedent that it is part of, or null. */
  pair: number | null;
}

/**
 * Cuts a text where its antecedents stand, so that "the server" and "a server" can be shown as one pair. A stretch belongs to one pair
 * only: the longer wording goes first.
 */
export function linkedRuns(text: string, antecedents: readonly (readonly [string, string])[]): LinkedRun[] {
  const wordings = antecedents
    .flatMap(([reference, introduced], pair) => [
      { words: reference, pair },
      { words: introduced, pair },
    ])
    .filter(({ words }) => words.trim() !== '')
    .sort((a, b) => b.words.length - a.words.length);
  const taken: { start: number; end: number; pair: number }[] = [];
  for (const { words, pair } of wordings) {
    for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
      const end = at + words.length;
      if (isWordAt(text, at - 1) || isWordAt(text, end)) continue;
      if (!taken.some((other) => at < other.end && other.start < end)) taken.push({ start: at, end, pair });
    }
  }
  const runs: LinkedRun[] = [];
  let from = 0;
  for (const { start, end, pair } of taken.sort((a, b) => a.start - b.start)) {
    if (start > from) runs.push({ text: text.slice(from, start), pair: null });
    runs.push({ text: text.slice(start, end), pair });
    from = end;
  }
  if (from < text.length) runs.push({ text: text.slice(from), pair: null });
  return runs;
}

const isWordAt = (text: string, at: number): boolean => /[\p{L}\p{N}]/u.test(text.charAt(at));
