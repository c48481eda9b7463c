import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProofdeskError } from '../../kernel/errors';
import {
  checkLanguage,
  emptyContext,
  type LanguageContext,
  languageCategories,
  openFlags,
  shippedLanguageRules,
  validateLanguageRule,
} from './index';
import { exemptQuotations, quotationsIn } from './quotes';

const context = (part: Partial<LanguageContext> = {}): LanguageContext => ({
  ...emptyContext,
  today: '2026-11-21',
  place: 'element-1/mapping',
  ...part,
});
const found = (text: string, part: Partial<LanguageContext> = {}) =>
  checkLanguage(text, shippedLanguageRules, context(part));
const words = (text: string, part: Partial<LanguageContext> = {}) => found(text, part).map((flag) => flag.text);

describe('the shipped rules', () => {
  it('flag their bad examples, leave their good ones alone, and cover every kind', () => {
    for (const rule of shippedLanguageRules) expect(validateLanguageRule(rule)).toEqual(rule);
    const kinds = new Set(shippedLanguageRules.map(({ category }) => category));
    expect(languageCategories.filter((one) => one !== 'other' && !kinds.has(one))).toEqual([]);
    expect(new Set(shippedLanguageRules.map(({ id }) => id)).size).toBe(shippedLanguageRules.length);
  });

  it('leave the good examples of every other rule alone as well', () => {
    const flagged = shippedLanguageRules.flatMap(({ examples }) =>
      examples.good.flatMap((text) => words(text).map((word) => `${word}: ${text}`)),
    );
    expect(flagged).toEqual([]);
  });
});

describe('what is flagged', () => {
  it('names the place, the reason and a phrasing', () => {
    const text = 'A gateway INFRINGED the claim.';
    expect(found(text)).toMatchObject([
      { rule: 'infringement', start: 10, end: 19, text: 'INFRINGED', status: 'open' },
    ]);
    expect(found(text)[0]!.suggestion).toBe('shows the behaviour described in the element');
  });

  it('sees through case, accents, hyphens, line breaks, soft hyphens and full-width letters', () => {
    expect(words('best‑in‑class')).toEqual(['best‑in‑class']);
    expect(words('It in\u00adfrin\u200bges.')).toEqual(['in\u00adfrin\u200bges']);
    expect(words('ＦＡＳＴＥＳＴ')).toEqual(['ＦＡＳＴＥＳＴ']);
    expect(words('most\nreliable')).toEqual(['most\nreliable']);
    expect(words('It is the most. Reliable figures follow.')).toEqual([]);
  });

  it('does not flag words that only contain another', () => {
    expect(words('The bestower of everlasting suede')).toEqual([]);
  });

  it('finds phrases in scripts without spaces', () => {
    const rule = { ...shippedLanguageRules[0]!, id: 'ja', patterns: ['侵害'], exceptions: [] };
    const text = 'これは特許を侵害する。';
    expect(checkLanguage(text, [rule], context())).toMatchObject([{ start: 6, end: 8, text: '侵害' }]);
  });

  it('suggests the archetype in place of a competitor, whose name of one word must be capitalised', () => {
    const competitors = ['Boxer', 'Acme Stream', 'Zéphyr'];
    const archetype = 'A log-structured store';
    expect(words('A boxer may win.', { competitors })).toEqual([]);
    expect(found('Boxer’s cache', { competitors, archetype })).toMatchObject([
      { rule: 'competitor-name', text: 'Boxer’s', suggestion: archetype },
    ]);
    expect(words('the acme stream and Zephyr', { competitors })).toEqual(['acme stream', 'Zephyr']);
  });

  it('takes a negation for what it is', () => {
    expect(words('A latency is not guaranteed.')).toEqual([]);
    expect(words("It isn't always kept.")).toEqual([]);
    expect(words('We guarantee it, not they.')).toEqual(['guarantee']);
    expect(words('It is not only the fastest.')).toEqual(['fastest']);
    expect(words('It is not new: always on.')).toEqual(['always']);
    expect(found('It does not infringe.').map(({ rule }) => rule)).toEqual(['non-infringement']);
  });
});

