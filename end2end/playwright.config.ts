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
    // What was on the page and what it asked for; pictures of every frame would take a fifth of the time.
    trace: { mode: 'retain-on-failure', screenshots: false, sources: false },
    launchOptions: {
      // Without a path Playwright uses the browser that it downloaded itself.
      executablePath: process.env.STAFETA_CHROMIUM || undefined,
      args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'],
    },
  },
});
