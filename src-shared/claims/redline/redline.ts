import { differences } from './differences';

/** A stretch of text that stayed, went or came. */
export interface RedlinePiece {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** Words, runs of white space, single other characters; of scripts without spaces single characters. */
const TOKENS =
  /\s+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{N}\p{M}_])+|[\s\S]/gu;

/**
 * What changed from one text to another, word by word. What is the same or removed gives the first text, what is the same or added
 * gives the second; changed words that only spaces part are one change.
 */
export function redlineText(before: string, after: string): RedlinePiece[] {
  const a = before.match(TOKENS) ?? [];
  const b = after.match(TOKENS) ?? [];
  const pieces = differences(a, b).map(
    ({ kind, from, to }): RedlinePiece => ({
      kind,
      text: (kind === 'added' ? b : a).slice(from, to).join(''),
    }),
  );
  return joined(pieces);
}

/** Joins changes that only white space parts, removed text first. */
function joined(pieces: readonly RedlinePiece[]): RedlinePiece[] {
  const answer: RedlinePiece[] = [];
  let removed = '';
  let added = '';
  const flush = (): void => {
    if (removed) answer.push({ kind: 'removed', text: removed });
    if (added) answer.push({ kind: 'added', text: added });
    removed = '';
    added = '';
  };
  pieces.forEach(({ kind, text }, at) => {
    if (kind === 'removed') removed += text;
    else if (kind === 'added') added += text;
    else if (removed && added && at + 1 < pieces.length && /^\s+$/.test(text)) {
      removed += text;
      added += text;
    } else {
      flush();
      answer.push({ kind, text });
    }
  });
  flush();
  return answer;
}

/** Whether anything changed. */
export const isChanged = (pieces: readonly RedlinePiece[]): boolean => pieces.some(({ kind }) => kind !== 'same');
