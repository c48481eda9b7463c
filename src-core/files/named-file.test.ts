import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  readingProblem,
  readNamedFile,
  readNamedJson,
  readNamedText,
  writeNamedFile,
  writingProblem,
} from './named-file';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'named-file-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, name);
const systemError = (code: string): Error => Object.assign(new Error(`${code}: words of the system`), { code });

describe('a file that was named to be read', () => {
  it('is missing: said so, under the name that was typed', async () => {
    await expect(readNamedText(at('none.json'), 'none.json')).rejects.toMatchObject({
      code: 'not-found',
      message: 'There is no file “none.json”.',
      where: { file: 'none.json' },
    });
    writeFileSync(at('plain'), 'x');
    await expect(readNamedFile(at('plain/none.json'))).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is a folder: bad input, with what to name instead', async () => {
    mkdirSync(at('folder'));
    await expect(readNamedFile(at('folder'), 'folder')).rejects.toMatchObject({
      code: 'bad-input',
      message: '“folder” is a folder, and a file is needed.',
      hint: 'Name a file in it.',
    });
  });

  it.each(['EACCES', 'EPERM'])('may not be read (%s): unavailable, with how to mend it', (code) => {
    expect(readingProblem(systemError(code), 'a.json')).toMatchObject({
      code: 'unavailable',
      message: `“a.json” may not be read by you (${code}).`,
      hint: expect.stringContaining('permissions'),
    });
  });

  it('may not be read on the disk itself', async (context) => {
    context.skip(process.getuid?.() === 0 || process.platform === 'win32', 'this user may read every file');
    writeFileSync(at('secret'), 'x');
    chmodSync(at('secret'), 0);
    await expect(readNamedFile(at('secret'))).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('fails in another way: unavailable, without the words of the system', () => {
    const problem = readingProblem(systemError('EIO'), 'a.json');
    expect(problem).toMatchObject({ code: 'unavailable', message: '“a.json” cannot be read (EIO).' });
  });

  it('is no text: refused at the first byte that is none', async () => {
    writeFileSync(at('binary'), Buffer.concat([Buffer.from('ä\ufffd!'), Buffer.from([0xff, 0x41])]));
    await expect(readNamedText(at('binary'))).rejects.toMatchObject({ code: 'bad-input', where: { byte: 6 } });
  });

  it('is cut inside a character: refused there', async () => {
    writeFileSync(at('cut'), Buffer.from('abc€').subarray(0, 5));
    await expect(readNamedText(at('cut'))).rejects.toMatchObject({ code: 'bad-input', where: { byte: 3 } });
  });

  it('has a byte-order mark, which is no part of its text', async () => {
    writeFileSync(at('mark.json'), '\ufeff{"a":"ä"}');
    expect(await readNamedJson(at('mark.json'))).toEqual({ a: 'ä' });
  });

  it.each([
    ['', '“a.json” is empty.', {}],
    [' \n', '“a.json” is empty.', {}],
    ['{"a":1', '“a.json” is not JSON: the document ends early.', { line: 1, column: 7 }],
    ['{\n  "a": 1,, "b": 2}', '“a.json” is not JSON: unexpected “,”.', { line: 2, column: 10 }],
  ])('holds %j, which is no JSON: said in our words, with the place', async (text, message, place) => {
    writeFileSync(at('a.json'), text);
    await expect(readNamedJson(at('a.json'), 'a.json')).rejects.toMatchObject({
      code: 'bad-input',
      message,
      where: { file: 'a.json', ...place },
    });
  });
});

describe('a file that was named to be written', () => {
  it('is written', async () => {
    await writeNamedFile(at('new.txt'), 'text');
    expect(readFileSync(at('new.txt'), 'utf8')).toBe('text');
  });

  it('is a folder, or lies in none: unavailable, with what to do', async () => {
    mkdirSync(at('place'));
    await expect(writeNamedFile(at('place'), 'x', 'place')).rejects.toMatchObject({
      code: 'unavailable',
      message: '“place” cannot be written: it is a folder.',
    });
    await expect(writeNamedFile(at('nowhere/a.txt'), 'x', 'nowhere/a.txt')).rejects.toMatchObject({
      code: 'unavailable',
      message: '“nowhere/a.txt” cannot be written: its folder is not there.',
    });
    expect(writingProblem(systemError('EACCES'), 'a').message).toContain('you may not write there');
  });
});
