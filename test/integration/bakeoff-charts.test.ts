import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TypedDesk, typedDesk } from '../core/command-line';

let desk: TypedDesk;
let root: string;
const proofdesk = (...line: string[]) => desk.type(...line);
let number: string;

const file = (name: string) => readFileSync(join(root, name));
const text = (name: string) => file(name).toString('utf8');

/** A label that would like to be markup, a formula, and no XML at all. */
const label = '=HYPERLINK("x")<script>\u0001';

/** Two minutes of requests; the first run of ours has a line that is no row. */
function jtl(side: 'ours' | 'theirs', run: number): string {
  const base = Date.UTC(2026, 10, 20, 8, run * 3);
  const rows = Array.from({ length: 600 }, (_, index) => {
    const elapsed = (side === 'ours' ? 20 : 30) + ((index * 7919) % 23) + run;
    const failed = index % 150 === 0;
    return `${base + index * 200},${elapsed},"${label.replaceAll('"', '""')}",${failed ? 500 : 200},${!failed}`;
  });
  if (side === 'ours' && run === 0) rows.splice(300, 0, 'not,a,row');
  return `timeStamp,elapsed,label,responseCode,success\n${rows.join('\n')}\n`;
}

beforeAll(async () => {
  desk = typedDesk('charts');
  root = desk.root;
  await proofdesk('workspace', 'create', 'Northwind', '--currency', 'EUR', '--owner', 'Ada');
  writeFileSync(
    join(root, 'plan.json'),
    JSON.stringify({
      name: 'Search',
      ours: { product: 'Northwind', version: '4.1' },
      theirs: { product: 'Ostrane' },
      competitorInternalOnly: true,
      rows: [
        { key: label, metric: 'elapsed', statistic: { kind: 'median' }, label: 'Search, median' },
        {
          key: label,
          metric: 'elapsed',
          statistic: { kind: 'percentile', percent: 95, definition: 'linear7' },
          label: 'Search, p95',
        },
      ],
    }),
  );
  const created = await proofdesk('bakeoff', 'create', '--plan', 'plan.json');
  expect(created.err).toBe('');
  number = created.out.trim();
  for (const side of ['ours', 'theirs'] as const) {
    const names = [0, 1, 2, 3, 4].map((run) => `${side}-${run}.jtl`);
    names.forEach((name, run) => {
      writeFileSync(join(root, name), jtl(side, run));
    });
    const done = await proofdesk('bakeoff', 'import', number, ...names, '--side', side, '--confirm', 'skipped-rows');
    expect(done.err).toBe('');
  }
});
afterAll(() => {
  desk.close();
});

