// One way in for every act: bound the body, parse it once by the contract, find out who asks, run the act; and one place where
// refusals become problem+json (RFC 9457).

import { Readable } from 'node:stream'
import { Problem, problemBody } from '@citycop/protocol/contract/problem.ts'
import type { Body, Reply, Route } from '@citycop/protocol/contract/route.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { safeParse } from 'valibot'
import type { Context } from '../context.ts'
import { isLost } from '../platform/database.ts'
import type { Officer } from '../policy/authorise.ts'

export type Call<R extends Route> = {
  readonly body: Body<R>
  /** The caller's network address: for the price of sending, and for nothing else. */
  readonly address: string
  readonly officer: R['caller'] extends 'officer' ? Officer : undefined
  readonly token: string
}
/** What an act answers: of the reply's shape, or a stream whose events are. */
type Answer<R extends Route> = R extends { stream: true } ? Readable : Reply<R>
export type Handle = <R extends Route>(route: R, act: (ctx: Context, call: Call<R>) => Promise<Answer<R>>) => void

export function handler(app: FastifyInstance, ctx: Context): Handle {
  return (route, act) => {
    app.route({
      method: route.method,
      url: route.path,
      bodyLimit: Math.max(route.limit, 1),
      config: { logged: route.caller === 'officer' || route.caller === 'administrator', action: route.action },
      handler: async (request, reply) => {
        const token = /^Bearer ([A-Za-z0-9+/]{43}=)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
        const officer = route.caller === 'officer' ? ctx.sessions.officer(token) : undefined
        const body = parseBody(route, request)
        const answer = await act(ctx, { body, address: request.ip, officer, token } as Call<typeof route>)
        if (answer instanceof Readable) return sendEvents(reply, answer)
        return route.bytes === 'reply'
          ? reply.type('application/octet-stream').send(Buffer.from(answer as Uint8Array))
          : answer
      },
    })
  }
}

/** A proxy in between must pass each event on at once. */
const sendEvents = (reply: FastifyReply, events: Readable) =>
  reply.type('text/event-stream').header('x-accel-buffering', 'no').send(events)

function parseBody(route: Route, { body, headers }: FastifyRequest): unknown {
  if (route.method === 'GET') return undefined
  const wanted = route.bytes === 'request' ? 'application/octet-stream' : 'application/json'
  if (headers['content-type']?.split(';')[0]?.trim() !== wanted) throw new Problem('not-json')
  const parsed = safeParse(route.body, body, { abortEarly: true, abortPipeEarly: true })
  if (parsed.success) return parsed.output
  // The name of a field of ours, never a value nor a name from outside: both may be a person's words.
  const [issue] = parsed.issues
  const known =
    issue.type !== 'strict_object' && issue.path?.map((item: { key: unknown }) => String(item.key)).join('.')
  throw new Problem('bad-request', `look at ${known ? known.slice(0, 80) : 'the body'}`)
}

/** Fastify's own refusals, put in the contract's words. */
const codes: Record<string, ConstructorParameters<typeof Problem>[0]> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'not-json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'bad-request',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'bad-request',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'bad-request',
}

export function refuse(
  error: Error & { code?: string; statusCode?: number },
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const problem = asProblem(error)
  if (problem.code === 'broken')
    request.log.error({ action: request.routeOptions.config.action, err: error.stack ?? String(error) }, 'broken')
  reply.code(problem.status).type('application/problem+json').send(problemBody(problem))
}

function asProblem(error: Error & { code?: string; statusCode?: number }): Problem {
  if (error instanceof Problem) return error
  const code = codes[error.code ?? '']
  if (code) return new Problem(code)
  if (isLost(error)) return new Problem('unavailable')
  if (error.code === '53100' || error.code === 'ENOSPC') return new Problem('storage-full')
  return new Problem(error.statusCode && error.statusCode < 500 ? 'bad-request' : 'broken')
}

declare module 'fastify' {
  interface FastifyContextConfig {
    logged?: boolean
    action?: string
  }
}
