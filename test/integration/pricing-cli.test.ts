import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type TypedDesk, typedDesk } from '../core/command-line';
import { smallModel } from '../core/small-model';

let desk: TypedDesk;
const finance = ['--as', 'Mara Osei'] as const;

beforeEach(async () => {
  desk = typedDesk('pricing-cli');
  await desk.type('workspace', 'create', 'Northwind', '--currency', 'EUR', '--owner', 'Ada Admin', '--role', 'rep');
  await desk.type('person', 'add', 'Mara Osei', '--role', 'finance');
  writeFileSync(join(desk.root, 'platform.json'), JSON.stringify(smallModel, null, 2));
  await desk.type('pricing', 'import', 'platform.json', ...finance);
  await desk.type('pricing', 'publish', 'Platform 2026.2', ...finance);
});

afterEach(() => desk.close());

const file = (name: string, text: string) => writeFileSync(join(desk.root, name), text);

it('makes a version from tables of a spreadsheet, compares it, and tries it on open quotes before it is published', async () => {
  const { type } = desk;
  await type('account', 'create', 'Halden Energy');
  await type('deal', 'create', '--title', 'Halden', '--account', 'Halden Energy');
  const deal = (await type('deal', 'list', '--json')).json().deals[0].number;
  const created = await type('quote', 'create', deal, '--model', 'Platform 2026.2');
  expect(created.code, created.err).toBe(0);
  const quote = (await type('quote', 'list', '--json')).json().quotes[0].number;
  const added = await type('quote', 'add', quote, 'SEAT=10');
  expect(added.code, added.err).toBe(0);

  expect((await type('pricing', 'draft', 'Platform 2026.2', '2027.1', ...finance)).code).toBe(0);
  expect((await type('pricing', 'draft', 'Platform 2026.2', '2027.1', ...finance)).code).toBe(65);
  expect((await type('pricing', 'export', 'Platform 2027.1', 'items.csv', ...finance)).code).toBe(0);
  const items = readFileSync(join(desk.root, 'items.csv'), 'utf8');
  file('items.csv', items.replace(',45,', ',54,'));
  file('bundles.csv', 'bundle,name,family,discount,part,quantity\nSTART,Starter,Suites,10,BASE,1\nSTART,,,,SEAT,5\n');
  file('taxes.csv', 'jurisdiction,category,percent,from\nDE,standard,19,2026-01-01\n');
  const revised = await type(
    'pricing',
    'revise',
    'Platform 2027.1',
    'items.csv',
    'bundles.csv',
    'taxes.csv',
    ...finance,
  );
  expect(revised.code, revised.err).toBe(0);

  const diff = await type('pricing', 'diff', 'Platform 2026.2', 'Platform 2027.1', '--json');
  expect(
    diff
      .json()
      .changes.map(({ table, change, key }: { table: string; change: string; key: string }) => [table, change, key]),
  ).toEqual([
    ['skus', 'changed', 'SEAT'],
    ['bundles', 'added', 'START'],
    ['taxes', 'added', 'DE standard from 2026-01-01'],
  ]);
  expect((await type('pricing', 'diff', 'Platform 2026.2', 'Platform 2027.1')).out).toMatch(
    /Rate, unit price +45 +54 +\+20\.00/,
  );
  expect((await type('pricing', 'diff', 'Platform 2026.2', 'Platform 2026.2')).code).toBe(65);

  const simulated = await type('pricing', 'simulate', 'Platform 2027.1', '--json', ...finance);
  expect(simulated.code, simulated.err).toBe(0);
  expect(simulated.json()).toMatchObject({ quotes: 1, notPriced: 0, totals: [{ changeBasisPoints: 2000 }] });
  expect((await type('pricing', 'simulate', 'Platform 2027.1', ...finance)).out).toContain('+20.00');
  expect(
    (await type('pricing', 'simulate', 'Platform 2027.1', '--from', '2026-02-01', '--until', '2026-01-01')).code,
  ).toBe(65);

  expect((await type('pricing', 'publish', 'Platform 2027.1', ...finance)).code).toBe(0);
  expect((await type('pricing', 'retire', 'Platform 2026.2', ...finance)).code).toBe(0);
  expect((await type('pricing', 'export', 'Platform 2027.1', 'back.csv', '--table', 'bundles')).code).toBe(0);
  expect(readFileSync(join(desk.root, 'back.csv'), 'utf8')).toContain('START,Starter,Suites,,10,');
});

it('names what a file gets wrong by file, line and column, and keeps the draft as it was', async () => {
  const { type } = desk;
  await type('pricing', 'draft', 'Platform 2026.2', '2027.1', ...finance);
  file('taxes.csv', 'jurisdiction,category,percent,from\nDE,standard,"19,0",2026-01-01\n');
  const refused = await type('pricing', 'revise', 'Platform 2027.1', 'taxes.csv', ...finance);
  expect(refused.code).toBe(65);
  expect(refused.err).toContain('line 2, percent');
  file('broken.json', '{\n  "name": "X",\n  "skus": 1\n}');
  expect((await type('pricing', 'import', 'broken.json', ...finance)).err).toContain('line 3, skus');
  expect((await type('pricing', 'import', 'taxes.csv', ...finance)).code).not.toBe(0);

  file('bundles.csv', 'bundle,name,family,part,quantity\nX,X,F,Y,1\nY,Y,F,X,1\n');
  const impossible = await type('pricing', 'revise', 'Platform 2027.1', 'bundles.csv', ...finance);
  expect(impossible.err).toContain('X → Y → X');
  expect((await type('pricing', 'publish', 'Platform 2027.1', ...finance)).code).toBe(77);
});
