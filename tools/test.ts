// The whole suite: checks, then node:test on the sources, then a browser. Closes on 'N passed, N failed'.
import { existsSync, globSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startTestPostgres } from '../testing/database.ts'
import { buildApps } from './build.ts'
import { check } from './check.ts'
import { browserTests } from './test/browser-tests.ts'
import { type Count, closingLine, sum } from './test/count.ts'
import { unitTests } from './test/unit-tests.ts'

const help = `npm test [-- PATTERN …]        checks, tests and browser tests; a PATTERN picks files by a part of their path
npm run test:deep              the same and the long ones (kills, fuzz, an older PostgreSQL)
npm run test:deep -- --only    the long ones alone`

const root = join(import.meta.dirname, '..')
const oldest = '/usr/lib/postgresql/15/bin'
const { values, positionals: patterns } = parseArgs({
  options: { deep: { type: 'boolean' }, only: { type: 'boolean' }, help: { type: 'boolean' } },
  allowPositionals: true,
})
const usual = !(values.deep && values.only)
const began = performance.now()
const lap = (what: string) => console.log(`${what} at ${((performance.now() - began) / 1000).toFixed(0)} s`)

const find = (ending: string): string[] =>
  globSync(`**/*${ending}`, { cwd: root, exclude: ['**/node_modules/**', '**/dist/**', '.data/**', 'data/**'] })
    .filter((file) => patterns.length === 0 || patterns.some((pattern) => file.includes(pattern)))
    .sort()
    .map((file) => join(root, file))

async function withPostgres(bin: string | undefined, act: () => Promise<Count>): Promise<Count> {
  if (bin) process.env.CITYCOP_TEST_POSTGRES_BIN = bin
  const postgres = await startTestPostgres()
  stopPostgres = postgres.stop
  Object.assign(process.env, postgres.env) // test files inherit it
  try {
    return await act()
  } finally {
    await postgres.stop()
    delete process.env.CITYCOP_TEST_POSTGRES_BIN
  }
}

async function everything(): Promise<Count> {
  const units = find('.test.ts')
  const counts: Count[] = []
  if (usual) {
    counts.push(await unitTests(units, { concurrency: availableParallelism(), timeout: 180_000 }))
    lap('unit tests and stories done')
    const specs = find('.spec.ts')
    if (specs.length > 0) await buildApps(console.log)
    counts.push(await browserTests(specs))
    lap('browser tests done')
  }
  if (values.deep) {
    counts.push(await unitTests(find('.deep.ts'), { concurrency: 1, timeout: 30 * 60_000 }))
    lap('long tests done')
  }
  return sum(counts)
}

// The same SQL must run on the oldest PostgreSQL we promise.
async function onOldest(): Promise<Count> {
  const files = find('.test.ts').filter((file) => /\/(server|testing)\//.test(file))
  if (files.length === 0) return sum([])
  if (!existsSync(oldest)) {
    console.log(`skipped: the tests on PostgreSQL 15, for there is no ${oldest}`)
    return { passed: 0, failed: 0, skipped: 1 }
  }
  const counted = await withPostgres(oldest, () =>
    unitTests(files, { concurrency: availableParallelism(), timeout: 180_000 }),
  )
  lap('tests on PostgreSQL 15 done')
  return counted
}

if (values.help) {
  console.log(help)
  process.exit(0)
}
let stopPostgres = async () => {}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const)
  process.on(signal, () => stopPostgres().finally(() => process.exit(1)))
const counts: Count[] = []
if (usual && patterns.length === 0) {
  counts.push(await check())
  lap('checks done')
}
counts.push(await withPostgres(undefined, everything))
if (values.deep) counts.push(await onOldest())
const total = sum(counts)
if (total.passed + total.failed + total.skipped === 0)
  console.log(`no test file has ${patterns.join(' or ')} in its path`)
console.log(closingLine(total))
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1)
