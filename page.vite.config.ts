import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * The interactive page that customers are given: one classic script and one style sheet, which are put into the page's file. It reads data
 * that was checked when it was made, so what only declares the shape of data is left out.
 */
export default defineConfig({
  publicDir: false,
  plugins: [react()],
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    outDir: 'out/page',
    target: 'es2022',
    cssCodeSplit: false,
    minify: true,
    lib: {
      entry: resolve('src-page/index.tsx'),
      formats: ['iife'],
      name: 'page',
      fileName: () => 'page.js',
      cssFileName: 'page',
    },
  },
});
