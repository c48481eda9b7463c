import { expect, it } from 'vitest';
import { displayWidth, facts, printable, table } from './table';

it('sets columns as wide as their widest cell, numbers to the right', () => {
  const rows = [
    { name: 'Acme', amount: 1200 },
    { name: '株式会社', amount: 8 },
  ];
  const text = table<(typeof rows)[number]>(
    [
      { title: 'Account', value: (row) => row.name },
      { title: 'Amount', value: (row) => row.amount, right: true },
    ],
    rows,
  );
  expect(text).toBe('Account   Amount\n────────  ──────\nAcme        1200\n株式会社       8\n');
});

it('says when there is nothing', () => {
  expect(table([{ title: 'A', value: () => '' }], [])).toBe('None.\n');
});

it('shows what is absent as a dash', () => {
  expect(
    facts([
      ['Owner', null],
      ['Stage', 'won'],
    ]),
  ).toBe('Owner  –\nStage  won\n');
});

it('lets no text move the cursor, colour the terminal or turn its direction', () => {
  expect(printable('a\u001b[31mb\u0007\u202ec\nd')).toBe('a\ufffd[31mb\ufffd\ufffdc d');
});

it('counts emoji and combined letters as they are shown', () => {
  expect([displayWidth('👍🏽'), displayWidth('e\u0301'), displayWidth('東京')]).toEqual([2, 1, 4]);
});
