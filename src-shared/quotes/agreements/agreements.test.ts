import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { line, model, quote, sku } from '../../../test/fixtures/pricing/models';
import { dateOfDay, dayNumber, formatDate, parseDate } from '../../kernel/civil-date';
import { type PricingModel, priceQuote, type QuoteInput } from '../../pricing';
import { compareQuotes } from '../compare';
import {
  type AcceptedQuote,
  type AmendmentChange,
  agreementOf,
  amendedLines,
  amendmentInput,
  checkEffective,
  currentRenewal,
  heldRenewal,
  inForceOn,
} from './index';

const catalogue = model([
  sku('SEAT', { rate: { kind: 'per-unit', unitPrice: '45' } }),
  sku('TIER', {
    family: 'Data',
    unit: 'GB',
    rate: {
      kind: 'graduated',
      tiers: [
        { upTo: '100', unitPrice: '2' },
        { upTo: null, unitPrice: '1' },
      ],
    },
  }),
  sku('PACK', {
    family: 'Data',
    billingPeriod: 'quarter',
    rate: { kind: 'package', packageSize: '10', packagePrice: '7.77' },
  }),
  sku('CARE', {
    family: 'Service',
    billingPeriod: 'month',
    rate: { kind: 'percentage-of', percent: '18', of: { skus: [], families: ['Platform'] } },
  }),
  sku('SETUP', { family: 'Service', billingPeriod: 'one-time', rate: { kind: 'flat', price: '1000' } }),
]);

function accepted(input: QuoteInput, more: Partial<AcceptedQuote> = {}): AcceptedQuote {
  return {
    quote: 'q1',
    number: 'Q-1',
    version: 1,
    acceptedOn: '2025-12-20',
    alternative: null,
    optional: [],
    input,
    orderShare: null,
    ...more,
  };
}

const END = '2029-01-01';
const agreed = (input: QuoteInput, amendments: AcceptedQuote[] = [], until = END) =>
  agreementOf(accepted(input), amendments, until);

function amended(
  input: QuoteInput,
  effectiveOn: string,
  changes: AmendmentChange[],
  on: PricingModel = catalogue,
  amendments: AcceptedQuote[] = [],
) {
  const own = amendmentInput(agreed(input, amendments), on, { effectiveOn, changes });
  return { input: own, priced: priceQuote(on, own) };
}

