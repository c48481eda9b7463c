/**
 * Headers and parts nest less deeply than this by far. What nests without end can be read and not be written again, so that one such
 * receipt would stop exports, snapshots and devices of everybody in the workspace.
 */
const DEEPEST = 100;

/** An escape that RFC 8785 never writes: it escapes what is below a blank and nothing else. So halves of characters cannot hide. */
const STRANGE_ESCAPE = /(?<!\\)(?:\\\\)*\\u(?!00[01][0-9a-f])/;
const PROTOTYPE = /"__proto__"\s*:/;

/** Why the text of a header or a part cannot be taken from anybody, as a sentence; null where nothing speaks against reading it. */
export function textFault(text: string): string | null {
  if (!text.isWellFormed() || (text.includes('\\u') && STRANGE_ESCAPE.test(text))) {
    return 'It holds characters that a receipt never has.';
  }
  if (PROTOTYPE.test(text)) return 'It holds a name that nothing has.';
  return nests(text) > DEEPEST ? 'It nests too deeply.' : null;
}

/** How deeply the lists and objects of a JSON text nest. */
function nests(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case 0x22: // "
        at = endOfString(text, at);
        break;
      case 0x5b: // [
      case 0x7b: // {
        depth += 1;
        if (depth > deepest) deepest = depth;
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth -= 1;
        break;
    }
  }
  return deepest;
}

function endOfString(text: string, begin: number): number {
  for (let from = begin + 1; ; ) {
    const end = text.indexOf('"', from);
    if (end < 0) return text.length;
    let escapes = 0;
    while (text.charCodeAt(end - 1 - escapes) === 0x5c) escapes += 1;
    if (escapes % 2 === 0) return end;
    from = end + 1;
  }
}
