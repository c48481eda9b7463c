import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';

/** Packages of many small files, as in the build of the product (`electron.vite.config.ts`): built in, they load in a fraction of the time. */
const builtIn = ['zod', 'kysely', 'canonicalize', 'csv-parse', 'decimal.js', 'fractional-indexing', /^@orpc\//];

/**
 * Builds a worker's entry, so that a test can run jobs in real threads without a build of the whole product.
 * @returns its path and what removes it
 */
export async function builtWorker(entry: string): Promise<{ path: string; remove(): void }> {
  // Inside of the project, so that the packages that the entry imports are found.
  const cache = resolve('node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'proofdesk-worker-'));
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: builtIn },
    build: {
      ssr: resolve(entry),
      outDir: folder,
      minify: false,
      rollupOptions: { output: { entryFileNames: 'worker.mjs', format: 'es' } },
    },
  });
  return { path: join(folder, 'worker.mjs'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
