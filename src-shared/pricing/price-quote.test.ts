import { describe, expect, it } from 'vitest';
import { line, model, quote, sku } from '../../test/fixtures/pricing/models';
import { type PricedLine, priceQuote, type Sku } from './index';

const only = (priced: { lines: PricedLine[] }): PricedLine => priced.lines[0]!;
const rate = (own: Sku['rate']): Partial<Sku> => ({ rate: own });
const unit = (unitPrice: string): Partial<Sku> => rate({ kind: 'per-unit', unitPrice });

describe('bills and totals', () => {
  it('rounds each bill once and adds bills up: 393.32185 a month is 14,159.52 in 36 months, not 14,159.59', () => {
    const priced = priceQuote(model([sku('A', unit('393.32185'))]), quote([line('A', '1')]));
    expect(only(priced).bills).toHaveLength(1);
    expect(only(priced).bills[0]).toMatchObject({ bills: 36, netMinor: 39332, first: '2026-01-01', everyMonths: 1 });
    expect(priced.totals.totalContractValueMinor).toBe(1415952);
    expect(priced.totals.years.map((year) => year.netMinor)).toEqual([471984, 471984, 471984]);
    expect(priced.totals.annualRecurringMinor).toBe(471984);
  });

  it('says what is due first, each year, once and again and again', () => {
    const priced = priceQuote(
      model([
        sku('A'),
        sku('Setup', { billingPeriod: 'one-time', ...unit('500') }),
        sku('Y', { billingPeriod: 'year' }),
      ]),
      quote([line('A', '2'), line('Setup', '1'), line('Y', '3')], { termMonths: 24 }),
    );
    expect(priced.totals).toMatchObject({
      firstBill: { date: '2026-01-01', netMinor: 2000 + 50000 + 3000 },
      recurringMinor: 24 * 2000 + 2 * 3000,
      oneTimeMinor: 50000,
      annualRecurringMinor: 24000 + 3000,
      totalContractValueMinor: 48000 + 6000 + 50000,
      recurringPerPeriod: [
        { everyMonths: 1, atStartMinor: 2000, atEndMinor: 2000 },
        { everyMonths: 12, atStartMinor: 3000, atEndMinor: 3000 },
      ],
    });
    expect(priced.bills).toHaveLength(24);
    expect(priced.bills.reduce((sum, bill) => sum + bill.netMinor, 0)).toBe(priced.totals.netMinor);
  });

  it('bills a monthly price by the year, and a yearly price by the month, each bill rounded once', () => {
    const catalogue = model([sku('M', unit('33.335')), sku('Y', { billingPeriod: 'year', ...unit('100') })]);
    const lines = [line('M', '1'), line('Y', '1')];
    const yearly = priceQuote(catalogue, quote(lines, { billing: 'year', termMonths: 24 }));
    expect(yearly.lines.map((own) => own.bills.map((bill) => [bill.bills, bill.netMinor]))).toEqual([
      [[2, 40002]],
      [[2, 10000]],
    ]);
    const monthly = priceQuote(catalogue, quote(lines, { billing: 'month', termMonths: 24 }));
    expect(monthly.lines.map((own) => own.bills.map((bill) => [bill.bills, bill.netMinor]))).toEqual([
      [[24, 3334]],
      [[24, 833]],
    ]);
    const upfront = priceQuote(catalogue, quote(lines, { billing: 'upfront', termMonths: 24 }));
    expect(upfront.lines.map((own) => own.netMinor)).toEqual([80004, 20000]);
    expect(upfront.bills).toHaveLength(1);
    expect(upfront.totals.annualRecurringMinor).toBe(40002 + 10000);
  });

  it('prorates a co-termed addition and a last part period by days', () => {
    const late = priceQuote(
      model([sku('A', unit('300'))]),
      quote([line('A', '1', { startDate: '2026-04-16' })], { termMonths: 12 }),
    );
    expect(only(late).bills).toMatchObject([
      { bills: 1, first: '2026-04-16', netMinor: 15000, part: '1/2' },
      { bills: 8, first: '2026-05-01', netMinor: 30000, part: null },
    ]);
    const partYear = priceQuote(
      model([sku('Y', { billingPeriod: 'year', ...unit('365') })]),
      quote([line('Y', '1')], { termMonths: 14 }),
    );
    expect(only(partYear).bills.map((bill) => bill.netMinor)).toEqual([36500, 5900]);
    const thirty = priceQuote(
      model([sku('A', unit('300'))], { terms: { proration: '30/360' } }),
      quote([line('A', '1', { startDate: '2026-02-15' })], { termMonths: 12 }),
    );
    expect(only(thirty).bills[0]).toMatchObject({ netMinor: 16000 });
  });

  it('starts bills on the last day of short months when the quote starts on a 31st', () => {
    const priced = priceQuote(model([sku('A')]), quote([line('A', '1')], { startDate: '2026-01-31', termMonths: 3 }));
    expect(priced.bills.map((bill) => bill.date)).toEqual(['2026-01-31', '2026-02-28', '2026-03-31']);
    expect(priced.untilDate).toBe('2026-04-30');
  });

  it('gives each ramp segment its own quantity, and cuts a bill where a segment ends inside it', () => {
    const ramp = [
      { months: 12, quantity: '40' },
      { months: 12, quantity: '60' },
      { months: 12, quantity: '80' },
    ];
    const priced = priceQuote(model([sku('A', unit('45'))]), quote([line('A', '40', { ramp })]));
    expect(only(priced).bills.map((bill) => [bill.bills, bill.netMinor])).toEqual([
      [12, 180000],
      [12, 270000],
      [12, 360000],
    ]);
    expect(priced.totals.netMinor).toBe(9720000);
    const inside = priceQuote(
      model([sku('A', unit('45'))]),
      quote(
        [
          line('A', '0', {
            ramp: [
              { months: 6, quantity: '1' },
              { months: 6, quantity: '3' },
            ],
          }),
        ],
        {
          termMonths: 12,
          billing: 'year',
        },
      ),
    );
    expect(only(inside).bills.map((bill) => bill.netMinor)).toEqual([6 * 4500 + 6 * 13500]);
  });

  it('raises prices at each anniversary, compound, and not what is paid once', () => {
    const escalator = { basisPoints: 500 };
    const priced = priceQuote(
      model([sku('A', unit('540')), sku('B', { billingPeriod: 'one-time', ...unit('100') })], { terms: { escalator } }),
      quote([line('A', '40'), line('B', '1')]),
    );
    expect(only(priced).bills.map((bill) => bill.netMinor)).toEqual([2160000, 2268000, 2381400]);
    expect(only(priced).netMinor).toBe(81712800);
    expect(priced.lines[1]!.netMinor).toBe(10000);
    const waived = priceQuote(
      model([sku('A')], { terms: { escalator } }),
      quote([line('A', '1')], { escalator: null }),
    );
    expect(waived.totals.netMinor).toBe(36000);
    expect(waived.guardrails.nonStandardTerms).toEqual(['Yearly rise of 0 % (standard: 5 %)']);
  });

  it('rounds half to even where the model says so', () => {
    const changes = unit('2.665');
    expect(priceQuote(model([sku('A', changes)]), quote([line('A', '1')])).lines[0]!.bills[0]!.netMinor).toBe(267);
    const even = model([sku('A', changes)], { rounding: 'half-even' });
    expect(priceQuote(even, quote([line('A', '1')])).lines[0]!.bills[0]!.netMinor).toBe(266);
  });

  it('keeps optional lines out of every total', () => {
    const priced = priceQuote(
      model([sku('A')]),
      quote([line('A', '1'), line('A', '5', { id: 'more', optional: true })], { orderDiscountBasisPoints: 1000 }),
    );
    expect(priced.totals).toMatchObject({ netMinor: 32400, optionalMinor: 180000 });
    expect(priced.families[0]!.netMinor).toBe(32400);
  });

  it('gives credits back as negative lines that take no discount of the order', () => {
    const priced = priceQuote(
      model([sku('A')]),
      quote([line('A', '2'), line('A', '1', { id: 'back', credit: true })], { orderDiscountBasisPoints: 1000 }),
    );
    expect(priced.lines.map((own) => own.netMinor)).toEqual([64800, -36000]);
  });
});

