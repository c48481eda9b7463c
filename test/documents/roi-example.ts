import type { DocumentInput, RoiDocument } from '../../src-shared/documents';
import { base, cents } from './examples';

/** A value readout over three years, whose rows add up to its sums. */
export function roiExample(
  changes: Partial<Extract<DocumentInput, { kind: 'roi' }>> = {},
): Extract<DocumentInput, { kind: 'roi' }> {
  const side = (title: string, rows: [string, number[]][]): RoiDocument['ours'] => {
    const sums = [0, 1, 2].map((year) => rows.reduce((sum, [, amounts]) => sum + amounts[year]!, 0));
    return {
      title,
      rows: rows.map(([name, amounts]) => ({
        name,
        amounts: amounts.map(cents),
        total: cents(amounts.reduce((sum, amount) => sum + amount, 0)),
      })),
      sums: sums.map(cents),
      total: cents(sums.reduce((sum, amount) => sum + amount, 0)),
    };
  };
  const ours = side('Northwind', [
    ['Subscription', [9900635, 9900635, 9900635]],
    ['Migration and training', [4200000, 0, 0]],
    ['Operation, 0.5 people', [5200000, 5356000, 5516680]],
  ]);
  const theirs = side('Status quo', [
    ['Licences and support', [14200000, 14626000, 15064780]],
    ['Servers and storage', [3800000, 3800000, 6100000]],
    ['Operation, 1.5 people', [15600000, 16068000, 16550040]],
  ]);
  const minor = (amount: string) => Math.round(Number(amount) * 100);
  const amounts = [0, 1, 2].map((year) => minor(theirs.sums[year]!) - minor(ours.sums[year]!));
  const cumulative = amounts.map((_, year) => amounts.slice(0, year + 1).reduce((sum, amount) => sum + amount, 0));
  return {
    ...base,
    kind: 'roi',
    number: 'V-A7-0009',
    version: 1,
    title: 'Value for Halden Energy',
    currency: 'USD',
    headline: [
      'Over three years Northwind costs ',
      { number: cents(cumulative[2]!), unit: 'USD' },
      ' less than going on as now.',
    ],
    lead: 'Licence, machines and the people who run it, on Halden’s own figures; growth of wages 3 % a year.',
    facts: [
      { value: { number: cents(cumulative[2]!), unit: 'USD' }, text: 'less over three years' },
      { value: { number: '5', unit: 'months' }, text: 'until what was spent has come back' },
      { value: { number: '412345.67', unit: 'USD' }, text: ['net present value at ', { number: '8', unit: '%' }] },
    ],
    periods: ['Year 1', 'Year 2', 'Year 3'],
    ours,
    theirs,
    benefit: { amounts: amounts.map(cents), cumulative: cumulative.map(cents), total: cents(cumulative[2]!) },
    measures: [
      {
        name: 'Net present value',
        value: { number: '412345.67', unit: 'USD' },
        definition: 'The differences of the three years, each at its end, discounted at 8 % a year.',
      },
      {
        name: 'Payback',
        value: { number: '5', unit: 'months' },
        definition: 'The first month in which the added-up difference is not below zero.',
      },
      {
        name: 'Internal rate of return',
        value: null,
        reason: 'none: no year costs more than now',
        definition: 'The rate at which the net present value is zero.',
      },
    ],
    scenarios: {
      names: ['Conservative', 'Expected', 'Stretch'],
      main: 1,
      positions: [
        ['-85000.00', '-40000.00', '-12500.00'],
        ['-85000.00', '2000.00', '60000.00'],
        ['-70000.00', '40000.00', '120000.00'],
      ],
      rows: [
        {
          name: 'Net present value',
          values: [
            { number: '-12500.00', unit: 'USD' },
            { number: '48200.00', unit: 'USD' },
            { number: '96000.00', unit: 'USD' },
          ],
        },
        { name: 'Payback', values: [null, { number: '14', unit: 'months' }, { number: '8', unit: 'months' }] },
      ],
    },
    sensitivity: {
      base: 48200,
      rows: [
        { name: 'Hours saved', low: '800', high: '1600', unit: 'hours/year', atLow: 11000, atHigh: 81000 },
        { name: 'Months until everybody uses it', low: '2', high: '9', unit: 'months', atLow: 52000, atHigh: null },
      ],
    },
    spread: {
      draws: 10_000,
      seed: 7,
      from: -20000,
      to: 110000,
      counts: [2, 10, 60, 300, 900, 1900, 2600, 2300, 1300, 500, 110, 18],
      low: 14000,
      median: 47000,
      high: 79000,
      gain: { number: '96.2', unit: '%' },
    },
    assumptions: [
      { name: 'Subscription', value: { number: '297019.04', unit: 'USD' }, source: 'Quote Q-A7-0142, version 3' },
      { name: 'People who run it today', value: '1.5', source: 'Halden, M. Solberg, 4 November 2026' },
      {
        name: 'Yearly cost of one person',
        value: { number: '104000', unit: 'USD' },
        source: 'Halden, M. Solberg, 4 November 2026',
      },
      {
        name: 'Growth of wages',
        value: { number: '3', unit: '%' },
        source: 'Agreed in the meeting of 4 November 2026',
      },
      { name: 'Discount rate', value: { number: '8', unit: '%' }, source: 'Halden’s own hurdle rate' },
    ],
    method: [
      'Costs of both ways by year, in nominal amounts. Benefits that cannot be measured are left out. What Northwind costs is the quote; every other figure is the customer’s.',
    ],
    ...changes,
  };
}
