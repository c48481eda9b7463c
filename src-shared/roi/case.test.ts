import { describe, expect, it } from 'vitest';
import { computeRoiCase, type RoiCase } from './case';
import { explainRoi, explainRoiLine, roiFigureNames } from './case-explain';
import { roiCaseInputSchema } from './case-schema';

const money = (value: string, source = 'customer, 3 March') => ({ value, unit: 'EUR', source });
const rate = (value: string) => ({ value, unit: 'a year', source: 'customer’s treasury' });

const input = {
  currency: 'EUR',
  discountRate: rate('0.08'),
  statusQuo: {
    yearly: [
      { id: 'licences', label: 'Licences today', kind: 'level', perYear: money('120000'), growth: rate('0.05') },
      {
        id: 'operations',
        label: 'Two operators',
        kind: 'quantity',
        quantity: { value: '3200', unit: 'hours', source: 'time sheets' },
        each: money('62.50'),
      },
    ],
    oneTime: [{ id: 'hardware', label: 'New hardware due', amount: money('40000'), year: 2 }],
  },
  proposal: {
    yearly: [
      {
        id: 'quote',
        label: 'Subscription',
        kind: 'by-year',
        amounts: ['141595.20', '141595.20', '148674.96'],
        unit: 'EUR',
        source: 'quote Q-A7-0142',
      },
    ],
    oneTime: [{ id: 'setup', label: 'Migration', amount: money('85000', 'quote Q-A7-0142') }],
  },
  benefits: [
    {
      id: 'hours',
      label: 'Analyst hours saved',
      kind: 'quantity',
      quantity: { value: '1800', unit: 'hours', source: 'workshop' },
      each: money('71.33'),
      share: { value: '0.5', unit: 'share', source: 'agreed with finance' },
    },
  ],
};

const compute = (changes: object = {}): RoiCase => computeRoiCase(roiCaseInputSchema.parse({ ...input, ...changes }));

describe('a three-year case against the status quo', () => {
  const roi = compute();

  it('adds every line by year, exactly', () => {
    expect(roi.statusQuo.amounts).toEqual(['0.00', '320000.00', '366000.00', '332300.00']);
    expect(roi.statusQuo.total).toBe('1018300.00');
    expect(roi.proposal.amounts).toEqual(['85000.00', '141595.20', '141595.20', '148674.96']);
    expect(roi.proposal.total).toBe('516865.36');
    expect(roi.benefits.amounts).toEqual(['0.00', '64197.00', '64197.00', '64197.00']);
    expect(roi.net.amounts).toEqual(['-85000.00', '242601.80', '288601.80', '247822.04']);
    expect(roi.net.total).toBe('694025.64');
    expect(roi.cumulative).toEqual(['-85000.00', '157601.80', '446203.60', '694025.64']);
  });

  it('discounts exactly and rounds once', () => {
    // −85000 + 242601.80/1.08 + 288601.80/1.1664 + 247822.04/1.259712
    expect(roi.netPresentValue).toBe('583789.95');
  });

  it('gives rate, payback and return as plain numbers', () => {
    const flows = [-85000, 242601.8, 288601.8, 247822.04];
    const internal = roi.internalRate.value ?? 0;
    expect(flows.reduce((sum, flow, time) => sum + flow / (1 + internal) ** time, 0)).toBeCloseTo(0, 4);
    expect(roi.paybackYears.value).toBeCloseTo(85000 / 242601.8, 12);
    expect(roi.discountedPaybackYears.value).toBeCloseTo((85000 * 1.08) / 242601.8, 12);
    expect(roi.returnOnInvestment.value).toBeCloseTo(694025.64 / 516865.36, 12);
  });

  it('rounds each line and year once, half away from zero', () => {
    const line = { id: 'x', label: 'Thirds', kind: 'level', perYear: money('0.005') };
    const roi3 = compute({ benefits: [line, { ...line, id: 'y' }] });
    expect(roi3.benefits.amounts).toEqual(['0.00', '0.02', '0.02', '0.02']);
    expect(compute({ currency: 'JPY', benefits: [{ ...line, perYear: money('0.5') }] }).benefits.total).toBe('3');
  });

  it('explains every figure down to the sources that were typed', () => {
    for (const name of roiFigureNames) {
      const steps = explainRoi(roi, name);
      expect(steps.length, name).toBeGreaterThan(1);
      for (const step of steps) expect(step.how, name).not.toMatch(/undefined|NaN/);
    }
    expect(explainRoi(roi, 'benefits')[0]).toEqual({
      what: 'Analyst hours saved',
      how: '1800 hours × 71.33 EUR, of which a share of 0.5 is counted',
      value: '192591.00',
      unit: 'EUR',
      from: ['workshop', 'customer, 3 March', 'agreed with finance'],
    });
    const [licences] = roi.lines.statusQuo.filter((line) => line.id === 'licences');
    expect(licences && explainRoiLine(licences, 'EUR').map((step) => step.value)).toEqual([
      '120000.00',
      '126000.00',
      '132300.00',
    ]);
  });
});

describe('cases at the edge', () => {
  it('has no payback, rate or return where there is none, and says why', () => {
    const dear = compute({ statusQuo: { yearly: [] }, benefits: [] });
    expect(dear.paybackYears).toEqual({ value: null, reason: 'not paid back within 3 years' });
    expect(dear.internalRate.value).toBeNull();
    expect(dear.returnOnInvestment.value).toBe(-1);
    const free = compute({ proposal: {} });
    expect(free.returnOnInvestment.value).toBeNull();
    expect(free.paybackYears.value).toBe(0);
  });

  it('refuses what is incomplete, naming the field', () => {
    const problem = (changes: object) =>
      roiCaseInputSchema.safeParse({ ...input, ...changes }).error?.issues[0]?.path.join('.');
    expect(problem({ discountRate: { value: '0.08', unit: 'a year', source: ' ' } })).toBe('discountRate.source');
    expect(problem({ discountRate: rate('-1') })).toBe('discountRate.value');
    expect(problem({ currency: 'euro' })).toBe('currency');
    expect(problem({ years: 2 })).toBe('proposal.yearly.0.amounts');
    expect(problem({ benefits: [{ ...input.benefits[0], id: 'setup' }] })).toBe('benefits.0.id');
    expect(problem({ benefits: [{ ...input.benefits[0], each: { value: '1e5', unit: 'EUR', source: 'x' } }] })).toBe(
      'benefits.0.each.value',
    );
    expect(() => compute({ currency: 'XAU' })).toThrow(expect.objectContaining({ code: 'bad-input' }));
  });
});
