import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { portableName, portableNames } from '../../../src-shared/documents';
import { fileSystem, type Target, takeBack, writeFolder } from './write-folder';

let into: string;
beforeAll(() => {
  into = mkdtempSync(join(tmpdir(), 'proofdesk-stick-'));
});
afterAll(() => rmSync(into, { recursive: true, force: true }));

const files = ['one.pdf', 'two.pdf', 'three.html'].map((name) => ({ name, bytes: Buffer.from(name.repeat(1000)) }));
const broken = (reason: string) => Object.assign(new Error(reason), { code: reason });
const give = (target: Partial<Target>) =>
  writeFolder(into, 'For Halden', files, { id: 'x' }, { ...fileSystem, ...target });
/** Fails from the second file on, as a stick does that fills up or is pulled out. */
const failing = (reason: string): Partial<Target> => ({
  write: async (path, bytes) => {
    if (path.endsWith('two.pdf')) throw broken(reason);
    await fileSystem.write(path, bytes);
  },
});

describe('taking a folder back', () => {
  it('throws why; and where the folder stays, says that it lies there without having been noted', async () => {
    const because = new Error('The policies changed.');
    const path = await writeFolder(into, 'Taken back', files, { id: 'y' });
    const stuck = { ...fileSystem, remove: () => Promise.reject(broken('EIO')) };
    await expect(takeBack(path, because, stuck)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('The policies changed.'),
      where: { file: path },
      hint: expect.stringContaining('by hand'),
    });
    await expect(takeBack(path, because)).rejects.toBe(because);
    expect(readdirSync(into)).toEqual([]);
  });
});

describe('writing a folder for a customer', () => {
  it.each([
    ['ENOSPC', 'is full'],
    ['EROFS', 'write-protected'],
    ['EACCES', 'may not write'],
    ['EIO', 'went away while it was written'],
    ['ENODEV', 'went away while it was written'],
  ])('leaves nothing when the medium fails with %s midway, and says why', async (reason, message) => {
    await expect(give(failing(reason))).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining(message),
    });
    expect(readdirSync(into)).toEqual([]);
  });

  it('names what may be left behind where the stick is gone, and takes it away the next time', async () => {
    const gone = { ...failing('ENOENT'), remove: () => Promise.reject(broken('ENODEV')) };
    await expect(give(gone)).rejects.toMatchObject({
      message: expect.stringContaining('went away'),
      hint: expect.stringContaining('.proofdesk-unfinished-x'),
    });
    expect(readdirSync(into)).toEqual(['.proofdesk-unfinished-x']);
    await give({});
    expect(readdirSync(into)).toEqual(['For Halden']);
    rmSync(join(into, 'For Halden'), { recursive: true });
  });

  it('is refused before anything is written where there is no room, no folder, or the name is taken', async () => {
    const room = { free: async () => 1000 };
    await expect(give(room)).rejects.toMatchObject({
      message: expect.stringMatching(/0\.3 MB are needed and 0\.0 MB/),
    });
    const nowhere = writeFolder(join(into, 'no'), 'x', files, { id: 'x' });
    await expect(nowhere).rejects.toMatchObject({ code: 'not-found' });
    await give({});
    await expect(give({})).rejects.toMatchObject({ code: 'bad-input' });
    rmSync(join(into, 'For Halden'), { recursive: true });
  });

  it('does not trust a stick that gives back other bytes', async () => {
    await expect(give({ read: async () => Buffer.from('other') })).rejects.toMatchObject({
      message: expect.stringContaining('came back'),
    });
    expect(readdirSync(into)).toEqual([]);
  });
});

describe('names of files', () => {
  it('are taken by FAT, NTFS and every other file system', () => {
    expect(portableName('Halden / Energy: "AS" <1>?.pdf')).toBe('Halden - Energy- -AS- -1--.pdf');
    expect(portableName('con.pdf')).toBe('_con.pdf');
    expect(portableName(' ..hidden. ')).toBe('hidden');
    expect(portableName('???')).toBe('document');
    expect([...portableName(`${'漢'.repeat(300)}.pdf`)]).toHaveLength(120);
    expect(portableName('a\u202efdp.exe')).toBe('a-fdp.exe');
  });

  it('never differ in upper and lower case alone', () => {
    expect(portableNames(['Quote.pdf', 'quote.pdf', 'page.html'], ['Page.html'])).toEqual([
      'Quote.pdf',
      'quote (2).pdf',
      'page (2).html',
    ]);
  });
});
