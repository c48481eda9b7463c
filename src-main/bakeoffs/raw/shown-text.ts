/** A row as a page may show it: data, never markup. */
export interface ShownText {
  text: string;
  /** Where in `text` something stands for bytes that are no text: from, to. */
  marks: [number, number][];
}

/** Bytes of one character of UTF-8 at `at`; 0 where they are none. */
function characterLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  if (first < 0x80) return 1;
  const length =
    first >= 0xf0 && first <= 0xf4 ? 4 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xc2 && first < 0xe0 ? 2 : 0;
  if (length === 0 || at + length > bytes.length) return 0;
  for (let next = 1; next < length; next += 1) if ((bytes[at + next]! & 0xc0) !== 0x80) return 0;
  const second = bytes[at + 1]!;
  // Longer than needed, halves of surrogate pairs, and beyond the last character.
  if ((first === 0xe0 && second < 0xa0) || (first === 0xed && second > 0x9f)) return 0;
  if ((first === 0xf0 && second < 0x90) || (first === 0xf4 && second > 0x8f)) return 0;
  return length;
}

/** Characters that change how others are shown, or that nobody would see: their number is shown instead. */
const unseen = (code: number): boolean =>
  (code >= 0x80 && code <= 0x9f) ||
  code === 0xad ||
  code === 0x61c ||
  (code >= 0x200b && code <= 0x200f) ||
  (code >= 0x2028 && code <= 0x202e) ||
  (code >= 0x2060 && code <= 0x206f) ||
  code === 0xfeff ||
  (code >= 0xfff9 && code <= 0xfffb) ||
  (code >= 0xe0000 && code <= 0xe007f);

const hex = (value: number, digits: number): string => value.toString(16).toUpperCase().padStart(digits, '0');

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Bytes as text: UTF-8 where it is, `\xNN` for what is not, the picture of a control character (␀) for one, `U+202E` for characters
 * that would not be seen or would turn the others around. Tabs stay. The end of the line is left out.
 */
export function shownText(bytes: Uint8Array): ShownText {
  let length = bytes.length;
  if (bytes[length - 1] === 10) length -= bytes[length - 2] === 13 ? 2 : 1;
  if (plain(bytes, length)) return { text: decoder.decode(bytes.subarray(0, length)), marks: [] };
  const parts: string[] = [];
  const marks: [number, number][] = [];
  let written = 0;
  const add = (part: string, marked: boolean): void => {
    const last = marks.at(-1);
    if (marked && last?.[1] === written) last[1] += part.length;
    else if (marked) marks.push([written, written + part.length]);
    parts.push(part);
    written += part.length;
  };
  for (let at = 0; at < length; ) {
    const byte = bytes[at]!;
    const size = characterLength(bytes.subarray(0, length), at);
    if (size === 0) add(`\\x${hex(byte, 2)}`, true);
    else if (size === 1 && byte < 0x20 && byte !== 9) add(String.fromCharCode(0x2400 + byte), true);
    else if (byte === 0x7f) add('\u2421', true);
    else {
      const character = decoder.decode(bytes.subarray(at, at + size));
      const code = character.codePointAt(0)!;
      if (size > 1 && unseen(code)) add(`U+${hex(code, 4)}`, true);
      else add(character, false);
    }
    at += Math.max(1, size);
  }
  return { text: parts.join(''), marks };
}

/** Nearly all lines of logs: printable ASCII and tabs. */
function plain(bytes: Uint8Array, length: number): boolean {
  for (let at = 0; at < length; at += 1) {
    const byte = bytes[at]!;
    if ((byte < 0x20 && byte !== 9) || byte >= 0x7f) return false;
  }
  return true;
}
