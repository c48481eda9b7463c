import { ProofdeskError } from '../../../src-shared/kernel/errors';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** The text of a file and how it was read. */
export interface DecodedText {
  text: string;
  encoding: Encoding;
}

/**
 * Reads bytes as text. A byte order mark decides; without one, zero bytes in every other place mean UTF-16, what is valid UTF-8 is UTF-8,
 * and the rest is Windows-1252. A chosen encoding is taken as it is. Throws `bad-input` with the byte where the text does not fit the
 * encoding, and for a file that is no text.
 */
export function decodeText(bytes: Uint8Array, file: string, chosen?: Encoding): DecodedText {
  if (bytes.length === 0) throw problem(file, 'The file is empty.', 0);
  const mark = markOf(bytes);
  const encoding = chosen ?? mark?.encoding ?? guess(bytes);
  const body = mark && mark.encoding === encoding ? bytes.subarray(mark.length) : bytes;
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(body);
  } catch (thrown) {
    const at = bytes.length - body.length + firstUnreadable(body, encoding);
    throw problem(file, `The file is not ${nameOf(encoding)}: what stands at byte ${at} cannot be read.`, at, thrown);
  }
  const zero = text.indexOf('\0');
  if (zero >= 0) {
    const line = text.slice(0, zero).split('\n').length;
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'The file is no text: it holds zero bytes.',
      where: { file, line },
      hint: 'Export it as CSV; a spreadsheet itself (.xlsx, .ods) cannot be read here.',
    });
  }
  return { text, encoding };
}

const nameOf = (encoding: Encoding): string =>
  ({
    'utf-8': 'UTF-8',
    'utf-16le': 'UTF-16 (little endian)',
    'utf-16be': 'UTF-16 (big endian)',
    'windows-1252': 'Windows-1252',
  })[encoding];

function markOf(bytes: Uint8Array): { encoding: Encoding; length: number } | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', length: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', length: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', length: 2 };
  return null;
}

function guess(bytes: Uint8Array): Encoding {
  const looked = Math.min(bytes.length, 4096) & ~1;
  let even = 0;
  let odd = 0;
  for (let index = 0; index < looked; index += 2) {
    if (bytes[index] === 0) even += 1;
    if (bytes[index + 1] === 0) odd += 1;
  }
  // Latin text in UTF-16 has a zero in nearly every pair; other files hold none.
  if (odd > looked / 8 && even === 0) return 'utf-16le';
  if (even > looked / 8 && odd === 0) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

/** The first byte that cannot be read, by halving: decoding a beginning works up to there. */
function firstUnreadable(body: Uint8Array, encoding: Encoding): number {
  let [good, bad] = [0, body.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    try {
      new TextDecoder(encoding, { fatal: true }).decode(body.subarray(0, middle), { stream: true });
      good = middle;
    } catch {
      bad = middle;
    }
  }
  return good;
}

function problem(file: string, message: string, byte: number, cause?: unknown): ProofdeskError {
  return new ProofdeskError(
    {
      code: 'bad-input',
      message,
      where: { file, byte },
      hint: 'Export the file again as CSV in UTF-8, or choose its encoding.',
    },
    { cause },
  );
}
