import { phraseText } from './words';

/** A stretch of text between quotation marks; the marks are outside. */
export interface Quotation {
  start: number;
  end: number;
}

/** Opening marks with what closes them. Apostrophes are no quotation marks; ‘…’ is one only where it closes before no letter. */
const CLOSING: Record<string, string> = {
  '"': '"',
  '“': '”',
  '„': '“”',
  '«': '»',
  '»': '«',
  '‹': '›',
  '「': '」',
  '『': '』',
  '‘': '’',
};

/** Every quotation of a text, outermost only. A mark that is never closed quotes nothing. */
export function quotationsIn(text: string): Quotation[] {
  const found: Quotation[] = [];
  const unclosed = new Set<string>();
  for (let at = 0; at < text.length; at += 1) {
    const closing = CLOSING[text[at]!];
    // A mark that was not closed once is not looked for again behind it: the search stays linear.
    if (!closing || unclosed.has(closing)) continue;
    const end = closedAt(text, at + 1, closing);
    if (end < 0) {
      unclosed.add(closing);
      continue;
    }
    found.push({ start: at + 1, end });
    at = end;
  }
  return found;
}

function closedAt(text: string, from: number, closing: string): number {
  for (let at = from; at < text.length; at += 1) {
    if (!closing.includes(text[at]!)) continue;
    if (text[at] === '’' && /[\p{L}\p{N}]/u.test(text[at + 1] ?? '')) continue;
    return at;
  }
  return -1;
}

/** Quotations that repeat, word for word, something that may be quoted: the claim itself, or a cited document. */
export function exemptQuotations(text: string, quotable: readonly string[]): Quotation[] {
  const sources = quotable.map(phraseText);
  return quotationsIn(text).filter(({ start, end }) => {
    const words = phraseText(text.slice(start, end));
    return words.trim() !== '' && sources.some((source) => source.includes(words));
  });
}
