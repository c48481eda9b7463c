import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/** Every entry that runs on Node: the desktop shell, the browser host, the command line, and the job worker. */
const nodeEntries = {
  index: resolve('src-main/electron/index.ts'),
  cli: resolve('src-main/cli/index.ts'),
  worker: resolve('src-main/worker.ts'),
};

export default defineConfig({
  main: {
    build: {
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
    // Screens have addresses of their own, so files must not be looked for beside them.
    base: '/',
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      rollupOptions: { input: resolve('src-renderer/index.html') },
      assetsInlineLimit: 0,
      minify: true,
    },
  },
});
