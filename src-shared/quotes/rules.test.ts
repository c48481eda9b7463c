import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PricedQuote } from '../pricing';
import { type DraftTerms, orderLines, positionsBetween, pricingLine, pricingTerms, quoteFacts } from './rules';

describe('lines', () => {
  const anyLine = fc.record({ id: fc.uuid(), position: fc.constantFrom('a0', 'a1', 'a2') });

  it('stand in one order, however they arrive', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyLine, { selector: ({ id }) => id }), fc.func(fc.integer()), (lines, shuffle) => {
        const arrived = [...lines].sort((a, b) => Number(shuffle(a)) - Number(shuffle(b)));
        expect(orderLines(arrived)).toEqual(orderLines(lines));
        const keys = orderLines(lines).map(({ position, id }) => `${position} ${id}`);
        expect(keys).toEqual([...keys].sort());
      }),
    );
  });

  it('are not moved in the list that was given', () => {
    const given = [
      { id: 'b', position: 'a1' },
      { id: 'a', position: 'a0' },
    ];
    orderLines(given);
    expect(given.map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('can be put between any two others, as often as one likes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 5 }),
        (places, count) => {
          const positions: string[] = [];
          for (const place of places) {
            const at = place % (positions.length + 1);
            positions.splice(at, 0, ...positionsBetween(positions[at - 1] ?? null, positions[at] ?? null, count));
          }
          expect([...positions].sort()).toEqual(positions);
          expect(new Set(positions).size).toBe(places.length * count);
        },
      ),
    );
  });

  it('go to the pricing rules without texts and discounts that are empty', () => {
    const row = {
      id: 'l1',
      quote: 'q1',
      position: 'a0',
      sku: 'SEAT',
      quantity: '3',
      quantitySource: null,
      group: null,
      optional: false,
      discountBasisPoints: 0,
      unitPriceOverride: null,
      contractUnitPrice: null,
      discountAmount: null,
      credit: false,
      alternative: null,
      ramp: null,
      startDate: null,
      untilDate: null,
      options: null,
      quantityRange: null,
      description: null,
      note: '',
      insideNote: null,
      archived: false,
    };
    expect(pricingLine(row)).toEqual({ id: 'l1', sku: 'SEAT', quantity: '3', optional: false });
    const full = { ...row, group: 'Platform', discountBasisPoints: 250, unitPriceOverride: '9.50', note: 'n' };
    expect(pricingLine(full)).toMatchObject({
      group: 'Platform',
      discountBasisPoints: 250,
      unitPriceOverride: '9.50',
      note: 'n',
    });
  });
});

describe('a draft', () => {
  const draft: DraftTerms = {
    currency: 'EUR',
    startDate: '2026-11-12',
    termMonths: 36,
    billing: 'by-sku',
    paymentDays: 30,
    orderDiscountBasisPoints: 0,
    orderDiscountAmount: null,
    multiYear: true,
    region: null,
    priceDate: null,
    escalator: null,
    tax: null,
    partner: null,
    alternatives: [],
    alternative: null,
    nonStandardTerms: [],
  };

  it('leaves to the model what it does not say', () => {
    expect(Object.keys(pricingTerms(draft)).sort()).toEqual([
      'billing',
      'currency',
      'nonStandardTerms',
      'orderDiscountBasisPoints',
      'paymentDays',
      'startDate',
      'termMonths',
    ]);
  });

  it('says everything that the engine takes', () => {
    const said = pricingTerms({
      ...draft,
      orderDiscountAmount: '500',
      multiYear: false,
      region: 'eu',
      priceDate: '2026-11-01',
      escalator: 'none',
      tax: { jurisdiction: 'DE', exemption: 'reverse charge' },
      partner: { tier: 'Gold', registrationValid: true },
    });
    expect(said).toMatchObject({
      orderDiscountAmount: '500',
      multiYear: false,
      region: 'eu',
      priceDate: '2026-11-01',
      escalator: null,
      tax: { jurisdiction: 'DE', exemption: 'reverse charge' },
      partner: { tier: 'Gold', registrationValid: true },
    });
    expect(pricingTerms({ ...draft, escalator: { basisPoints: 300 } }).escalator).toEqual({ basisPoints: 300 });
  });
});

describe('what the gate is told', () => {
  const priced = (changes: object = {}, guardrails: object = {}): PricedQuote =>
    ({
      complete: true,
      lines: [{ id: 'l1', netMinor: 4_200 }],
      totals: { totalContractValueMinor: 4_200 },
      guardrails: {
        overLimitBasisPoints: 0,
        familiesUnderFloor: [],
        floorsFrom: 'model',
        nonStandardTerms: [],
        delivery: [],
        ...guardrails,
      },
      ...changes,
    }) as unknown as PricedQuote;

  it('is quiet for a quote within its limits', () => {
    expect(quoteFacts(priced(), [])).toEqual({
      complete: true,
      overLimit: 0,
      underFloor: false,
      floorUnknown: false,
      nonStandardTerms: false,
      deliveryNeeded: false,
      agreedPrices: false,
      credits: false,
      totalMinor: 4_200,
    });
  });

  it('names each finding by itself', () => {
    expect(quoteFacts(priced({ lines: [] }), []).complete).toBe(false);
    expect(quoteFacts(priced({ complete: false }), []).complete).toBe(false);
    expect(quoteFacts(priced({}, { overLimitBasisPoints: 300 }), []).overLimit).toBe(300);
    expect(quoteFacts(priced({}, { familiesUnderFloor: ['Platform'] }), []).underFloor).toBe(true);
    expect(quoteFacts(priced({}, { floorsFrom: 'unknown' }), []).floorUnknown).toBe(true);
    expect(quoteFacts(priced({}, { nonStandardTerms: ['x'] }), []).nonStandardTerms).toBe(true);
    expect(quoteFacts(priced({}, { delivery: ['x'] }), []).deliveryNeeded).toBe(true);
    const line = { id: 'l1', sku: 'SEAT', quantity: '1' };
    expect(quoteFacts(priced(), [{ ...line, contractUnitPrice: '9' }]).agreedPrices).toBe(true);
    expect(quoteFacts(priced(), [{ ...line, credit: true }]).credits).toBe(true);
    expect(quoteFacts(priced(), [{ ...line, credit: true, optional: true }]).credits).toBe(false);
  });
});
