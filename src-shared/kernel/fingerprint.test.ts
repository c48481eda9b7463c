import { describe, expect, it } from 'vitest';
import { fingerprint, fingerprintFromHex, fingerprintQrText, namesFingerprint } from './fingerprint';
import { evenWords, oddWords } from './fingerprint-words';

const digest = Uint8Array.from({ length: 32 }, (_, index) => (index * 37 + 5) % 256);
const print = fingerprint(digest);

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}

describe('fingerprint', () => {
  it('has twelve words and sixteen groups of four digits', () => {
    expect(print.words).toHaveLength(12);
    expect(print.groups).toHaveLength(16);
    expect(print.groups.join('')).toBe(print.hex);
  });

  it('comes back the same from its digits', () => {
    expect(fingerprintFromHex(print.hex)).toEqual(print);
  });

  it('is recognised as words or digits in any spacing, and not when a word or digit differs', () => {
    expect(namesFingerprint(print.words.join(' '), print.hex)).toBe(true);
    expect(namesFingerprint(`  ${print.words.join(' · ').toUpperCase()} `, print.hex)).toBe(true);
    expect(namesFingerprint(print.groups.join(' '), print.hex)).toBe(true);
    expect(namesFingerprint(fingerprintQrText(print.hex), print.hex)).toBe(true);
    const other = fingerprint(digest.map((byte, index) => (index === 3 ? byte ^ 1 : byte)));
    expect(namesFingerprint(other.words.join(' '), print.hex)).toBe(false);
    expect(namesFingerprint(other.hex, print.hex)).toBe(false);
  });

  it('refuses a shortened fingerprint, which could be forged', () => {
    expect(() => namesFingerprint(print.hex.slice(0, 16), print.hex)).toThrow(
      'needs 12 words or 64 hexadecimal digits',
    );
    expect(() => namesFingerprint(print.words.slice(0, 11).join(' '), print.hex)).toThrow('needs 12 words');
  });

  it('hears two words that changed places', () => {
    const swapped = [print.words[1], print.words[0], ...print.words.slice(2)].join(' ');
    expect(() => namesFingerprint(swapped, print.hex)).toThrow('is not a word of a fingerprint at that place');
  });
});

describe('fingerprint words', () => {
  it('are 256 and 256, all different, none one letter from another in its list', () => {
    expect(evenWords).toHaveLength(256);
    expect(oddWords).toHaveLength(256);
    expect(new Set([...evenWords, ...oddWords]).size).toBe(512);
    for (const list of [evenWords, oddWords]) {
      for (const [index, word] of list.entries()) {
        for (const other of list.slice(index + 1)) expect(distance(word, other), `${word} ${other}`).toBeGreaterThan(1);
      }
    }
  });
});
