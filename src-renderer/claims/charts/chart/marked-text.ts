/** What of a flag is needed to show and to mend it. */
export interface PlacedWords {
  start: number;
  end: number;
}

/** Words that are flagged, or the text between them. */
export interface MarkedRun<F> {
  text: string;
  flag: F | null;
}

/** A text cut where flags begin and end; where two overlap the first one counts. Flags beyond its end are left out. */
export function markedRuns<F extends PlacedWords>(text: string, flags: readonly F[]): MarkedRun<F>[] {
  const runs: MarkedRun<F>[] = [];
  let at = 0;
  for (const flag of [...flags].sort((a, b) => a.start - b.start)) {
    if (flag.start < at || flag.end > text.length || flag.end <= flag.start) continue;
    if (flag.start > at) runs.push({ text: text.slice(at, flag.start), flag: null });
    runs.push({ text: text.slice(flag.start, flag.end), flag });
    at = flag.end;
  }
  if (at < text.length) runs.push({ text: text.slice(at), flag: null });
  return runs;
}

/** The flag at the cursor, else the next one after it, else the first. */
export function flagNear<F extends PlacedWords>(flags: readonly F[], cursor: number): F | undefined {
  return (
    flags.find(({ start, end }) => start <= cursor && cursor <= end) ??
    flags.find(({ start }) => start >= cursor) ??
    flags[0]
  );
}

/** A phrase as it stands in place of other words: with a capital where those began with one. */
export function inPlaceOf(words: string, phrase: string): string {
  const first = words.charAt(0);
  const capital = first !== first.toLowerCase() && words.slice(1) !== words.slice(1).toUpperCase();
  return capital ? phrase.charAt(0).toUpperCase() + phrase.slice(1) : phrase;
}

/** A text with a phrase put in at the cursor, with a space where words would run together. */
export function withPhrase(text: string, cursor: number, phrase: string): { text: string; cursor: number } {
  const before = text.slice(0, cursor);
  const after = text.slice(cursor);
  const put = `${/\S$/.test(before) ? ' ' : ''}${phrase}${/^[\p{L}\p{N}]/u.test(after) ? ' ' : ''}`;
  return { text: before + put + after, cursor: cursor + put.length };
}
