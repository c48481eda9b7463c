import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lineIndexJob, lineOfOffset, offsetOfLine } from './line-index';
import { rawWindow } from './raw-window';
import { searchBytesJob } from './search-bytes';

let folder: string;
let path: string;
const lines = Array.from({ length: 60_000 }, (_, index) => `line ${index + 1} ${'x'.repeat(index % 90)}`);
const content = `${lines.join('\n')}\n`;
const offsetOf = (line: number) => content.indexOf(`line ${line} `);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'proofdesk-raw-'));
  path = join(folder, 'a.log');
  writeFileSync(path, content);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const work = () => ({
  signal: new AbortController().signal,
  scratch: async () => folder,
  check: () => {},
  settle: () => {},
  progress: () => {},
});

describe('a raw file', () => {
  it('is shown around any byte, in whole lines', async () => {
    const { rows, at, size } = await rawWindow(path, { offset: offsetOf(30_000) + 3, before: 50, after: 20 });
    expect(size).toBe(content.length);
    expect(at).toBe(50);
    expect(rows.map(({ text }) => text)).toEqual(lines.slice(29_949, 30_019));
    expect(rows[at]!.at).toBe(offsetOf(30_000));
  });

  it('is shown up to both of its ends', async () => {
    const first = await rawWindow(path, { offset: 0, before: 50, after: 2 });
    expect([first.at, first.rows.map(({ text }) => text)]).toEqual([0, lines.slice(0, 2)]);
    const last = await rawWindow(path, { offset: Number.MAX_SAFE_INTEGER, before: 1, after: 50 });
    expect(last.rows.map(({ text }) => text)).toEqual(lines.slice(-2));
    const empty = join(folder, 'empty.log');
    writeFileSync(empty, '');
    expect(await rawWindow(empty, { offset: 5, before: 1, after: 1 })).toEqual({ size: 0, rows: [], at: -1 });
  });

  it('of one endless line is shown in pieces, from anywhere', async () => {
    const endless = join(folder, 'endless.json');
    writeFileSync(endless, 'y'.repeat(6_000_000));
    const { rows, at } = await rawWindow(endless, { offset: 3_000_000, before: 100, after: 100 });
    expect(rows).toHaveLength(200);
    expect(rows[at]!.at).toBeLessThanOrEqual(3_000_000);
    expect(rows.every(({ starts, ends, bytes }) => !starts && !ends && bytes === 2048)).toBe(true);
  });

  it('of a gigabyte is shown at once, from anywhere, without being held', async () => {
    const huge = join(folder, 'huge.log');
    const size = 1024 ** 3;
    // Nothing but NUL between the lines: the file takes no room on the disk.
    const handle = openSync(huge, 'w');
    ftruncateSync(handle, size);
    for (const at of [100, 300_000_000, 900_000_000]) writeSync(handle, `\nhere ${at}\n`, at);
    closeSync(handle);
    await rawWindow(huge, { offset: 5, before: 0, after: 1 });
    const held = process.memoryUsage().arrayBuffers;
    const begun = performance.now();
    const windows = await Promise.all(
      [105, 300_000_003, 900_000_003, size / 2].map((offset) => rawWindow(huge, { offset, before: 20, after: 60 })),
    );
    expect((performance.now() - begun) / windows.length).toBeLessThan(100);
    expect(process.memoryUsage().arrayBuffers - held).toBeLessThan(32 * 1024 ** 2);
    expect(windows.map(({ rows, at }) => rows[at]!.text.slice(0, 14))).toEqual([
      'here 100',
      'here 300000000',
      'here 900000000',
      '\u2400'.repeat(14),
    ]);
  });

  it('that is not there is said so', async () => {
    await expect(rawWindow(join(folder, 'gone'), { offset: 0, before: 0, after: 1 })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('has its lines counted, and each is found by its number and back', async () => {
    const index = await lineIndexJob.run({ path, name: 'a.log' }, work());
    expect(index.lines).toBe(60_000);
    for (const line of [1, 2, 9_999, 30_000, 59_999, 60_000]) {
      expect(await offsetOfLine(path, index, line)).toBe(offsetOf(line));
      expect(await lineOfOffset(path, index, offsetOf(line))).toBe(line);
      expect(await lineOfOffset(path, index, offsetOf(line) + 4)).toBe(line);
    }
    expect(await offsetOfLine(path, index, 1_000_000)).toBe(offsetOf(60_000));
  });

  it('is looked through from a byte on, and then from its beginning', async () => {
    const search = (text: string, from: number) => searchBytesJob.run({ path, name: 'a.log', text, from }, work());
    expect(await search('line 41234 ', 0)).toEqual({ at: offsetOf(41_234), around: false });
    expect(await search('line 41234 ', offsetOf(41_234))).toEqual({ at: offsetOf(41_234), around: false });
    expect(await search('line 41234 ', offsetOf(41_234) + 1)).toEqual({ at: offsetOf(41_234), around: true });
    expect(await search('nowhere', 77)).toEqual({ at: null, around: false });
  });
});
