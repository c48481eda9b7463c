import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'electron-vite';
import type { Plugin } from 'vite';

/** Every entry that runs on Node: the desktop shell, the command line with the browser host, and the job worker. */
const nodeEntries = {
  index: resolve('src-main/electron/index.ts'),
  cli: resolve('src-main/cli/index.ts'),
  worker: resolve('src-main/worker.ts'),
};

/**
 * Packages of many small files that every start needs: as part of the build they load in a fraction of the time. All others stay
 * outside, installed beside it; several of those carry native code or WebAssembly.
 */
const builtIn = [
  'zod',
  'kysely',
  'commander',
  'canonicalize',
  'decimal.js',
  'csv-parse',
  'fractional-indexing',
  '@orpc/client',
  '@orpc/contract',
  '@orpc/openapi-client',
  '@orpc/server',
];

/**
 * The page is served from the root of an origin, and its screens may have addresses with folders in them: its files must not be looked for
 * beside those. electron-vite sets a relative base for pages that are opened as files, which ours never are.
 */
const absoluteAddresses: Plugin = {
  name: 'absolute-addresses',
  enforce: 'post',
  config(config) {
    config.base = '/';
  },
};

const parts: UserConfig = {
  main: {
    build: {
      externalizeDeps: { exclude: builtIn },
      outDir: 'out/main',
      lib: { entry: nodeEntries, formats: ['es'] },
      rollupOptions: { output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' } },
      sourcemap: true,
      minify: false,
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      lib: { entry: { index: resolve('src-preload/index.ts') }, formats: ['cjs'] },
      rollupOptions: { output: { entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [react(), absoluteAddresses],
    build: {
      outDir: 'out/renderer',
      rollupOptions: { input: resolve('src-renderer/index.html') },
      assetsInlineLimit: 0,
      minify: true,
    },
  },
};

/** The parts that `bin/build.mjs` asks for, which builds only what is out of date; all of them otherwise. */
const wanted = process.env['PROOFDESK_BUILD']?.split(',');

export default defineConfig({
  ...((wanted?.includes('main') ?? true) && { main: parts.main }),
  ...((wanted?.includes('preload') ?? true) && { preload: parts.preload }),
  ...((wanted?.includes('renderer') ?? true) && { renderer: parts.renderer }),
});
