import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowedMoves, companyStem, comparable, describeMove, isOpen, overdue, pipelineSums, stages } from '.';

describe('moves between stages', () => {
  it('lets open deals go to any open stage and be lost, and be won from an offer only', () => {
    expect(allowedMoves('qualification')).toEqual(['discovery', 'proof', 'quote', 'negotiation', 'lost']);
    expect(allowedMoves('quote')).toContain('won');
    expect(allowedMoves('proof')).not.toContain('won');
    expect(allowedMoves('won')).toEqual(['negotiation', 'invoiced']);
  });

  it('never ends where it began, and every stage can be left', () => {
    for (const stage of stages) {
      expect(allowedMoves(stage)).not.toContain(stage);
      expect(allowedMoves(stage).length).toBeGreaterThan(0);
    }
  });

  it('says what a move means', () => {
    expect(describeMove('quote', 'discovery')).toEqual({ backward: true, reopens: false, closes: false });
    expect(describeMove('negotiation', 'won')).toEqual({ backward: false, reopens: false, closes: true });
    expect(describeMove('lost', 'proof')).toEqual({ backward: false, reopens: true, closes: false });
    expect(describeMove('invoiced', 'won')).toEqual({ backward: false, reopens: true, closes: false });
    expect(describeMove('won', 'invoiced')).toEqual({ backward: false, reopens: false, closes: true });
  });

  it('refuses a move that is not allowed, and names those that are', () => {
    expect(() => describeMove('proof', 'won')).toThrow('A deal cannot go from Proof to Won.');
    expect(() => describeMove('proof', 'proof')).toThrow('The deal is in Proof already.');
  });
});

describe('the pipeline', () => {
  it('adds exactly per currency and rounds once per stage', () => {
    const deals = Array.from({ length: 3 }, () => ({
      stage: 'qualification' as const,
      valueMinor: 5,
      currency: 'EUR',
    }));
    // Three times 5 are 15, of which a tenth is 1.5, rounded to 2; three rounded tenths of 5 would be 3.
    expect(pipelineSums(deals)).toEqual([{ currency: 'EUR', total: 15n, weighted: 2n, deals: 3 }]);
  });

  it('leaves out deals without a value and keeps currencies apart', () => {
    expect(
      pipelineSums([
        { stage: 'won', valueMinor: 7, currency: 'USD' },
        { stage: 'lost', valueMinor: 9, currency: 'EUR' },
        { stage: 'won', valueMinor: null, currency: null },
      ]),
    ).toEqual([
      { currency: 'EUR', total: 9n, weighted: 0n, deals: 1 },
      { currency: 'USD', total: 7n, weighted: 7n, deals: 1 },
    ]);
  });

  it('does not depend on the order of the deals', () => {
    const deal = fc.record({
      stage: fc.constantFrom(...stages),
      valueMinor: fc.option(fc.nat({ max: Number.MAX_SAFE_INTEGER })),
      currency: fc.constantFrom('EUR', 'USD', 'JPY'),
    });
    fc.assert(
      fc.property(fc.array(deal), (deals) => {
        expect(pipelineSums([...deals].reverse())).toEqual(pipelineSums(deals));
        for (const { total, weighted } of pipelineSums(deals)) expect(weighted <= total).toBe(true);
      }),
    );
  });
});

describe('what is overdue', () => {
  const deal = { stage: 'proof' as const, expectedClose: '2026-03-01', nextStepDue: '2026-03-02' };
  it('is what should have happened before today, of deals that are open', () => {
    expect(overdue(deal, '2026-03-01')).toEqual([]);
    expect(overdue(deal, '2026-03-02')).toEqual(['close']);
    expect(overdue(deal, '2026-03-03')).toEqual(['close', 'next-step']);
    for (const stage of stages.filter((one) => !isOpen(one))) {
      expect(overdue({ ...deal, stage }, '2027-01-01')).toEqual([]);
    }
  });
});

describe('names', () => {
  it('are compared without case, accents and punctuation', () => {
    expect(comparable('  HÉLIX–Systems, GmbH ')).toBe('helix systems gmbh');
    expect(comparable('A.B.C. Straße')).toBe('abc strasse');
    expect(comparable('株式会社アクメ')).toBe(comparable('株式会社 アクメ').replace(' ', ''));
  });

  it.each([
    ['Helix Systems GmbH & Co. KG', 'Helix Systems'],
    ['Acme, Inc.', 'ACME'],
    ['Müller S.à r.l.', 'Muller Sarl'],
    ['Rossi S.p.A.', 'rossi'],
    ['Contoso Pty Ltd', 'Contoso'],
    ['株式会社アクメ', 'アクメ'],
  ])('%s and %s may be the same company', (a, b) => {
    expect(companyStem(a)).toBe(companyStem(b));
  });

  it('of different companies stay different, and a name of legal forms only is kept', () => {
    expect(companyStem('Helix Bank AG')).not.toBe(companyStem('Helix Energy AG'));
    expect(companyStem('SAS')).toBe('sas');
    expect(companyStem('AB Group')).toBe('ab group');
  });
});
