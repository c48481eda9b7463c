import { describe, expect, it } from 'vitest';
import { billingPeriods, totalDefinitions } from '../../pricing';
import { documentLocales, languageOf } from '../format';
import { type Labels, labelsOf } from './index';

/** Every fixed text of a language, by its place; functions are called with words that can be found again. */
function texts(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, String(value('«1»', '«2»', '«3»'))]];
  return Object.entries(value as object).flatMap(([key, inner]) => texts(inner, path === '' ? key : `${path}.${key}`));
}

const languages = documentLocales.filter((locale) => locale === languageOf(locale));
const english = new Map(texts(labelsOf('en')));

describe.each(languages)('the fixed words in %s', (locale) => {
  const own = new Map(texts(labelsOf(locale)));

  it('are complete: the same places as in English, none of them empty', () => {
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [path, text] of own) expect(text.trim(), path).not.toBe('');
  });

  it('keep what a sentence is about, wherever the language puts it', () => {
    for (const [path, text] of english) {
      for (const mark of text.match(/«\d»/g) ?? []) expect(own.get(path), path).toContain(mark);
    }
  });
});

it.each(languages.filter((locale) => locale !== 'en'))(
  'in %s no sentence and nothing about money stays English',
  (locale) => {
    const copied = texts(labelsOf(locale)).filter(([path, text]) => text === english.get(path));
    expect(copied.filter(([, text]) => (text.match(/\p{L}+/gu)?.length ?? 0) > 2)).toEqual([]);
    expect(copied.filter(([path]) => /^(billing|unitPeriods|totalDefinitions|multiYear)/.test(path))).toEqual([]);
  },
);

describe('billing', () => {
  const line = (locale: Labels) => locale.billingTerms(locale.billingRhythms.quarter, '30');

  it('is one line in each language', () => {
    expect(languages.map((locale) => line(labelsOf(locale)))).toEqual([
      'Quarterly, net 30 days',
      'Vierteljährlich, zahlbar in 30 Tagen ohne Abzug',
      'Trimestrielle, paiement à 30\u00a0jours net',
      '四半期ごと、請求後30日以内に支払',
    ]);
  });

  it('has a word for every period in which items are billed', () => {
    for (const locale of languages) {
      const { unitPeriods } = labelsOf(locale);
      expect(Object.keys(unitPeriods)).toEqual(billingPeriods.filter((period) => period !== 'one-time'));
    }
  });

  it('defines totals in English as the pricing rules do', () => {
    expect(labelsOf('en').totalDefinitions).toEqual({
      totalContractValue: totalDefinitions.totalContractValue,
      firstBill: totalDefinitions.firstBill,
      optional: totalDefinitions.optional,
    });
  });
});