describe('rates in a quote', () => {
  it('takes the free allowance off first, and holds a minimum and a maximum', () => {
    const catalogue = model([
      sku('Free', { freeAllowance: '100', ...unit('1') }),
      sku('Least', { minimum: '25', ...unit('0.02') }),
      sku('Most', { maximum: '1500', ...unit('0.02') }),
    ]);
    const priced = priceQuote(catalogue, quote([line('Free', '40'), line('Least', '100'), line('Most', '90000')]));
    expect(priced.lines.map((own) => own.bills[0]!.netMinor)).toEqual([0, 2500, 150000]);
  });

  it('charges nothing for quantity 0, except a commitment or a minimum', () => {
    const tiers = [{ upTo: null, unitPrice: '1', flatFee: '10' }];
    const catalogue = model([
      sku('G', rate({ kind: 'graduated', tiers })),
      sku('V', rate({ kind: 'volume', tiers })),
      sku('S', rate({ kind: 'stair-step', tiers: [{ upTo: null, flatFee: '99' }] })),
      sku('F', rate({ kind: 'flat', price: '7' })),
      sku('C', rate({ kind: 'committed', commitment: '10', committedUnitPrice: '2', overageUnitPrice: '3' })),
      sku('M', { minimum: '5', ...unit('1') }),
    ]);
    const priced = priceQuote(catalogue, quote(catalogue.skus.map((own) => line(own.code, '0'))));
    expect(priced.lines.map((own) => own.bills[0]!.netMinor)).toEqual([0, 0, 0, 0, 2000, 500]);
  });

  it('settles a commitment per bill, or once for the term in the last bill', () => {
    const committed = {
      kind: 'committed',
      commitment: '1000',
      committedUnitPrice: '0.80',
      overageUnitPrice: '1',
    } as const;
    const ramp = [
      { months: 6, quantity: '400' },
      { months: 6, quantity: '1800' },
    ];
    const lines = [line('A', '0', { ramp })];
    const perBill = priceQuote(model([sku('A', rate(committed))]), quote(lines, { termMonths: 12 }));
    expect(only(perBill).netMinor).toBe(6 * 80000 + 6 * (80000 + 80000));
    const perTerm = priceQuote(
      model([sku('A', rate({ ...committed, trueUp: 'term' }))]),
      quote(lines, { termMonths: 12 }),
    );
    // 6 × 400 + 6 × 1800 = 13,200 units against 12,000 committed
    expect(only(perTerm).bills.map((bill) => [bill.bills, bill.netMinor])).toEqual([
      [6, 80000],
      [5, 80000],
      [1, 80000 + 120000],
    ]);
  });

  it('takes a percentage of the net of other lines bill by bill, before order discounts', () => {
    const catalogue = model([
      sku('A', unit('100.10')),
      sku('B', { billingPeriod: 'year', ...unit('1000') }),
      sku('Support', {
        family: 'Service',
        ...rate({ kind: 'percentage-of', percent: '18', of: { skus: [], families: ['Platform'] } }),
      }),
    ]);
    const lines = [line('Support', '1'), line('A', '1', { discountBasisPoints: 1000 }), line('B', '1')];
    const priced = priceQuote(catalogue, quote(lines, { termMonths: 12, orderDiscountBasisPoints: 500 }));
    // 18 % of 90.09 is 16.22; in the first month also of the year's 1,000.
    expect(
      priced.lines[0]!.bills.map((bill) => bill.lineDiscountMinor + bill.netMinor + bill.orderDiscountMinor),
    ).toContain(19622);
    expect(priced.lines[0]!.listMinor).toBe(19622 + 11 * 1622);
  });

  it('prices percentages of percentages in the right order, whatever the order of the lines', () => {
    const of = (code: string, base: string) =>
      sku(code, {
        family: code,
        ...rate({ kind: 'percentage-of', percent: '10', of: { skus: [base], families: [] } }),
      });
    const catalogue = model([sku('A', unit('1000')), of('B', 'A'), of('C', 'B')]);
    const priced = priceQuote(catalogue, quote([line('C', '1'), line('B', '1'), line('A', '1')]));
    expect(priced.lines.map((own) => own.bills[0]!.netMinor)).toEqual([1000, 10000, 100000]);
  });

  it('takes the row of the quote’s region and day', () => {
    const catalogue = model([
      sku('A', { ...unit('10'), until: '2026-07-01' }),
      sku('A', { ...unit('12'), from: '2026-07-01' }),
      sku('A', { ...unit('9'), region: 'EU' }),
    ]);
    const net = (changes: object) => only(priceQuote(catalogue, quote([line('A', '1')], changes))).bills[0]!.netMinor;
    expect([net({}), net({ priceDate: '2026-07-01' }), net({ region: 'EU' })]).toEqual([1000, 1200, 900]);
  });

  it('converts by the latest dated rate in either direction', () => {
    const exchangeRates = [
      { from: 'USD', to: 'EUR', rate: '0.9', date: '2025-01-01' },
      { from: 'USD', to: 'EUR', rate: '0.8', date: '2026-01-01' },
      { from: 'JPY', to: 'USD', rate: '0.01', date: '2025-06-01' },
    ];
    const catalogue = model([sku('A')], { exchangeRates });
    expect(only(priceQuote(catalogue, quote([line('A', '1')], { currency: 'EUR' }))).bills[0]!.netMinor).toBe(800);
    expect(only(priceQuote(catalogue, quote([line('A', '1')], { currency: 'JPY' }))).bills[0]!.netMinor).toBe(1000);
    const missing = priceQuote(catalogue, quote([line('A', '1')], { currency: 'GBP' }));
    expect(missing.complete).toBe(false);
    expect(missing.problems[0]!.message).toContain('no rate from USD to GBP');
  });
});

