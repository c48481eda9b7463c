import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TypedDesk, typedDesk } from '../core/command-line';

const fixtures = join(import.meta.dirname, '../fixtures/harness');
const sample = join(import.meta.dirname, '../../resources/sample/bakeoffs');
let desk: TypedDesk;
let root: string;
const proofdesk = (...line: string[]) => desk.type(...line);

beforeAll(async () => {
  desk = typedDesk('cli-bakeoffs');
  root = desk.root;
  await proofdesk('workspace', 'create', 'Northwind', '--currency', 'EUR', '--owner', 'Ada Admin');
});

afterAll(() => {
  desk.close();
});

const error = (err: string) => JSON.parse(err).error;

describe('a bakeoff on the command line', () => {
  it('is planned from a file, filled with a folder of runs, compared, recorded and shown', async () => {
    const plan = join(sample, 'batch-report/bakeoff.json');
    const created = await proofdesk('bakeoff', 'create', '--plan', plan, '--json');
    expect(created).toMatchObject({ code: 0, err: '' });
    const { number } = created.json();
    const imported = await proofdesk('bakeoff', 'import', number, join(sample, 'batch-report/runs'), '--json');
    expect(imported).toMatchObject({ code: 0, err: '' });
    expect(imported.json().runs.length).toBeGreaterThanOrEqual(14);
    expect(new Set(imported.json().runs.map(({ side }: { side: string }) => side))).toEqual(
      new Set(['ours', 'theirs']),
    );

    const compared = await proofdesk('bakeoff', 'compare', number, '--json');
    expect(compared).toMatchObject({ code: 0, err: '' });
    expect(compared.json().rows).toHaveLength(3);
    const recorded = await proofdesk('bakeoff', 'record', number);
    expect(recorded.out).toBe(`${number}/1: ${compared.json().headline}\n`);
    expect(await proofdesk('bakeoff', 'verdict', number)).toMatchObject({ code: 0 });
    expect((await proofdesk('bakeoff', 'list')).out).toContain(compared.json().headline);
    expect((await proofdesk('bakeoff', 'show', number)).out).toContain('±5 %');

    const again = await proofdesk('bakeoff', 'import', number, join(sample, 'batch-report/runs'), '--json');
    expect(again.code).toBe(65);
    expect(error(again.err).message).toContain('in this bakeoff already');
  });

  it('takes rows of a template, with the limit that belongs to it', async () => {
    const line = ['--template', 'api-latency', '--workload', 'Home', '--ours', 'Northwind', '--theirs', 'Ostrane'];
    const { number } = (await proofdesk('bakeoff', 'create', ...line, '--json')).json();
    const files = [join(fixtures, 'jmeter/a.jtl'), join(fixtures, 'jmeter/b.jtl')];
    expect(await proofdesk('bakeoff', 'import', number, ...files)).toMatchObject({ code: 0 });
    const compared = await proofdesk('bakeoff', 'compare', number);
    // The competitor's file has more failures than the template agrees to: a hard stop, which is a "no".
    expect(compared).toMatchObject({ code: 1, out: expect.stringContaining('error rate above the agreed 1 %') });
  });

  it('with one run a side has not enough runs, and says how many more', async () => {
    const rows = [{ key: 'Home', metric: 'elapsed', statistic: { kind: 'median' } }];
    const plan = { name: 'Home', ours: { product: 'Northwind' }, theirs: { product: 'Ostrane' }, rows };
    writeFileSync(join(root, 'home.json'), JSON.stringify(plan));
    const { number } = (await proofdesk('bakeoff', 'create', '--plan', 'home.json', '--json')).json();
    expect(
      await proofdesk('bakeoff', 'import', number, join(fixtures, 'jmeter/a.jtl'), '--side', 'ours'),
    ).toMatchObject({ code: 0, err: '' });
    expect(
      await proofdesk('bakeoff', 'import', number, join(fixtures, 'jmeter/b.jtl'), '--side', 'theirs'),
    ).toMatchObject({ code: 0, err: '' });
    const compared = await proofdesk('bakeoff', 'compare', number);
    expect(compared.code).toBe(0);
    expect(compared.out).toMatch(/Not enough runs for a verdict[\s\S]*Needs 4 more runs a side\./);
  });

  it('imports all or nothing: a damaged file beside a good one is named with its place', async () => {
    const folder = join(root, 'mixed');
    mkdirSync(folder);
    copyFileSync(join(fixtures, 'hyperfine/a.json'), join(folder, '01-a.json'));
    copyFileSync(join(fixtures, 'hyperfine/edge-truncated.json'), join(folder, '02-b.json'));
    writeFileSync(join(folder, 'notes.txt'), 'nothing');
    const line = ['--template', 'batch', '--workload', 'engine-a', '--ours', 'Northwind', '--theirs', 'Ostrane'];
    const { number } = (await proofdesk('bakeoff', 'create', ...line, '--json')).json();
    const imported = await proofdesk('bakeoff', 'import', number, 'mixed');
    expect(imported.code).toBe(65);
    expect(imported.err).toMatch(/notes.txt is no result of a known harness; passed over\.[\s\S]*02-b.json, line \d+/);
    expect((await proofdesk('bakeoff', 'show', number, '--json')).json().runs).toEqual([]);
  });

  it('wants warnings confirmed by name', async () => {
    const line = ['--template', 'api-latency', '--workload', 'Home', '--ours', 'Northwind', '--theirs', 'Ostrane'];
    const { number } = (await proofdesk('bakeoff', 'create', ...line, '--json')).json();
    const cut = join(fixtures, 'jmeter/edge-truncated.jtl');
    const refused = await proofdesk('bakeoff', 'import', number, cut, '--side', 'ours', '--json');
    expect(refused.code).toBe(65);
    expect(error(refused.err)).toMatchObject({ hint: expect.stringContaining('skipped-rows'), where: { line: 10 } });
    const taken = await proofdesk('bakeoff', 'import', number, cut, '--side', 'ours', '--confirm', 'skipped-rows');
    expect(taken.code).toBe(0);
  });

  it('has the exit codes of its answers', async () => {
    expect((await proofdesk('bakeoff', 'show', 'B-XX-0001')).code).toBe(66);
    expect((await proofdesk('bakeoff', 'create', '--title', 'x')).code).toBe(2);
    writeFileSync(join(root, 'plan.json'), JSON.stringify({ name: 'x', rows: [] }));
    const unfit = await proofdesk('bakeoff', 'create', '--plan', 'plan.json', '--json');
    expect(unfit.code).toBe(65);
    expect(error(unfit.err).where).toEqual({ field: 'rows' });
  });
});

