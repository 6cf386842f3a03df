// One act, as both sides see it. Ids stand in the body, never in the address: addresses end up in logs and histories.
import type { GenericSchema, InferInput, InferOutput } from 'valibot'
import type { ProblemCode } from './problem.ts'

export type Route = {
  readonly action: `${string}:${string}`
  readonly summary: string
  readonly method: 'GET' | 'POST'
  readonly path: `/${string}`
  /** Who may call: anyone, the holder of a report's passphrase (proved in the body), a signed-in officer, a city's administrator. */
  readonly caller: 'anyone' | 'citizen' | 'officer' | 'administrator'
  readonly body: GenericSchema
  /** The largest body in bytes. */
  readonly limit: number
  readonly reply: GenericSchema
  readonly problems: readonly ProblemCode[]
  /** What the bodies are made of; JSON where it is absent. */
  readonly bytes?: 'request' | 'reply'
  /** The answer goes on: server-sent events, each of the reply’s shape. */
  readonly stream?: true
}
export type Body<R extends Route> = InferOutput<R['body']>
export type BodyInput<R extends Route> = InferInput<R['body']>
export type Reply<R extends Route> = InferOutput<R['reply']>
