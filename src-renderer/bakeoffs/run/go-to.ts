/** A place in a raw file as a person says it. */
export type Place = { line: number } | { offset: number } | { share: number };

/**
 * Reads `4021` or `line 4021`, `byte 1000000` or `@1000000`, `50 %`. Null for anything else. Separators between thousands may be
 * spaces, points, commas or apostrophes.
 */
export function readPlace(text: string): Place | null {
  const said = text.trim().toLowerCase();
  const share = /^(\d{1,3}(?:[.,]\d+)?)\s*%$/.exec(said);
  if (share) {
    const percent = Number(share[1]!.replace(',', '.'));
    return percent <= 100 ? { share: percent / 100 } : null;
  }
  const number = /^(line|byte|@)?\s*(\d[\d\s.,'’]*)$/.exec(said);
  if (!number) return null;
  const value = Number(number[2]!.replace(/[^\d]/g, ''));
  if (!Number.isSafeInteger(value)) return null;
  if (number[1] === 'byte' || number[1] === '@') return { offset: value };
  return value >= 1 ? { line: value } : null;
}
