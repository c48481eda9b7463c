import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkedRuns } from './linked-text';

describe('antecedents in a text', () => {
  it('mark both ends of a pair, at whole words only', () => {
    const runs = linkedRuns('a server and a serverless unit; the server answers', [['the server', 'a server']]);
    expect(runs.filter(({ pair }) => pair !== null).map(({ text }) => text)).toEqual(['a server', 'the server']);
  });

  it('give a stretch to the longer wording', () => {
    const runs = linkedRuns('the first score and the score', [
      ['the score', 'a score'],
      ['the first score', 'a first score'],
    ]);
    expect(runs.filter(({ pair }) => pair !== null)).toEqual([
      { text: 'the first score', pair: 1 },
      { text: 'the score', pair: 0 },
    ]);
  });

  it('lose no character', () => {
    const words = fc.array(fc.constantFrom('a', 'the', 'server', 'score', ',', ' '), { maxLength: 30 });
    fc.assert(
      fc.property(words, fc.array(fc.tuple(fc.string(), fc.string())), (parts, pairs) => {
        const text = parts.join(' ');
        expect(
          linkedRuns(text, [['the server', 'a server'], ...pairs])
            .map((run) => run.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});
