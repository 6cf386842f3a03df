// The whole suite: checks, then node:test on the sources, then a browser. Closes on 'N passed, N failed'.
import { existsSync, globSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { checkCity } from '../testing/checked-city.ts'
import { startTestPostgres } from '../testing/database.ts'
import { buildApps } from './build.ts'
import { check } from './check.ts'
import { browserTests } from './test/browser-tests.ts'
import { type Count, closingLine, sum } from './test/count.ts'
import { onStop } from './test/stopping.ts'
import { unitTests } from './test/unit-tests.ts'

const help = `npm test [-- PATTERN …]        checks, tests and browser tests; a PATTERN picks files by a part of their path
npm run test:deep              the same and the long ones (kills, fuzz, an older PostgreSQL)
npm run test:deep -- --only    the long ones alone

  CITYCOP_TEST_DATABASE_URL    a PostgreSQL to use in place of an embedded one; its user may create databases and roles
  CITYCOP_CHROMIUM             the browser's path, or npm for the one from the registry`

const root = join(import.meta.dirname, '..')
const oldest = '/usr/lib/postgresql/15/bin'
const usually = { concurrency: availableParallelism(), timeout: 180_000 }
const long = { concurrency: 1, timeout: 30 * 60_000 }
// These do not ask how long anything takes, and what they kill is their own: they do not mind one another. The longest begins first.
const mayRunBeside = (file: string): boolean =>
  /\/(kills|fuzz-\d|enumeration|mutants|merkle|rotations|gone)\.deep\.ts$/.test(file)
const longestFirst = (one: string, other: string): number => Number(isLongest(other)) - Number(isLongest(one))
const isLongest = (file: string): boolean => file.endsWith('testing/deep/kills.deep.ts')
const { values, positionals: patterns } = parseArgs({
  options: { deep: { type: 'boolean' }, only: { type: 'boolean' }, help: { type: 'boolean' } },
  allowPositionals: true,
})
const usual = !(values.deep && values.only)
const began = performance.now()

const find = (ending: string): string[] =>
  globSync(`**/*${ending}`, { cwd: root, exclude: ['**/node_modules/**', '**/dist/**', '.data/**', 'data/**'] })
    .filter((file) => patterns.length === 0 || patterns.some((pattern) => file.includes(pattern)))
    .sort()
    .map((file) => join(root, file))

// A part that breaks is a failure of that part: the others still run, and the closing line is said.
async function part(title: string, act: () => Promise<Count>): Promise<Count> {
  try {
    return await act()
  } catch (error) {
    console.error(`FAIL ${title}:`, error)
    return { passed: 0, failed: 1, skipped: 0 }
  } finally {
    console.log(`${title} done at ${((performance.now() - began) / 1000).toFixed(0)} s`)
  }
}

let stopPostgres = async () => {}
async function withPostgres(act: () => Promise<Count>): Promise<Count> {
  const postgres = await startTestPostgres()
  stopPostgres = postgres.stop
  Object.assign(process.env, postgres.env, checkCity()) // test files inherit it
  try {
    return await act()
  } finally {
    stopPostgres = async () => {}
    await postgres.stop()
  }
}

async function inBrowser(): Promise<Count> {
  const specs = find('.spec.ts')
  if (specs.length > 0) await buildApps(console.log)
  return browserTests(specs)
}

const everything = async (): Promise<Count> => {
  const counts: Count[] = []
  if (usual) counts.push(await part('unit tests and stories', () => unitTests(find('.test.ts'), usually)))
  if (usual) counts.push(await part('browser tests', inBrowser))
  if (values.deep) {
    const files = find('.deep.ts')
    const beside = { ...long, concurrency: availableParallelism() }
    counts.push(
      await part('long tests side by side', () => unitTests(files.filter(mayRunBeside).sort(longestFirst), beside)),
    )
    counts.push(
      await part('long tests one by one', () =>
        unitTests(
          files.filter((file) => !mayRunBeside(file)),
          long,
        ),
      ),
    )
  }
  return sum(counts)
}

// The same SQL must run on the oldest PostgreSQL we promise.
async function onOldest(): Promise<Count> {
  const usesDatabase = (file: string) => /\/(server|testing)\//.test(file) && !file.includes('/server/platform/')
  const files = find('.test.ts').filter(usesDatabase)
  if (files.length === 0) return sum([])
  if (existsSync(oldest)) {
    process.env.CITYCOP_TEST_POSTGRES_BIN = oldest
    return withPostgres(() => unitTests(files, usually))
  }
  console.log(`skipped: the tests on PostgreSQL 15, for there is no ${oldest}`)
  return { passed: 0, failed: 0, skipped: 1 }
}

if (values.help) {
  console.log(help)
  process.exit(0)
}
onStop(() => stopPostgres())
const counts: Count[] = []
if (usual && patterns.length === 0) counts.push(await part('checks', check))
counts.push(await part('tests', () => withPostgres(everything)))
if (values.deep) counts.push(await part('tests on PostgreSQL 15', onOldest))
const total = sum(counts)
const ran = total.passed + total.failed + total.skipped
if (ran === 0) console.log(patterns.length > 0 ? `no test file has ${patterns.join(' or ')} in its path` : 'no tests')
console.log(closingLine(total))
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1)
