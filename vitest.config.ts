import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Files that put something else in the place of a module, or kill processes: each has a load of its own. They run first, being long. */
const alone = [
  'src-renderer/app/prepare.test.ts',
  'test/faults/**/*.test.ts',
  'test/integration/{desktop-shell,desktop-start,opening}.test.ts',
];

export default defineConfig({
  plugins: [react()],
  test: {
    testTimeout: 20_000,
    hookTimeout: 30_000,
    pool: 'threads',
    maxWorkers: 2,
    globalSetup: 'test/jobs/remove-programs.ts',
    projects: [
      { extends: true, test: { name: 'alone', include: alone } },
      {
        extends: true,
        test: {
          // No module keeps what another file could trip over, so that files share one load of what they stand on: half of their time.
          name: 'parts',
          include: ['src-*/**/*.test.{ts,tsx}', 'test/{properties,integration}/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...alone],
          isolate: false,
        },
      },
    ],
  },
});
