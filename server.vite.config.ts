import { resolve } from 'node:path';
import { defineConfig } from 'vite';

/** The server: one program for Node, its packages installed beside it. */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: resolve('src-server/index.ts'),
    outDir: 'out/server',
    target: 'node22',
    sourcemap: true,
    minify: false,
    rollupOptions: { output: { entryFileNames: 'index.js', format: 'es' } },
  },
});
