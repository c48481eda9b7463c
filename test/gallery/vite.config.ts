import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The gallery is built apart from the product, under the same content security policy, and never shipped. */
export default defineConfig({
  root: resolve(import.meta.dirname),
  plugins: [react()],
  base: './',
  build: { outDir: resolve(import.meta.dirname, '../../out/gallery/site'), emptyOutDir: true, assetsInlineLimit: 0 },
});
