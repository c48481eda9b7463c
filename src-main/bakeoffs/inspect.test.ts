import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Importer, ParsedRun } from './importers/interface';
import { importers } from './importers/registry';
import { fixtures } from './importers/testing';
import { type Inspection, inspectPath, inspectPaths, listFormats, parsedRun } from './index';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'inspect-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const jtl = join(fixtures, 'jmeter/edge-bom-crlf.jtl');

describe('inspecting paths', () => {
  it('one file gives one object with exactly the fields of the command line', async () => {
    const found = (await inspectPath(jtl)) as Inspection;
    expect(Object.keys(found)).toEqual(['file', 'tool', 'format', 'parse', 'series', 'totals', 'metadata', 'warnings']);
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });

  it('a folder gives an array, below its subfolders too, and passes over what is no result', async () => {
    mkdirSync(join(folder, 'b'));
    copyFileSync(jtl, join(folder, 'b/run.jtl'));
    copyFileSync(join(fixtures, 'hyperfine/a.json'), join(folder, 'a.json'));
    writeFileSync(join(folder, 'notes.txt'), 'warm-up was forgotten');
    const found = (await inspectPath(folder)) as Inspection[];
    expect(found.map(({ tool }) => tool)).toEqual(['hyperfine', 'jmeter']);
    expect((await inspectPaths([folder])).passedOver).toEqual([join(folder, 'notes.txt')]);
  });

  it('a folder without any result is refused', async () => {
    writeFileSync(join(folder, 'notes.txt'), 'nothing');
    await expect(inspectPath(folder)).rejects.toMatchObject({ code: 'bad-input', where: { file: folder } });
  });

  it('of several paths, those that can be read are, and the others are named with their place', async () => {
    const broken = join(fixtures, 'hyperfine/edge-truncated.json');
    const missing = join(folder, 'missing.jtl');
    const outcome = await inspectPaths([broken, jtl, missing, jtl]);
    expect(outcome.results).toHaveLength(1);
    expect(outcome.problems).toMatchObject([
      { code: 'bad-input', where: { file: broken, line: expect.any(Number), byte: expect.any(Number) } },
      { code: 'not-found', where: { file: missing } },
    ]);
  });

  it('a file of no known harness is refused with the tools that are known', async () => {
    const path = join(folder, 'a.txt');
    writeFileSync(path, 'hello');
    await expect(inspectPath(path)).rejects.toMatchObject({ code: 'bad-input', hint: expect.stringContaining('k6') });
  });
});

describe('work on large files', () => {
  it('tells its progress up to the end', async () => {
    const shares: number[] = [];
    const rows = '1767225600000,5,a,true\n'.repeat(200_000);
    const path = join(folder, 'big.jtl');
    writeFileSync(path, `timeStamp,elapsed,label,success\n${rows}`);
    const run = await parsedRun({ name: 'big.jtl', path }, { onProgress: (share) => shares.push(share) });
    expect(run.totals.count).toBe(200_000);
    expect(shares.length).toBeGreaterThan(3);
    expect([...shares].sort((a, b) => a - b)).toEqual(shares);
    expect(shares.at(-1)).toBe(1);
  });

  it('stops when it is cancelled', async () => {
    const bytes = Buffer.from(`timeStamp,elapsed,label,success\n${'1767225600000,5,a,true\n'.repeat(200_000)}`);
    const cancel = new AbortController();
    const shares: number[] = [];
    const onProgress = (share: number): void => {
      shares.push(share);
      cancel.abort();
    };
    const work = parsedRun({ name: 'a.jtl', bytes }, { signal: cancel.signal, onProgress });
    await expect(work).rejects.toMatchObject({ code: 'cancelled' });
    expect(shares).toHaveLength(1);
  });

  it('keeps every measurement with its time and whether it failed, in the order of the file', async () => {
    const text = 'timeStamp,elapsed,label,success\n1000,5,a,true\n2000,9,b,true\n3000,7,a,false\n';
    const run = await parsedRun({ name: 'a.jtl', bytes: Buffer.from(text) });
    expect(run.series[0]!.samples).toEqual({
      values: Float64Array.of(5, 7),
      times: Float64Array.of(1000, 3000),
      failed: Uint8Array.of(0, 1),
    });
  });
});

describe('readers of formats', () => {
  it('each format is listed once, with the unit and direction of its metrics', () => {
    const formats = listFormats();
    expect(new Set(formats.map(({ format }) => format)).size).toBe(formats.length);
    for (const { metrics } of formats) for (const { unit, better } of metrics) expect([unit, better]).not.toContain('');
    expect(formats.map(({ format }) => format)).toContain('k6-ndjson');
  });

  it('a reader of several files gets the files of one run together, also when only one of them is named', async () => {
    const twin: Importer = {
      tool: 'twin',
      formats: ['twin-log'],
      metrics: [],
      detect: (head) => (head[0] === 0x54 ? { format: 'twin-log', by: 'content' } : null),
      together(names) {
        const logs = names.filter((name) => /-log\.\d+$/.test(name));
        return logs.length > 0 ? [logs] : [];
      },
      async parse(files): Promise<ParsedRun> {
        const names = files.map(({ name }) => name);
        return { format: 'twin-log', outcome: 'ok', series: [], totals: {}, metadata: { names } };
      },
    };
    for (const name of ['a-log.0', 'a-log.1']) writeFileSync(join(folder, name), 'T');
    writeFileSync(join(folder, 'readme'), 'x');
    const options = { importers: [...importers, twin] };
    expect(await inspectPath(join(folder, 'a-log.1'), options)).toMatchObject({
      file: 'a-log.0',
      metadata: { names: ['a-log.0', 'a-log.1'] },
    });
    expect(await inspectPath(folder, options)).toMatchObject({ tool: 'twin' });
    const both = await inspectPaths([join(folder, 'a-log.0'), join(folder, 'a-log.1')], options);
    expect(both.results).toHaveLength(1);
  });
});
