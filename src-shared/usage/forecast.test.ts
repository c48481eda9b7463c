import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addFractions, compareFractions, type Fraction, formatFraction, zeroFraction } from '../kernel/decimal';
import { ProofdeskError } from '../kernel/errors';
import { forecastMonths, type UsageForecastInput, usageForecastSchema } from './forecast';
import { type MeterOf, meteredMonths, meteredQuantity } from './metered-line';
import { sayQuantitySource } from './say';
import type { ForecastSource, MeterSteps } from './source';

const forecast = (own: Partial<UsageForecastInput> = {}) =>
  usageForecastSchema.parse({ base: '2000000', start: '2027-01', ...own });
const source = (own: Partial<UsageForecastInput>, unit = 'API calls', steps: MeterSteps = 'none'): ForecastSource => ({
  kind: 'forecast',
  forecast: forecast(own),
  unit,
  steps,
});
const meter = (own: Partial<MeterOf> = {}): MeterOf => ({
  unit: 'API call',
  periodMonths: 1,
  firstMonth: '2027-01',
  months: 12,
  wholeMonths: true,
  ...own,
});
const growth = (basisPoints: number, per: 'month' | 'year' = 'month') => ({ basisPoints, per });
const told = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    if (error instanceof ProofdeskError) return error.toRecord();
    throw error;
  }
  throw new Error('It was expected to fail.');
};

describe('a usage forecast, worked by hand', () => {
  it('without growth is its base in every month', () => {
    expect(meteredQuantity(source({}), meter())).toEqual({ quantity: '2000000', quantityRange: null, ramp: null });
  });

  it('grows compound by the month, exactly', () => {
    const months = meteredMonths(source({ growth: growth(300) }), meter({ months: 4 }));
    // 2,000,000 × 1.03, × 1.03², × 1.03³
    expect(months.map(({ quantity }) => quantity)).toEqual(['2000000', '2060000', '2121800', '2185454']);
    // Their mean is 8,367,254 ÷ 4 = 2,091,813.5 calls, and calls are whole.
    expect(meteredQuantity(source({ growth: growth(300) }), meter({ months: 4 })).quantity).toBe('2091814');
  });

  it('grows by the year at each anniversary of its first month', () => {
    const months = meteredMonths(source({ growth: growth(2000, 'year'), start: '2026-07' }), meter({ months: 8 }));
    expect(months.map(({ quantity }) => quantity)).toEqual([
      ...Array.from({ length: 6 }, () => '2000000'),
      '2400000',
      '2400000',
    ]);
  });

  it('weighs months by their seasons, of which only the proportions count', () => {
    const seasons = ['2', '1', '1', '1', '1', '1', '1', '1', '1', '1', '1', '0'];
    const doubled = seasons.map((own) => String(Number(own) * 2.5));
    const own = meteredMonths(source({ base: '120', seasons }, 'call'), meter());
    expect(own.map(({ quantity }) => quantity)).toEqual(['240', ...Array.from({ length: 10 }, () => '120'), '0']);
    expect(meteredMonths(source({ base: '120', seasons: doubled }, 'call'), meter())).toEqual(own);
  });

  it('adds what is used up over the months of a period, and takes the mean of what is held', () => {
    expect(meteredQuantity(source({ base: '100' }), meter({ periodMonths: 3 })).quantity).toBe('300');
    expect(meteredQuantity(source({ base: '100' }), meter({ periodMonths: 12 })).quantity).toBe('1200');
    expect(meteredQuantity(source({ base: '100' }), meter({ periodMonths: 0, months: 36 })).quantity).toBe('3600');
    expect(meteredQuantity(source({ base: '100' }, 'GB'), meter({ unit: 'GB', periodMonths: 12 })).quantity).toBe(
      '100',
    );
    expect(meteredQuantity(source({ base: '3', per: 'year' }, 'TB'), meter({ unit: 'GB' })).quantity).toBe('3000');
    expect(meteredQuantity(source({ base: '1200', per: 'year' }), meter()).quantity).toBe('100');
  });

  it('is turned into the unit of the item exactly', () => {
    const tokens = source({ base: '2500500' }, 'tokens');
    expect(meteredQuantity(tokens, meter({ unit: '1,000 tokens' })).quantity).toBe('2500.5');
    expect(meteredQuantity(tokens, meter({ unit: 'million tokens' })).quantity).toBe('2.5');
    expect(meteredQuantity(source({ base: '90' }, 'minutes'), meter({ unit: 'compute hour' })).quantity).toBe('1.5');
  });

  it('below one pack keeps whole tokens', () => {
    expect(meteredQuantity(source({ base: '2500' }, 'tokens'), meter({ unit: 'million tokens' })).quantity).toBe(
      '0.0025',
    );
  });

  it('is cut into stretches with quantities and ranges of their own', () => {
    const own = source({ base: '100', low: '90', high: '130', growth: growth(10_000, 'year') }, 'calls', 'year');
    expect(meteredQuantity(own, meter({ months: 24 }))).toEqual({
      quantity: '150',
      quantityRange: { low: '135', high: '195' },
      ramp: [
        { months: 12, quantity: '100', quantityRange: { low: '90', high: '130' } },
        { months: 12, quantity: '200', quantityRange: { low: '180', high: '260' } },
      ],
    });
    expect(
      meteredQuantity({ ...own, steps: 'quarter' }, meter({ months: 7 })).ramp?.map(({ months }) => months),
    ).toEqual([3, 3, 1]);
  });

  it('is said in one sentence', () => {
    expect(
      sayQuantitySource(source({ growth: growth(300), low: '1500000', high: '2500000' }, 'API calls', 'year')),
    ).toBe(
      'from forecast: 2,000,000 API calls a month in 2027-01, growing 3 % a month, between 1,500,000 and 2,500,000, priced year by year',
    );
  });
});

