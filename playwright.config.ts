import { defineConfig } from '@playwright/test'
import { chromiumLaunchOptions } from './e2e/support/chromium'
import { hosts } from './e2e/support/ports'

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  // One chain for all tests, reverted around each: no two may run at once.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  expect: { timeout: 15_000 },
  globalSetup: './e2e/support/global-setup.ts',
  outputDir: 'test-results',
  reporter: [['list'], ['json', { outputFile: process.env.E2E_REPORT || '.cache/test-reports/e2e.json' }]],
  use: {
    baseURL: hosts.appUrl,
    launchOptions: chromiumLaunchOptions(),
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    locale: 'en-GB',
    timezoneId: 'UTC',
  },
})
