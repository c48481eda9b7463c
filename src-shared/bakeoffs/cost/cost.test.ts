import { describe, expect, it } from 'vitest';
import type { Metric } from '../metrics';
import { metricsSchema, newMetric } from '../metrics';
import { costInWords, explainPrices } from './explain-cost';
import { readPriceSheet } from './price-file';
import { exactDecimal, hourlyCost, type PriceItem, pricedSheet, priceItemSchema } from './price-sheet';
import { costUnit, pricedFigure, readCostUnit } from './run-cost';

const item = (given: Partial<PriceItem>): PriceItem => ({
  label: 'machine',
  amount: '1',
  currency: 'EUR',
  per: 'hour',
  quantity: '1',
  date: '2026-05-04',
  source: 'https://prices.example',
  ...given,
});

const row: Metric = newMetric(
  {
    series: 'Search',
    metric: 'elapsed',
    unit: 'ms',
    better: 'lower',
    measure: { kind: 'cost', basis: 'throughput', work: 'requests', per: 1_000_000, currency: 'EUR' },
  },
  [],
);

describe('a price sheet', () => {
  it('adds what is paid by time exactly, a month as 730 hours and a licence over its months', () => {
    const sheet = pricedSheet([
      item({ amount: '0.3060', quantity: '3' }),
      item({ amount: '0.088', per: 'month', quantity: '500' }),
      item({ amount: '8760', per: 'year' }),
      item({ amount: '26280', per: 'licence', months: 36 }),
    ]);
    expect(typeof sheet).toBe('object');
    if (typeof sheet === 'string') return;
    // 0.918 + 44/730 + 1 + 26280/26280
    expect(exactDecimal(sheet.hourly)).toBe('2.978273972603');
    expect(sheet.hourlyAmount).toBeCloseTo(0.918 + 44 / 730 + 1 + 1, 12);
  });

  it('has no sum without prices or in several currencies', () => {
    expect(pricedSheet([])).toMatch(/no prices/);
    expect(pricedSheet([item({}), item({ currency: 'USD' })])).toMatch(/several currencies \(EUR, USD\)/);
  });

  it('refuses a licence without months, and a quantity where use is measured', () => {
    expect(priceItemSchema.safeParse(item({ per: 'licence' })).success).toBe(false);
    expect(priceItemSchema.safeParse(item({ months: 12 })).success).toBe(false);
    expect(priceItemSchema.safeParse(item({ per: 'million-requests', quantity: '2' })).success).toBe(false);
    expect(hourlyCost(item({ per: 'gigabyte' }))).toBeNull();
  });

  it('is read from a table or from JSON, and says which line does not fit', () => {
    const text =
      'label;amount;currency;per;quantity;months;date;source\nnode;0.5;EUR;hour;2;;2026-05-04;list\nlicence;1000;EUR;licence;;24;2026-05-04;offer 7\n';
    expect(readPriceSheet(text, 'p.csv')).toEqual([
      item({ label: 'node', amount: '0.5', quantity: '2', source: 'list' }),
      item({ label: 'licence', amount: '1000', per: 'licence', months: 24, source: 'offer 7' }),
    ]);
    expect(readPriceSheet(JSON.stringify([item({})]), 'p.json')).toEqual([item({})]);
    expect(() => readPriceSheet(text.replace('0.5', '0,5'), 'p.csv')).toThrow(/line 2, amount/);
    expect(() => readPriceSheet('price,amount\n', 'p.csv')).toThrow(/column “price”/);
  });
});

describe('the cost of a run', () => {
  const figure = {
    metric: row.id,
    value: null,
    samples: 6000,
    enough: false,
    work: { secondsPerUnit: 0.01, perSecond: { requests: 101, bytes: 1e6 } },
  };

  it('is money an hour by good units an hour, and what is charged for use beside it', () => {
    expect(pricedFigure(figure, row, [item({ amount: '3.6' })])).toMatchObject({
      value: 10,
      enough: true,
      unit: 'EUR per million requests',
      better: 'lower',
    });
    const used = pricedFigure(figure, row, [
      item({ amount: '3.6' }),
      item({ amount: '0.5', per: 'gigabyte' }),
      item({ amount: '2', per: 'million-requests' }),
    ]);
    // 0.001 + 0.0005 + 0.000202 a second, 10,000 s for a million good requests
    expect(used.value).toBeCloseTo(17.02, 9);
  });

  it('is missing, with the reason, without prices or without what a price needs; never made up', () => {
    expect(pricedFigure(figure, row, [])).toMatchObject({
      value: null,
      enough: false,
      reason: 'no prices are recorded for this contender',
    });
    const tokens = pricedFigure(figure, row, [item({ per: 'million-output-tokens' })]);
    expect(tokens.value).toBeNull();
    expect(tokens.reason).toMatch(/output tokens/);
    const { work: _work, ...bare } = figure;
    expect(pricedFigure({ ...bare, reason: 'the file does not say what failed' }, row, [item({})]).reason).toBe(
      'the file does not say what failed',
    );
  });

  it('has the currency of the prices, so that unlike currencies are not compared', () => {
    expect(pricedFigure(figure, row, [item({ currency: 'USD' })]).unit).toBe('USD per million requests');
  });

  it('prices each execution of a file that holds several', () => {
    const jobs = { ...figure, work: { secondsPerUnit: 2, perSecond: {}, repetitions: [1, 2, 3] } };
    expect(pricedFigure(jobs, row, [item({ amount: '3.6' })]).repetitions).toEqual([1000, 2000, 3000]);
  });

  it('is explained by price, throughput and unit', () => {
    const prices = [item({ amount: '3.6' })];
    expect(costInWords(row, figure.work, prices)).toBe(
      '100 good requests a second, so 0.01 s for one; (EUR 3.6 per hour ÷ 3,600) × 0.01 s × 1000000 = the cost of a million requests',
    );
    expect(explainPrices('ours', prices).map(({ what, value }) => [what, value])).toEqual([
      ['Price, ours: machine', '3.6'],
      ['Everything paid by time, ours', '3.6'],
    ]);
  });
});

describe('a row of cost', () => {
  it('has a unit of money that is read as it is written', () => {
    expect(row).toMatchObject({ id: 'search-cost-per-million-requests', unit: 'EUR per million requests' });
    expect(metricsSchema.safeParse([row]).success).toBe(true);
    for (const unit of ['EUR per million requests', 'USD per 500 jobs', 'EUR per job']) {
      expect(costUnit(readCostUnit(unit)!)).toBe(unit);
    }
    expect(readCostUnit('ms')).toBeNull();
  });
});
