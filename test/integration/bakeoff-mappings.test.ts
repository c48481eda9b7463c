import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type TypedDesk, typedDesk } from '../core/command-line';

const fixtures = join(import.meta.dirname, '../fixtures/mapped');
// Reading, typesetting and checking start workers of their own; a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 });

let desk: TypedDesk;
let root: string;
const proofdesk = (...line: string[]) => desk.type(...line);

beforeAll(async () => {
  desk = typedDesk('mappings');
  root = desk.root;
  await proofdesk('workspace', 'create', 'Northwind', '--currency', 'EUR', '--owner', 'Ada Admin');
});

afterAll(() => {
  desk.close();
});

const error = (err: string) => JSON.parse(err).error;

/** One run of an own load script: twenty requests around a middle, one of them failed. */
function ownCsv(middle: number, run: number): string {
  const rows = Array.from({ length: 20 }, (_, index) => {
    const ms = middle + run * 0.05 + ((index * 7) % 20) / 10;
    return `2026-03-0${run}T10:00:${String(index).padStart(2, '0')}Z;/search;${ms.toFixed(2).replace('.', ',')};${index === 3 ? 'no' : 'yes'}`;
  });
  return `when;endpoint;elapsed (ms);ok\n${rows.join('\n')}\n`;
}

function writeRuns(folder: string): void {
  mkdirSync(join(root, folder));
  for (let run = 1; run <= 6; run += 1) {
    writeFileSync(join(root, folder, `0${run}-a.csv`), ownCsv(10, run));
    writeFileSync(join(root, folder, `0${run}-b.csv`), ownCsv(14, run));
  }
  writeFileSync(join(root, folder, 'notes.txt'), 'nothing of this');
}

