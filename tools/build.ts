// Builds an app when anything it is made of is other than what was built.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

const root = join(import.meta.dirname, '..')
const madeOf = ['protocol', 'client', 'ui']

/** Where each app's build lies: the folder's name in apps/ to its dist. */
export const appFolders = (): string[] =>
  globSync('apps/*/vite.config.ts', { cwd: root }).map((file) => join(root, dirname(file)))

/** Builds what is out of date, each app in its own process: two cores finish two apps in the time of one. */
export async function buildApps(say: (line: string) => void): Promise<void> {
  await Promise.all(
    appFolders().map(async (app) => {
      const began = performance.now()
      if (isBuilt(app)) return
      await inOwnProcess(app)
      say(`built the ${basename(app)} app (${((performance.now() - began) / 1000).toFixed(1)} s)`)
    }),
  )
}

/** Builds one app in this process, if need be; answers with its dist. */
export async function buildApp(app: string): Promise<string> {
  const dist = join(app, 'dist')
  if (isBuilt(app)) return dist
  const sources = fingerprint(app)
  const { build } = await import('vite')
  // The apps take every warning for an error; that a busy machine is slow is none.
  const quiet = { rolldownOptions: { checks: { pluginTimings: false } } }
  await build({ configFile: join(app, 'vite.config.ts'), logLevel: 'warn', build: quiet })
  mkdirSync(dirname(stamp(app)), { recursive: true })
  writeFileSync(stamp(app), sources)
  return dist
}

function inOwnProcess(app: string): Promise<void> {
  const child = spawn(process.execPath, [import.meta.filename, app], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let problem = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (problem += text))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`building ${app} failed\n${problem}`))))
  })
}

const stamp = (app: string) => join(root, '.data/built', basename(app)) // outside dist: that is served

const isBuilt = (app: string): boolean =>
  existsSync(join(app, 'dist/index.html')) &&
  existsSync(stamp(app)) &&
  readFileSync(stamp(app), 'utf8') === fingerprint(app)

function fingerprint(app: string): string {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
  const exclude = (path: string) => /(^|\/)(node_modules|dist|[^/]+\.(test|spec|deep)\.ts)$/.test(path)
  for (const folder of [app, ...madeOf.map((one) => join(root, one))]) {
    const paths = globSync('**/*', { cwd: folder, exclude }).map((path) => join(folder, path))
    for (const path of paths.filter((one) => statSync(one).isFile()).sort())
      hash
        .update(`${path.slice(root.length)}\0`)
        .update(readFileSync(path))
        .update('\0')
  }
  return hash.digest('hex')
}

if (import.meta.main) {
  process.on('disconnect', () => process.exit(1)) // whoever asked for it is gone
  process.channel?.unref()
  await buildApp(process.argv[2] ?? '')
}
