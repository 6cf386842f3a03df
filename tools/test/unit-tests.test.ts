import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { closingLine } from './count.ts'

// node:test does not run inside node:test, so that this takes a process of its own.
async function counted(source: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'citycop-units-'))
  const file = join(folder, 'some.test.ts')
  writeFileSync(file, source)
  const main = join(folder, 'main.ts')
  writeFileSync(
    main,
    `import { unitTests } from ${JSON.stringify(join(import.meta.dirname, 'unit-tests.ts'))}
    import { closingLine } from ${JSON.stringify(join(import.meta.dirname, 'count.ts'))}
    console.log(closingLine(await unitTests([${JSON.stringify(file)}], { concurrency: 1, timeout: 5000 })))`,
  )
  const { NODE_TEST_CONTEXT, ...env } = process.env
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [main], { env })
    return stdout.trim().split('\n').at(-1) ?? ''
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const uses = `import { describe, test } from 'node:test'\n`
const cases: [string, string, string][] = [
  ['a test that passes counts', `${uses}test('a', () => {})`, '1 passed, 0 failed'],
  [
    'a test that is skipped counts as that',
    `${uses}test('a', { skip: 'no tool' }, () => {})`,
    '0 passed, 0 failed, 1 skipped',
  ],
  [
    'a suite that is skipped counts as that',
    `${uses}describe('a', { skip: true }, () => {})`,
    '0 passed, 0 failed, 1 skipped',
  ],
  [
    'a test that fails counts once, not once more for its suite',
    `${uses}describe('s', () => { test('a', () => { throw 1 }); test('b', () => {}) })`,
    '1 passed, 1 failed',
  ],
  ['a file without a test has failed', `export const nothing = 1`, '0 passed, 1 failed'],
  ['a suite without a test has failed', `${uses}describe('s', () => {})`, '0 passed, 1 failed'],
  ['a file that does not compile has failed', `const const`, '0 passed, 1 failed'],
  [
    'a file that ends itself as if all were well has failed',
    `${uses}test('a', () => {})\nprocess.exit(0)`,
    '0 passed, 1 failed',
  ],
  [
    'a file that ends itself amid its tests has failed',
    `${uses}test('a', () => {}); test('b', async () => { await null; process.exit(0) })`,
    '0 passed, 1 failed',
  ],
  ['a file that is killed has failed', `process.kill(process.pid, 'SIGKILL')`, '0 passed, 1 failed'],
  [
    'an error after the tests is a failure',
    `${uses}test('a', () => { setTimeout(() => { throw new Error('late') }, 50) }); test('b', () => new Promise((r) => setTimeout(r, 200)))`,
    '2 passed, 1 failed',
  ],
]
for (const [title, source, expected] of cases)
  test(title, async () => {
    assert.equal(await counted(source), expected)
  })

test('the closing line names what was skipped only when something was', () => {
  assert.equal(closingLine({ passed: 3, failed: 0, skipped: 0 }), '3 passed, 0 failed')
  assert.equal(closingLine({ passed: 3, failed: 1, skipped: 2 }), '3 passed, 1 failed, 2 skipped')
})
