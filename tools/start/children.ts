// The processes of one start. None outlives it: each has a channel to us, and ends when that closes.
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { CannotStart, saysFull } from '../../server/platform/cannot-start.ts'

const root = join(import.meta.dirname, '../..')
// Sealed bytes lie outside V8's heap and go when it sweeps: a small nursery is swept often, and keeps the server under 200 MiB.
const smallNursery = '--max-semi-space-size=4'
/** Each with its arguments, which name the folder of the city it works for. */
const living = new Map<ChildProcess, readonly string[]>()

/** Runs a TypeScript file in a process that Ctrl-C at the terminal does not reach: we end it, in order. */
export function launch(file: string, args: string[], env: NodeJS.ProcessEnv = process.env): ChildProcess {
  const child = spawn(process.execPath, [smallNursery, join(root, file), ...args], {
    env,
    detached: true,
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  })
  living.set(child, args)
  child.once('exit', () => living.delete(child))
  return child
}

// Only the server sees the database's address.
export const withoutDatabase = (): NodeJS.ProcessEnv => {
  const { DATABASE_URL, DATABASE_APP_URL, ...rest } = process.env
  return rest
}

/** Runs one command of `citycop` to its end. `what` names it when it fails. */
export async function runCitycop(args: string[], what: string): Promise<void> {
  const preload = `--import=${join(import.meta.dirname, 'end-with-parent.ts')}`
  const options = [process.env.NODE_OPTIONS, preload].filter(Boolean).join(' ')
  const child = launch('cli/main.ts', args, { ...withoutDatabase(), NODE_OPTIONS: options })
  const said = relay(child)
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (code === 0) return
  throw new CannotStart(
    saysFull(said()) ? 'the disk is full; free some space and start again' : `${what} failed (see above)`,
  )
}

/** Passes on what a child says on its standard error, and remembers the end of it. */
export function relay(child: ChildProcess): () => string {
  let last = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    last = (last + text).slice(-4000)
    process.stderr.write(text)
  })
  return () => last
}

export const endAll = (signal: NodeJS.Signals): Promise<void> => end([...living.keys()], signal)

/** What was started for the city in this folder, and nothing of another city's. */
export function endCity(data: string): Promise<void> {
  const isOfIt = (args: readonly string[]) => args.some((one) => one === data || one === `--data=${data}`)
  return end(
    [...living].flatMap(([child, args]) => (isOfIt(args) ? [child] : [])),
    'SIGTERM',
  )
}

async function end(children: readonly ChildProcess[], signal: NodeJS.Signals): Promise<void> {
  const ends = children.map((child) => new Promise((resolve) => child.once('exit', resolve)))
  for (const child of children) child.kill(signal)
  await Promise.all(ends)
}
