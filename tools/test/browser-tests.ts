// Playwright over **/*.spec.ts, in the Chromium that tools/browser.ts finds.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Count } from './count.ts'
import { stopping } from './stopping.ts'

type Report = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  config: { rootDir: string }
  suites: { file: string }[]
}

const root = join(import.meta.dirname, '../..')

export async function browserTests(files: string[]): Promise<Count> {
  if (files.length === 0) return { passed: 0, failed: 0, skipped: 0 }
  const folder = mkdtempSync(join(tmpdir(), 'citycop-playwright-'))
  const path = join(folder, 'report.json')
  const code = await playwright(files, path)
  try {
    return counted(JSON.parse(readFileSync(path, 'utf8')), files, code)
  } catch {
    return { passed: 0, failed: 1, skipped: 0 } // it did not get as far as counting
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function playwright(files: string[], report: string): Promise<number | null> {
  const cli = join(root, 'node_modules/@playwright/test/cli.js')
  const patterns = files.map((file) => `${file.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`)
  const child = spawn(process.execPath, [cli, 'test', '--reporter=list,json', ...patterns], {
    cwd: root,
    signal: stopping,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  })
  child.on('error', () => {}) // it is being stopped
  return new Promise((resolve) => child.on('exit', resolve))
}

function counted({ stats, config, suites }: Report, files: string[], code: number | null): Count {
  const ran = new Set(suites.map((suite) => join(config.rootDir, suite.file)))
  const empty = files.filter((file) => !ran.has(file))
  for (const file of empty) console.log(`FAIL ${file} has no test`)
  const failed = stats.unexpected + stats.flaky + empty.length
  return { passed: stats.expected, failed: failed === 0 && code !== 0 ? 1 : failed, skipped: stats.skipped }
}
