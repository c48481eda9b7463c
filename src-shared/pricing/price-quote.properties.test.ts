import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { model, quote, sku } from '../../test/fixtures/pricing/models';
import { formatDecimal } from '../kernel/decimal';
import { allocate } from '../kernel/money';
import { allocateToRuns } from './allocate-runs';
import {
  createQuotePricer,
  explainLine,
  type PricedQuote,
  type PricingModel,
  priceQuote,
  type QuoteInput,
  type QuoteLine,
  type Rate,
  type Sku,
} from './index';
import { compileRate, rateAmount } from './rates/compile-rate';

const decimal = (most: bigint) => fc.bigInt(0n, most * 10n ** 12n).map((value) => formatDecimal(value));
const price = decimal(1000n);
const quantity = fc.oneof(decimal(100_000n), fc.nat(100_000).map(String));

const bounds = fc
  .uniqueArray(fc.integer({ min: 1, max: 50_000 }), { minLength: 0, maxLength: 4 })
  .map((list) => [...list.sort((a, b) => a - b).map(String), null]);

const tiersOf = <T>(part: fc.Arbitrary<T>) =>
  bounds.chain((list) =>
    fc.tuple(...list.map(() => part)).map((parts) => list.map((upTo, index) => ({ upTo, ...parts[index]! }))),
  );

const graduatedRate: fc.Arbitrary<Rate> = tiersOf(fc.record({ unitPrice: price, flatFee: price })).map((tiers) => ({
  kind: 'graduated',
  tiers,
}));

const rates: fc.Arbitrary<Rate> = fc.oneof(
  price.map((unitPrice): Rate => ({ kind: 'per-unit', unitPrice })),
  price.map((own): Rate => ({ kind: 'flat', price: own })),
  fc
    .record({ packageSize: fc.integer({ min: 1, max: 500 }).map(String), packagePrice: price })
    .map((own): Rate => ({ kind: 'package', ...own })),
  graduatedRate,
  tiersOf(fc.record({ unitPrice: price })).map((tiers): Rate => ({ kind: 'volume', tiers })),
  tiersOf(fc.record({ flatFee: price })).map((tiers): Rate => ({ kind: 'stair-step', tiers })),
  fc
    .record({ commitment: fc.nat(10_000).map(String), committedUnitPrice: price, overageUnitPrice: price })
    .chain((own) =>
      fc
        .constantFrom<'billing-period' | 'term'>('billing-period', 'term')
        .map((trueUp): Rate => ({ kind: 'committed', ...own, trueUp })),
    ),
);