describe('discounts', () => {
  it('takes percentages one after the other, or added, and amounts after them', () => {
    const partnerTiers = [{ tier: 'Gold', resellDiscountBasisPoints: 1000, registrationBonusBasisPoints: 0 }];
    const partner = { tier: 'Gold', registrationValid: false };
    const lines = [line('A', '100', { discountBasisPoints: 500, discountAmount: '5.50' })];
    const sequential = priceQuote(model([sku('A')], { partnerTiers }), quote(lines, { partner }));
    expect(only(sequential).bills[0]).toMatchObject({ listMinor: 100000, netMinor: 85500 - 550 });
    const additive = model([sku('A')], { partnerTiers, discountMode: 'additive' });
    expect(only(priceQuote(additive, quote(lines, { partner }))).bills[0]!.netMinor).toBe(85000 - 550);
  });

  it('adds a valid registration’s bonus to the resell discount, both of list', () => {
    const partnerTiers = [{ tier: 'Gold', resellDiscountBasisPoints: 2000, registrationBonusBasisPoints: 500 }];
    const net = (registrationValid: boolean) =>
      only(
        priceQuote(
          model([sku('A')], { partnerTiers }),
          quote([line('A', '100')], { partner: { tier: 'Gold', registrationValid } }),
        ),
      ).bills[0]!.netMinor;
    expect([net(true), net(false)]).toEqual([75000, 80000]);
  });

  it('lets a contract price and a typed price stand in for the rate, and counts only the typed one as the rep’s', () => {
    const priced = priceQuote(
      model([sku('A')]),
      quote([
        line('A', '10', { id: 'contract', contractUnitPrice: '8' }),
        line('A', '10', { id: 'typed', unitPriceOverride: '9' }),
        line('A', '10', { id: 'both', contractUnitPrice: '8', unitPriceOverride: '6' }),
      ]),
    );
    expect(priced.lines.map((own) => [own.bills[0]!.netMinor, own.discretionaryBasisPoints])).toEqual([
      [8000, 0],
      [9000, 1000],
      [6000, 2500],
    ]);
  });

  it('takes order discounts once and allocates them to lines and bills by largest remainder', () => {
    const catalogue = model([
      sku('A', unit('393.32')),
      sku('B', { billingPeriod: 'one-time', ...unit('1000') }),
      sku('C', unit('0.01')),
    ]);
    const lines = [line('A', '1'), line('B', '1'), line('C', '1')];
    const priced = priceQuote(catalogue, quote(lines, { termMonths: 3, orderDiscountAmount: '45.67' }));
    expect(priced.lines.map((own) => own.orderDiscountMinor)).toEqual([2472, 2095, 0]);
    expect(priced.lines[0]!.bills.map((bill) => [bill.bills, bill.orderDiscountMinor])).toEqual([[3, 824]]);
    expect(priced.orderDiscount).toEqual({ basisPoints: 0, amountMinor: 4567, typedMinor: 4567 });
  });

  it('takes the multi-year discount that the term reaches on recurring lines, then the order’s', () => {
    const catalogue = model([sku('A', unit('100')), sku('B', { billingPeriod: 'one-time', ...unit('100') })], {
      multiYearDiscounts: [
        { months: 24, basisPoints: 500 },
        { months: 36, basisPoints: 1000 },
      ],
    });
    const lines = [line('A', '1'), line('B', '1')];
    const priced = priceQuote(catalogue, quote(lines, { orderDiscountBasisPoints: 1000 }));
    expect(priced.multiYearDiscount).toEqual({ basisPoints: 1000, amountMinor: 36000 });
    expect(priced.orderDiscount!.amountMinor).toBe((360000 - 36000 + 10000) / 10);
    expect(priced.lines.map((own) => own.discretionaryBasisPoints)).toEqual([1000, 1000]);
    expect(priceQuote(catalogue, quote(lines, { multiYear: false })).multiYearDiscount).toBeNull();
  });

  it('spares SKUs that are not discountable', () => {
    const catalogue = model([sku('A'), sku('B', { discountable: false })]);
    const priced = priceQuote(catalogue, quote([line('A', '1'), line('B', '1')], { orderDiscountBasisPoints: 1000 }));
    expect(priced.lines.map((own) => own.orderDiscountMinor)).toEqual([3600, 0]);
  });
});