describe('what lets words stand', () => {
  const limitation = 'the server always returning a guaranteed score';

  it('exempts the claim’s own words in quotation marks, and only these', () => {
    const quotable = [limitation];
    for (const [open, close] of ['""', '“”', '„“', '«»', '‘’'])
      expect(words(`The claim says ${open}always returning a guaranteed score${close}.`, { quotable })).toEqual([]);
    expect(words('The claim says “always returning a perfect score”.', { quotable })).toEqual(['always', 'perfect']);
    expect(words('always returning a guaranteed score', { quotable })).toEqual(['always', 'guaranteed']);
    expect(words('He said “always returning', { quotable })).toEqual(['always']);
  });

  it('lets a comparison stand that a verdict of its topic carries, and says where a verdict says otherwise', () => {
    const verdict = { reference: 'B-A7-0017', topic: 'speed', outcome: 'better', attached: true } as const;
    expect(words('It is faster.', { verdicts: [verdict] })).toEqual([]);
    expect(words('It is cheaper.', { verdicts: [verdict] })).toEqual(['cheaper']);
    const named = { ...verdict, attached: false };
    expect(words('It is faster (B-A7-0017). It is quicker.', { verdicts: [named] })).toEqual(['quicker']);
    expect(found('It is faster.', { verdicts: [verdict, { ...verdict, outcome: 'worse' }] })).toMatchObject([
      { status: 'open', note: { kind: 'verdict-differs', outcome: 'worse' } },
    ]);
  });

  it('marks words that legal waived here, whatever their case, and nowhere else', () => {
    const waivers = [{ id: 'w1', rule: 'absolute', phrase: 'Always', place: 'element-1/mapping' }];
    const flags = found('It always answers, never late.', { waivers });
    expect(flags).toMatchObject([
      { status: 'waived', by: 'w1' },
      { text: 'never', status: 'open' },
    ]);
    expect(openFlags(flags)).toHaveLength(1);
    expect(openFlags(found('It always answers.', { waivers, place: 'element-2/mapping' }))).toHaveLength(1);
  });

  it('marks words inside an approved phrase until it expires', () => {
    const snippet = { id: 's1', text: 'always on by default', expires: '2026-11-21' };
    expect(found('The log is always on by default.', { snippets: [snippet] })).toMatchObject([
      { status: 'approved', by: 's1' },
    ]);
    expect(found('It is always on by default.', { snippets: [snippet], today: '2026-11-22' })).toMatchObject([
      { status: 'open', note: { kind: 'snippet-expired', on: '2026-11-21' } },
    ]);
    expect(found('It is always on.', { snippets: [snippet] })).toMatchObject([{ status: 'open' }]);
  });

  it('leaves a rule alone that is switched off', () => {
    const off = shippedLanguageRules.map((rule) => ({ ...rule, enabled: false }));
    expect(checkLanguage('We guarantee the fastest.', off, context())).toEqual([]);
  });
});

