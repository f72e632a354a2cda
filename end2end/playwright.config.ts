import { defineConfig } from '@playwright/test';

/** The server is started by a fixture, one for each worker: see tests/portal.ts. */
export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  fullyParallel: false,
  forbidOnly: !!process.env.CI,
  retries: 0,
  workers: 2,
  timeout: 90_000,
  // What hangs says so instead of holding everything up.
  globalTimeout: 45 * 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    timezoneId: 'Europe/Prague',
    // What it asked for and what was done; a copy of the page at every step would take a fifth of the time. Playwright
    // describes the page of a failure by itself, and `--trace on` keeps everything.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false, sources: false },
    launchOptions: {
      // Without a path Playwright uses the browser that it downloaded itself.
      executablePath: process.env.STAFETA_CHROMIUM || undefined,
      args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'],
    },
  },
});
