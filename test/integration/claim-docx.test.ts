import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type ClaimsDesk, claimsDesk, claimText } from '../core/claims-desk';
import { typedDesk } from '../core/command-line';

let world: ClaimsDesk;
const as = (person: string) => world.as(person).claims;

beforeEach(async () => {
  world = await claimsDesk();
});
afterEach(() => world.close());

const mapped = 'The platform keeps documents in its cache.';

/** The exported file with its main part edited, handed over again. */
async function returned(chart: string, edit: (xml: string) => string): Promise<string> {
  const { content } = await as(world.lawyer).editable({ chart });
  const parts = unzipSync(Buffer.from(content, 'base64'));
  const xml = edit(strFromU8(parts['word/document.xml']!));
  return world.hand('edited.docx', zipSync({ ...parts, 'word/document.xml': strToU8(xml) }));
}

it('legal edits a chart as a Word file: its changes are shown, taken in one act, and undone as one', async () => {
  const { chart, number, elements } = await world.readyChart();
  await as(world.engineer).editChart({ input: { chart, summary: 'A summary.' } });
  await as(world.lawyer).noteElement({ input: { element: elements[0]!, note: 'PRIVILEGED-MARKER' } });
  const { name, content } = await as(world.lawyer).editable({ chart });
  expect(name).toBe(`${number}-claim-chart-v1.docx`);
  const all = Object.values(unzipSync(Buffer.from(content, 'base64'))).map((part) => strFromU8(part));
  expect(all.join('')).not.toContain('PRIVILEGED-MARKER');
  await expect(as(world.rep).editable({ chart })).rejects.toMatchObject({ code: 'forbidden' });

  let count = 0;
  const file = await returned(chart, (xml) =>
    xml
      .replaceAll(`>${mapped}<`, () => {
        count += 1;
        return count < 3 ? `>Documents are kept in a cache, ${count}.<` : `>${mapped}<`;
      })
      .replace('>A summary.<', '>A better summary of it.<'),
  );
  const look = await as(world.lawyer).takeBack({ chart, file, simulate: true });
  expect(look.changes.map(({ place, state }) => [place, state])).toEqual([
    ['chart/summary', 'taken'],
    [`${elements[0]}/mapping`, 'taken'],
    [`${elements[1]}/mapping`, 'taken'],
  ]);
  expect(look.receipts).toEqual([]);
  const taken = await as(world.lawyer).takeBack({ chart, file });
  expect(taken.receipts).toHaveLength(2);
  const after = await as(world.engineer).chart({ chart });
  expect(after.summary).toBe('A better summary of it.');
  expect(after.rows.map(({ mapping }) => mapping)).toEqual([
    'Documents are kept in a cache, 1.',
    'Documents are kept in a cache, 2.',
    mapped,
  ]);
  expect((await as(world.lawyer).takeBack({ chart, file })).changes.map(({ state }) => state)).toEqual([
    'there',
    'there',
    'there',
  ]);
});

it('nothing is taken where a text was changed here meanwhile, in another chart, or elsewhere in the file', async () => {
  const { chart, elements } = await world.readyChart();
  const file = await returned(chart, (xml) => xml.replace(mapped, 'Otherwise.'));
  await as(world.engineer).mapElement({ input: { element: elements[0]!, mapping: 'Meanwhile.' } });
  await expect(as(world.lawyer).takeBack({ chart, file })).rejects.toMatchObject({
    code: 'stale',
    message: expect.stringContaining('Mapping 1[a] was changed here'),
  });
  expect((await as(world.lawyer).takeBack({ chart, file, simulate: true })).changes).toMatchObject([
    { state: 'conflict', now: 'Meanwhile.' },
  ]);
  const { id: other } = (
    await as(world.engineer).createChart({ input: { set: (await as(world.engineer).sets({}))[0]!.id, claim: 1 } })
  ).result!;
  await expect(as(world.lawyer).takeBack({ chart: other, file })).rejects.toMatchObject({
    code: 'bad-input',
    where: { file: 'edited.docx' },
  });
  const elsewhere = await returned(chart, (xml) => xml.replace('storing a document', 'keeping a document'));
  await expect(as(world.lawyer).takeBack({ chart, file: elsewhere })).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringContaining('at row 1[a], Element'),
  });
});

it('the command line writes the file, says what came back, and takes it', async () => {
  const desk = typedDesk('claim-docx');
  const lea = (...line: string[]) => desk.type('claim', ...line, '--as', 'Lea Brandt');
  try {
    await desk.type('workspace', 'create', 'Northwind', '--owner', 'Ada Admin', '--currency', 'EUR', '--json');
    await desk.type('person', 'add', 'Lea Brandt', '--role', 'legal', '--json');
    writeFileSync(join(desk.root, 'claims.txt'), claimText);
    const set = (await lea('import', 'claims.txt', '--title', 'Cache patent', '--kind', 'own-patent', '--json')).json();
    const { number } = (await lea('create', set.number, '--claim', '1', '--json')).json();
    await lea('map', number, '1[a]', '--mapping', 'Kept in a cache.');
    expect((await lea('export', number, '--out', 'chart.docx')).code).toBe(0);
    const look = (...more: string[]) => lea('take-back', number, 'chart.docx', ...more);
    expect((await look()).out).toContain(`Nothing in the file is other than in ${number}.`);
    const parts = unzipSync(readFileSync(join(desk.root, 'chart.docx')));
    const xml = strFromU8(parts['word/document.xml']!).replace('Kept in a cache.', 'Kept in the cache.');
    writeFileSync(join(desk.root, 'chart.docx'), zipSync({ ...parts, 'word/document.xml': strToU8(xml) }));
    expect((await look('--look')).out).toContain('Mapping 1[a]\n  Kept in [-a-]{+the+} cache.');
    expect((await look()).code).toBe(0);
    expect((await lea('show', number)).out).toContain('Kept in the cache.');
    writeFileSync(join(desk.root, 'chart.docx'), 'no file of ours');
    const refused = await look();
    expect(refused.code).toBe(65);
    expect(refused.err).toContain('chart.docx is no Word document');
  } finally {
    await desk.close();
  }
});