describe('what cannot be priced explains itself', () => {
  const problem = (own: Sku, ownLine = line('A', '1')) => only(priceQuote(model([own]), quote([ownLine]))).problems[0];

  it('names the field and the bound', () => {
    expect(problem(sku('A'), line('A', '-1'))).toMatchObject({ field: 'quantity' });
    expect(problem(sku('A'), line('A', '1000000000000001'))?.message).toContain('1000000000000000');
    expect(problem(sku('A'), line('A', '1', { discountBasisPoints: 10001 }))?.message).toContain('10000');
    expect(problem(sku('A'), line('A', '1', { discountAmount: '10.01' }))?.hint).toContain('10');
    expect(problem(sku('A'), line('A', '1', { startDate: '2025-12-31' }))).toMatchObject({ field: 'startDate' });
    expect(problem(sku('A'), line('A', '1', { ramp: [{ months: 35, quantity: '1' }] }))).toMatchObject({
      field: 'ramp',
    });
    expect(problem(sku('A'), line('B', '1'))).toMatchObject({ code: 'unknown-sku' });
    expect(problem(sku('A', { until: '2025-01-01' }))).toMatchObject({ code: 'sku-dates' });
    expect(problem(sku('A', { region: 'EU' }))).toMatchObject({ code: 'sku-region' });
  });

  it('says what is impossible about the model', () => {
    const tiers = [
      { upTo: '100', unitPrice: '1' },
      { upTo: '50', unitPrice: '1' },
    ];
    expect(problem(sku('A', rate({ kind: 'graduated', tiers })))?.message).toContain('Row 1 (A)');
    const circle = rate({ kind: 'percentage-of', percent: '10', of: { skus: [], families: ['Platform'] } });
    expect(problem(sku('A', circle))?.code).toBe('percentage-of-cycle');
  });

  it('prices the other lines and calls the quote incomplete', () => {
    const priced = priceQuote(model([sku('A')]), quote([line('A', '1'), line('nothing', '1'), line('A', '2')]));
    expect(priced.complete).toBe(false);
    expect(priced.totals.netMinor).toBe(36000);
    expect(priced.guardrails.unpricedLines).toEqual(['nothing', 'A']);
    expect(priced.lines[2]!.problems[0]!.code).toBe('repeated-id');
  });

  it('refuses an impossible header without throwing', () => {
    const bad = quote([line('A', '1')], { currency: 'ABC', startDate: '2026-02-30', termMonths: 0 });
    const priced = priceQuote(model([sku('A')]), bad);
    expect(priced.problems.map((own) => own.field)).toEqual(
      expect.arrayContaining(['currency', 'startDate', 'termMonths']),
    );
    expect(priced.lines.every((own) => !own.priced)).toBe(true);
  });
});
