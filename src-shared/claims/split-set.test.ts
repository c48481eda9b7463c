import { describe, expect, it } from 'vitest';
import fixture from '../../test/fixtures/claims/claims.json';
import { correctedClaim, splitClaimSet } from './split-set';

const patent = `What is claimed is:

1. A method of scoring documents, the method comprising:
identifying a plurality of documents;
assigning a score to each of the documents; and
processing the documents according to the score.

2. The method of claim 1, wherein the score is stored in an index.

3. The method of claim 2, further comprising: reading the index.

4. (canceled)
5. A rope made of sand
`;

describe('a text with several claims', () => {
  it('is taken apart at the numbers, and says what belongs to no claim', () => {
    const { claims, left, notes } = splitClaimSet(patent);
    expect(claims.map(({ number, split, dependsOn }) => [number, split, dependsOn])).toEqual([
      [1, true, []],
      [2, true, [1]],
      [3, true, [2]],
      [4, false, []],
      [5, false, []],
    ]);
    expect(left).toEqual(['What is claimed is:']);
    expect(notes).toEqual([]);
    expect(claims[0]!.limitations).toHaveLength(3);
    expect(claims[3]!.reason).toBe('this claim was cancelled or withdrawn');
    expect(claims[4]).toMatchObject({
      limitations: ['A rope made of sand'],
      reason: 'no transition such as "comprising" was found',
    });
  });

  it('links what a dependent claim takes up to the claim that introduced it', () => {
    const [, second, third] = splitClaimSet(patent).claims;
    expect(second!.antecedents).toContainEqual(['the score', 'a score']);
    expect(third!.antecedents).toContainEqual(['the index', 'an index']);
  });

  it('finds claims that lost their lines', () => {
    const { claims } = splitClaimSet(
      '1. A kit comprising: a box; and a lid. 2. The kit of claim 1, wherein the lid is red. 3. The kit of claim 2, wherein the box is blue.',
    );
    expect(claims.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(claims[2]!.dependsOn).toEqual([2]);
  });

  it('keeps a number that does not rise with the claim before it, and names claims that are not there', () => {
    const { claims, notes } = splitClaimSet(
      '3. A kit comprising:\na box having\n2. sides; and a lid.\n4. The kit of claim 1, wherein the lid is red.',
    );
    expect(claims.map(({ number }) => number)).toEqual([3, 4]);
    expect(notes).toEqual([
      'A line begins with 2 after claim 3; it was kept as part of claim 3.',
      'Claim 4 refers to claim 1, which is not in the text.',
    ]);
  });

  it('reads the bullets of a datasheet as claims', () => {
    const { claims } = splitClaimSet('- Answers within 5 ms.\n- Survives the loss of one node.');
    expect(claims.map(({ number, text, split }) => [number, text, split])).toEqual([
      [1, 'Answers within 5 ms.', false],
      [2, 'Survives the loss of one node.', false],
    ]);
  });

  it('takes each of the real claims as one claim that splits as it does alone', () => {
    for (const { text, expected } of fixture.claims as { text: string; expected: Record<string, unknown> }[]) {
      const { claims } = splitClaimSet(text);
      expect(claims).toHaveLength(1);
      if (expected['preamble']) {
        expect(claims[0]).toMatchObject({
          preamble: expected['preamble'],
          transition: expected['transition'],
          ...(expected['limitations'] ? { limitations: expected['limitations'] } : {}),
        });
      }
    }
  });

  it('keeps whole what has more parts than a claim has, and stays fast on hostile text', () => {
    const started = performance.now();
    const [claim] = splitClaimSet(`1. A kit comprising: ${'a box; '.repeat(300)}`).claims;
    expect(claim).toMatchObject({ split: false, reason: 'it has 300 parts, more than a claim has' });
    splitClaimSet(`1. A kit comprising: a box.\n${'1. the box of claim 1 to 9999\n'.repeat(1500)}`);
    const long = splitClaimSet(`1. A kit comprising: ${'a box and '.repeat(5200)}a lid.`).claims[0]!;
    expect(long.reason).toBe('it has more than 50000 characters');
    splitClaimSet('2. A kit of claim 1. '.repeat(2500));
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('takes what a person put right as it is', () => {
    const claim = correctedClaim(
      {
        number: 5,
        text: 'A rope made of sand',
        preamble: 'A rope',
        transition: 'made of',
        limitations: ['sand'],
        dependsOn: [],
      },
      new Map(),
    );
    expect(claim).toMatchObject({ split: true, reason: null, corrected: true });
    expect(splitClaimSet('  ')).toEqual({ claims: [], left: [], notes: [] });
  });
});
