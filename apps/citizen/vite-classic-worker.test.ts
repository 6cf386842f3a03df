import assert from 'node:assert/strict'
import { basename } from 'node:path'
import { describe, test } from 'node:test'
import { runInNewContext } from 'node:vm'
import { build, type Plugin, type Rolldown } from 'vite'
import { classicWorker } from './vite-classic-worker.ts'

/** The scripts of a Worker that is made of these modules, by name. */
async function scriptsOf(modules: Record<string, string>): Promise<Map<string, string>> {
  const given: Plugin = {
    name: 'given',
    enforce: 'pre',
    resolveId: (id) => (basename(id) in modules ? basename(id) : undefined),
    load: (id) => modules[id],
  }
  const made = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [given, classicWorker()],
    // As a Worker is built: without the page's preloading.
    build: {
      write: false,
      lib: { entry: 'first', formats: ['es'] },
      rolldownOptions: { preserveEntrySignatures: 'allow-extension' },
    },
  })
  const { output } = (made as Rolldown.RolldownOutput[])[0] ?? { output: [] }
  return new Map(output.flatMap((one) => (one.type === 'chunk' ? [[one.name, one.code]] : [])))
}

const shared = "export const seal = (word) => 'sealed ' + word"
const first =
  'import { seal } from "./shared"; globalThis.first = seal("now"); globalThis.later = () => import("./part")'

describe('the Worker’s build stops when', () => {
  test('a part needs another part: it would run before that one is there', async () => {
    const both = 'import { once } from "./apart"; export const used = once'
    const modules = {
      first: 'globalThis.one = () => import("./one"); globalThis.two = () => import("./two")',
      one: both,
      two: `${both} + 1`,
      apart: 'export const once = Math.random()',
    }
    await assert.rejects(scriptsOf(modules), /imports/)
  })
})

test('a Worker and its parts are scripts without imports, as phones from before 2023 need them', async () => {
  const scripts = await scriptsOf({
    first,
    shared,
    part: 'import { seal } from "./shared"; export const done = seal("later")',
  })
  assert.deepEqual([...scripts.keys()].sort(), ['first', 'part'])
  const scope: Record<string, unknown> = {}
  const citycopParts = {
    first: {},
    last: {},
    async fetch() {
      runInNewContext(scripts.get('part') ?? '', { citycopParts })
      return citycopParts.last
    },
  }
  // A script, not a module: it would not parse with an import in it.
  runInNewContext(scripts.get('first') ?? '', Object.assign(scope, { citycopParts, globalThis: scope }))
  assert.equal(scope.first, 'sealed now')
  assert.deepEqual({ ...(await (scope.later as () => Promise<object>)()) }, { done: 'sealed later' })
})
