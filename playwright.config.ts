import { defineConfig } from '@playwright/test'
import { browser } from './tools/browser.ts'

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  testIgnore: ['**/node_modules/**', '**/dist/**', '.data/**', 'data/**'],
  outputDir: 'test-results',
  snapshotPathTemplate: '{testDir}/{testFileDir}/testing/trees/{arg}{ext}',
  workers: 2,
  timeout: 60_000,
  forbidOnly: Boolean(process.env.CI),
  use: { browserName: 'chromium', launchOptions: await browser(), trace: 'retain-on-failure', locale: 'en-GB' },
})
