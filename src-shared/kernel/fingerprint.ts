import { ProofdeskError } from './errors';
import { evenWords, oddWords } from './fingerprint-words';

/** How many leading bytes of the digest are spoken as words: 12 bytes are 96 bits, beyond what anybody can search for a second key. */
const SPOKEN_BYTES = 12;

/** A workspace's fingerprint in the forms in which people compare it. */
export interface Fingerprint {
  /** All 64 hexadecimal digits of the SHA-256 of the workspace's root public key (its 32 raw bytes). */
  hex: string;
  /** The same in 16 groups of four digits. */
  groups: string[];
  /** Twelve words, for the first 96 bits. */
  words: string[];
}

/**
 * The fingerprint of a workspace from the SHA-256 of its root public key (the caller hashes: this layer does no cryptography).
 *
 * @example fingerprint(sha256(rootPublicKey)).words.join(' ') // "able tulip calm orchard …"
 */
export function fingerprint(digest: Uint8Array): Fingerprint {
  if (digest.length !== 32) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `A fingerprint needs a 32-byte digest, not ${digest.length} bytes.`,
    });
  }
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return {
    hex,
    groups: hex.match(/.{4}/g) ?? [],
    words: Array.from(digest.subarray(0, SPOKEN_BYTES), (byte, index) => wordList(index)[byte]!),
  };
}

/** The fingerprint whose 64 hexadecimal digits these are. */
export function fingerprintFromHex(hex: string): Fingerprint {
  const digits = hex.trim().toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(digits)) throw notAFingerprint(hex);
  return fingerprint(Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)));
}

/**
 * Whether what a person typed or pasted names this fingerprint: the twelve words, or all 64 hexadecimal digits, in any spacing,
 * case and punctuation. Shorter forms are refused, since a short one can be forged.
 */
export function namesFingerprint(typed: string, hex: string): boolean {
  const expected = fingerprintFromHex(hex);
  const digits = typed
    .toLowerCase()
    .replace(/^proofdesk:/, '')
    .replace(/[\s:.-]/g, '');
  if (/^[0-9a-f]{64}$/.test(digits)) return digits === expected.hex;
  const words = typed
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
  if (words.length !== SPOKEN_BYTES) throw notAFingerprint(typed);
  words.forEach((word, index) => {
    if (!wordList(index).includes(word)) throw notAFingerprint(typed, word);
  });
  return words.join(' ') === expected.words.join(' ');
}

/** What the QR code of a fingerprint says; capitals, so that it needs the fewest squares. */
export function fingerprintQrText(hex: string): string {
  return `PROOFDESK:${fingerprintFromHex(hex).hex.toUpperCase()}`;
}

const wordList = (index: number): readonly string[] => (index % 2 === 0 ? evenWords : oddWords);

function notAFingerprint(typed: string, word?: string): ProofdeskError {
  const shown = typed.length > 80 ? `${typed.slice(0, 77)}…` : typed;
  return new ProofdeskError({
    code: 'usage',
    message: word
      ? `“${word}” is not a word of a fingerprint at that place.`
      : `“${shown}” is not a fingerprint: it needs ${SPOKEN_BYTES} words or 64 hexadecimal digits.`,
    hint: 'Copy it whole from the workspace settings of the signer, or from a document you trust.',
  });
}
