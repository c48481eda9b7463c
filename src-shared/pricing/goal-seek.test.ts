import { describe, expect, it } from 'vitest';
import { line, model, quote, sku } from '../../test/fixtures/pricing/models';
import { goalSeek, largestDiscountWithinFloor, priceQuote } from './index';

const tiers = [
  { upTo: '100', unitPrice: '1' },
  { upTo: null, unitPrice: '0.333' },
];
const catalogue = model(
  [
    sku('A', { rate: { kind: 'per-unit', unitPrice: '10' }, cost: { fixed: '0', perUnit: '5' } }),
    sku('T', { family: 'Data', rate: { kind: 'graduated', tiers }, cost: { fixed: '3', perUnit: '0.2' } }),
  ],
  { marginFloors: { default: 4000, families: [] } },
);
const input = quote([line('A', '7'), line('T', '333')], { termMonths: 12 });

describe('goal seek', () => {
  it('finds the discount of a line that comes nearest to a bill, and shows the cent left over', () => {
    const goal = {
      scope: { line: 'A' },
      target: { kind: 'bill', minor: 6543 },
      lever: 'discount',
      side: 'nearest',
    } as const;
    const answer = goalSeek(catalogue, input, goal);
    expect(answer.value).toBe('653');
    expect(answer.priced.lines[0]!.bills[0]!.netMinor).toBe(6543);
    expect(answer).toMatchObject({ achieved: 6543, leftOver: 0 });
  });

  it('finds a short unit price that reaches a bill exactly', () => {
    const answer = goalSeek(catalogue, input, {
      scope: { line: 'T' },
      target: { kind: 'bill', minor: 12345 },
      lever: 'price',
    });
    expect(answer.leftOver).toBe(0);
    expect(answer.value).toBe('0.37071');
    expect(priceQuote(catalogue, answer.quote).lines[1]!.bills[0]!.netMinor).toBe(12345);
  });

  it('reaches a total to the cent with an amount off the order', () => {
    const target = { kind: 'net', minor: 100001 } as const;
    const answer = goalSeek(catalogue, input, { scope: { order: true }, target, lever: 'amount' });
    expect(answer.priced.totals.netMinor).toBe(100001);
    expect(answer.leftOver).toBe(0);
  });

  it('never undercuts a margin: one step more of discount would', () => {
    const target = { kind: 'margin', basisPoints: 3300 } as const;
    for (const scope of [{ order: true } as const, { line: 'T' }, { line: 'A' }]) {
      const answer = goalSeek(catalogue, input, { scope, target, lever: 'discount' });
      const margin = (own: ReturnType<typeof priceQuote>): number =>
        'order' in scope
          ? own.cost!.total.marginMinor! / own.totals.netMinor
          : own.cost!.lines.find((l) => l.id === scope.line)!.marginMinor! /
            own.lines.find((l) => l.id === scope.line)!.netMinor;
      expect(margin(answer.priced)).toBeGreaterThanOrEqual(0.33);
      const more = Number(answer.value) + 1;
      const further =
        'order' in scope
          ? { ...input, orderDiscountBasisPoints: more }
          : {
              ...input,
              lines: input.lines.map((own) => (own.id === scope.line ? { ...own, discountBasisPoints: more } : own)),
            };
      expect(margin(priceQuote(catalogue, further))).toBeLessThan(0.33);
    }
  });

  it('discounts every line of a group alike', () => {
    const grouped = { ...input, lines: input.lines.map((own) => ({ ...own, group: 'Core' })) };
    const net = priceQuote(catalogue, grouped).totals.netMinor;
    const target = { kind: 'net', minor: Math.round(net * 0.9) } as const;
    const answer = goalSeek(catalogue, grouped, {
      scope: { group: 'Core' },
      target,
      lever: 'discount',
      side: 'nearest',
    });
    expect(answer.quote.lines.map((own) => own.discountBasisPoints)).toEqual([1000, 1000]);
  });

  it('says so when a target is out of reach or makes no sense', () => {
    const target = { kind: 'net', minor: 10 ** 9 } as const;
    expect(() => goalSeek(catalogue, input, { scope: { order: true }, target, lever: 'discount' })).toThrow(
      /out of reach/,
    );
    expect(() => goalSeek(catalogue, input, { scope: { line: 'X' }, target, lever: 'discount' })).toThrow(/no line X/);
    expect(() => goalSeek(catalogue, input, { scope: { order: true }, target, lever: 'price' })).toThrow(/one line/);
  });

  it('hints at the largest discount within the floors, to the last basis point', () => {
    const largest = largestDiscountWithinFloor(catalogue, input, { line: 'A' });
    expect(largest).toBe(1666);
    const under = (discountBasisPoints: number) =>
      priceQuote(catalogue, { ...input, lines: [{ ...input.lines[0]!, discountBasisPoints }] }).guardrails
        .familiesUnderFloor;
    expect(under(1666)).toEqual([]);
    expect(under(1667)).toEqual(['Platform']);
    expect(largestDiscountWithinFloor(model([sku('A')]), quote([line('A', '1')]), { order: true })).toBeNull();
  });
});
