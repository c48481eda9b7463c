import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PricedQuote } from '../pricing';
import {
  type ClockMoments,
  type DraftTerms,
  orderLines,
  positionsBetween,
  pricingLine,
  pricingTerms,
  quoteFacts,
  turnaround,
} from './rules';

const HOUR = 3_600_000;
const asked: ClockMoments = {
  requestedAt: 0,
  now: 10 * HOUR,
  submittedAt: null,
  decisions: [],
  needs: ['finance', 'delivery'],
  releasedAt: null,
  sentAt: null,
};

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
      lines: [{}],
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

describe('the turnaround clock', () => {
  it('waits for the rep until something is submitted', () => {
    expect(turnaround(asked)).toMatchObject({ elapsed: 10 * HOUR, running: true, waitingFor: ['rep'] });
  });

  it('then waits for those whose decision is missing, then for the rep again', () => {
    const submitted = { ...asked, submittedAt: 2 * HOUR };
    expect(turnaround(submitted).waitingFor).toEqual(['finance', 'delivery']);
    const half = { ...submitted, decisions: [{ role: 'finance', at: 3 * HOUR }] };
    expect(turnaround(half).waitingFor).toEqual(['delivery']);
    const signed = { ...half, decisions: [...half.decisions, { role: 'delivery', at: 5 * HOUR }] };
    expect(turnaround(signed)).toMatchObject({
      waitingFor: ['rep'],
      spent: [
        { part: 'drafting', milliseconds: 2 * HOUR },
        { part: 'sign-off', milliseconds: 3 * HOUR },
        { part: 'release', milliseconds: 5 * HOUR },
      ],
    });
  });

  it('stops when it was sent, and waits for nobody', () => {
    const sent = { ...asked, submittedAt: HOUR, needs: [], sentAt: 4 * HOUR, now: 100 * HOUR };
    expect(turnaround(sent)).toMatchObject({ elapsed: 4 * HOUR, running: false, waitingFor: [] });
  });

  it('spends the whole time and no more, whatever happened in whichever order', () => {
    const time = fc.nat(1_000);
    const moments = fc.record({
      requestedAt: time,
      now: time,
      submittedAt: fc.option(time),
      sentAt: fc.option(time),
      releasedAt: fc.constant(null),
      needs: fc.constantFrom<string[]>([], ['finance'], ['finance', 'delivery']),
      decisions: fc.array(fc.record({ role: fc.constantFrom('finance', 'delivery'), at: time }), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(moments, (given) => {
        const clock = turnaround(given);
        for (const { milliseconds } of clock.spent) expect(milliseconds).toBeGreaterThanOrEqual(0);
        expect(clock.elapsed).toBe(Math.max(0, (given.sentAt ?? given.now) - given.requestedAt));
        if (!clock.running) expect(clock.waitingFor).toEqual([]);
        const end = given.sentAt ?? given.now;
        const inOrder =
          given.submittedAt === null || (given.requestedAt <= given.submittedAt && given.submittedAt <= end);
        const decided = given.decisions.every(({ at }) => at >= (given.submittedAt ?? 0));
        if (!inOrder || !decided || given.requestedAt > end) return;
        expect(clock.spent.reduce((sum, { milliseconds }) => sum + milliseconds, 0)).toBe(clock.elapsed);
      }),
    );
  });
});