const skus: fc.Arbitrary<Sku[]> = fc
  .array(
    fc.record({
      rate: rates,
      billingPeriod: fc.constantFrom<Sku['billingPeriod']>('month', 'quarter', 'year', 'one-time'),
      family: fc.constantFrom('Platform', 'Data'),
      cost: fc.record({ fixed: price, perUnit: decimal(1n) }),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((rows) => [
    ...rows.map((row, index) => sku(`S${index}`, row)),
    sku('Support', {
      family: 'Service',
      rate: { kind: 'percentage-of', percent: '18', of: { skus: [], families: ['Platform', 'Data'] } },
      cost: { fixed: '1', perUnit: '0' },
    }),
  ]);

const models: fc.Arbitrary<PricingModel> = fc
  .tuple(
    skus,
    fc.constantFrom('half-away-from-zero' as const, 'half-even' as const),
    fc.constantFrom('sequential' as const, 'additive' as const),
  )
  .map(([rows, rounding, discountMode]) =>
    model(rows, {
      rounding,
      discountMode,
      marginFloors: { default: 3000, families: [] },
      multiYearDiscounts: [{ months: 24, basisPoints: 333 }],
      terms: { escalator: { basisPoints: 350 } },
    }),
  );

const cases = models.chain((own) => {
  const codes = own.skus.map((row) => row.code);
  const lines = fc.array(
    fc.record({
      sku: fc.constantFrom(...codes),
      quantity,
      discountBasisPoints: fc.integer({ min: 0, max: 10_000 }),
      optional: fc.boolean(),
      startDate: fc.constantFrom(undefined, '2026-02-16', '2026-03-31'),
    }),
    { minLength: 1, maxLength: 8 },
  );
  const header = fc.record({
    startDate: fc.constantFrom('2026-01-31', '2026-01-01', '2025-12-15'),
    termMonths: fc.integer({ min: 4, max: 40 }),
    billing: fc.constantFrom<QuoteInput['billing']>('by-sku', 'month', 'quarter', 'year', 'upfront'),
    orderDiscountBasisPoints: fc.integer({ min: 0, max: 5000 }),
  });
  return fc.tuple(fc.constant(own), lines, header).map(([catalogue, rows, head]) => ({
    catalogue,
    input: quote(
      rows.map((row, index): QuoteLine => ({ id: `l${index}`, ...row })),
      head,
    ),
  }));
});

/** Every single bill of a line that counts, by line. */
const eachBill = (priced: PricedQuote) =>
  priced.lines.flatMap((own) =>
    own.optional ? [] : own.bills.flatMap((bill) => Array.from({ length: bill.bills }, () => bill.netMinor)),
  );
const sum = (amounts: readonly number[]): number => amounts.reduce((a, b) => a + b, 0);

describe('whatever the model and the quote', () => {
  it('totals are sums of bills, in every direction', () => {
    fc.assert(
      fc.property(cases, ({ catalogue, input }) => {
        const priced = priceQuote(catalogue, input);
        expect(priced.complete).toBe(true);
        const total = sum(eachBill(priced));
        expect(priced.totals.netMinor).toBe(total);
        expect(sum(priced.bills.map((bill) => bill.netMinor))).toBe(total);
        expect(sum(priced.totals.years.map((year) => year.netMinor))).toBe(total);
        expect(sum(priced.families.map((family) => family.netMinor))).toBe(total);
        expect(priced.totals.recurringMinor + priced.totals.oneTimeMinor).toBe(total);
        const { listMinor, lineDiscountMinor, multiYearDiscountMinor, orderDiscountMinor } = priced.totals;
        expect(listMinor - lineDiscountMinor - multiYearDiscountMinor - orderDiscountMinor).toBe(total);
      }),
      { numRuns: 150 },
    );
  });

  it('discounts of the order are allocated to the last minor unit, and no line falls below zero', () => {
    fc.assert(
      fc.property(cases, ({ catalogue, input }) => {
        const priced = priceQuote(catalogue, input);
        expect(sum(priced.lines.map((own) => own.orderDiscountMinor))).toBe(priced.orderDiscount?.amountMinor ?? 0);
        expect(sum(priced.lines.map((own) => own.multiYearDiscountMinor))).toBe(
          priced.multiYearDiscount?.amountMinor ?? 0,
        );
        for (const own of priced.lines) for (const bill of own.bills) expect(bill.netMinor).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 100 },
    );
  });

  it('pricing again, from a copy, or with remembered lines gives the same bytes', () => {
    fc.assert(
      fc.property(cases, fc.nat(), quantity, ({ catalogue, input }, at, changed) => {
        const once = JSON.stringify(priceQuote(catalogue, input));
        expect(
          JSON.stringify(priceQuote(JSON.parse(JSON.stringify(catalogue)), JSON.parse(JSON.stringify(input)))),
        ).toBe(once);
        const pricer = createQuotePricer(catalogue);
        pricer.price(input);
        expect(JSON.stringify(pricer.price(input))).toBe(once);
        const lines = input.lines.map((own, index) =>
          index === at % input.lines.length ? { ...own, quantity: changed } : own,
        );
        const next = { ...input, lines, orderDiscountBasisPoints: 77 };
        expect(JSON.stringify(pricer.price(next))).toBe(JSON.stringify(priceQuote(catalogue, next)));
      }),
      { numRuns: 80 },
    );
  });

  it('explaining changes no figure, and the last step of each bill is its amount', () => {
    fc.assert(
      fc.property(cases, ({ catalogue, input }) => {
        const plain = priceQuote(catalogue, input);
        const told = priceQuote(catalogue, input, { explain: true });
        const figures = told.lines.map(({ explained: _explained, ...own }) => own);
        expect(figures).toEqual(plain.lines);
        const own = explainLine(catalogue, input, 'l0');
        for (const [index, bills] of own.bills.entries()) {
          const last = bills.steps.findLast((step) => step.step === 5 || step.step === 6);
          expect(Number(last?.after)).toBe(plain.lines[0]!.bills[index]!.netMinor / 100);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('margins add up from lines to families to the total', () => {
    fc.assert(
      fc.property(cases, ({ catalogue, input }) => {
        const priced = priceQuote(catalogue, input);
        const counted = priced.lines.map((own, index) => (own.optional ? 0 : priced.cost!.lines[index]!.costMinor!));
        expect(priced.cost!.total.costMinor).toBe(sum(counted));
        expect(sum(priced.cost!.families.map((family) => family.marginMinor!))).toBe(priced.cost!.total.marginMinor);
        for (const family of priced.cost!.families) {
          const under = priced.guardrails.familiesUnderFloor.includes(family.family);
          expect(family.underFloorBasisPoints > 0).toBe(under);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('rates', () => {
  const compiled = (rate: Rate) => compileRate(rate).compiled;
  const scaled = fc.bigInt(0n, 10n ** 5n * 10n ** 12n);

  it('never charge less for more, where tiers do not lower the price of units already counted', () => {
    const monotone = rates.filter((rate) => rate.kind !== 'volume' && rate.kind !== 'stair-step');
    fc.assert(
      fc.property(monotone, scaled, scaled, (rate, a, b) => {
        const [less, more] = a < b ? [a, b] : [b, a];
        expect(rateAmount(compiled(rate), less) <= rateAmount(compiled(rate), more)).toBe(true);
      }),
    );
  });

  it('are continuous at the edges of graduated tiers without flat fees', () => {
    fc.assert(
      fc.property(tiersOf(fc.record({ unitPrice: price })), (tiers) => {
        const rate = compileRate({ kind: 'graduated', tiers }).compiled;
        const highest = 1000n * 10n ** 12n;
        for (const { upTo } of tiers) {
          if (upTo === null) continue;
          const edge = BigInt(upTo) * 10n ** 12n;
          const jump = rateAmount(rate, edge + 1n) - rateAmount(rate, edge);
          // One 10^12th of a unit more costs at most one 10^12th of the highest price more.
          expect(jump >= 0n && jump <= highest).toBe(true);
        }
      }),
    );
  });
});

describe('allocation to runs of equal bills', () => {
  it('is what allocation bill by bill gives', () => {
    const runs = fc.array(fc.record({ bills: fc.integer({ min: 1, max: 40 }), amount: fc.nat(10 ** 9) }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(runs, fc.double({ min: 0, max: 1, noNaN: true }), (own, part) => {
        const bills = own.flatMap((run) => Array.from({ length: run.bills }, () => BigInt(run.amount)));
        const whole = bills.reduce((a, b) => a + b, 0n);
        fc.pre(whole > 0n);
        const total = BigInt(Math.floor(Number(whole) * part));
        const shares = allocateToRuns(Number(total), own).flatMap(({ each, oneMore }, index) =>
          Array.from({ length: own[index]!.bills }, (_, bill) => BigInt(each + (bill < oneMore ? 1 : 0))),
        );
        expect(shares).toEqual(allocate(total, bills));
      }),
    );
  });
});
