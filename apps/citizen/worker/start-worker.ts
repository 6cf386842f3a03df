// The page's side of the Worker: one typed question, one answer. Ending the Worker ends every key it held.
import type { Refusal, ToPage } from '../service-worker/scope.ts'
import workerUrl from './citizen-worker.ts?worker&url'
import type { Command, Done, Failure, FromWorker, Input, Output, ToWorker } from './commands.ts'
import { Failed } from './failed.ts'

export type Ask = <C extends Command>(command: C, input: Input<C>, done?: (done: Done) => void) => Promise<Output<C>>
export type Keeper = { ask: Ask; end: () => void }
type Waiting = { resolve: (output: never) => void; reject: (failed: Failed) => void; done: (done: Done) => void }

// Trusted Types: a Worker's address is code. Only these two strings, fixed at build time, ever become one.
const serviceWorker = '/sw.js'
type Policies = { createPolicy(name: string, rules: typeof policy): typeof policy }
const policy = {
  createScriptURL(url: string): string {
    if (url !== workerUrl && url !== serviceWorker) throw new TypeError(`${url} is not a Worker of ours`)
    return url
  },
}
const { trustedTypes } = globalThis as { trustedTypes?: Policies }
const trusted = trustedTypes?.createPolicy('citycop-worker', policy) ?? policy

/** `hear` is told what that worker refuses to run, and null once there is nothing to refuse. */
export function registerServiceWorker(hear: (refused: Refusal | null) => void): void {
  const { serviceWorker: workers } = navigator as { serviceWorker?: ServiceWorkerContainer }
  if (!workers) return
  workers.addEventListener('message', ({ data }: MessageEvent<ToPage>) => hear(data.refused))
  workers.startMessages()
  workers.register(trusted.createScriptURL(serviceWorker)).catch(() => {})
  workers.ready.then(({ active }) => active?.postMessage('refused?'))
}

/** Starts at the first question, and again after a script that did not arrive. */
export function keepWorker(): Keeper {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let last = 0
  const stop = (failure: Failure) => {
    worker?.terminate()
    worker = undefined
    for (const { reject } of waiting.values()) reject(new Failed(failure))
    waiting.clear()
  }
  const start = () => {
    const started = new Worker(trusted.createScriptURL(workerUrl))
    started.onmessage = ({ data }: MessageEvent<FromWorker>) => hear(data, waiting)
    // Without a message the script itself did not arrive.
    started.onerror = (event) => stop({ kind: event.message ? 'broken' : 'unreachable' })
    return started
  }
  const ask: Ask = (command, input, done = () => {}) =>
    new Promise((resolve, reject) => {
      worker ??= start()
      last += 1
      waiting.set(last, { resolve, reject, done })
      worker.postMessage({ id: last, command, input } as ToWorker)
    })
  return { ask, end: () => stop({ kind: 'ended' }) }
}

function hear(message: FromWorker, waiting: Map<number, Waiting>): void {
  if ('event' in message) {
    waiting.get(message.id)?.done(message.done)
    return
  }
  const asked = waiting.get(message.id)
  waiting.delete(message.id)
  if ('failure' in message) asked?.reject(new Failed(message.failure))
  else asked?.resolve(message.output as never)
}