describe('inspect', () => {
  it('prints one object for one file, as its sidecar says', async () => {
    const { code, err, json } = await proofdesk('inspect', join(fixtures, 'jmeter/a.jtl'), '--json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const expected = JSON.parse(readFileSync(join(fixtures, 'jmeter/a.jtl.expected.json'), 'utf8'));
    expect(json()).toMatchObject({ file: 'a.jtl', tool: 'jmeter', format: expected.format, parse: expected.parse });
    expect(
      json()
        .series.map(({ key }: { key: string }) => key)
        .sort(),
    ).toEqual(expected.series.map(({ key }: { key: string }) => key).sort());
  });

  it('prints an array for several and for a folder', async () => {
    const several = await proofdesk('inspect', join(fixtures, 'k6/a.ndjson'), join(fixtures, 'k6/b.ndjson'), '--json');
    expect(several.json()).toHaveLength(2);
    const folder = await proofdesk('inspect', join(sample, 'batch-report'), '--json');
    expect(folder.code).toBe(0);
    expect(folder.json().length).toBeGreaterThanOrEqual(14);
    expect(folder.err).toContain('passed over');
  });

  it('ends with 65 and the place for what cannot be read, and still prints the others', async () => {
    const broken = join(fixtures, 'hyperfine/edge-truncated.json');
    const one = await proofdesk('inspect', broken, '--json');
    expect(one).toMatchObject({ code: 65, out: '' });
    expect(error(one.err)).toMatchObject({ code: 'bad-input', where: { file: broken, line: expect.any(Number) } });
    const two = await proofdesk('inspect', broken, join(fixtures, 'hyperfine/a.json'), '--json');
    expect(two.code).toBe(65);
    expect(two.json()).toHaveLength(1);
    expect((await proofdesk('inspect', 'missing.jtl')).code).toBe(66);
  });

  it('is a table for a person', async () => {
    const { out } = await proofdesk('inspect', join(fixtures, 'jmeter/a.jtl'));
    expect(out).toMatch(/^a.jtl: jmeter, jmeter-jtl-csv, ok/);
    expect(out).toMatch(/Home +elapsed +ms +720/);
  });
});
