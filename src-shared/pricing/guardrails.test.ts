import { describe, expect, it } from 'vitest';
import { line, model, quote, sku } from '../../test/fixtures/pricing/models';
import { joinModel, lowestPriceForFloor, priceQuote, splitModel, withFloorPrices } from './index';

const priced = (unitPrice: string, cost: string) => ({
  rate: { kind: 'per-unit', unitPrice } as const,
  cost: { fixed: '0', perUnit: cost },
});
const catalogue = model([sku('A', priced('10', '5')), sku('B', { family: 'Service', ...priced('100', '80') })], {
  marginFloors: { default: 4000, families: [{ family: 'Service', basisPoints: 1500 }] },
});

describe('cost and margin', () => {
  it('gives margin as a part of net after order discounts, by line, family and in total', () => {
    const input = quote([line('A', '10'), line('B', '1')], { termMonths: 12, orderDiscountBasisPoints: 1000 });
    const { cost } = priceQuote(catalogue, input);
    expect(cost!.lines[0]).toEqual({ id: 'A', costMinor: 60000, marginMinor: 48000, marginBasisPoints: 4444 });
    expect(cost!.families[1]).toMatchObject({ family: 'Service', marginBasisPoints: 1111, underFloorBasisPoints: 389 });
    expect(cost!.total).toEqual({ costMinor: 156000, marginMinor: 60000, marginBasisPoints: 2778 });
  });

  it('has no margin on a net of zero, and none where a cost is not known', () => {
    const free = priceQuote(catalogue, quote([line('A', '10', { discountBasisPoints: 10000 })]));
    expect(free.cost!.total).toMatchObject({ marginMinor: -180000, marginBasisPoints: null });
    const partly = model([sku('A', priced('10', '5')), sku('B')], { marginFloors: { default: 4000, families: [] } });
    const result = priceQuote(partly, quote([line('A', '10'), line('B', '1')]));
    expect(result.cost).toMatchObject({ unknown: ['B'], total: { costMinor: null, marginBasisPoints: null } });
    expect(result.guardrails.familiesUnchecked).toEqual(['Platform']);
    expect(priceQuote(model([sku('A')]), quote([line('A', '1')]))).not.toHaveProperty('cost');
  });

  it('charges costs for the same periods as prices, and for free units too', () => {
    const own = model([sku('A', { ...priced('10', '5'), freeAllowance: '2', cost: { fixed: '30', perUnit: '5' } })]);
    const input = quote([line('A', '4', { startDate: '2026-04-16' })], { termMonths: 12 });
    expect(priceQuote(own, input).cost!.total.costMinor).toBe(2500 + 8 * 5000);
  });

  it('counts a partner’s royalty as a cost', () => {
    const partnerTiers = [
      {
        tier: 'Gold',
        resellDiscountBasisPoints: 0,
        registrationBonusBasisPoints: 0,
        royalties: [{ sku: 'A', basisPoints: 1000 }],
      },
    ];
    const input = quote([line('A', '10')], { termMonths: 12, partner: { tier: 'Gold', registrationValid: true } });
    expect(priceQuote({ ...catalogue, partnerTiers }, input).cost!.total.costMinor).toBe(60000 + 12000);
  });

  it('carries the margin at both ends of a forecast quantity', () => {
    const own = model([sku('A', { ...priced('10', '5'), cost: { fixed: '100', perUnit: '5' } })]);
    const input = quote([line('A', '100', { quantityRange: { low: '50', high: '200' } })]);
    expect(priceQuote(own, input).cost!.range).toMatchObject({
      low: { marginBasisPoints: 3000 },
      high: { marginBasisPoints: 4500 },
    });
  });
});

