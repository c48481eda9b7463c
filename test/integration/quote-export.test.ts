import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseCsv } from '../../src-shared/kernel/csv-text';
import { type SellingWorld, sellingWorld } from '../core/selling-world';

let world: SellingWorld;
let quote: string;

beforeEach(async () => {
  world = await sellingWorld();
  const { deal, model, rep } = world;
  const lines = [
    { sku: 'BASE', quantity: '1', group: '=HYPERLINK("evil")' },
    { sku: 'SEAT', quantity: '40', discountBasisPoints: 800, group: '+Seats' },
    { sku: 'TOKENS', quantity: '4200.5', optional: true },
  ];
  quote = (await world.as(rep).quotes.create({ input: { deal, model, termMonths: 36, lines } })).result!.id;
  await world.as(rep).quotes.submit({ input: { quote } });
});
afterEach(() => world.close());

const bytesOf = ({ base64 }: { base64: string }) => Buffer.from(base64, 'base64');
const exported = (person: string, format: 'csv' | 'xlsx', withCost = false) =>
  world.as(person).quotes.export({ quote, format, withCost });
const sheets = (bytes: Uint8Array) =>
  Object.entries(unzipSync(bytes))
    .filter(([name]) => /sheet\d+\.xml$|sharedStrings\.xml$/.test(name))
    .map(([, content]) => strFromU8(content))
    .join('\n');

it('a version is written as a table whose bills and lines add up to the total, and whose cells are no formulas', async () => {
  const file = await exported(world.rep, 'csv');
  expect(file).toMatchObject({ name: expect.stringMatching(/^Q-.*-v1\.csv$/), mediaType: 'text/csv' });
  const [head, ...rows] = parseCsv(bytesOf(file).toString('utf8')).map(({ cells }) => cells);
  const of = (part: string) =>
    rows.filter(([own]) => own === part).map((cells) => Object.fromEntries(head!.map((key, at) => [key, cells[at]])));
  const sum = (own: Record<string, string | undefined>[], key: string) =>
    own.reduce((total, row) => total + Math.round(Number(row[key]) * 100), 0);
  const total = of('total').find(({ figure }) => figure === 'Total contract value')!['value'];
  expect(total).toBe('203616.00');
  expect(sum(of('bill'), 'net')).toBe(20_361_600);
  expect(
    sum(
      of('line').filter(({ optional }) => !optional),
      'net',
    ),
  ).toBe(20_361_600);
  expect(of('line').map(({ group }) => group)).toEqual([`'=HYPERLINK("evil")`, "'+Seats", '']);
  expect(of('line')[2]).toMatchObject({ quantity: '4200.5', optional: 'yes' });
});

it('a workbook has the same bytes each time, numbers that are numbers, and nothing that is computed', async () => {
  const one = bytesOf(await exported(world.rep, 'xlsx'));
  await new Promise((resolve) => setTimeout(resolve, 2100));
  expect(bytesOf(await exported(world.rep, 'xlsx')).equals(one)).toBe(true);
  const xml = sheets(one);
  expect(xml).not.toMatch(/<f[ >]/);
  expect(xml).toContain('=HYPERLINK');
  expect(xml).toMatch(/<v>203616<\/v>/);
  expect(strFromU8(unzipSync(one)['xl/styles.xml']!)).toContain('#,##0.00');
});

it('cost is in a file only when it is asked for by somebody who may read it', async () => {
  const { rep, finance, owner } = world;
  for (const format of ['csv', 'xlsx'] as const) {
    const plain = bytesOf(await exported(finance, format));
    expect(format === 'csv' ? plain.toString('utf8') : sheets(plain)).not.toMatch(/cost|margin/i);
  }
  const inside = await exported(finance, 'csv', true);
  expect(inside.name).toContain('internal');
  expect(bytesOf(inside).toString('utf8')).toMatch(/cost,margin/);
  await owner.workspace.revise({ input: { repsSeeCost: false } });
  await expect(exported(rep, 'csv', true)).rejects.toMatchObject({ code: 'forbidden' });
});
