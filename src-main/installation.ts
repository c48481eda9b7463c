import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ProofdeskError } from '../src-shared/kernel/errors';

let found: string | null = null;

/**
 * The folder that Proofdesk is installed in: the checkout, or the packaged archive. What is built lies in its `out`, what ships with it
 * in its `resources`. Looked for upwards from this very file, since bundling moves code but not that order.
 */
export function installationFolder(): string {
  if (found) return found;
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const facts = join(folder, 'package.json');
    if (existsSync(facts) && (JSON.parse(readFileSync(facts, 'utf8')) as { name?: string }).name === 'proofdesk') {
      found = folder;
      return folder;
    }
    if (folder === dirname(folder)) {
      throw new ProofdeskError({
        code: 'unavailable',
        message: 'The folder that Proofdesk is installed in was not found.',
      });
    }
  }
}

/**
 * What ships with Proofdesk: templates, fonts, policies, the sample. In a packaged application they lie beside the archive as real files,
 * since native code (the typesetter) cannot look into it.
 */
export const resourcesFolder = (): string =>
  join(installationFolder().replace(/\bapp\.asar$/, 'app.asar.unpacked'), 'resources');

/** The built page, for the faces that show it. */
export const pageFolder = (): string => join(installationFolder(), 'out', 'renderer');

/** The built entry of worker threads; null where nothing was built, as in unit tests. */
export function workerEntry(): string | null {
  const path = join(installationFolder(), 'out', 'main', 'worker.js');
  return existsSync(path) ? path : null;
}
