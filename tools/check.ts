// Everything that needs no running: format and lint, import rules, types of each workspace under its own lib and types.
import { spawn } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import type { Count } from './test/count.ts'
import { closingLine } from './test/count.ts'

type Step = { readonly title: string; readonly command: string; readonly args: string[] }

const root = join(import.meta.dirname, '..')
const bin = (name: string) => join(root, 'node_modules/.bin', name)
const atOnce = 2
// The tools' first line asks for `node`: ours, also where npm has not put it first.
const env = { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}` }

function steps(): Step[] {
  const projects = globSync(['tsconfig.json', '*/tsconfig.json', 'apps/*/tsconfig.json'], { cwd: root })
    .map((file) => file.replace(/\/?tsconfig\.json$/, '') || '.')
    .filter((project) => !project.includes('node_modules'))
    .sort()
  const svelte = projects.filter((project) => project === 'ui' || existsSync(join(root, project, 'vite.config.ts')))
  const flags = ['--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human']
  return [
    ...svelte.map((one) => step(`svelte-check ${one}`, bin('svelte-check'), ['--workspace', one, ...flags])),
    ...projects.filter((one) => !svelte.includes(one)).map((one) => step(`tsc ${one}`, bin('tsc'), ['-p', one])),
    step('biome', bin('biome'), ['check', '--error-on-warnings']),
    step('import rules', process.execPath, ['tools/check-imports.mjs']),
  ]
}

const step = (title: string, command: string, args: string[]): Step => ({ title, command, args })

/** Runs every step, two at a time; each counts as one test. */
export async function check(): Promise<Count> {
  const waiting = steps()
  const count: Count = { passed: 0, failed: 0, skipped: 0 }
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (await passes(next)) count.passed++
      else count.failed++
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return count
}

// Printed when it is over: two steps' lines would mix.
async function passes({ title, command, args }: Step): Promise<boolean> {
  const began = performance.now()
  const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text))
  const code = await new Promise((resolve) => {
    child.on('close', resolve)
    child.on('error', (error) => resolve(String(error)))
  })
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${title} ${seconds} s${code === 0 ? '' : `\n${output.trim() || code}`}`)
  return code === 0
}

if (import.meta.main) {
  const count = await check()
  console.log(closingLine(count))
  process.exit(count.failed === 0 ? 0 : 1)
}
