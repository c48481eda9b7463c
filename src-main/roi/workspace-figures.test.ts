import { describe, expect, it } from 'vitest';
import { VerdictRecord } from '../../src-shared/bakeoffs';
import type { EntityDefinition } from '../../src-shared/kernel/entity';
import type { Rows } from '../../src-shared/kernel/reading';
import { Quote, QuoteLine, QuoteVersion } from '../../src-shared/quotes';
import { measuredIn } from './measured-units';
import { takeFigure } from './workspace-figures';

const years = [120_000_00, 100_000_00, 50_000_00].map((netMinor, index) => ({ year: index + 1, from: '', netMinor }));
const bill = (netMinor: number, month: number) => ({ netMinor, bills: 1, month });
const tables: Record<string, Record<string, unknown>[]> = {
  [Quote.name]: [{ id: 'quote', number: 'Q-A7-0001' }],
  [QuoteVersion.name]: [
    {
      id: 'version',
      quote: 'quote',
      version: 2,
      parts: 1,
      input: {},
      figures: {
        currency: 'EUR',
        termMonths: 30,
        totals: { years, oneTimeMinor: 20_000_00, totalContractValueMinor: 270_000_00 },
      },
    },
  ],
  quoteVersionLines: [
    {
      id: 'lines',
      version: 'version',
      index: 0,
      lines: [],
      figures: [
        { recurring: true, optional: false, priced: true, bills: [bill(100_000_00, 0)] },
        { recurring: false, optional: false, priced: true, bills: [bill(20_000_00, 3)] },
        { recurring: false, optional: true, priced: true, bills: [bill(9_000_00, 3)] },
      ],
    },
  ],
  [VerdictRecord.name]: [
    {
      id: 'verdict',
      number: 'B-A7-0001/1',
      version: 1,
      rows: [
        {
          key: 'search',
          label: 'Search',
          unit: 'ms',
          scale: 'ratio',
          estimate: 0.4,
          lower: 0.35,
          upper: 0.5,
          ours: [110, 130, 120],
          theirs: [300, 330],
          oursMedian: 120,
          theirsMedian: 315,
        },
        {
          key: 'errors',
          label: 'Errors',
          unit: '%',
          scale: 'difference',
          estimate: 1,
          ours: [],
          theirs: [],
          oursMedian: null,
        },
      ],
    },
  ],
  [QuoteLine.name]: [
    {
      id: 'line',
      sku: 'STORE',
      quantityFrom: {
        kind: 'usage',
        file: { name: 'usage.csv', sha256: 'a'.repeat(64) },
        meter: 'store',
        unit: 'calls',
        take: 'mean',
        lastMonths: null,
        partialToo: false,
        measured: [100, 300].map((quantity, at) => ({
          month: `2026-0${at + 1}`,
          quantity: `${quantity}`,
          times: 1,
          partial: false,
        })),
      },
    },
    { id: 'typed', sku: 'SEAT', quantityFrom: null },
  ],
};
const found = (definition: EntityDefinition, wanted: Record<string, unknown>) =>
  (tables[definition.name] ?? []).filter((row) => Object.entries(wanted).every(([name, value]) => row[name] === value));
const rows = {
  get: (definition, id) => found(definition, { id })[0],
  require: (definition, id) => found(definition, { id })[0],
  where: (definition, fields) => found(definition, fields),
} as Rows;
const take = (
  from: Parameters<typeof takeFigure>[2],
  unit: string,
  shape: 'number' | 'by-year' = 'number',
  currency = 'EUR',
) => takeFigure(rows, (_entity, id) => `receipt of ${id}`, from, { name: 'asked', unit, shape }, currency);
const quote = (figure: 'quote.per-year' | 'quote.one-time' | 'quote.total' | 'quote.term-years' | 'usage.per-year') =>
  ({ kind: 'quote', quote: 'quote', version: 2, figure }) as const;

describe('figures of the workspace as inputs', () => {
  it('a quote gives the recurring net of its years, a last part of a year counted whole', () => {
    const taken = take(quote('quote.per-year'), 'money/year', 'by-year');
    expect(taken.value).toEqual(['100000.00', '100000.00', '100000.00']);
    expect(taken.source).toMatchObject({
      text: 'Quote Q-A7-0001, version 2, recurring net of each year, its last 6 months counted as a whole year',
      entity: 'quote',
      receipt: 'receipt of version',
    });
    expect(take(quote('quote.one-time'), 'money').value).toBe('20000.00');
    expect(take(quote('quote.total'), 'money').value).toBe('270000.00');
    expect(take(quote('quote.term-years'), 'years').value).toBe('2.5');
  });

  it('a verdict gives its ratio with the interval, and medians in the unit of the input', () => {
    const verdict = (figure: 'verdict.ratio' | 'verdict.saving' | 'verdict.theirs', row = 'search') =>
      ({ kind: 'verdict', verdict: 'verdict', row, figure }) as const;
    expect(take(verdict('verdict.ratio'), '%')).toMatchObject({ value: '40', low: '35', high: '50' });
    expect(take(verdict('verdict.saving'), '1')).toMatchObject({ value: '0.6', low: '0.5', high: '0.65' });
    expect(take(verdict('verdict.theirs'), 'minutes/query')).toMatchObject({
      value: '0.00525',
      low: '0.005',
      high: '0.0055',
    });
    expect(() => take(verdict('verdict.theirs'), 'people')).toThrow('measured in ms and the input is in people');
    expect(() => take(verdict('verdict.ratio', 'errors'), '%')).toThrow('not judged by a ratio');
    expect(() => take(verdict('verdict.ratio', 'gone'), '%')).toThrow('no row gone');
  });

  it('usage gives what was measured, a month or a year', () => {
    const usage = (figure: 'usage.per-month' | 'usage.per-year', line = 'line') =>
      ({ kind: 'usage', line, figure }) as const;
    expect(take(usage('usage.per-month'), 'calls/month')).toMatchObject({ value: '200', low: '100', high: '300' });
    expect(take(usage('usage.per-year'), 'calls/year').value).toBe('2400');
    expect(() => take(usage('usage.per-year', 'typed'), 'calls/year')).toThrow('does not come from a usage file');
  });

  it('what does not fit is refused with the reason', () => {
    expect(() => take(quote('quote.total'), 'money', 'number', 'USD')).toThrow('is in EUR and the case in USD');
    expect(() => take(quote('quote.per-year'), 'money/year')).toThrow('a number for each year');
    expect(() => take(quote('usage.per-year'), 'money')).toThrow('A quote has no figure');
    expect(measuredIn('EUR', 'money/query', 'EUR')).toBe(1);
    expect(measuredIn('USD', 'money/query', 'EUR')).toBeNull();
    expect(measuredIn('s', 'hours', 'EUR')).toBeCloseTo(1 / 3600, 15);
  });
});
