import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'vite';

/** Packages of many small files, as in the build of the product (`electron.vite.config.ts`): built in, they load in a fraction of the time. */
const builtIn = ['zod', 'kysely', 'canonicalize', 'csv-parse', 'decimal.js', 'fractional-indexing', /^@orpc\//];

/** Programs that tests start in threads and processes of their own, built together. */
const together = {
  worker: 'src-main/worker.ts',
  'small-worker': 'test/jobs/worker.ts',
  victim: 'test/faults/victim.ts',
  'long-work-victim': 'test/faults/long-work-victim.ts',
  'push-victim': 'test/faults/push-victim.ts',
  'sync-victim': 'test/faults/sync-victim.ts',
  'command-victim': 'test/faults/command-victim.ts',
} as const;
/** One whose memory is measured: it loads nothing that it has not asked for itself. */
const alone = { 'receipts-victim': 'test/faults/receipts-victim.ts' } as const;

/** Inside of the project, so that the packages that they import are found. One folder for a run of tests. */
export const programsFolder = resolve('node_modules/.cache', `proofdesk-programs-${process.pid}`);
/** Longer than a build takes on any machine, in milliseconds. */
const PATIENCE = 120_000;

/**
 * The path of a program as it runs without a build of the whole product. They are built once in a run of tests, by whichever test asks first.
 */
export async function builtProgram(name: keyof typeof together | keyof typeof alone): Promise<string> {
  const [entries, folder] =
    name in alone ? [alone, join(programsFolder, name)] : [together, join(programsFolder, 'all')];
  const done = join(folder, 'done');
  const path = join(folder, `${name}.mjs`);
  if (begin(folder)) {
    await build({
      configFile: false,
      logLevel: 'error',
      ssr: { noExternal: builtIn },
      build: {
        ssr: true,
        outDir: folder,
        emptyOutDir: false,
        minify: false,
        rollupOptions: {
          input: Object.fromEntries(Object.entries(entries).map(([entry, file]) => [entry, resolve(file)])),
          output: { entryFileNames: '[name].mjs', chunkFileNames: 'part-[hash].mjs', format: 'es' },
        },
      },
    }).catch((thrown) => {
      rmSync(folder, { recursive: true, force: true });
      throw thrown;
    });
    writeFileSync(`${done}.new`, '');
    renameSync(`${done}.new`, done);
  }
  const until = performance.now() + PATIENCE;
  while (!existsSync(done)) {
    if (performance.now() > until) throw new Error('The programs of the tests were not built in time.');
    await sleep(50);
  }
  return path;
}

/** Whether the build is for this caller to do. */
function begin(folder: string): boolean {
  try {
    mkdirSync(programsFolder, { recursive: true });
    mkdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
