// The page's side of the Worker: one typed question, one answer. Ending the Worker ends every key it held.
import type { Seen } from '@citycop/client/keys/connect.ts'
import type { Ask, Command, Failure, FromWorker, Input, Progress, ToWorker } from './commands.ts'
import workerUrl from './desk-worker.ts?worker&url'

export type Keeper = { ask: Ask; end: () => void }
type Waiting = {
  resolve: (output: never) => void
  reject: (failed: Failed) => void
  onprogress: ((progress: Progress) => void) | undefined
}

export class Failed extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.kind)
    this.failure = failure
  }
}

// Trusted Types: a Worker's address is code. Only this one string, made at build time, ever becomes one.
type Policies = { createPolicy(name: string, rules: typeof policy): typeof policy }
const policy = {
  createScriptURL(url: string): string {
    if (url !== workerUrl) throw new TypeError(`${url} is not a Worker of ours`)
    return url
  },
}
const { trustedTypes } = globalThis as { trustedTypes?: Policies }
const trusted = trustedTypes?.createPolicy('citycop-worker', policy) ?? policy

export function startWorker(onseen: (seen: Seen) => void, onchanged: () => void): Keeper {
  const worker = new Worker(trusted.createScriptURL(workerUrl), { type: 'module', name: 'desk' })
  const waiting = new Map<number, Waiting>()
  const failAll = (failure: Failure) => {
    for (const { reject } of waiting.values()) reject(new Failed(failure))
    waiting.clear()
  }
  worker.onerror = () => failAll({ kind: 'broken' })
  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    if ('seen' in data) onseen(data.seen)
    else if ('changed' in data) onchanged()
    else settle(data, waiting)
  }
  let last = 0
  const ask: Ask = (command, input, onprogress) =>
    new Promise((resolve, reject) => {
      last += 1
      waiting.set(last, { resolve, reject, onprogress })
      worker.postMessage({ id: last, command, input } as ToWorker, secretsIn(input))
    })
  const end = () => {
    worker.terminate()
    failAll({ kind: 'ended' })
  }
  return { ask, end }
}

// Handed over, not copied: of what a passkey gave, this page keeps nothing.
function secretsIn(input: Input<Command>): Transferable[] {
  if (typeof input !== 'object') return []
  const [own, by] = ['prf' in input && input.prf, 'by' in input && 'prf' in input.by && input.by.prf]
  return [own, by].flatMap((one) => (one ? [one.buffer] : []))
}

function settle(message: Extract<FromWorker, { id: number }>, waiting: Map<number, Waiting>): void {
  const asked = waiting.get(message.id)
  if ('progress' in message) {
    asked?.onprogress?.(message.progress)
    return
  }
  waiting.delete(message.id)
  if ('failure' in message) asked?.reject(new Failed(message.failure))
  else asked?.resolve(message.output as never)
}
