/**
 * Text as words that can be compared while every one of them keeps its exact place. Comparing ignores case, accents, width and
 * characters without a picture (a soft hyphen inside a word hides nothing). Characters of scripts that put no space between words are
 * words of their own, so that a phrase is found inside a longer run.
 */
export interface Word {
  /** What is compared: folded, straight apostrophes. */
  folded: string;
  /** UTF-16 offsets into the text; `end` is behind the last character. */
  start: number;
  end: number;
  /** A sentence, clause or paragraph ends between the word before and this one. */
  afterBreak: Break;
  /** Begins with a capital letter. */
  capital: boolean;
}

export type Break = 'none' | 'clause' | 'sentence';

const IGNORED = '\\u00ad\\u200b-\\u200d\\u2060\\ufeff';
const SCRIPTS_WITHOUT_SPACES = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}';
const APOSTROPHES = /[’ʼ＇]/gu;
const INVISIBLE = new RegExp(`[${IGNORED}]`, 'gu');
const MARKS = /\p{M}/gu;
/** Needs no folding but of case. */
const PLAIN = /^[a-z0-9']+$/i;

/** A word: one character of a script without spaces, or letters and digits with apostrophes inside. Linear: no part can match two ways. */
const WORD = new RegExp(
  `[${SCRIPTS_WITHOUT_SPACES}]\\p{M}*|(?:(?![${SCRIPTS_WITHOUT_SPACES}])[\\p{L}\\p{N}\\p{M}${IGNORED}])+(?:['’ʼ＇](?:(?![${SCRIPTS_WITHOUT_SPACES}])[\\p{L}\\p{N}\\p{M}${IGNORED}])+)*`,
  'gu',
);

/** A word, name or quote in the form in which texts are compared. */
export function folded(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text
    .replace(INVISIBLE, '')
    .normalize('NFKD')
    .replace(MARKS, '')
    .toLowerCase()
    .replace(APOSTROPHES, "'")
    .replace(/ß/g, 'ss');
}

/** The words of a text in their order. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let last = 0;
  for (const match of text.matchAll(WORD)) {
    const form = folded(match[0]);
    // A run of invisible characters alone is no word.
    if (form === '') continue;
    words.push({
      folded: form,
      start: match.index,
      end: match.index + match[0].length,
      afterBreak: breakIn(text, last, match.index),
      capital: /^[\p{Lu}\p{Lt}]/u.test(match[0]),
    });
    last = match.index + match[0].length;
  }
  return words;
}

/** What ends between two words. A full stop in a number or an address ends nothing, nor does a single line break. */
function breakIn(text: string, from: number, to: number): Break {
  // Nearly every gap is one space.
  if (to - from === 1 && text[from] === ' ') return 'none';
  let found: Break = 'none';
  for (let at = from; at < to; at += 1) {
    const character = text[at]!;
    if ('!?。！？'.includes(character)) return 'sentence';
    if (character === '.' && at + 1 < to && ' \t\r\n'.includes(text[at + 1]!)) return 'sentence';
    if (character === '\n' && text.slice(at + 1, to).includes('\n')) return 'sentence';
    if (',;:()[]、，；：—–'.includes(character)) found = 'clause';
  }
  return found;
}

/** The folded words of a text with single spaces around and between, so that a phrase can be looked for as text. */
export const phraseText = (text: string): string =>
  ` ${wordsOf(text)
    .map((word) => word.folded)
    .join(' ')} `;
