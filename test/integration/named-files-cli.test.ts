import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TypedDesk, typedDesk } from '../core/command-line';

let desk: TypedDesk;
let root: string;
const proofdesk = (...line: string[]) => desk.type(...line);
let bakeoff: string;

beforeAll(async () => {
  desk = typedDesk('cli-files');
  root = desk.root;
  await proofdesk('workspace', 'create', 'Northwind', '--currency', 'EUR', '--owner', 'Ada Admin', '--role', 'rep');
  await proofdesk('person', 'add', 'Ole', '--role', 'engineer');
  await proofdesk('deal', 'create', '--title', 'Halden', '--account', 'Halden Energy', '--new-account');
  const planned = ['--title', 'Search', '--template', 'api-latency', '--workload', 'Search'];
  bakeoff = (await proofdesk('bakeoff', 'create', ...planned)).out.trim();
  mkdirSync(join(root, 'folder'));
  writeFileSync(join(root, 'empty'), '');
  writeFileSync(join(root, 'binary'), Buffer.from(Array.from({ length: 600 }, (_, at) => (at * 73 + 129) % 256)));
  writeFileSync(join(root, 'locked'), 'x');
  chmodSync(join(root, 'locked'), 0);
});

afterAll(() => {
  desk.close();
});

/** Every command that reads a file, with where the file's name goes. */
const readers: [name: string, line: (file: string) => string[]][] = [
  ['verify', (file) => ['verify', file]],
  ['calc', (file) => ['calc', 'roi.return', '--input', file]],
  ['inspect', (file) => ['inspect', file]],
  ['roi create', (file) => ['roi', 'create', file, '--deal', 'Halden']],
  ['receipt import', (file) => ['receipt', 'import', file]],
  ['pricing import', (file) => ['pricing', 'import', file, '--name', 'A', '--model-version', '1']],
  ['deal import', (file) => ['deal', 'import', file, '--preview']],
  ['bakeoff create', (file) => ['bakeoff', 'create', '--plan', file]],
  ['bakeoff import', (file) => ['bakeoff', 'import', bakeoff, file]],
  ['workspace restore', (file) => ['workspace', 'restore', `./${file}`]],
];

/** What only a program would say. */
const wordsOfPrograms = /EISDIR|ENOENT|illegal operation|JSON at position|Unexpected|undefined|ECONN|errno|\[object/;

describe.each(readers)('%s', (name, line) => {
  it.each([
    ['none', 66],
    ['folder', 65],
    ['empty', 65],
    ['binary', 65],
  ])('given what is %s ends with a sentence and exit code %i', async (kind, exitCode) => {
    const { code, out, err } = await proofdesk(...line(kind));
    expect([code, out], err).toEqual([exitCode, '']);
    expect(err).toMatch(/^.{12,}[.)]\n/);
    expect(err).not.toMatch(wordsOfPrograms);
    expect(err, 'names the file or says what it is').toMatch(/none|folder|empty|binary|file|harness|backup/i);
  });

  it('lists these exit codes in its help', async () => {
    const { out } = await proofdesk(...name.split(' '), '--help');
    for (const code of [65, 66, 69]) expect(out).toMatch(new RegExp(`^ {2}${code} {2}\\S`, 'm'));
  });
});

it('a file that may not be read ends with 69, whichever command it is given to', async (context) => {
  context.skip(process.getuid?.() === 0 || process.platform === 'win32', 'this user may read every file');
  for (const [name, line] of readers) {
    const { code, err } = await proofdesk(...line('locked'));
    expect([code, err], name).toEqual([69, expect.stringContaining('may not be read by you')]);
  }
});

describe('every command that writes a file', () => {
  it.each([
    ['receipt export', ['receipt', 'export', 'folder']],
    ['workspace export', ['workspace', 'export', 'folder']],
  ])('%s given a folder ends with a sentence and exit code 69', async (_, line) => {
    const { code, err } = await proofdesk(...line);
    expect([code, err]).toEqual([69, expect.stringContaining('cannot be written')]);
    expect(err).not.toMatch(wordsOfPrograms);
  });
});
