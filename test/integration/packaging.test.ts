import { execFile } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../../bin/build.mjs';

const run = promisify(execFile);
const tool = (name: string) => resolve('node_modules/.bin', name);

/** The mark in an Electron binary after which its fuses lie, as @electron/fuses looks for it. */
const fuseMark = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const fuseCount = 8;
const [off, on] = [...Buffer.from('01')] as [number, number];

const impossible =
  process.platform !== 'linux'
    ? `packaging is tried on Linux only, this is ${process.platform}`
    : existsSync(tool('electron-builder'))
      ? null
      : 'electron-builder is not installed';
if (impossible) console.log(`Packaging is not tested: ${impossible}.`);

let folder: string;
let unpacked: string;
let content: string;
let listing: string[];

/** Packages with a stand-in for the Electron binary: all but that binary is as it will be shipped. */
beforeAll(async () => {
  if (impossible) return;
  await ensureBuilt();
  folder = mkdtempSync(join(tmpdir(), 'packaging-'));
  const electron = join(folder, 'electron');
  mkdirSync(join(electron, 'resources'), { recursive: true });
  const facts = JSON.parse(readFileSync('node_modules/electron/package.json', 'utf8')) as { version: string };
  writeFileSync(join(electron, 'version'), facts.version);
  const states = Buffer.alloc(fuseCount, '?');
  const wire = Buffer.concat([Buffer.from(`#!/bin/sh\nexit 0\n${fuseMark}`), Buffer.from([1, fuseCount]), states]);
  writeFileSync(join(electron, 'electron'), wire);
  chmodSync(join(electron, 'electron'), 0o755);
  const output = join(folder, 'dist');
  const settings = [`-c.electronDist=${electron}`, `-c.directories.output=${output}`];
  await run(tool('electron-builder'), ['--linux', 'dir', '--x64', '--publish', 'never', ...settings]);
  unpacked = join(output, 'linux-unpacked');
  const archive = join(unpacked, 'resources', 'app.asar');
  listing = (await run(tool('asar'), ['list', archive], { maxBuffer: 64 * 1024 ** 2 })).stdout.trim().split('\n');
  content = join(folder, 'content');
  await run(tool('asar'), ['extract', archive, content]);
}, 180_000);
afterAll(() => {
  if (folder) rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(impossible !== null)('the package', () => {
  it('holds the build, what ships with it, and nothing of the sources or tests', () => {
    const top = readdirSync(content).sort();
    expect(top).toEqual(['node_modules', 'out', 'package.json', 'resources']);
    for (const path of [
      'out/main/index.js',
      'out/main/cli.js',
      'out/main/worker.js',
      'out/preload/index.cjs',
      'out/renderer/index.html',
    ]) {
      expect(existsSync(join(content, path)), path).toBe(true);
    }
    expect(readdirSync(join(content, 'out')).sort()).toEqual(['main', 'page', 'preload', 'renderer']);
    expect(listing.filter((path) => path.endsWith('.map') || path.endsWith('.d.ts'))).toEqual([]);
  });

  it('leaves out what only the build needs, and the native code of other platforms', () => {
    const modules = readdirSync(join(content, 'node_modules'));
    expect(modules).toEqual(expect.arrayContaining(['better-sqlite3', '@cedar-policy', 'ws']));
    for (const name of ['@mantine', 'vite', 'typescript', 'electron', 'node', 'zustand'])
      expect(modules).not.toContain(name);
    expect(readdirSync(join(content, 'node_modules/better-sqlite3/prebuilds'))).toEqual([`linux-x64.node`]);
  });

  it('keeps native code and resources outside of the archive, as real files', () => {
    const beside = join(unpacked, 'resources', 'app.asar.unpacked');
    const native = listing.filter((path) => /\.(node|so)$/.test(path));
    for (const name of ['better-sqlite3', 'typst'])
      expect(
        native.some((path) => path.includes(name)),
        name,
      ).toBe(true);
    for (const path of [...native, '/resources/fonts', '/resources/policies']) {
      expect(existsSync(join(beside, path)), path).toBe(true);
    }
  });

  it('has its fuses set: no Node mode, no options from the environment, only the sealed archive is loaded', async () => {
    const fuses = await getCurrentFuseWire(join(unpacked, 'proofdesk'));
    const state = (fuse: FuseV1Options) => {
      const value: number | undefined = fuses[fuse];
      expect([off, on]).toContain(value);
      return value === on;
    };
    expect({
      runAsNode: state(FuseV1Options.RunAsNode),
      cookieEncryption: state(FuseV1Options.EnableCookieEncryption),
      nodeOptions: state(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: state(FuseV1Options.EnableNodeCliInspectArguments),
      integrity: state(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyArchive: state(FuseV1Options.OnlyLoadAppFromAsar),
      filePrivileges: state(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({
      runAsNode: false,
      cookieEncryption: true,
      nodeOptions: false,
      inspect: false,
      integrity: true,
      onlyArchive: true,
      filePrivileges: false,
    });
  });

  it('has everything with it that the program needs', async () => {
    // Somewhere without the checkout's node_modules above it.
    const entry = `import(${JSON.stringify(`file://${content}/out/main/cli.js`)}).then(({ main }) => main(process.argv.slice(1)))`;
    const env = { ...process.env, PROOFDESK_STATE: join(folder, 'state'), PROOFDESK_DATA: join(folder, 'data') };
    const ask = async (...line: string[]) =>
      (await run(process.execPath, ['--input-type=module', '-e', entry, '--', ...line], { env, cwd: folder })).stdout;
    expect((await ask('--version')).trim()).toMatch(/^\d+\.\d+\.\d+$/);
    expect(JSON.parse(await ask('calc', '--list', '--json')).length).toBeGreaterThan(5);
    // Every module that the program may load later; one process loads them all, and tells each of which something was missing.
    const chunks = readdirSync(join(content, 'out/main/chunks')).filter(
      (name) => name.endsWith('.js') && !name.startsWith('desktop'),
    );
    expect(chunks.length).toBeGreaterThan(20);
    const load = `const lacking = [];
      for (const chunk of ${JSON.stringify(chunks)})
        await import(${JSON.stringify(`file://${content}/out/main/chunks/`)} + chunk).catch((error) => lacking.push(chunk + ': ' + error.message));
      process.stdout.write(JSON.stringify(lacking), () => process.exit(0));`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', load], { env, cwd: folder });
    expect(JSON.parse(stdout)).toEqual([]);
  }, 120_000);
});
