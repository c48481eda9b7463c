import { describe, expect, it } from 'vitest';
import { documentLocales, languageOf } from '../format';
import { claimLabels } from './claims';

function texts(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, String(value('«1»', '«2»'))]];
  return Object.entries(value as object).flatMap(([key, inner]) => texts(inner, path === '' ? key : `${path}.${key}`));
}

const english = new Map(texts(claimLabels('en')));

describe.each(documentLocales.filter((locale) => locale === languageOf(locale) && locale !== 'en'))(
  'the words of claim charts in %s',
  (locale) => {
    it('are complete, keep what a sentence is about, and leave no sentence in English', () => {
      const own = new Map(texts(claimLabels(locale)));
      expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
      for (const [path, text] of english) {
        expect(own.get(path)?.trim(), path).not.toBe('');
        for (const mark of text.match(/«\d»/g) ?? []) expect(own.get(path), path).toContain(mark);
        if ((text.match(/\p{L}+/gu)?.length ?? 0) > 2) expect(own.get(path), path).not.toBe(text);
      }
    });
  },
);