describe('an amendment', () => {
  it('gives back what was agreed and charges what is agreed now, by the days that are left', () => {
    // 17 of March's 31 days and 33 whole months: 10 seats cost 450.00 a month, 15 cost 675.00.
    const { priced, input } = amended(quote([line('SEAT', '10')]), '2026-03-15', [
      { kind: 'more', line: 'SEAT', by: '5' },
    ]);
    expect(priced.complete).toBe(true);
    expect(amendedLines(catalogue, input, priced)).toMatchObject([
      {
        kind: 'more',
        before: '10',
        after: '15',
        from: '2026-03-15',
        until: END,
        beforeMinor: 24_677 + 33 * 45_000,
        afterMinor: 37_016 + 33 * 67_500,
        differenceMinor: 12_339 + 33 * 22_500,
      },
    ]);
    expect(priced.bills[0]).toMatchObject({ date: '2026-03-15', netMinor: 12_339 });
    expect(priced.lines.map(({ id, credit, netMinor }) => [id, credit, Math.sign(netMinor)])).toEqual([
      ['SEAT~before', true, -1],
      ['SEAT~after', false, 1],
    ]);
  });

  it('is right where the price is not the same for each unit, and takes along what is a percentage of it', () => {
    // 90 → 120 GB: 180.00 → 220.00 a month, and 18 % of seats alone do not move with it.
    const base = quote([line('TIER', '90'), line('SEAT', '10'), line('CARE', '1')]);
    const tier = amended(base, '2026-07-01', [{ kind: 'more', line: 'TIER', by: '30' }]);
    expect(tier.priced.totals.netMinor).toBe(30 * 4_000);
    const seat = amended(base, '2026-07-01', [{ kind: 'fewer', line: 'SEAT', by: '4' }]);
    expect(
      amendedLines(catalogue, seat.input, seat.priced).map(({ sku: own, kind, differenceMinor }) => [
        own,
        kind,
        differenceMinor,
      ]),
    ).toEqual([
      ['SEAT', 'fewer', -30 * 18_000],
      ['CARE', 'follows', -30 * 3_240],
    ]);
  });

  it('swaps one item for another and cuts a ramp into its stretches', () => {
    const ramp = [
      { months: 12, quantity: '10' },
      { months: 24, quantity: '20' },
    ];
    const base = quote([line('SEAT', '10', { ramp }), line('TIER', '50')]);
    const more = amended(base, '2026-07-01', [{ kind: 'more', line: 'SEAT', by: '1' }]);
    expect(more.priced.totals.netMinor).toBe(30 * 4_500);
    const fewer = () => amended(base, '2026-07-01', [{ kind: 'fewer', line: 'SEAT', by: '15' }]);
    expect(fewer).toThrow('Product SEAT cannot be 15 fewer: there are 10 from 2026-07-01');
    const swap = amended(base, '2027-01-01', [{ kind: 'swap', line: 'TIER', sku: 'SEAT', quantity: '2', id: 'n' }]);
    expect(swap.priced.totals.netMinor).toBe(24 * (9_000 - 10_000));
    expect(swap.input.amendment?.after.map(({ id }) => id)).toEqual(['SEAT#2', 'n']);
  });

  it('bears the discounts of the order and of the term, credits too', () => {
    const priced = { ...catalogue, multiYearDiscounts: [{ months: 36, basisPoints: 1000 }] };
    const base = quote([line('SEAT', '10'), line('TIER', '50')], { orderDiscountBasisPoints: 2000 });
    const gone = amended(base, '2028-01-01', [{ kind: 'remove', line: 'SEAT' }], priced);
    expect(gone.priced.totals.netMinor).toBe(-(540_000 * 0.9 * 0.8));
    const whole = priceQuote(priced, base);
    const rest = priceQuote(priced, { ...base, lines: [line('TIER', '50')] });
    const all = amended(base, '2026-01-01', [{ kind: 'remove', line: 'SEAT' }], priced);
    expect(all.priced.totals.netMinor).toBe(rest.totals.netMinor - whole.totals.netMinor);
  });

  it('gives back only what an amount off the order had left', () => {
    const base = quote([line('SEAT', '10')], { orderDiscountAmount: '1620' });
    const agreement = agreementOf(accepted(base, { orderShare: { takenMinor: 162_000, ofMinor: 1_620_000 } }), [], END);
    const input = amendmentInput(agreement, catalogue, {
      effectiveOn: '2028-01-01',
      changes: [{ kind: 'remove', line: 'SEAT' }],
    });
    expect(priceQuote(catalogue, input).totals.netMinor).toBe(-540_000 * 0.9);
  });

  it('that changes nothing comes to nothing', () => {
    const { input, priced } = amended(quote([line('SEAT', '10'), line('CARE', '1')]), '2026-03-15', []);
    expect(input.lines).toEqual([]);
    expect(priced.totals.netMinor).toBe(0);
  });

  it('is refused where its lines are not those that follow from it', () => {
    const { input } = amended(quote([line('SEAT', '10')]), '2026-03-15', [{ kind: 'more', line: 'SEAT', by: '5' }]);
    const forged = { ...input, lines: input.lines.filter(({ credit }) => !credit) };
    expect(priceQuote(catalogue, forged)).toMatchObject({ complete: false, problems: [{ code: 'amendment-lines' }] });
  });

  it('looks for items that need each other in the agreement as it will be', () => {
    const paired = { ...catalogue, pairs: [{ kind: 'requires' as const, sku: 'TIER', others: ['SEAT'] }] };
    const base = quote([line('SEAT', '10')]);
    const add = amended(base, '2026-03-01', [{ kind: 'add', id: 'n', sku: 'TIER', quantity: '5' }], paired);
    expect(add.priced.complete).toBe(true);
    const gone = amended(
      quote([line('SEAT', '10'), line('TIER', '5')]),
      '2026-03-01',
      [{ kind: 'remove', line: 'SEAT' }],
      paired,
    );
    expect(gone.priced).toMatchObject({ complete: false, problems: [{ code: 'requires' }] });
  });

  it('names what cannot be', () => {
    const base = quote([line('SEAT', '10'), line('SETUP', '1')]);
    const on =
      (...changes: AmendmentChange[]) =>
      () =>
        amended(base, '2026-03-15', changes);
    expect(on({ kind: 'remove', line: 'GONE' })).toThrow('Nothing that is in force on 2026-03-15 is the line GONE');
    expect(on({ kind: 'remove', line: 'SETUP' })).toThrow('was charged once, before 2026-03-15');
    expect(on({ kind: 'add', sku: 'NEW', quantity: '1' })).toThrow('has no NEW');
    expect(on({ kind: 'more', line: 'SEAT', by: '0' })).toThrow('by nothing');
    expect(on({ kind: 'remove', line: 'SEAT' }, { kind: 'more', line: 'SEAT', by: '1' })).toThrow('in force');
    const agreement = agreed(base);
    expect(() => checkEffective(agreement, '2029-01-01', '2026-02-01')).toThrow('lies outside Q-1');
    expect(() => checkEffective(agreement, '2025-12-31', '2026-02-01')).toThrow('lies outside Q-1');
    expect(() => checkEffective(agreement, '2026-05-01', '2029-01-01')).toThrow('has ended');
  });
});

