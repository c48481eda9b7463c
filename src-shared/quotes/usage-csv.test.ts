import { describe, expect, it } from 'vitest';
import { chosenMeter, readUsageRows, requireReadable, type UsageReading } from './usage-csv';

const read = (text: string, reading: UsageReading = {}) => {
  const [head = '', ...rows] = text.trim().split('\n');
  return readUsageRows(
    head.split(';'),
    rows.map((row, index) => ({ line: index + 2, cells: row.split(';') })),
    'usage.csv',
    reading,
  );
};

describe('a usage file', () => {
  it('is added up by meter and month; the months it begins and ends inside are partial', () => {
    const table = read(`timestamp;meter;quantity;unit
2026-01-15T10:00:00Z;api;10;calls
2026-01-31T10:00:00Z;api;15.5;calls
2026-02-01T00:00:00Z;api;20;calls
2026-02-28T23:00:00Z;disk;7;GB
2026-03-01T00:00:00Z;api;1;calls
2026-03-30T00:00:00Z;api;2;calls`);
    expect(table.problems).toEqual([]);
    expect(table.meters).toEqual([
      {
        meter: 'api',
        unit: 'calls',
        measured: [
          { month: '2026-01', quantity: '25.5', times: 2, partial: true },
          { month: '2026-02', quantity: '20', times: 1, partial: false },
          { month: '2026-03', quantity: '3', times: 2, partial: true },
        ],
        missing: [],
      },
      {
        meter: 'disk',
        unit: 'GB',
        measured: [{ month: '2026-02', quantity: '7', times: 1, partial: false }],
        missing: [],
      },
    ]);
    expect([table.from, table.until]).toEqual(['2026-01-15', '2026-03-30']);
  });

  it('by months has whole months only, and names those that it leaves out', () => {
    const table = read('Monat;Menge\n2026-01;1.200,5\n2026-02;900,25\n2026-04;1.000,75');
    expect(table.meters[0]).toMatchObject({
      measured: [
        { quantity: '1200.5', partial: false },
        { quantity: '900.25' },
        { quantity: '1000.75', partial: false },
      ],
      missing: ['2026-03'],
    });
  });

  it('names every row that cannot be read by line, column and heading, and guesses nothing', () => {
    const table = read(`date;meter;quantity
2026-01-05;api;many
31.02.2026;api;5
03/04/2026;api;5
2026-01-06;;5
2026-01-07;api;-5
2026-01-08;api;1,234`);
    expect(table.problems.map(({ line, column, heading }) => [line, column, heading])).toEqual([
      [2, 3, 'quantity'],
      [3, 1, 'date'],
      [4, 1, 'date'],
      [5, 2, 'meter'],
      [6, 3, 'quantity'],
      [7, 3, 'quantity'],
    ]);
    expect(() => requireReadable(table, 'usage.csv')).toThrow(
      '6 of 6 rows cannot be read. Line 2, column 3 (quantity): “many” is no number.',
    );
  });

  it('is read as it is said where it can be read in two ways', () => {
    const table = read('date;quantity\n03/04/2026;1,234\n', { dates: 'dmy', decimals: 'comma' });
    expect(table.meters[0]?.measured).toEqual([{ month: '2026-04', quantity: '1.234', times: 1, partial: true }]);
  });

  it('needs a date and a quantity, each once', () => {
    expect(() => read('when it was;quantity\n2026-01;1')).toThrow('no column for the date');
    expect(() => read('date;day;quantity\n2026-01;1;1')).toThrow('2 columns for the date: date, day');
  });

  it('with several meters asks which is meant', () => {
    const table = read('date;meter;quantity\n2026-01;a;1\n2026-01;b;2');
    expect(() => chosenMeter(table, undefined, 'usage.csv')).toThrow('several meters');
    expect(chosenMeter(table, 'b', 'usage.csv').measured[0]?.quantity).toBe('2');
  });

  it('that changes its unit on the way is named', () => {
    const table = read('date;quantity;unit\n2026-01;1;GB\n2026-02;1;TB');
    expect(table.problems).toMatchObject([{ line: 3, heading: 'unit' }]);
  });
});
