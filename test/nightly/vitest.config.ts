import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

/** What takes too long for every `npm test`. */
export default defineConfig({
  root: resolve(import.meta.dirname, '../..'),
  test: { include: ['test/nightly/**/*.test.ts'], testTimeout: 600_000, hookTimeout: 120_000, maxWorkers: 2 },
});
