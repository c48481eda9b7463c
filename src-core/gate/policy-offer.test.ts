import { describe, expect, it } from 'vitest';
import { policyDigests, policyOffer, withOffers } from './policy-offer';

const known = policyDigests({ same: 'a', changed: 'a', mine: 'a', away: 'a', gone: 'a', bent: 'a' });
const shipped = { same: 'a', changed: 'b', mine: 'a', away: 'a', fresh: 'n', bent: 'b' };
const inForce = { same: 'a', changed: 'a', mine: 'own', gone: 'a', bent: 'own', house: 'h' };

describe('what a release brings', () => {
  it('is what it changed since it was last answered, and never what the house changed by itself', () => {
    expect(policyOffer(shipped, inForce, known).map(({ id, news }) => [id, news])).toEqual([
      ['bent', 'both'],
      ['changed', 'changed'],
      ['fresh', 'new'],
      ['gone', 'dropped'],
    ]);
  });

  it('is nothing once it was answered, whatever was taken', () => {
    const taken = withOffers(inForce, policyOffer(shipped, inForce, known), new Set(['fresh', 'gone']));
    expect(taken).toEqual({ same: 'a', changed: 'a', mine: 'own', bent: 'own', house: 'h', fresh: 'n' });
    expect(policyOffer(shipped, taken, policyDigests(shipped))).toEqual([]);
  });

  it('does not ask about what the house has already', () => {
    expect(policyOffer({ a: '1' }, { a: '1' }, {})).toEqual([]);
    expect(policyOffer({ a: '2' }, { a: '1' }, {})).toMatchObject([{ id: 'a', news: 'both' }]);
  });
});