const asAmendment = (input: QuoteInput, number: string, acceptedOn: string): AcceptedQuote =>
  accepted(input, { quote: number, number, acceptedOn });

describe('an agreement', () => {
  it('holds the picked alternative and the optional lines that were taken', () => {
    const input = quote(
      [
        line('SEAT', '1', { alternative: 'Good' }),
        line('TIER', '2', { alternative: 'Best' }),
        line('PACK', '3', { optional: true }),
        line('CARE', '1', { optional: true }),
      ],
      { alternatives: ['Good', 'Best'] },
    );
    const agreement = agreementOf(accepted(input, { alternative: 'Best', optional: ['CARE'] }), [], END);
    expect(inForceOn(agreement, '2026-05-05', catalogue).map(({ sku: own }) => own)).toEqual(['TIER', 'CARE']);
    expect(inForceOn(agreement, '2025-12-31', catalogue)).toEqual([]);
    expect(inForceOn(agreement, END, catalogue)).toEqual([]);
  });

  it('is what the accepted amendments made of it, each from its day on', () => {
    const base = quote([line('SEAT', '10')]);
    const first = amended(base, '2026-03-15', [{ kind: 'more', line: 'SEAT', by: '5' }]).input;
    const chain = [asAmendment(first, 'Q-2', '2026-03-01')];
    const second = amended(base, '2026-09-01', [{ kind: 'fewer', line: 'SEAT', by: '3' }], catalogue, chain).input;
    const agreement = agreed(base, [asAmendment(second, 'Q-3', '2026-08-01'), ...chain]);
    const on = (day: string) => inForceOn(agreement, day, catalogue).map(({ quantity }) => quantity);
    expect([on('2026-03-14'), on('2026-03-15'), on('2026-09-01')]).toEqual([['10'], ['15'], ['12']]);
    expect(agreement.conflicts).toEqual([]);
    expect(() => checkEffective(agreement, '2026-08-31', '2026-08-01')).toThrow('Q-3 has changed Q-1 from 2026-09-01');
  });

  it('keeps the first of two amendments that were made on the same state and names the other', () => {
    const base = quote([line('SEAT', '10')]);
    const more = amended(base, '2026-03-15', [{ kind: 'more', line: 'SEAT', by: '5' }]).input;
    const fewer = amended(base, '2026-04-01', [{ kind: 'fewer', line: 'SEAT', by: '9' }]).input;
    const agreement = agreed(base, [asAmendment(fewer, 'Q-3', '2026-02-10'), asAmendment(more, 'Q-2', '2026-02-01')]);
    expect(inForceOn(agreement, '2026-05-01', catalogue)).toMatchObject([{ quantity: '15' }]);
    expect(agreement.conflicts).toMatchObject([{ number: 'Q-3' }]);
    expect(agreement.conflicts[0]?.message).toContain('before Q-2 changed the agreement');
  });
});