describe('a forecast that cannot be', () => {
  it.each([
    ['another unit than the item’s', source({}, 'GB'), meter(), 'unit'],
    ['tokens of another kind', source({}, 'input tokens'), meter({ unit: '1,000 output tokens' }), 'unit'],
    ['a beginning after the line’s', source({ start: '2027-03' }), meter(), 'start'],
    ['seasons that are all nothing', source({ seasons: Array.from({ length: 12 }, () => '0') }), meter(), 'seasons'],
    ['a low end above it', source({ low: '3000000', high: '4000000' }), meter(), 'low'],
    ['one end only', source({ low: '1' }), meter(), 'high'],
    ['stretches of what is paid once', source({}, 'calls', 'year'), meter({ periodMonths: 0 }), 'steps'],
    ['stretches of days that are no months', source({}, 'calls', 'month'), meter({ wholeMonths: false }), 'steps'],
  ])('%s is named by its field', (_name, own, of, field) => {
    expect(told(() => meteredQuantity(own, of))).toMatchObject({ code: 'bad-input', where: { field } });
  });
});

describe('every forecast', () => {
  const anyForecast = fc.record({
    base: fc.integer({ min: 0, max: 10_000_000 }).map(String),
    growth: fc.option(
      fc.record({
        basisPoints: fc.integer({ min: -5_000, max: 5_000 }),
        per: fc.constantFrom('month' as const, 'year' as const),
      }),
    ),
    seasons: fc.option(fc.array(fc.integer({ min: 1, max: 50 }).map(String), { minLength: 12, maxLength: 12 })),
  });
  const sum = (values: readonly Fraction[]) => values.reduce((a, b) => addFractions(a, b), zeroFraction);

  it('comes to the same over whole years with seasons as without, where it does not grow', () => {
    fc.assert(
      fc.property(anyForecast, fc.integer({ min: 1, max: 4 }), (own, years) => {
        const months = (with_: typeof own) =>
          forecastMonths(forecast({ ...with_, growth: null }), '2027-01', 12 * years).map(({ expected }) => expected);
        expect(compareFractions(sum(months(own)), sum(months({ ...own, seasons: null })))).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it('has stretches that add up to the months, whatever their length', () => {
    fc.assert(
      fc.property(anyForecast, fc.constantFrom('month' as const, 'quarter' as const, 'year' as const), (own, steps) => {
        const of = meter({ unit: '1,000,000,000 tokens', months: 36 });
        const { ramp, quantity } = meteredQuantity(source(own, 'tokens', steps), of);
        const total = ramp!.reduce((all, part) => all + Number(part.quantity) * part.months, 0);
        // Each is rounded once to a hundredth, or to a token.
        expect(Math.abs(total - Number(quantity) * 36)).toBeLessThan(36 * 0.01 + 1e-6);
      }),
      { numRuns: 60 },
    );
  });

  it('never shrinks when its base or its growth rises', () => {
    fc.assert(
      fc.property(anyForecast, fc.integer({ min: 0, max: 1_000 }), (own, more) => {
        const total = (with_: Partial<UsageForecastInput>) =>
          sum(forecastMonths(forecast({ ...own, ...with_ }), '2027-01', 24).map(({ expected }) => expected));
        const up = own.growth && { ...own.growth, basisPoints: own.growth.basisPoints + more };
        expect(compareFractions(total({ base: String(Number(own.base) + more) }), total({}))).toBeGreaterThanOrEqual(0);
        expect(compareFractions(total({ growth: up }), total({}))).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps low, expected and high in their order in every month', () => {
    fc.assert(
      fc.property(anyForecast, fc.integer({ min: 0, max: 100 }), (own, by) => {
        const base = Number(own.base);
        const [low, high] = [String(Math.max(0, base - by)), String(base + by)];
        for (const month of forecastMonths(forecast({ ...own, low, high }), '2027-01', 12)) {
          expect(compareFractions(month.low!, month.expected), formatFraction(month.expected)).toBeLessThanOrEqual(0);
          expect(compareFractions(month.expected, month.high!)).toBeLessThanOrEqual(0);
        }
      }),
      { numRuns: 60 },
    );
  });
});
