// node:test over files, each in its own process.
import { relative } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { type Count, sum } from './count.ts'
import { stopping } from './stopping.ts'

type Options = { readonly concurrency: number; readonly timeout: number }
type Result = Count & { suitesSkipped: number; ms: number }

export async function unitTests(files: string[], options: Options): Promise<Count> {
  if (files.length === 0) return { passed: 0, failed: 0, skipped: 0 }
  const results = new Map<string, Result>()
  const skippedSuites = new Map<string, number>()
  const events = run({ files, signal: stopping, ...options })
  events.on('test:pass', ({ file, skip, details }) => {
    if (file && skip !== undefined && details.type === 'suite')
      skippedSuites.set(file, (skippedSuites.get(file) ?? 0) + 1)
  })
  events.on('test:summary', ({ file, counts, success, duration_ms: ms }) => {
    if (file === undefined) return // the sum of all: it says nothing of a file that ended early
    const skipped = counts.skipped + counts.todo
    const failed = counts.tests - counts.passed - skipped
    const suitesSkipped = skippedSuites.get(file) ?? 0
    results.set(file, {
      passed: counts.passed,
      failed: success ? failed : Math.max(1, failed),
      skipped,
      suitesSkipped,
      ms,
    })
  })
  for await (const line of events.compose(new spec())) process.stdout.write(line)
  for (const line of slowest(results)) console.log(line)
  return sum(files.map((file) => counted(file, results.get(file))))
}

/** So that whoever waits knows for what. */
const slowest = (results: ReadonlyMap<string, Result>): string[] =>
  [...results]
    .sort(([, one], [, other]) => other.ms - one.ms)
    .slice(0, 10)
    .map(([file, { ms }]) => `${(ms / 1000).toFixed(0).padStart(5)} s  ${relative(process.cwd(), file)}`)

// node:test calls a file passed that ends itself before its tests do, or has none.
function counted(file: string, result: Result | undefined): Count {
  if (!result) {
    console.log(`FAIL ${file} ended before its tests did`)
    return { passed: 0, failed: 1, skipped: 0 }
  }
  const { passed, failed, skipped, suitesSkipped } = result
  if (passed + failed + skipped + suitesSkipped === 0) {
    console.log(`FAIL ${file} has no test`)
    return { passed: 0, failed: 1, skipped: 0 }
  }
  return { passed, failed, skipped: skipped + suitesSkipped }
}
