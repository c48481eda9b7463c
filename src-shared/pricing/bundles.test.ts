import { describe, expect, it } from 'vitest';
import { line, model, quote, sku } from '../../test/fixtures/pricing/models';
import { type Bundle, createQuotePricer, explainLine, goalSeek, priceQuote } from './index';

const suite: Bundle = {
  code: 'SUITE',
  name: 'Suite',
  family: 'Suites',
  discountBasisPoints: 1000,
  parts: [
    { sku: 'SEAT', quantity: '5' },
    { sku: 'SETUP', quantity: '1', counts: 'once', discountBasisPoints: 10_000 },
  ],
  options: [
    {
      name: 'Support',
      least: 1,
      most: 1,
      choices: [
        { sku: 'BASIC', quantity: '1', standard: true },
        { sku: 'GOLD', quantity: '1' },
      ],
    },
  ],
};
const catalogue = model(
  [
    sku('SEAT', { cost: { fixed: '0', perUnit: '4' } }),
    sku('SETUP', {
      family: 'Services',
      billingPeriod: 'one-time',
      rate: { kind: 'flat', price: '300' },
      cost: { fixed: '100', perUnit: '0' },
    }),
    sku('BASIC', { family: 'Support', rate: { kind: 'per-unit', unitPrice: '2' }, cost: { fixed: '0', perUnit: '1' } }),
    sku('GOLD', { family: 'Support', rate: { kind: 'per-unit', unitPrice: '7' }, cost: { fixed: '0', perUnit: '1' } }),
  ],
  { bundles: [suite] },
);

