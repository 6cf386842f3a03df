// Builds a request from the same contract object the server answers by, and believes no reply unparsed.
import { isProblemCode, Problem } from '@citycop/protocol/contract/problem.ts'
import type { BodyInput, Reply, Route } from '@citycop/protocol/contract/route.ts'
import { safeParse } from 'valibot'

export type Server = { readonly origin: string }

/** The network gave no answer: nothing is known about what arrived. */
export class Unreachable extends Error {
  override name = 'Unreachable'
}

/** The answer does not have the contract's shape. */
export class Unexpected extends Error {
  override name = 'Unexpected'
}

/** @throws Problem for a refusal, Unreachable without an answer, Unexpected for an answer of another shape */
export async function call<R extends Route>(
  server: Server,
  route: R,
  body: BodyInput<R>,
  token?: string,
): Promise<Reply<R>> {
  const response = await send(server, route, body, token)
  if (!response.ok) throw await refusal(route, response)
  const answer =
    route.bytes === 'reply' ? new Uint8Array(await whole(response.arrayBuffer())) : await whole(response.json())
  const parsed = safeParse(route.reply, answer)
  if (!parsed.success) throw new Unexpected(`${route.action} answered in another shape than the contract's`)
  return parsed.output as Reply<R>
}

export async function send(
  server: Server,
  route: Route,
  body: unknown,
  token: string | undefined,
  signal?: AbortSignal,
): Promise<Response> {
  const type = route.bytes === 'request' ? 'application/octet-stream' : 'application/json'
  const content = route.bytes === 'request' ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body)
  return whole(
    fetch(new URL(route.path, server.origin), {
      method: route.method,
      headers: {
        ...(route.method === 'POST' ? { 'content-type': type } : {}),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(route.method === 'POST' ? { body: content } : {}),
      // No cookie, no cache, no address of the page we stand on; and never on to another place.
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      ...(signal ? { signal } : {}),
    }),
  )
}

async function whole<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch {
    throw new Unreachable('the server does not answer')
  }
}

export async function refusal(route: Route, response: Response): Promise<Error> {
  const body: unknown = await response.json().catch(() => undefined)
  const { type, detail, title: _title, status: _status, ...extra } = (body ?? {}) as Record<string, string | number>
  const code = String(type).replace('urn:citycop:problem:', '')
  if (!isProblemCode(code)) return new Unexpected(`${route.action} answered ${response.status}`)
  return new Problem(code, typeof detail === 'string' ? detail : '', extra)
}
