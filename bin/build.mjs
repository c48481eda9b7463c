import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { project } from './pinned-node.mjs';

/** What each part of the build reads. */
const sources = {
  main: ['src-shared', 'src-charts', 'src-core', 'src-main', 'resources/policies'],
  preload: ['src-shared', 'src-preload'],
  renderer: ['src-shared', 'src-charts', 'src-renderer'],
  page: ['src-shared', 'src-charts', 'src-page', 'src-renderer/ui/theme'],
  server: ['src-shared', 'src-core', 'src-server'],
};
const settings = [
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'page.vite.config.ts',
  'server.vite.config.ts',
  'tsconfig.json',
];

const out = join(project, 'out');
const stampFile = (part) => join(out, `.built-${part}`);
const lockFile = join(out, '.building');

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* files(path);
    else if (!/\.test\.tsx?$/.test(entry.name)) yield path;
  }
}

/** Names, sizes and times of everything that a part reads: other ones mean that it is out of date. */
function fingerprint(part) {
  const hash = createHash('sha256');
  const folders = sources[part].map((name) => join(project, name)).filter(existsSync);
  const single = settings.map((name) => join(project, name)).filter(existsSync);
  for (const path of [...folders.flatMap((folder) => [...files(folder)]), ...single].sort()) {
    const { mtimeMs, size } = statSync(path);
    hash.update(`${relative(project, path)}\0${mtimeMs}\0${size}\n`);
  }
  return hash.digest('hex');
}

const stamp = (part) => (existsSync(stampFile(part)) ? readFileSync(stampFile(part), 'utf8') : '');
const outdated = (parts) => parts.filter((part) => stamp(part) !== fingerprint(part));

/** Whether this is a checkout; what was packaged is built already. */
const isCheckout = () => existsSync(join(project, 'electron.vite.config.ts'));

/** Takes the lock; false while another process has it. */
function lock() {
  mkdirSync(out, { recursive: true });
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  const holder = Number(existsSync(lockFile) ? readFileSync(lockFile, 'utf8') : 0);
  try {
    process.kill(holder, 0);
  } catch (error) {
    // A holder that was killed left its lock behind. (EPERM: it lives, as another user.)
    if (error.code === 'ESRCH' && holder > 0) rmSync(lockFile, { force: true });
  }
  return false;
}

/** Parts that are none of Electron's business, each built with vite. */
const aside = { page: 'page.vite.config.ts', server: 'server.vite.config.ts' };

/** Builds parts of the application with electron-vite, and those beside it with vite. */
async function run(parts, log) {
  const ofDesk = parts.filter((part) => !(part in aside));
  if (ofDesk.length > 0) await runTool(['electron-vite', 'bin', 'electron-vite.js'], [], ofDesk, log);
  for (const part of parts.filter((one) => one in aside)) {
    await runTool(['vite', 'bin', 'vite.js'], ['-c', aside[part]], [part], log);
  }
}

function runTool(tool, options, parts, log) {
  const program = join(project, 'node_modules', ...tool);
  if (!existsSync(program)) {
    return Promise.reject(
      new Error(`The packages that Proofdesk is built with are not installed. Run npm ci in ${project} first.`),
    );
  }
  return new Promise((resolve, reject) => {
    const line = [program, 'build', '--logLevel', 'warn', ...options];
    const child = spawn(process.execPath, line, {
      cwd: project,
      // Whoever asks for it, also a test: what is built is what people get.
      env: { ...process.env, NODE_ENV: 'production', PROOFDESK_BUILD: parts.join(',') },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const hear = (piece) => {
      said += piece;
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else {
        log(said);
        reject(new Error('The build failed; what it said is above.'));
      }
    });
  });
}

/**
 * Builds the parts of Proofdesk of which a source file changed since they were built last. Several processes that start at once build
 * once. What the build says goes to standard error, and only when it fails.
 * @param {{ parts?: ('main' | 'preload' | 'renderer' | 'page' | 'server')[], log?: (text: string) => void }} options
 */
export async function ensureBuilt({
  parts = ['main', 'preload', 'renderer', 'page'],
  log = (text) => process.stderr.write(text),
} = {}) {
  if (!isCheckout()) return;
  for (let told = false; outdated(parts).length > 0; ) {
    if (!lock()) {
      if (!told) log('Waiting for another process that builds Proofdesk…\n');
      told = true;
      await sleep(100);
      continue;
    }
    try {
      const due = outdated(parts);
      if (due.length === 0) return;
      const before = due.map(fingerprint);
      log('Building Proofdesk…\n');
      for (const part of due) rmSync(stampFile(part), { force: true });
      await run(due, log);
      // What changed during the build is built at the next start.
      due.forEach((part, index) => {
        writeFileSync(stampFile(part), before[index]);
      });
      return;
    } finally {
      rmSync(lockFile, { force: true });
    }
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await ensureBuilt().catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 70;
  });
}
