#!/usr/bin/env node
// `npm start`: the desktop window where Electron is or can be fetched, else the same application in a browser.
import { onPinnedNode, project } from './pinned-node.mjs';

await onPinnedNode(import.meta.url);
const { spawn } = await import('node:child_process');
const { existsSync, readFileSync } = await import('node:fs');
const { join } = await import('node:path');
const { ensureBuilt } = await import('./build.mjs');

/** How long fetching Electron may take, in milliseconds, before the browser is used instead. */
const patience = 60_000;

const electron = join(project, 'node_modules', 'electron');

/** The Electron executable, if it has been fetched. */
function executable() {
  const named = join(electron, 'path.txt');
  if (!existsSync(named)) return null;
  const path = join(process.env.ELECTRON_OVERRIDE_DIST_PATH || join(electron, 'dist'), readFileSync(named, 'utf8'));
  return existsSync(path) ? path : null;
}

/** Why no window can be shown here, or null. */
function noDisplay() {
  const shown = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  return shown ? null : 'there is no display';
}

/** Fetches Electron with its own installer; null, or why that did not work. */
async function fetchElectron() {
  const installer = join(electron, 'install.js');
  if (!existsSync(installer)) return 'the electron package is not installed';
  process.stderr.write('Fetching Electron…\n');
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [installer], { stdio: 'ignore', timeout: patience });
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (code) =>
      resolve(code === 0 && executable() ? null : 'it is not installed and could not be fetched'),
    );
  });
}

async function desktop() {
  const missing = noDisplay() ?? (executable() ? null : await fetchElectron());
  if (missing) return missing;
  const child = spawn(executable(), [project, ...process.argv.slice(2)], { stdio: 'inherit' });
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (code) => {
      process.exitCode = code ?? 0;
      resolve(null);
    });
  });
}

try {
  await ensureBuilt();
  const why = await desktop();
  if (why) {
    process.stderr.write(`Electron cannot be used (${why}), so Proofdesk opens in a browser instead.\n`);
    const { main } = await import('../out/main/cli.js');
    await main(['serve', ...process.argv.slice(2)]);
  }
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 70;
}
