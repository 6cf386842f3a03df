// Builds an app when anything it is made of is other than what was built. `npm run build` builds all of them in any case.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { CannotStart, saysFull } from '../server/platform/cannot-start.ts'
import { lockFolder } from '../server/platform/folder-lock.ts'
import { writeManifest } from './build-manifest.ts'

const root = join(import.meta.dirname, '..')
const madeOf = ['protocol', 'floor', 'client', 'ui']
/** The page first: its build empties dist. */
const configs = ['vite.config.ts', 'vite.service-worker.config.ts']

/** Where each app's build lies: the folder's name in apps/ to its dist. */
export const appFolders = (): string[] =>
  globSync('apps/*/vite.config.ts', { cwd: root }).map((file) => join(root, dirname(file)))

/** Builds what is out of date, each app in its own process: two cores finish two apps in the time of one. */
export async function buildApps(say: (line: string) => void): Promise<void> {
  if (appFolders().every(isBuilt)) return
  const lock = await lockFolder(root, 'build', 300_000) // two starts of one checkout would write into one dist
  if (!lock) throw new CannotStart(`another process has been building ${root} for five minutes`)
  try {
    await Promise.all(appFolders().map((app) => (isBuilt(app) ? undefined : inOwnProcess(app, say))))
  } finally {
    lock.release()
  }
}

/** Builds one app in this process, if need be; answers with its dist. */
export async function buildApp(app: string): Promise<string> {
  const dist = join(app, 'dist')
  if (isBuilt(app)) return dist
  const sources = fingerprint(app)
  const { build } = await import('vite')
  // The apps take every warning for an error; that a busy machine is slow is none.
  const quiet = { rolldownOptions: { checks: { pluginTimings: false } } }
  for (const config of configs.filter((one) => existsSync(join(app, one))))
    await build({ configFile: join(app, config), logLevel: 'warn', build: quiet })
  writeManifest(dist)
  mkdirSync(dirname(stamp(app)), { recursive: true })
  writeFileSync(stamp(app), sources)
  return dist
}

async function inOwnProcess(app: string, say: (line: string) => void): Promise<void> {
  const began = performance.now()
  const child = spawn(process.execPath, [import.meta.filename, app], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let problem = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    problem += text
  })
  const code = await new Promise((resolve) => child.on('error', resolve).on('close', resolve))
  if (saysFull(problem)) throw new CannotStart('the disk is full; free some space and start again')
  if (code !== 0) throw new Error(`building ${app} failed\n${problem}`)
  say(`built the ${basename(app)} app (${((performance.now() - began) / 1000).toFixed(1)} s)`)
}

const stamp = (app: string) => join(root, '.data/built', basename(app)) // outside dist: that is served

const isBuilt = (app: string): boolean =>
  existsSync(join(app, 'dist/build.json')) &&
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
  const [app] = process.argv.slice(2)
  if (app !== undefined) await buildApp(app)
  else {
    for (const one of appFolders()) rmSync(stamp(one), { force: true })
    await buildApps(console.log)
  }
}
