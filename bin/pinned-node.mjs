// Runs on Node versions that are years old: only syntax that they know.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout or of the installed package. */
export const project = resolve(dirname(fileURLToPath(import.meta.url)), '..');

const name = process.platform === 'win32' ? 'node.exe' : 'node';
const pinned = join(project, 'node_modules', 'node', 'bin', name);

/** The version that package.json pins, such as 24.21.0. */
function pinnedVersion() {
  const facts = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
  return facts.devDependencies?.node;
}

/** Whether `version` (as 20.1.0) is new enough for what Proofdesk is built on; 22.12 is what package.json's engines say. */
function goodEnough(version) {
  const parts = version.split('.').map(Number);
  return parts[0] > 22 || (parts[0] === 22 && parts[1] >= 12);
}

/**
 * Makes sure that the rest of a program runs on the Node that Proofdesk is tested with: starts `file` again on it where this is another
 * one, and ends with its exit code. Resolves when this is the right Node already.
 */
export function onPinnedNode(file) {
  if (process.versions.node === pinnedVersion()) return Promise.resolve();
  if (!existsSync(pinned)) {
    if (goodEnough(process.versions.node)) return Promise.resolve();
    process.stderr.write(
      'Proofdesk needs Node 22.12 or newer, and this is ' +
        process.versions.node +
        '. Run npm ci, which brings the right one.\n',
    );
    process.exit(69);
  }
  return new Promise(() => {
    const child = spawn(pinned, [fileURLToPath(file), ...process.argv.slice(2)], { stdio: 'inherit' });
    // The terminal sends Ctrl-C to both; the child decides when to end.
    const pass = (signal) => child.kill(signal);
    process.on('SIGINT', () => {});
    process.on('SIGTERM', pass);
    process.on('SIGHUP', pass);
    child.on('exit', (code, signal) => {
      if (signal) {
        process.removeAllListeners(signal);
        process.kill(process.pid, signal);
      } else process.exit(code === null ? 70 : code);
    });
    child.on('error', (error) => {
      process.stderr.write(`Node could not be started: ${error.message}\n`);
      process.exit(70);
    });
  });
}
