#!/usr/bin/env node
// The `citycop` command: finds a Node that runs TypeScript and hands over to main.ts. Plain JavaScript for Node 18 and up.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))

// Node 24 from the checkout's own packages, else the one that runs this if it is new enough.
function node() {
  const system = process.platform === 'win32' ? 'win' : process.platform
  const own = at(`../node_modules/node-${system}-${process.arch}/bin/node${system === 'win' ? '.exe' : ''}`)
  if (existsSync(own)) return own
  const [major, minor] = process.versions.node.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 18) ? process.execPath : undefined
}

const found = node()
if (!found) {
  console.error(
    `citycop: needs Node 22.18 or newer and this is ${process.version}; run "npm ci" in ${at('..')}, which brings one`,
  )
  process.exit(1)
}
const child = spawn(found, [at('main.ts'), ...process.argv.slice(2)], {
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'], // the channel closes when we end, kill -9 included
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('error', (error) => {
  console.error(`citycop: ${found} cannot be run (${error.message})`)
  process.exit(1)
})
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 130 : 1)))
