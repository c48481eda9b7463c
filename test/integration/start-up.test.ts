import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

let project: string;
const put = (path: string, text: string) => {
  const file = join(project, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};

/** A checkout in which the build tool only counts how often it ran, and the command line says what it was given. */
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'checkout-'));
  cpSync('bin', join(project, 'bin'), { recursive: true });
  put('package.json', JSON.stringify({ type: 'module', devDependencies: { node: process.versions.node } }));
  put('electron.vite.config.ts', '');
  put('src-main/cli/index.ts', '1');
  put('src-renderer/main.tsx', '1');
  put(
    'node_modules/electron-vite/bin/electron-vite.js',
    `import { appendFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
     appendFileSync('builds', process.env.PROOFDESK_BUILD + '\\n');
     if (existsSync('broken')) { console.log('line 7 is wrong'); process.exit(1); }
     await new Promise((later) => setTimeout(later, 300));
     mkdirSync('out/main', { recursive: true });
     writeFileSync('out/main/cli.js', "export const main = () => console.log('ran ' + process.argv.slice(2).join(' '))");`,
  );
  put('node_modules/electron-vite/package.json', '{"type":"module"}');
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

async function proofdesk(...line: string[]) {
  const child = spawn(process.execPath, [join(project, 'bin/proofdesk.mjs'), ...line]);
  let out = '';
  let err = '';
  child.stdout.on('data', (piece) => (out += piece));
  child.stderr.on('data', (piece) => (err += piece));
  const [code] = await once(child, 'close');
  return { code, out, err };
}
const builds = () => readFileSync(join(project, 'builds'), 'utf8').trim().split('\n');

it('builds at the first start and after a change of what it needs, and says so on standard error only', async () => {
  const first = await proofdesk('calc', '--list');
  expect(first).toMatchObject({ code: 0, out: 'ran calc --list\n', err: 'Building Proofdesk…\n' });
  expect((await proofdesk('calc')).err).toBe('');
  put('src-main/cli/index.ts', '22');
  put('src-renderer/main.tsx', '22');
  await proofdesk('calc');
  expect(builds()).toEqual(['main', 'main']);
  // Only what shows the page needs it built.
  await proofdesk('serve');
  expect(builds()).toEqual(['main', 'main', 'renderer']);
  rmSync(join(project, 'src-main/cli/index.ts'));
  await proofdesk('calc');
  expect(builds()).toHaveLength(4);
});

it('builds once when several start together', async () => {
  const all = await Promise.all([proofdesk('a'), proofdesk('b'), proofdesk('c')]);
  expect(all.map(({ code, out }) => [code, out])).toEqual([
    [0, 'ran a\n'],
    [0, 'ran b\n'],
    [0, 'ran c\n'],
  ]);
  expect(builds()).toHaveLength(1);
});

it('is not held up by the lock of a build that was killed', async () => {
  // No process has this number: it is above the kernel's limit.
  put('out/.building', '99999999');
  expect(await proofdesk('a')).toMatchObject({ code: 0 });
});

it('tells what the build said when it fails, runs nothing, and tries again at the next start', async () => {
  put('broken', '');
  const failed = await proofdesk('a');
  expect(failed).toMatchObject({ code: 70, out: '' });
  expect(failed.err).toContain('line 7 is wrong');
  rmSync(join(project, 'broken'));
  expect(await proofdesk('a')).toMatchObject({ code: 0, out: 'ran a\n' });
});

it('starts itself again on the pinned Node, with the same arguments and exit code', async () => {
  put('package.json', JSON.stringify({ type: 'module', devDependencies: { node: '0.0.1' } }));
  put('node_modules/node/bin/node', '#!/bin/sh\nshift\necho "pinned: $*"\nexit 66\n');
  chmodSync(join(project, 'node_modules/node/bin/node'), 0o755);
  expect(await proofdesk('deal', 'list')).toMatchObject({ code: 66, out: 'pinned: deal list\n' });
});
