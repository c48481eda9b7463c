import { describe, expect, it } from 'vitest';
import { parseClipboardTable } from './clipboard';
import { columnTracks, compareValues } from './columns';
import { tableEntries } from './entries';

describe('rows under headings', () => {
  const rows = [
    { id: 'a', family: 'Platform' },
    { id: 'b', family: 'Metered' },
    { id: 'c', family: 'Platform' },
  ];
  const keys = (sorted: typeof rows) =>
    tableEntries(
      sorted,
      (row) => row.id,
      (row) => ({ key: row.family, label: row.family }),
      rows,
    ).map((entry) => entry.key);

  it('stand together, in the order in which their group first appears', () => {
    expect(keys(rows)).toEqual(['group:Platform', 'a', 'c', 'group:Metered', 'b']);
  });

  it('move within their group when sorted, and the groups stay', () => {
    expect(keys([...rows].reverse())).toEqual(['group:Platform', 'c', 'a', 'group:Metered', 'b']);
  });
});

describe('order', () => {
  it('compares exact decimals in figure columns by size, and texts as a person would look them up', () => {
    expect(['10.5', '9', '-3'].sort((a, b) => compareValues(a, b, true))).toEqual(['-3', '9', '10.5']);
    expect(['Q-10', 'q-9', 'Älv', 'Zoo'].sort((a, b) => compareValues(a, b, false))).toEqual([
      'Älv',
      'q-9',
      'Q-10',
      'Zoo',
    ]);
    expect(compareValues(2n ** 64n, 2n ** 64n + 1n, true)).toBe(-1);
  });
});

describe('widths', () => {
  it('are kept where chosen by hand, and something always takes what is left', () => {
    const columns = [
      { id: 'a', header: 'A', width: 100 },
      { id: 'b', header: 'B', width: 80, kind: 'figure' as const },
    ];
    expect(columnTracks(columns, {})).toEqual({ template: 'minmax(100px, 3fr) minmax(80px, 0.6fr)', least: 180 });
    expect(columnTracks(columns, { a: 300 }).template).toBe('300px minmax(80px, 0.6fr)');
    expect(columnTracks(columns, { a: 300, b: 90 }).template).toBe('300px minmax(90px, 1fr)');
  });
});

it('cells from a spreadsheet keep their quotes, tabs and line ends', () => {
  expect(parseClipboardTable('Seats\t180\r\n"a ""b""\tc\nd"\t2\n')).toEqual([
    ['Seats', '180'],
    ['a "b"\tc\nd', '2'],
  ]);
  expect(parseClipboardTable('')).toEqual([]);
});
