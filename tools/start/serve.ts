// The server as a process of its own, and how it says that it is ready or why it cannot be.
import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { CannotStart } from '../../server/platform/cannot-start.ts'
import { asArguments, type Options } from '../../server/platform/options.ts'
import { launch, relay, withoutDatabase } from './children.ts'

export type Serving = { readonly citizen: string; readonly desk: string; readonly ended: Promise<number | null> }
type Message = { type: 'ready'; citizen: string; desk: string; origin?: string } | { type: 'failed'; sentence: string }

const apps = join(import.meta.dirname, '../../apps')

export async function serve(options: Options): Promise<Serving> {
  const built = { citizen: join(apps, 'citizen/dist'), desk: join(apps, 'desk/dist') }
  const child = launch('server/main.ts', asArguments({ ...options, ...built }))
  relay(child)
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const message = await firstMessage(child)
  if (message?.type === 'ready') return { citizen: message.citizen, desk: message.desk, ended }
  throw new CannotStart(message?.sentence ?? `the server ended before it was ready (code ${await ended}; see above)`)
}

const firstMessage = (child: ChildProcess) =>
  new Promise<Message | undefined>((resolve) => {
    child.once('message', (message) => resolve(message as Message)) // our own server's
    child.once('close', () => resolve(undefined))
  })

/** Before the server, which reads where they are. A demo of an earlier version has none. */
export async function startDemoWitnesses(data: string): Promise<void> {
  if (!existsSync(join(data, 'demo/witnesses'))) return
  const child = launch('cli/demo/run-witnesses.ts', [data], withoutDatabase())
  const said = relay(child)
  const message = await firstMessage(child)
  if (!message) throw new CannotStart(`the demo's witnesses could not be started: ${said().trim().split('\n').at(-1)}`)
}

/** The page on which anybody sees what the watchdog sees; its address. Undefined for a demo that has no witnesses. */
export async function startDemoWatchdog({ data, port }: Options, citizen: string): Promise<string | undefined> {
  if (!existsSync(join(data, 'demo/witnesses'))) return undefined
  const child = launch('cli/demo/run-watchdog.ts', [data, String(port + 2), citizen], withoutDatabase())
  relay(child)
  const message = await firstMessage(child)
  return message?.type === 'ready' ? message.origin : undefined // what it said of itself was passed on
}
