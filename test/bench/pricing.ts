import { Decimal } from 'decimal.js';
import { parseDecimal, roundQuotient } from '../../src-shared/kernel/decimal';
import {
  createQuotePricer,
  type PricingModel,
  priceQuote,
  type QuoteInput,
  roomWithinFloors,
  solveLine,
} from '../../src-shared/pricing/index';
import { graduatedAmount } from '../../src-shared/pricing/rates/graduated';

/** A measured figure beside its target, both in milliseconds. */
export interface PricingFigure {
  name: string;
  milliseconds: number;
  target: number | null;
}

const tiers = [
  { upTo: '1000', unitPrice: '0.01' },
  { upTo: '10000', unitPrice: '0.008' },
  { upTo: '100000', unitPrice: '0.00612345' },
  { upTo: '1000000', unitPrice: '0.005' },
  { upTo: null, unitPrice: '0.0000045' },
];

const model: PricingModel = {
  name: 'Benchmark',
  version: '1',
  currency: 'USD',
  discountMode: 'sequential',
  discountLimits: [{ role: 'rep', basisPoints: 1500 }],
  marginFloors: { default: 4000, families: [] },
  terms: {},
  skus: Array.from({ length: 50 }, (_, index) => ({
    code: `S${index}`,
    name: `Product ${index}`,
    family: `Family ${index % 5}`,
    unit: 'unit',
    billingPeriod: index % 7 === 0 ? 'one-time' : 'month',
    rate: { kind: 'graduated', tiers },
    cost: { fixed: '1', perUnit: '0.001' },
  })),
};

const quantityOf = (index: number): string => String((index * 7919) % 3_000_000) + (index % 5 === 0 ? '.25' : '');

/** A three-year quote with discounts on every line and on the order. */
function quoteOf(lines: number): QuoteInput {
  return {
    currency: 'USD',
    startDate: '2026-01-01',
    termMonths: 36,
    billing: 'by-sku',
    orderDiscountBasisPoints: 500,
    lines: Array.from({ length: lines }, (_, index) => ({
      id: `l${index}`,
      sku: `S${index % 50}`,
      quantity: quantityOf(index),
      discountBasisPoints: (index * 37) % 3000,
      group: `Group ${index % 3}`,
    })),
  };
}

function median(rounds: number, run: () => unknown): number {
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[rounds >> 1]!;
}

/** Prices large quotes, one changed line, and 10,000 lines of tiers with decimal.js and with scaled integers. */
export function measurePricing(): PricingFigure[] {
  const options = { role: 'rep' };
  const [thousand, tenThousand] = [quoteOf(1000), quoteOf(10_000)];
  for (let round = 0; round < 5; round += 1) priceQuote(model, tenThousand, options);
  const pricer = createQuotePricer(model);
  let current = thousand;
  let changed = 0;
  const changeOne = (): unknown => {
    changed = (changed + 1) % current.lines.length;
    const lines = [...current.lines];
    lines[changed] = { ...lines[changed]!, quantity: String(changed * 77) };
    current = { ...current, lines };
    return pricer.price(current, options);
  };
  pricer.price(current, options);
  const discounted: QuoteInput = { ...thousand, orderDiscountAmount: '12345.67' };
  let typed = 0;
  const typeMargin = (): unknown => {
    typed = (typed + 1) % 900;
    return solveLine(model, discounted, `l${typed}`, { figure: 'margin', basisPoints: 5000 + typed });
  };
  const { netMinor } = priceQuote(model, discounted).totals;
  return [
    {
      name: '10,000 lines priced',
      milliseconds: median(15, () => priceQuote(model, tenThousand, options)),
      target: 50,
    },
    { name: '1,000 lines priced', milliseconds: median(31, () => priceQuote(model, thousand, options)), target: 8 },
    { name: 'one line of 1,000 changed', milliseconds: median(201, changeOne), target: 1 },
    {
      name: 'a margin typed on one line of 1,000, with an order discount',
      milliseconds: median(61, typeMargin),
      target: 8,
    },
    {
      name: 'room within the floors of 1,000 lines',
      milliseconds: median(31, () => roomWithinFloors(model, discounted, netMinor)),
      target: 8,
    },
    { name: '10,000 lines of tiers, scaled bigint', milliseconds: median(15, tiersInBigint), target: null },
    { name: '10,000 lines of tiers, decimal.js', milliseconds: median(15, tiersInDecimal), target: null },
  ];
}

const bigintTiers = tiers.map((tier) => ({
  upTo: tier.upTo === null ? null : parseDecimal(tier.upTo, 'upTo'),
  unitPrice: parseDecimal(tier.unitPrice, 'unitPrice'),
  flatFee: 0n,
}));

function tiersInBigint(): bigint {
  let total = 0n;
  for (let index = 0; index < 10_000; index += 1) {
    const amount = graduatedAmount(bigintTiers, parseDecimal(quantityOf(index), 'quantity'));
    const kept = BigInt(10_000 - ((index * 37) % 3000));
    total += roundQuotient(amount * kept, 10n ** 26n, 'half-away-from-zero');
  }
  return total;
}

const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP });
const decimalTiers = tiers.map((tier) => ({
  upTo: tier.upTo === null ? null : new Exact(tier.upTo),
  unitPrice: new Exact(tier.unitPrice),
}));

function tiersInDecimal(): Decimal {
  let total = new Exact(0);
  for (let index = 0; index < 10_000; index += 1) {
    const quantity = new Exact(quantityOf(index));
    let from = new Exact(0);
    let amount = new Exact(0);
    for (const tier of decimalTiers) {
      const upper = tier.upTo === null || quantity.lt(tier.upTo) ? quantity : tier.upTo;
      amount = amount.plus(upper.minus(from).times(tier.unitPrice));
      from = upper;
      if (upper.eq(quantity)) break;
    }
    total = total.plus(
      amount
        .times(10_000 - ((index * 37) % 3000))
        .div(10_000)
        .toDecimalPlaces(2),
    );
  }
  return total;
}