describe('facts for the policy gate', () => {
  it('tells the largest discount, line and order together, and how far it is over the role’s limit', () => {
    const lines = [line('A', '10', { discountBasisPoints: 1000 }), line('B', '1')];
    const facts = priceQuote(catalogue, quote(lines, { orderDiscountBasisPoints: 1000 }), { role: 'rep' }).guardrails;
    expect(facts).toMatchObject({
      role: 'rep',
      discountLimitBasisPoints: 1500,
      largestDiscountBasisPoints: 1900,
      largestDiscountLine: 'A',
      overLimitBasisPoints: 400,
      orderDiscountBasisPoints: 1000,
    });
    expect(priceQuote(catalogue, quote(lines)).guardrails).toMatchObject({
      discountLimitBasisPoints: null,
      overLimitBasisPoints: 0,
    });
  });

  it('tells which families are under their floor, and how much room the others have', () => {
    const facts = priceQuote(
      catalogue,
      quote([line('A', '10'), line('B', '1', { discountBasisPoints: 1000 })]),
    ).guardrails;
    expect(facts.floorsFrom).toBe('cost');
    expect(facts.familiesUnderFloor).toEqual(['Service']);
    expect(facts.floors[0]).toEqual({
      family: 'Platform',
      netMinor: 360000,
      lowestMinor: 300000,
      roomMinor: 60000,
      roomBasisPoints: 1666,
    });
    expect(facts.floors[1]!.roomMinor).toBeLessThan(0);
  });

  it('reaches the same answer from published lowest prices, without any cost or floor in the model', () => {
    const { shared, cost } = splitModel(withFloorPrices(catalogue));
    expect(JSON.stringify(shared)).not.toMatch(/cost|marginFloors/);
    expect(joinModel(shared, cost)).toEqual(withFloorPrices(catalogue));
    for (const discountBasisPoints of [0, 500, 588, 589, 1000]) {
      const input = quote([line('A', '10', { discountBasisPoints: 1667 }), line('B', '7', { discountBasisPoints })]);
      const withCost = priceQuote(catalogue, input).guardrails;
      const without = priceQuote(shared, input);
      expect(without).not.toHaveProperty('cost');
      expect(without.guardrails).toEqual({ ...withCost, floorsFrom: 'lowest-prices' });
    }
  });

  it('holds for a margin exactly at its floor, and not a cent below', () => {
    const { shared } = splitModel(withFloorPrices(catalogue));
    const under = (unitPriceOverride: string) =>
      [catalogue, shared].map(
        (own) => priceQuote(own, quote([line('A', '12', { unitPriceOverride })])).guardrails.familiesUnderFloor,
      );
    // Cost 60.00 at a floor of 40 % is a net of 100.00 a bill.
    expect(under('8.33333')).toEqual([[], []]);
    expect(under('8.3325')).toEqual([['Platform'], ['Platform']]);
  });

  it('tells terms that are not standard, and what delivery has to look at', () => {
    const own = model([sku('A', { delivery: { dedicatedCapacity: true, leadTimeDays: 30 } })], {
      terms: { standardMonths: [12, 36], paymentDays: 30, billing: ['by-sku', 'year'] },
    });
    const facts = priceQuote(
      own,
      quote([line('A', '1')], { termMonths: 18, paymentDays: 60, billing: 'upfront', priceDate: '2025-12-15' }),
    ).guardrails;
    expect(facts.nonStandardTerms).toHaveLength(3);
    expect(facts.delivery).toEqual([
      { line: 'A', reason: 'dedicated-capacity' },
      { line: 'A', reason: 'lead-time' },
    ]);
  });
});

describe('lowest prices', () => {
  it('are cost over one less the floor, rounded up, for every tier', () => {
    const own = model(
      [
        sku('A', {
          rate: {
            kind: 'graduated',
            tiers: [
              { upTo: '100', unitPrice: '1' },
              { upTo: null, unitPrice: '0.5' },
            ],
          },
          freeAllowance: '10',
          cost: { fixed: '30', perUnit: '0.1' },
        }),
        sku('B'),
      ],
      { marginFloors: { default: 4000, families: [] } },
    );
    expect(lowestPriceForFloor(own)).toEqual([
      {
        row: 0,
        sku: 'A',
        fixed: '50',
        perUnit: '0.166666666667',
        tiers: [
          { upTo: '100', lowestUnitPrice: '51.833333333337' },
          { upTo: null, lowestUnitPrice: '0.683333333334' },
        ],
      },
    ]);
  });

  it('keep the floor when quoted, and break it a step below', () => {
    const [lowest] = lowestPriceForFloor(catalogue);
    expect(lowest!.tiers[0]!.lowestUnitPrice).toBe('8.333333333334');
    const facts = (unitPriceOverride: string) =>
      priceQuote(catalogue, quote([line('A', '1000', { unitPriceOverride })])).guardrails.familiesUnderFloor;
    expect(facts('8.33334')).toEqual([]);
    expect(facts('8.3333')).toEqual(['Platform']);
  });
});