describe('properties of amendments', () => {
  const amount = fc.integer({ min: 1, max: 400 }).map(String);
  const codes = ['SEAT', 'TIER', 'PACK'];
  const bases = fc
    .tuple(
      amount,
      amount,
      amount,
      fc.constantFrom<QuoteInput['billing']>('by-sku', 'month', 'quarter', 'year', 'upfront'),
    )
    .map(([seats, gigabytes, packs, billing]) =>
      quote([line('SEAT', seats), line('TIER', gigabytes), line('PACK', packs), line('CARE', '1')], { billing }),
    );
  const changes: fc.Arbitrary<AmendmentChange> = fc.constantFrom(...codes).chain((own) =>
    fc.oneof(
      amount.map((by): AmendmentChange => ({ kind: 'more', line: own, by })),
      fc.constant<AmendmentChange>({ kind: 'remove', line: own }),
      amount.map((quantity): AmendmentChange => ({ kind: 'add', sku: own, quantity, id: 'n' })),
      amount.map((quantity): AmendmentChange => ({ kind: 'swap', line: own, sku: 'SEAT', quantity, id: 'n' })),
    ),
  );
  const days = fc
    .integer({ min: 0, max: 1095 })
    .map((day) => formatDate(dateOfDay(dayNumber(parseDate('2026-01-01', 'day')) + day)));
  const total = (input: QuoteInput): number => priceQuote(catalogue, input).totals.netMinor;

  it('at the first day it is the difference of the two whole quotes', () => {
    fc.assert(
      fc.property(bases, changes, (base, change) => {
        const { input, priced } = amended(base, base.startDate, [change]);
        expect(priced.totals.netMinor).toBe(total({ ...base, lines: input.amendment?.after ?? [] }) - total(base));
      }),
      { numRuns: 60 },
    );
  });

  it('on any day it is what the rest costs after, less what it costs before, and its lines add up', () => {
    fc.assert(
      fc.property(bases, changes, days, (base, change, day) => {
        const { input, priced } = amended(base, day, [change]);
        const { before = [], after = [] } = input.amendment ?? {};
        expect(priced.totals.netMinor).toBe(total({ ...base, lines: after }) - total({ ...base, lines: before }));
        const rows = amendedLines(catalogue, input, priced);
        expect(rows.reduce((sum, row) => sum + row.differenceMinor, 0)).toBe(priced.totals.netMinor);
        expect(priced.bills.reduce((sum, bill) => sum + bill.netMinor, 0)).toBe(priced.totals.netMinor);
      }),
      { numRuns: 60 },
    );
  });

  it('what is added and taken away again leaves the agreement as it was, and both come to nothing', () => {
    fc.assert(
      fc.property(bases, amount, days, (base, by, day) => {
        const more = amended(base, day, [{ kind: 'more', line: 'TIER', by }]);
        const chain = [asAmendment(more.input, 'Q-2', '2026-01-01')];
        const back = amended(base, day, [{ kind: 'fewer', line: 'TIER', by }], catalogue, chain);
        const agreement = agreed(base, [...chain, asAmendment(back.input, 'Q-3', '2026-01-02')]);
        expect(agreement.chain).toHaveLength(3);
        expect(inForceOn(agreement, day, catalogue)).toEqual(inForceOn(agreed(base), day, catalogue));
        expect(more.priced.totals.netMinor + back.priced.totals.netMinor).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  it('a renewal at held prices, renewed again, is the same', () => {
    const rising = { ...catalogue, terms: { escalator: { basisPoints: 500 } } };
    fc.assert(
      fc.property(bases, (base) => {
        const first = heldRenewal(agreed(base), rising, 12);
        const again = heldRenewal(agreementOf(accepted(first), [], '2030-01-01'), rising, 12);
        expect(again).toEqual({ ...first, startDate: '2030-01-01' });
      }),
      { numRuns: 20 },
    );
  });
});

describe('a renewal', () => {
  it('begins from what is in force at the end, at the prices of the last year or those of the current model', () => {
    const rising = { ...catalogue, terms: { escalator: { basisPoints: 1000 } } };
    const dearer = {
      ...rising,
      version: '2',
      skus: rising.skus.map((own) =>
        own.code === 'SEAT' ? { ...own, rate: { kind: 'per-unit' as const, unitPrice: '60' } } : own,
      ),
    };
    const base = quote([line('SEAT', '10', { discountBasisPoints: 1000 }), line('SETUP', '1')]);
    const more = amended(base, '2026-03-15', [{ kind: 'more', line: 'SEAT', by: '5' }], rising).input;
    const agreement = agreed(base, [asAmendment(more, 'Q-2', '2026-03-01')]);
    const held = heldRenewal(agreement, rising, 12);
    expect(held).toMatchObject({
      startDate: END,
      termMonths: 12,
      yearsRisen: 2,
      lines: [{ sku: 'SEAT', quantity: '15' }],
    });
    // 15 × 45 × 1.1² less 10 % is 735.08 a month, as in the third year.
    expect(priceQuote(rising, held).totals.netMinor).toBe(12 * 73_508);
    const current = currentRenewal(held);
    const comparison = compareQuotes(
      { input: held, priced: priceQuote(rising, held) },
      { input: current, priced: priceQuote(dearer, current) },
    );
    expect(comparison.lines).toMatchObject([{ beforeMinor: 12 * 73_508, afterMinor: 12 * 81_000 }]);
  });
});
