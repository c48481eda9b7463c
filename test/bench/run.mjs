// `npm run bench [store claims documents studio sync sync-device sync-http server peers imports roi pricing page]`: builds the product and the measurements, then runs them on the pinned Node.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { ensureBuilt } from '../../bin/build.mjs';
import { measureFirstPaint } from './first-paint.mjs';

const project = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
process.chdir(project);
await ensureBuilt();
const cache = resolve('node_modules/.cache');
mkdirSync(cache, { recursive: true });
const folder = mkdtempSync(join(cache, 'proofdesk-bench-'));
try {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: resolve('test/bench/bench.ts'),
      outDir: folder,
      minify: false,
      rollupOptions: { output: { entryFileNames: 'bench.mjs', format: 'es' } },
    },
  });
  const only = process.argv.slice(2);
  const paints = only.length === 0 || only.includes('page') ? await measureFirstPaint({ runs: 5 }) : [];
  if (paints === null) console.error('There is no browser here, so the page was not measured.');
  const { status } = spawnSync(process.execPath, [join(folder, 'bench.mjs'), ...only], {
    stdio: 'inherit',
    env: { ...process.env, PROOFDESK_BENCH_PAINTS: JSON.stringify(paints ?? []) },
  });
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