describe('pictures of a bakeoff', () => {
  it.each([
    ['intervals', []],
    ['distribution', []],
    ['percentiles', ['--row', 'Search, p95']],
    ['time', ['--measure', 'throughput']],
    ['time', ['--measure', 'errors']],
    ['order', ['--row', 'Search, p95']],
  ])('of kind %s %j are saved as SVG, PNG and CSV with the mark', async (kind, more) => {
    for (const format of ['svg', 'png', 'csv']) {
      const { code, err } = await proofdesk(
        'bakeoff',
        'chart',
        number,
        '--kind',
        kind,
        ...more,
        '--out',
        `a.${format}`,
      );
      expect([code, err]).toEqual([0, '']);
    }
    const svg = text('a.svg');
    expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"[^>]*><title>[^<]+<\/title>/);
    expect(svg).toContain('INTERNAL USE ONLY');
    expect(svg).not.toMatch(/<script|<foreignObject|<image|href=|\son\w+=|NaN|Infinity|undefined|var\(/i);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are looked for
    expect(svg).not.toMatch(/[\u0000-\u0008]/);
    const png = file('a.png');
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBe(1920);
    expect(png.length).toBeGreaterThan(8_000);
    const [head, first] = text('a.csv').split('\r\n');
    expect(head).toMatch(/,Use$/);
    expect(first).toMatch(/,Internal use only$/);
    for (const cell of text('a.csv').split(/,|\r\n/)) expect(cell).not.toMatch(/^"?[=+@]/);
  });

  it('have a name of their own where none is given, and say what there is nothing of', async () => {
    const own = await proofdesk('bakeoff', 'chart', number, '--kind', 'distribution', '--format', 'csv');
    expect(own.out.trim()).toBe(`${number.toLowerCase()}-distribution-hyperlink-x-script-median-internal.csv`);
    expect(readdirSync(root)).toContain(own.out.trim());
    expect(await proofdesk('bakeoff', 'chart', number, '--kind', 'order', '--row', 'none')).toMatchObject({ code: 66 });
    expect(await proofdesk('bakeoff', 'chart', number, '--kind', 'order', '--out', 'a.gif')).toMatchObject({ code: 2 });
  });

  it('of a competitor for internal use only do not leave the house', async () => {
    const line = ['bakeoff', 'chart', number, '--kind', 'intervals', '--disclosure', 'public', '--out', 'public.svg'];
    const { code, err } = await proofdesk(...line);
    expect(code).toBe(77);
    expect(err).toContain('internal use only');
    expect(readdirSync(root)).not.toContain('public.svg');
  });

  it('of one run show that run alone, with percentiles it cannot bear told apart', async () => {
    const line = ['bakeoff', 'chart', number, '--kind', 'percentiles', '--run', `${number}#1`, '--out', 'run.csv'];
    expect((await proofdesk(...line)).code).toBe(0);
    const rows = text('run.csv')
      .trim()
      .split('\r\n')
      .map((row) => row.split(','));
    const borne = new Map(rows.slice(1).map((row) => [row[1], row[5]]));
    // 600 measurements: 5 above p99 need 500, 5 above p99.5 need 1,000.
    expect([borne.get('99'), borne.get('99.5')]).toEqual(['yes', 'no']);
    expect(new Set(rows.slice(1).map(([side]) => side)).size).toBe(1);
  });

  it('are drawn the same each time', async () => {
    const draw = async (name: string) => {
      await proofdesk('bakeoff', 'chart', number, '--kind', 'time', '--out', name);
      return file(name);
    };
    expect((await draw('b.png')).equals(await draw('c.png'))).toBe(true);
    expect((await draw('b.svg')).equals(await draw('c.svg'))).toBe(true);
  });
});

describe('facts of both sides', () => {
  it('are listed with what the gate says, those that differ first', async () => {
    writeFileSync(join(root, 'facts.json'), JSON.stringify({ server: { cores: 8 }, dataSet: { size: '1 GB' } }));
    const plain = (await proofdesk('bakeoff', 'facts', number, '--json')).json();
    expect(plain.every(({ state }: { state: string }) => state !== 'equal')).toBe(true);
    const all = (await proofdesk('bakeoff', 'facts', number, '--all', '--json')).json();
    expect(all.find(({ path }: { path: string }) => path === 'harness.name')).toMatchObject({ state: 'equal' });
  });
});

describe('a run', () => {
  it('is shown with its figures, files and receipt', async () => {
    const { code, out } = await proofdesk('run', 'show', `${number}#1`);
    expect(code).toBe(0);
    expect(out).toContain('Search, median');
    expect(out).toMatch(/[0-9a-f]{64}/);
    const { run } = (await proofdesk('run', 'show', `${number}#1`, '--json')).json();
    const [{ sha256 }] = run.files;
    expect((await proofdesk('run', 'show', sha256, '--json')).json().run.name).toBe('ours-0.jtl');
    expect((await proofdesk('run', 'show', `${number}#99`)).code).toBe(66);
  });

  it('shows its raw file from any byte, line or text on', async () => {
    const whole = text('ours-0.jtl');
    const rows = async (...more: string[]) =>
      (await proofdesk('run', 'raw', `${number}#1`, '--json', '--rows', '2', ...more)).json().rows as {
        at: number;
        text: string;
      }[];
    expect((await rows('--offset', '1000')).map(({ at }) => at)[0]).toBe(whole.lastIndexOf('\n', 999) + 1);
    expect((await rows('--line', '302'))[0]!.text).toBe('not,a,row');
    expect((await rows('--find', 'not,a,row'))[0]!.at).toBe(whole.indexOf('not,a,row'));
    const nowhere = await proofdesk('run', 'raw', `${number}#1`, '--find', 'nowhere at all');
    expect([nowhere.code, nowhere.out]).toEqual([1, '“nowhere at all” is nowhere in the file.\n']);
    // The label's control byte is seen, and nothing of it is markup.
    expect((await rows('--line', '2'))[0]!.text).toContain('<script>\u2401');
  });
});
