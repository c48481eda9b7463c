/** How well a text answers what was typed: higher is better. `places` are the indexes of the letters that matched. */
export interface Match {
  score: number;
  places: readonly number[];
}

/** Letters as they are compared: without case and accents, each still at its own index. */
function folded(text: string): string[] {
  return [...text].map((letter) => letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()[0] ?? letter);
}

const startsWord = (letters: readonly string[], at: number) => at === 0 || !/[\p{L}\p{N}]/u.test(letters[at - 1] ?? '');

/**
 * Finds each word of `query` in `text`: as a run of letters if there is one, else as letters in order that begin words or
 * follow each other ("qh" finds "Quote for Halden"). `null` where a word is not in it.
 */
export function match(query: string, text: string): Match | null {
  const letters = folded(text);
  const words = query
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => folded(word).join(''));
  const places = new Set<number>();
  let score = 0;
  for (const word of words) {
    const found = matchRun(word, letters) ?? matchScattered(word, letters);
    if (!found) return null;
    score += found.score;
    for (const place of found.places) places.add(place);
  }
  // Of two equal matches the shorter text says less else.
  return { score: score - letters.length * 0.01, places: [...places].sort((a, b) => a - b) };
}

function matchRun(word: string, letters: readonly string[]): Match | null {
  let best: Match | null = null;
  for (let at = 0; at + word.length <= letters.length; at += 1) {
    if (letters.slice(at, at + word.length).join('') !== word) continue;
    const score = word.length * 3 + (at === 0 ? 8 : startsWord(letters, at) ? 5 : 0);
    if (!best || score > best.score)
      best = { score, places: Array.from({ length: word.length }, (_, index) => at + index) };
  }
  return best;
}

/** Letters in order, each beginning a word or following the last one found: what lies in between is not noise. */
function matchScattered(word: string, letters: readonly string[]): Match | null {
  const search = (from: number, index: number): number[] | null => {
    if (index === word.length) return [];
    for (let at = from; at < letters.length; at += 1) {
      if (letters[at] !== word[index]) continue;
      if (!(startsWord(letters, at) || (index > 0 && at === from))) continue;
      const rest = search(at + 1, index + 1);
      if (rest) return [at, ...rest];
    }
    return null;
  };
  const places = search(0, 0);
  return places ? { score: word.length * 1.5, places } : null;
}