describe('results of a tool that no reader knows', () => {
  it('are refused with how to read them all the same', async () => {
    writeFileSync(join(root, 'own.csv'), ownCsv(10, 1));
    const refused = await proofdesk('inspect', 'own.csv', '--json');
    expect(refused.code).toBe(65);
    expect(error(refused.err).hint).toContain('proofdesk mapping draft');
  });

  it('are read through a mapping that is drafted from the file, without a workspace', async () => {
    expect(await proofdesk('mapping', 'draft', 'own.csv', '--name', 'Own script', '--out', 'own.json')).toMatchObject({
      code: 0,
      err: '',
    });
    const draft = JSON.parse(readFileSync(join(root, 'own.json'), 'utf8'));
    expect(draft).toMatchObject({
      name: 'Own script',
      kind: 'csv',
      delimiter: ';',
      outcome: { column: 'ok', success: ['yes'] },
    });
    const found = await proofdesk('inspect', 'own.csv', '--mapping', 'own.json', '--json');
    expect(found).toMatchObject({ code: 0, err: '' });
    expect(found.json()).toMatchObject({
      format: 'mapped-csv',
      parse: 'ok',
      series: [{ key: '/search', metric: 'elapsed (ms)', unit: 'ms', n: 20, errors: 1 }],
      totals: { durationSeconds: 19 },
    });
    const lines = await proofdesk(
      'inspect',
      join(fixtures, 'report.txt'),
      '--mapping',
      join(fixtures, 'report.mapping.json'),
      '--json',
    );
    expect(lines.json().series).toHaveLength(4);
    expect(
      await proofdesk('inspect', join(fixtures, 'requests.parquet'), '--mapping', 'own.json', '--json'),
    ).toMatchObject({ code: 65 });
    writeFileSync(join(root, 'bad.json'), JSON.stringify({ ...draft, delimiter: 'ab' }));
    const unfit = await proofdesk('inspect', 'own.csv', '--mapping', 'bad.json', '--json');
    expect(unfit.code).toBe(65);
    expect(error(unfit.err).where).toMatchObject({ file: 'bad.json', field: 'delimiter' });
  });

  it('become runs, a verdict and a bundle that anybody can compute again', async () => {
    expect((await proofdesk('mapping', 'save', 'own.json', '--json')).json()).toMatchObject({
      name: 'Own script',
      version: 1,
    });
    expect((await proofdesk('mapping', 'save', 'own.json')).code).toBe(65);
    writeRuns('runs');
    const rows = [
      { key: '/search', metric: 'elapsed (ms)', unit: 'ms', better: 'lower', statistic: { kind: 'median' } },
    ];
    const plan = { name: 'Search', ours: { product: 'Northwind' }, theirs: { product: 'Ostrane' }, rows };
    writeFileSync(join(root, 'plan.json'), JSON.stringify(plan));
    const { number } = (await proofdesk('bakeoff', 'create', '--plan', 'plan.json', '--json')).json();
    const unknown = await proofdesk('bakeoff', 'import', number, 'runs/01-a.csv', '--json');
    expect(unknown.code).toBe(65);
    expect(error(unknown.err).hint).toContain('mapping');
    const imported = await proofdesk('bakeoff', 'import', number, 'runs', '--mapping', 'Own script', '--json');
    expect(imported).toMatchObject({ code: 0, err: expect.stringContaining('notes.txt does not fit the mapping') });
    expect(imported.json().runs).toHaveLength(12);

    const recorded = await proofdesk('bakeoff', 'record', number, '--json');
    expect(recorded).toMatchObject({ code: 0 });
    const compared = await proofdesk('bakeoff', 'compare', number, '--json');
    expect(compared.json().rows).toMatchObject([{ verdict: 'better' }]);

    for (const kind of ['evidence-bundle', 'proof-deck']) {
      const file = kind === 'proof-deck' ? 'deck.pdf' : 'bundle.zip';
      const line = ['--kind', kind, '--subject', `${number}/1`, '--disclosure', 'internal', '--out', file];
      const built = await proofdesk('document', 'build', ...line);
      expect(built, built.err).toMatchObject({ code: 0 });
      // The bundle is checked without the mapping that the workspace has.
      const { code, json } = await proofdesk('verify', file, '--json');
      expect(json()).toMatchObject({ consistent: true });
      expect(code).toBe(0);
    }
  });

  it('are warned about where a side was read through another mapping', async () => {
    const changed = {
      ...JSON.parse(readFileSync(join(root, 'own.json'), 'utf8')),
      name: 'Other',
      tool: 'other script',
    };
    writeFileSync(join(root, 'other.json'), JSON.stringify(changed));
    const number = (await proofdesk('bakeoff', 'list', '--json')).json().bakeoffs[0].number;
    writeFileSync(join(root, '07-b.csv'), ownCsv(14, 7));
    const line = ['07-b.csv', '--side', 'theirs', '--mapping', 'other.json'];
    expect(await proofdesk('bakeoff', 'import', number, ...line)).toMatchObject({ code: 0 });
    const warned = /Note: Runs were read through different mappings: ours “Own script” version 1 .*“Other” \(SHA-256/;
    expect((await proofdesk('bakeoff', 'compare', number)).out).toMatch(warned);
  });

  it('keep the mapping through which they were read, whatever becomes of it', async () => {
    const changed = { ...JSON.parse(readFileSync(join(root, 'own.json'), 'utf8')), tool: 'own script 2' };
    writeFileSync(join(root, 'own-2.json'), JSON.stringify(changed));
    expect((await proofdesk('mapping', 'save', 'own-2.json', '--json')).json()).toMatchObject({ version: 2 });
    expect((await proofdesk('mapping', 'list', '--json')).json().mappings).toMatchObject([
      { name: 'Own script', version: 2, tool: 'own script 2' },
    ]);
    const shown = (await proofdesk('mapping', 'show', 'Own script', '--json')).json();
    expect(shown.versions.map(({ version }: { version: number }) => version)).toEqual([2, 1]);
    expect((await proofdesk('mapping', 'show', 'Own script', '--out', 'again.json')).code).toBe(0);
    expect(JSON.parse(readFileSync(join(root, 'again.json'), 'utf8'))).toMatchObject({
      name: 'Own script',
      tool: 'own script 2',
    });
    expect((await proofdesk('mapping', 'archive', 'Own script', '--json')).json()).toMatchObject({ versions: 2 });
    expect((await proofdesk('mapping', 'show', 'Own script')).code).toBe(66);
    expect((await proofdesk('mapping', 'list')).out).toContain('No mappings.');
    expect((await proofdesk('verify', 'bundle.zip')).code).toBe(0);
  });

  it('want their warnings confirmed by name, like any others', async () => {
    const rows = [
      { key: '/search', metric: 'elapsed (ms)', unit: 'ms', better: 'lower', statistic: { kind: 'median' } },
    ];
    writeFileSync(
      join(root, 'plan-2.json'),
      JSON.stringify({ name: 'Damaged', ours: { product: 'N' }, theirs: { product: 'O' }, rows }),
    );
    const { number } = (await proofdesk('bakeoff', 'create', '--plan', 'plan-2.json', '--json')).json();
    writeFileSync(join(root, 'damaged.csv'), `${ownCsv(10, 1)}2026-03-01T10:00:30Z;/search;NaN;yes\n`);
    const line = ['bakeoff', 'import', number, 'damaged.csv', '--side', 'ours', '--mapping', 'own.json', '--json'];
    const refused = await proofdesk(...line);
    expect(refused.code).toBe(65);
    expect(error(refused.err)).toMatchObject({ hint: expect.stringContaining('skipped-rows'), where: { line: 22 } });
    expect((await proofdesk(...line, '--confirm', 'skipped-rows')).code).toBe(0);
  });
});
