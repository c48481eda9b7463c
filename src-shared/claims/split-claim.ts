import { ProofdeskError } from '../kernel/errors';
import { type Antecedent, findAntecedents } from './antecedents';

/** A patent claim taken apart. Texts are verbatim but for white space; separators, the final period and the joining "and" are gone. */
export interface SplitClaim {
  /** Null when the text does not begin with one. */
  number: number | null;
  /** Null when the claim cannot be split. */
  preamble: string | null;
  /** The word that opens the limitations, such as `comprising`. */
  transition: string | null;
  limitations: string[];
  limitationCount: number;
  /** "The …" phrases with the words that introduced them; a proposal for a person to correct. */
  antecedents: Antecedent[];
  /** The claim that a dependent claim refers to; of several the first. */
  dependsOn?: number;
  /** All claims that a multiple dependent claim refers to. */
  dependsOnAny?: number[];
  /** Why the text was kept whole. */
  reason?: string;
}

/** Transitions of independent claims, the narrower wording before the wider that it contains. */
const TRANSITIONS = [
  'consisting essentially of',
  'consisting of',
  'characterized in that',
  'characterised in that',
  'characterized by',
  'characterised by',
  'comprising',
  'comprises',
  'comprise',
  'wherein',
  'including',
  'includes',
  'having',
];

/** "The method of claim 11", "An apparatus as claimed in any one of claims 1 to 3". */
const DEPENDENCE =
  /^.{0,300}?\b(?:of|in|to|by|with|under|from|per)\s+(?:any\s+(?:one\s+)?of\s+)?(?:the\s+)?(?:preceding\s+)?claims?\s+(\d+(?:\s*(?:,|or|and|to|through|[-–])\s*(?:or\s+|and\s+)?\d+)*)/i;

/** A longer claim is not split: the grammar looks back from each word. */
export const MOST_CHARACTERS = 50_000;

/** Numbers of "1", "1 or 2", "1, 2 and 5", "1 to 4". */
function claimNumbers(text: string): number[] {
  const numbers: number[] = [];
  for (const [, low = '', high] of text.matchAll(/(\d+)(?:\s*(?:to|through|[-–])\s*(\d+))?/g)) {
    const last = Math.min(Number(high ?? low), Number(low) + 1000);
    for (let number = Number(low); number <= last; number += 1) numbers.push(number);
  }
  return [...new Set(numbers)];
}

/** Parts between semicolons that stand outside brackets; else between commas that end a line; else the whole. */
function limitationsOf(body: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < body.length; index += 1) {
    const character = body[index];
    if (character === '(' || character === '[') depth += 1;
    else if (character === ')' || character === ']') depth = Math.max(0, depth - 1);
    else if (character === ';' && depth === 0) {
      parts.push(body.slice(start, index));
      start = index + 1;
    }
  }
  parts.push(body.slice(start));
  const separate = parts.length > 1 ? parts : body.split(/,(?:\s+and)?\s*\n/);
  return separate
    .map((part) =>
      part
        .replace(/\s+/g, ' ')
        .trim()
        .replace(/^(?:and|or)\s+/i, '')
        .replace(/[,;]?\s*(?:and|or)?$/i, '')
        .trim(),
    )
    .filter(Boolean);
}

interface Opening {
  at: number;
  end: number;
  word: string;
}

/** The transition: the first one followed by a colon, else the first "comprising" or "consisting", else the first of any. */
function findTransition(text: string): Opening | null {
  const openings: Opening[] = [];
  for (const word of TRANSITIONS) {
    for (const match of text.matchAll(new RegExp(`\\b${word.replace(/ /g, '\\s+')}\\b`, 'gi'))) {
      openings.push({ at: match.index, end: match.index + match[0].length, word });
    }
  }
  openings.sort((x, y) => x.at - y.at);
  return (
    openings.find(({ end }) => /^\s*:/.test(text.slice(end, end + 20))) ??
    openings.find(({ word }) => /^(compris|consist)/.test(word)) ??
    openings[0] ??
    null
  );
}

const tidy = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[,:;]$/, '')
    .trim();

/**
 * Takes one claim apart: number, preamble, transition, limitations, and for a dependent claim the claim it refers to. A text
 * without a transition is kept whole and says so. Throws `bad-input` for an empty or oversized text.
 */
export function splitClaim(source: string): SplitClaim {
  if (source.trim() === '' || source.length > MOST_CHARACTERS) {
    throw new ProofdeskError({
      code: 'bad-input',
      message:
        source.trim() === ''
          ? 'There is no claim text.'
          : `A claim of more than ${MOST_CHARACTERS} characters is not split.`,
      where: { field: 'text' },
    });
  }
  const numbered = /^\s*(?:claim\s+)?(\d{1,5})\s*[.):]\s*/i.exec(source);
  const number = numbered ? Number(numbered[1]) : null;
  const text = source
    .slice(numbered?.[0].length ?? 0)
    .trim()
    .replace(/\.\s*$/, '');
  const antecedents = findAntecedents(text);
  const whole = (extra: Partial<SplitClaim>): SplitClaim => ({
    number,
    preamble: null,
    transition: null,
    limitations: [tidy(text)],
    limitationCount: 1,
    antecedents,
    ...extra,
  });

  const reference = DEPENDENCE.exec(text);
  const after = reference ? text.slice(reference[0].length) : '';
  // A claim to another category may mention a claim late; a dependent one begins with it.
  if (reference && !/\b(?:comprising|consisting)\b/i.test(reference[0])) {
    const numbers = claimNumbers(reference[1] ?? '');
    const dependence = {
      ...(numbers[0] !== undefined && { dependsOn: numbers[0] }),
      ...(numbers.length > 1 && { dependsOnAny: numbers }),
    };
    const opening = findTransition(after);
    if (!opening) return whole({ ...dependence, reason: 'no word such as "wherein" opens what the claim adds' });
    return assembled(number, `${reference[0]}${after.slice(0, opening.at)}`, opening, after, antecedents, dependence);
  }
  const opening = findTransition(text);
  if (!opening) return whole({ reason: 'no transition such as "comprising" was found' });
  return assembled(number, text.slice(0, opening.at), opening, text, antecedents, {});
}

function assembled(
  number: number | null,
  preamble: string,
  opening: Opening,
  text: string,
  antecedents: Antecedent[],
  dependence: Partial<SplitClaim>,
): SplitClaim {
  const body = text.slice(opening.end).replace(/^\s*[:,]?\s*/, '');
  // "further comprising": the adverb belongs to the transition.
  const further = /\bfurther\s*$/i.test(preamble);
  const limitations = limitationsOf(body);
  return {
    number,
    ...dependence,
    preamble: tidy(further ? preamble.replace(/\bfurther\s*$/i, '') : preamble),
    transition: further ? `further ${opening.word}` : opening.word,
    limitations,
    limitationCount: limitations.length,
    antecedents,
  };
}