describe('an edited rule', () => {
  const rule = {
    id: 'r',
    title: 'Own',
    category: 'other',
    reason: 'Because.',
    patterns: ['magic'],
    suggestion: 'engineering',
    examples: { bad: ['It is magic.'], good: [] },
  };
  const refused = (change: object): ProofdeskError => {
    try {
      validateLanguageRule({ ...rule, ...change });
    } catch (error) {
      return error as ProofdeskError;
    }
    throw new Error('was accepted');
  };

  it('gets the defaults it lacks', () => {
    expect(validateLanguageRule(rule)).toMatchObject({ negation: 'ignored', clearedBy: null, enabled: true });
  });

  it.each([
    [{ patterns: ['magic', '(a+)+$'] }, 'patterns.1', /sign “\(”/],
    [{ patterns: ['*'] }, 'patterns.0', /nearly everything/],
    [{ patterns: ['a*'] }, 'patterns.0', /nearly everything/],
    [{ patterns: ['... magic'] }, 'patterns.0', /begins or ends/],
    [{ patterns: ['a ... ... b'] }, 'patterns.0', /beside each other/],
    [{ patterns: ['magic ->'] }, 'patterns.0', /suggests nothing/],
    [{ patterns: ['-- !'] }, 'patterns.0', /without letters/],
    [{ patterns: ['"two words"'] }, 'patterns.0', /quotation mark/],
    [{ patterns: [] }, 'patterns', /patterns/],
    [{ exceptions: ['[a]'] }, 'exceptions.0', /means nothing/],
    [{ examples: { bad: ['It is science.'], good: [] } }, 'examples.bad.0', /does not flag its own/],
    [{ examples: { bad: ['magic'], good: ['no magic'] } }, 'examples.good.0', /should be fine/],
    [{ examples: { bad: [], good: [] } }, 'examples.bad', /no example/],
    [{ category: 'odd' }, 'category', /category/],
  ])('is refused by a typed error that names the field: %j', (change, field, message) => {
    const error = refused(change);
    expect(error).toBeInstanceOf(ProofdeskError);
    expect(error.toRecord()).toMatchObject({ code: 'bad-input', where: { field } });
    expect(error.message).toMatch(message);
    expect(error.hint).toBeTruthy();
  });

  it('may use wildcards, gaps and exact forms', () => {
    const own = validateLanguageRule({
      ...rule,
      patterns: ['hyper*scale*', 'beat ... archetype', '"ace"'],
      examples: {
        bad: ['hyperfastscaled', 'It beats nearly every archetype.', 'an ace'],
        good: ['aces', 'hyperspace'],
      },
    });
    expect(checkLanguage('It beats, as said, the archetype.', [own], context())).toEqual([]);
  });
});

describe('for any text', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ...shippedLanguageRules.flatMap(({ examples }) => [...examples.bad, ...examples.good]),
      '“',
      '”',
      '"',
      '’',
      ' ',
      '\n\n',
      ', ',
      '. ',
      'not',
      '\u00ad',
      '侵害',
      '🙂',
      'always returning',
    ),
    fc.string({ unit: 'binary', maxLength: 12 }),
  );
  const text = fc.array(piece, { maxLength: 20 }).map((parts) => parts.join(' '));

  it('ranges lie in the text, hold what they say, and do not overlap within a rule', () => {
    fc.assert(
      fc.property(text, (sample) => {
        const ends = new Map<string, number>();
        for (const { start, end, text: held, rule } of found(sample)) {
          expect(start).toBeGreaterThanOrEqual(ends.get(rule) ?? 0);
          expect(end).toBeGreaterThan(start);
          expect(sample.slice(start, end)).toBe(held);
          ends.set(rule, end);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('no flag lies inside an exempt quotation, and quotations lie in the text', () => {
    fc.assert(
      fc.property(text, text, (sample, source) => {
        const quotable = [source, 'the server always returning a score'];
        const exempt = exemptQuotations(sample, quotable);
        for (const { start, end } of quotationsIn(sample)) expect(sample.slice(start, end).length).toBe(end - start);
        for (const flag of found(sample, { quotable }))
          expect(exempt.some(({ start, end }) => start <= flag.start && flag.end <= end)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('is fast enough for each keystroke, also where a text is made to be slow', () => {
    const prose = `${shippedLanguageRules.flatMap(({ examples }) => [...examples.bad, ...examples.good]).join(' ')} `;
    const texts = [
      prose.repeat(20).slice(0, 10_000),
      'a'.repeat(10_000),
      '“'.repeat(10_000),
      'claim '.repeat(1_700),
      "'".repeat(10_000),
    ];
    for (const sample of texts) {
      found(sample);
      const times = [1, 2, 3, 4, 5].map(() => {
        const before = performance.now();
        found(sample);
        return performance.now() - before;
      });
      // A few milliseconds on a quiet machine; the limit leaves room for a busy one.
      expect(Math.min(...times)).toBeLessThan(40);
    }
  });
});
