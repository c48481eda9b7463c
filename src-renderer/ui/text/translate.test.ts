import { describe, expect, it } from 'vitest';
import { defineText, translateText } from './catalogue';
import { createTranslate } from './translate';

const words = defineText('deals', {
  title: 'Deals',
  'sent.to': 'Sent to {person} on {date}',
  'lines.count': { one: '{count} line', other: '{count} lines' },
});

describe('words for a person', () => {
  it('take their variables, with figures as the locale writes them', () => {
    const t = createTranslate(words, 'en-GB');
    expect(t('title')).toBe('Deals');
    expect(t('sent.to', { person: 'Mara', date: '12 Nov' })).toBe('Sent to Mara on 12 Nov');
    expect(t('lines.count', { count: 1 })).toBe('1 line');
    expect(t('lines.count', { count: 1200 })).toBe('1,200 lines');
  });

  it('come from the exact locale, then its language, then English', () => {
    const polish = translateText(words, 'pl', {
      'lines.count': { one: '{count} pozycja', few: '{count} pozycje', other: '{count} pozycji' },
    });
    const swiss = translateText(words, 'de-CH', { title: 'Geschäfte' });
    const german = translateText(words, 'de', { title: 'Abschlüsse', 'sent.to': 'Am {date} an {person}' });
    const pl = createTranslate(words, 'pl', [polish]);
    expect([1, 3, 5].map((count) => pl('lines.count', { count }))).toEqual(['1 pozycja', '3 pozycje', '5 pozycji']);
    expect(pl('title')).toBe('Deals');
    const de = createTranslate(words, 'de-CH', [german, swiss]);
    expect(de('title')).toBe('Geschäfte');
    expect(de('sent.to', { person: 'Mara', date: '12.' })).toBe('Am 12. an Mara');
  });

  it('are checked by the compiler: keys, variables and counts', () => {
    const t = createTranslate(words, 'en');
    // @ts-expect-error there is no such key
    expect(t('nothing')).toBe('deals.nothing');
    // @ts-expect-error a variable is missing
    t('sent.to', { person: 'Mara' });
    // @ts-expect-error a plural needs its count
    t('lines.count');
  });
});
