// Runs before anything is installed: plain JavaScript for Node 18 and up, no dependency.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const stamp = at('node_modules/.installed')

// Installs what the lock says, once per lock.
export function install() {
  const text = readFileSync(at('package-lock.json'), 'utf8')
  const hash = createHash('sha256').update(text).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  if (holdsAll(JSON.parse(text).packages)) return // somebody ran npm ci
  console.log('installing what package-lock.json lists; this takes a minute the first time')
  const began = Date.now()
  if (tooOldForNpm()) npm(borrowNode(), ['--include=dev'])
  else npm(process.execPath, ['--include=dev'])
  writeFileSync(stamp, hash)
  console.log(`installed (${Math.round((Date.now() - began) / 1000)} s)`)
}

// npm writes its own list last, so that an install that was cut short has none.
function holdsAll(wanted) {
  const list = at('node_modules/.package-lock.json')
  if (!existsSync(list)) return false
  const held = JSON.parse(readFileSync(list, 'utf8')).packages
  const fits = (allowed, mine) => !allowed || allowed.includes(mine)
  const forUs = (one) =>
    one.os && fits(one.os, process.platform) && fits(one.cpu, process.arch) && fits(one.libc, 'glibc')
  // Optional ones are left out for other machines, and with them what only they need.
  const mayMiss = (one) => (one.optional || one.devOptional) && !forUs(one)
  return Object.entries(wanted).every(
    ([path, one]) =>
      !path.includes('node_modules/') ||
      one.link ||
      held[path]?.version === one.version ||
      (!held[path] && mayMiss(one)),
  )
}

// npm leaves out, without a word, every optional package that the node running npm is too old for: Vite's compiler, here.
function tooOldForNpm() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return major < 20 || (major === 20 && minor < 19) || major === 21 || (major === 22 && minor < 13)
}

// So then our own node is installed first, alone, and moved out of npm's way.
function borrowNode() {
  npm(process.execPath, ['--omit=dev', '--workspaces=false', '--ignore-scripts'])
  const borrowed = at('.data/node')
  mkdirSync(at('.data'), { recursive: true })
  rmSync(borrowed, { force: true })
  renameSync(node(), borrowed)
  return borrowed
}

function npm(node, options) {
  const args = ['ci', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error', ...options]
  const cli = process.env.npm_execpath
  const run = { cwd: at('.'), stdio: 'inherit' }
  // npm's own script needs no shell and no PATH; `npm` by name is for whoever runs this file by hand.
  const done = cli
    ? spawnSync(node, [cli, ...args], run)
    : spawnSync('npm', args, { ...run, shell: process.platform === 'win32' })
  if (done.status === 0) return
  console.error('npm could not install what is needed; its lines above say why')
  process.exit(1)
}

// Node 24 from node_modules where there is one, else (Macs) the node that runs this.
export function node() {
  const system = process.platform === 'win32' ? 'win' : process.platform
  const own = at(`node_modules/node-${system}-${process.arch}/bin/node${system === 'win' ? '.exe' : ''}`)
  if (existsSync(own)) return own
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath
  console.error(`CITYCoP needs Node 22.18 or newer on ${process.platform}-${process.arch}; this is ${process.version}`)
  process.exit(1)
}

// Runs a TypeScript file and ends as it ended. A signal for us is a signal for it, and so is the end of whoever started us:
// npm passes SIGTERM to its shell, and the shell passes it to nobody.
export function run(file, args = process.argv.slice(2)) {
  const child = spawn(node(), [at(file), ...args], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  const starters = whoStartedUs()
  setInterval(() => whoStartedUs() === starters || child.kill('SIGTERM'), 250).unref()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => process.exit(code ?? 1))
}

// Our parent; and npm, where only its shell is our parent: a shell outlives an npm that was killed.
function whoStartedUs() {
  if (process.platform !== 'linux' || !process.env.npm_lifecycle_event) return `${process.ppid}`
  try {
    const [, name, rest] = readFileSync(`/proc/${process.ppid}/stat`, 'utf8').match(/\((.*)\) . (\d+)/s)
    return /sh$|^busybox$/.test(name) ? `${process.ppid} ${rest}` : `${process.ppid}`
  } catch {
    return 'gone'
  }
}
