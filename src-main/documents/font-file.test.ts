import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFont } from './font-file';
import { loadDocumentResources } from './resources';

const inter = readFileSync(resolve('resources/fonts/Inter_400Regular.ttf'));

describe('readFont', () => {
  it('knows which characters a font can show, beyond the first plane too', () => {
    const font = readFont(inter, 'Inter');
    expect(font.family).toBe('Inter');
    for (const character of 'Aß€−’≥') expect(font.has(character.codePointAt(0)!)).toBe(true);
    expect(font.has('株'.codePointAt(0)!)).toBe(false);
    expect(font.has(0x1f680)).toBe(false);
    const japanese = readFont(readFileSync(resolve('resources/fonts/NotoSansJP_400Regular.ttf')), 'Noto Sans JP');
    expect(japanese.has('株'.codePointAt(0)!)).toBe(true);
    expect(japanese.has('𠮷'.codePointAt(0)!)).toBe(true);
  });

  it('gives a family another name of the same length in memory and leaves the file as it is', () => {
    const renamed = readFont(inter, 'Inter', 'Proof');
    expect(renamed.family).toBe('Proof');
    expect(readFont(renamed.bytes, 'again').family).toBe('Proof');
    expect(renamed.bytes.length).toBe(inter.length);
    expect(readFont(inter, 'Inter').family).toBe('Inter');
    expect(() => readFont(inter, 'Inter', 'Longer name')).toThrow('not as long');
  });

  it('refuses what is no font, or is cut off', () => {
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('not a font at all, but text'),
      inter.subarray(0, 400),
      inter.subarray(0, 5_000),
    ]) {
      expect(() => readFont(bytes, 'bad.ttf')).toThrow('bad.ttf is not a font');
    }
  });
});

describe('the house fonts', () => {
  it('carry names that no font of a machine has, so that none can take their place', () => {
    const families = new Set(loadDocumentResources(resolve('resources')).fonts.map(({ family }) => family));
    expect([...families]).toEqual(['Proof', 'Proofdesk Mono', 'Proofdesk JP']);
  });

  it('have every character that the product’s own words use, in all languages', () => {
    const { fonts } = loadDocumentResources(resolve('resources'));
    for (const language of ['en', 'de', 'fr', 'ja']) {
      const source = readFileSync(resolve(`src-shared/documents/labels/${language}.ts`), 'utf8');
      const lacking = [...new Set(source)].filter((character) => {
        const codePoint = character.codePointAt(0)!;
        return codePoint >= 32 && !fonts.some((font) => font.has(codePoint));
      });
      expect(lacking).toEqual([]);
    }
  });
});
