import { defineConfig } from '@playwright/test';
import { findBrowser } from './find-browser';

const browser = await findBrowser();

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../test-results',
  timeout: 30_000,
  expect: { timeout: 5_000 },
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: '../../test-results/e2e.json' }]],
  use: {
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    // A trace of every step costs a third of the time; the page as it stood is enough to see what failed.
    screenshot: 'only-on-failure',
    launchOptions: browser ? { executablePath: browser.executablePath, args: browser.args, env: browser.env } : {},
  },
});
