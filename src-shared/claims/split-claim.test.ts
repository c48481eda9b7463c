import { describe, expect, it } from 'vitest';
import fixture from '../../test/fixtures/claims/claims.json';
import { findAntecedents } from './antecedents';
import { splitClaim } from './split-claim';

describe('real claims split as a patent attorney would', () => {
  for (const claim of fixture.claims) {
    it(claim.id, () => {
      const { note: _note, antecedents, ...expected } = claim.expected as Record<string, unknown>;
      const split = splitClaim(claim.text);
      expect(split).toMatchObject(expected);
      if (antecedents) expect(split.antecedents).toEqual(expect.arrayContaining(antecedents as unknown[]));
    });
  }
});

describe('other forms of claims', () => {
  it('reads dependence on several claims', () => {
    const split = splitClaim(
      '4. The method as claimed in any one of claims 1 to 3, further comprising: storing the score; and sending it.',
    );
    expect(split).toMatchObject({
      number: 4,
      dependsOn: 1,
      dependsOnAny: [1, 2, 3],
      preamble: 'The method as claimed in any one of claims 1 to 3',
      transition: 'further comprising',
      limitations: ['storing the score', 'sending it'],
    });
    expect(splitClaim('7. A device according to claim 2 or 5, wherein x is y.').dependsOnAny).toEqual([2, 5]);
  });

  it('leaves semicolons inside brackets alone and takes lines where there are no semicolons', () => {
    expect(splitClaim('1. A kit comprising: a part (red; blue); and a box.').limitations).toEqual([
      'a part (red; blue)',
      'a box',
    ]);
    expect(splitClaim('1. A kit comprising:\n  a part,\n  a lid, and\n  a box.').limitations).toEqual([
      'a part',
      'a lid',
      'a box',
    ]);
    expect(splitClaim('1. An alloy consisting of iron and carbon.')).toMatchObject({
      transition: 'consisting of',
      limitations: ['iron and carbon'],
    });
  });

  it('keeps whole what has no transition, and says so', () => {
    expect(splitClaim('A rope made of sand')).toEqual({
      number: null,
      preamble: null,
      transition: null,
      limitations: ['A rope made of sand'],
      limitationCount: 1,
      antecedents: [],
      reason: 'no transition such as "comprising" was found',
    });
    expect(splitClaim('2. The rope of claim 1')).toMatchObject({ dependsOn: 1, preamble: null });
    expect(() => splitClaim(' \n ')).toThrow(expect.objectContaining({ code: 'bad-input', where: { field: 'text' } }));
  });

  it('links what is taken up to the nearest words that introduced it', () => {
    expect(
      findAntecedents('A system comprising a server; and a plurality of clients, the server sending to said clients.'),
    ).toEqual([
      ['the server', 'a server'],
      ['said clients', 'a plurality of clients'],
    ]);
    expect(findAntecedents('receiving a key; and verifying the signature')).toEqual([]);
  });

  it('stays fast on long and hostile text', () => {
    const started = performance.now();
    splitClaim(`1. A method comprising: ${'the assigned score of a score; '.repeat(1500)}`);
    splitClaim(`1. ${'a of claim '.repeat(4000)}`);
    splitClaim('('.repeat(49_000));
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