describe('a line of a bundle', () => {
  it('is priced in its parts, and its figures are their sums', () => {
    const priced = priceQuote(catalogue, quote([line('SUITE', '3'), line('SEAT', '2')], { termMonths: 12 }));
    const [bundle, seats] = priced.lines;
    expect(priced.complete).toBe(true);
    expect(priced.lines.map(({ id }) => id)).toEqual(['SUITE', 'SEAT']);
    expect(bundle!.parts!.map((part) => [part.sku, part.quantity, part.listMinor, part.netMinor])).toEqual([
      ['SEAT', '15', 180_000, 162_000],
      ['SETUP', '1', 30_000, 0],
      ['BASIC', '3', 7_200, 6_480],
    ]);
    expect(bundle).toMatchObject({ name: 'Suite', unit: 'bundle', listMinor: 217_200, netMinor: 168_480 });
    expect(priced.totals.netMinor).toBe(168_480 + seats!.netMinor);
    expect(priced.totals.oneTimeMinor).toBe(0);
    expect(priced.families.map(({ name, netMinor }) => [name, netMinor])).toEqual([
      ['Platform', 162_000 + 24_000],
      ['Services', 0],
      ['Support', 6_480],
    ]);
    expect(priced.cost!.lines).toEqual([
      { id: 'SUITE', costMinor: 72_000 + 10_000 + 3_600, marginMinor: 82_880, marginBasisPoints: 4919 },
      expect.objectContaining({ id: 'SEAT' }),
    ]);
  });

  it('takes the rep’s discount off each part that is not included, and only that counts towards limits', () => {
    const priced = priceQuote(
      catalogue,
      quote([line('SUITE', '1', { discountBasisPoints: 2000 })], { termMonths: 1 }),
      {
        role: 'rep',
      },
    );
    expect(priced.lines[0]!.netMinor).toBe(3_600 + 0 + 144);
    expect(priced.guardrails).toMatchObject({ overLimitBasisPoints: 500, largestDiscountLine: 'SUITE' });
  });

  it('has the options that it names, or says which are missing, too many or unknown', () => {
    const priced = (options: string[]) =>
      priceQuote(catalogue, quote([line('SUITE', '1', { options })], { termMonths: 1 }));
    expect(priced(['GOLD']).lines[0]!.netMinor).toBe(4_500 + 630);
    expect(priced([]).lines[0]!.problems).toMatchObject([
      { code: 'bundle-option', message: 'SUITE: Support has to be chosen', hint: 'Choose of BASIC, GOLD.' },
    ]);
    expect(priced(['BASIC', 'GOLD']).lines[0]!.problems[0]!.message).toContain('at most 1 of Support');
    expect(priced(['GOLD', 'SEAT']).lines[0]).toMatchObject({
      priced: false,
      netMinor: 0,
      problems: [{ message: 'SEAT is no option of SUITE', hint: 'Its options are Support: BASIC, GOLD.' }],
    });
    expect(priced(['X']).complete).toBe(false);
  });

  it('follows a ramp with the parts that recur', () => {
    const ramp = [
      { months: 6, quantity: '1' },
      { months: 6, quantity: '2' },
    ];
    const priced = priceQuote(catalogue, quote([line('SUITE', '1', { ramp })], { termMonths: 12 }));
    expect(priced.lines[0]!.problems).toEqual([]);
    expect(priced.lines[0]!.parts![0]!.netMinor).toBe(6 * 4_500 + 6 * 9_000);
  });

  it('has no price of its own to type, and is not priced when one of its parts cannot be', () => {
    const typed = priceQuote(catalogue, quote([line('SUITE', '1', { unitPriceOverride: '5' })]));
    expect(typed.lines[0]!.problems[0]).toMatchObject({ code: 'bundle-price', hint: 'Type a discount.' });
    const gone = {
      ...catalogue,
      skus: catalogue.skus.map((own) => (own.code === 'SETUP' ? { ...own, until: '2025-01-01' } : own)),
    };
    const priced = priceQuote(gone, quote([line('SUITE', '1')]));
    expect(priced.lines[0]).toMatchObject({ priced: false, netMinor: 0 });
    expect(priced.lines[0]!.problems[0]!.message).toBe('SETUP: SETUP has no price on 2026-01-01');
    expect(priced.totals.netMinor).toBe(0);
    expect(priced.guardrails.unpricedLines).toEqual(['SUITE']);
  });

  it('shares an order discount and tax with other lines to the cent', () => {
    const taxed = {
      ...catalogue,
      taxes: [{ jurisdiction: 'DE', category: 'standard', percent: '19', from: '2020-01-01' }],
    };
    const priced = priceQuote(
      taxed,
      quote([line('SUITE', '3'), line('SEAT', '1')], {
        termMonths: 12,
        orderDiscountAmount: '100.01',
        tax: { jurisdiction: 'DE' },
      }),
    );
    const sum = (of: (own: (typeof priced.lines)[number]) => number) =>
      priced.lines.reduce((all, own) => all + of(own), 0);
    expect(sum((own) => own.orderDiscountMinor)).toBe(10_001);
    expect(sum((own) => own.netMinor)).toBe(priced.totals.netMinor);
    expect(priced.tax!.lines.map(({ id }) => id)).toEqual(['SUITE', 'SEAT']);
    expect(priced.tax!.lines.reduce((all, own) => all + own.taxMinor, 0)).toBe(priced.tax!.taxMinor);
  });

  it('may hold other bundles, with their quantities multiplied', () => {
    const outer: Bundle = { code: 'ALL', name: 'All', family: 'Suites', parts: [{ sku: 'SUITE', quantity: '2' }] };
    const nested = { ...catalogue, bundles: [suite, outer] };
    const priced = priceQuote(nested, quote([line('ALL', '3')], { termMonths: 1 }));
    expect(priced.lines[0]!.parts!.map((part) => [part.sku, part.quantity])).toEqual([
      ['SEAT', '30'],
      ['SETUP', '1'],
      ['BASIC', '6'],
    ]);
  });

  it('explains every part, and is a base for percentages of its parts', () => {
    const support = sku('CARE', {
      rate: { kind: 'percentage-of', percent: '10', of: { skus: ['SEAT'], families: [] } },
    });
    const with10 = { ...catalogue, skus: [...catalogue.skus, support] };
    const input = quote([line('SUITE', '1'), line('CARE', '1')], { termMonths: 1 });
    expect(priceQuote(with10, input).lines[1]!.netMinor).toBe(450);
    const explained = explainLine(with10, input, 'SUITE');
    expect(explained.bills.map(({ steps }) => steps[0]!.what)).toEqual([
      'Product SEAT',
      'Product SETUP',
      'Product BASIC',
    ]);
    expect(explained.bills[0]!.steps.map(({ what }) => what)).toContain('Bundle discount');
  });

  it('gives the same with and without memory, and its discount can be sought', () => {
    const pricer = createQuotePricer(catalogue);
    const bundle = line('SUITE', '2');
    for (const quantity of ['1', '2', '3']) {
      const input = quote([bundle, line('SEAT', quantity)]);
      expect(pricer.price(input)).toEqual(priceQuote(catalogue, input));
    }
    const input = quote([line('SUITE', '100')], { termMonths: 12 });
    const net = Math.round(priceQuote(catalogue, input).totals.netMinor * 0.9);
    const found = goalSeek(catalogue, input, {
      scope: { line: 'SUITE' },
      target: { kind: 'net', minor: net },
      lever: 'discount',
    });
    expect(found.value).toBe('1000');
    expect(() =>
      goalSeek(catalogue, input, { scope: { line: 'SUITE' }, target: { kind: 'net', minor: net }, lever: 'price' }),
    ).toThrow('A bundle has no price');
  });
});
