// The real command in a process of its own, for tests.
import { spawn } from 'node:child_process'
import { join } from 'node:path'

export type Ended = { readonly code: number | null; readonly out: string; readonly errors: string }

/** Nothing of the caller's environment that the command reads is passed on, and nothing is remembered in the caller's home. */
export function citycop(args: readonly string[], env: Record<string, string> = {}, input = ''): Promise<Ended> {
  const {
    CITYCOP_WORDS: _w,
    CITYCOP_PASSPHRASE: _p,
    CITYCOP_ADMIN_PASSPHRASE: _a,
    CITYCOP_ROOT_PASSPHRASE: _r,
    DATABASE_URL: _d,
    NODE_OPTIONS: _o,
    ...own
  } = process.env
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], {
    env: { ...own, CITYCOP_MEMORY: 'none', ...env },
  })
  let [out, errors] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  child.stdin.on('error', () => {}) // it may end before it has read
  child.stdin.end(input)
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, errors })))
}
