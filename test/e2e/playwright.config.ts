import { defineConfig } from '@playwright/test';
import { findBrowser } from './find-browser';

const browser = await findBrowser();

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../test-results',
  // What is tried is what happens, not how fast this machine is just now.
  timeout: 150_000,
  expect: { timeout: 15_000 },
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: '../../test-results/e2e.json' }]],
  use: {
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    // Motion is most of what drawing without a graphics card costs; one file leaves it on.
    contextOptions: { reducedMotion: 'reduce' },
    // A trace of every step costs a third of the time; the page as it stood is enough to see what failed.
    screenshot: 'only-on-failure',
    launchOptions: browser ? { executablePath: browser.executablePath, args: browser.args, env: browser.env } : {},
  },
});
