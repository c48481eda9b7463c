import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** What is pure keeps nothing between two files, so that they can share one load of what they stand on. */
const pure = ['src-shared/**/*.test.{ts,tsx}', 'src-charts/**/*.test.{ts,tsx}'];

export default defineConfig({
  plugins: [react()],
  test: {
    testTimeout: 20_000,
    hookTimeout: 30_000,
    pool: 'threads',
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['src-*/**/*.test.{ts,tsx}', 'test/{properties,faults,integration}/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...pure],
        },
      },
    ],
  },
});
