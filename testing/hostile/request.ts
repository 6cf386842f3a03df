// Speaks to a door without a client's good manners, and says what a good refusal is.
import assert from 'node:assert/strict'
import { type ProblemCode, problems } from '@citycop/protocol/contract/problem.ts'
import type { Route } from '@citycop/protocol/contract/route.ts'

export type Answer = { readonly status: number; readonly type: string; readonly text: string; readonly ms: number }
type Manner = {
  readonly method?: string
  readonly type?: string
  readonly token?: string
  headers?: Record<string, string>
}

export async function send(origin: string, path: string, content: unknown, manner: Manner = {}): Promise<Answer> {
  const { method = 'POST', type = 'application/json', token, headers } = manner
  const plain = content === undefined || typeof content === 'string' || content instanceof Uint8Array
  const body = plain ? (content as string | Uint8Array<ArrayBuffer> | undefined) : JSON.stringify(content)
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const began = performance.now()
  const response = await fetch(new URL(path, origin), {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': type }), ...authorization, ...headers },
    ...(body === undefined ? {} : { body }),
  })
  const goesOn = response.headers.get('content-type') === 'text/event-stream'
  if (goesOn) await response.body?.cancel()
  const text = goesOn ? '' : await response.text()
  const ms = performance.now() - began
  return { status: response.status, type: response.headers.get('content-type') ?? '', text, ms }
}

/** The code of a refusal; undefined when the answer is none, or is not spelt as RFC 9457 says. */
export function codeOf({ type, text, status }: Answer): ProblemCode | undefined {
  if (!/^application\/problem\+json(;|$)/.test(type)) return undefined
  const body = JSON.parse(text) as { type: string; title: string; status: number }
  const code = body.type.replace('urn:citycop:problem:', '') as ProblemCode
  const [wanted, title] = problems[code] ?? []
  return wanted === status && body.status === status && body.title === title ? code : undefined
}

/** A refusal with this code that repeats nothing of what was sent. */
export function assertRefused(answer: Answer, code: ProblemCode, sent?: unknown): void {
  assert.equal(codeOf(answer) ?? `${answer.status} ${answer.type} ${answer.text.slice(0, 300)}`, code)
  const echoed = leaves(sent).find((leaf) => leaf.length >= 6 && answer.text.includes(leaf))
  assert.equal(echoed, undefined, 'the refusal repeats a value of the request')
}

/** Refusals that any act may answer with: they are about HTTP, not about the act. */
export const anyAct: readonly ProblemCode[] = ['bad-request', 'too-large', 'not-json', 'unavailable']

export const isNamed = (route: Route, code: ProblemCode): boolean =>
  anyAct.includes(code) || route.problems.includes(code)

function leaves(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return []
  return Object.values(value).flatMap(leaves)
}
