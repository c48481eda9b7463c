/**
 * Advance widths of Inter Regular in thousandths of the font size, for the printable ASCII characters from space to
 * tilde (read from the font's hmtx table). Charts are drawn where no font can be measured (a worker, a test), and a
 * label must be known to fit before it is placed.
 */
const ASCII_WIDTHS = [
  281, 288, 466, 633, 642, 982, 644, 300, 365, 365, 501, 662, 288, 460, 288, 360, 631, 407, 610, 618, 646, 593, 620,
  566, 619, 620, 288, 302, 662, 662, 662, 511, 966, 690, 654, 730, 722, 601, 590, 746, 743, 269, 571, 672, 565, 903,
  753, 765, 639, 765, 644, 642, 646, 744, 690, 985, 682, 679, 629, 365, 360, 365, 471, 456, 323, 562, 612, 571, 612,
  583, 370, 613, 591, 242, 242, 549, 242, 876, 591, 600, 612, 612, 376, 528, 327, 591, 562, 818, 546, 562, 552, 426,
  333, 426, 662,
];
const OTHER_WIDTHS = new Map([
  ['−', 662],
  ['–', 500],
  ['…', 864],
  ['×', 662],
  ['±', 662],
  ['·', 288],
  ['\u00a0', 281],
  ['\u202f', 200],
  ['€', 667],
  ['£', 611],
]);
/** Tabular figures are all as wide as a zero. */
const FIGURE_WIDTH = 631;
/** Characters not listed: wider than nearly every Latin letter; CJK and other full-width characters fill the square. */
const UNKNOWN_WIDTH = 700;

/** How wide `text` is set in Inter Regular with tabular figures at `size` pixels. */
export function textWidth(text: string, size: number): number {
  let thousandths = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 48 && code <= 57) thousandths += FIGURE_WIDTH;
    else if (code >= 32 && code < 127) thousandths += ASCII_WIDTHS[code - 32] ?? UNKNOWN_WIDTH;
    else thousandths += OTHER_WIDTHS.get(character) ?? (code >= 0x2e80 ? 1000 : UNKNOWN_WIDTH);
  }
  return (thousandths * size) / 1000;
}

/** `text` cut with an ellipsis so that it fits `width` pixels at `size`. */
export function fitText(text: string, width: number, size: number): string {
  if (textWidth(text, size) <= width) return text;
  const characters = [...text];
  while (characters.length > 1 && textWidth(`${characters.join('').trimEnd()}…`, size) > width) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}

/** `text` on at most two lines of `width` pixels, broken at a space; what does not fit is cut with an ellipsis. */
export function twoLines(text: string, width: number, size: number): string[] {
  if (textWidth(text, size) <= width) return [text];
  const words = text.split(' ');
  let first = words.shift() ?? '';
  while (words.length > 0 && textWidth(`${first} ${words[0]}`, size) <= width) first += ` ${words.shift()}`;
  const rest = words.join(' ');
  return rest === '' ? [fitText(first, width, size)] : [fitText(first, width, size), fitText(rest, width, size)];
}
