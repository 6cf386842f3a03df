// The Fastify instance both doors share: bounded, silent about citizens, the same headers on everything.
import type { Socket } from 'node:net'
import { Problem, problemBody } from '@citycop/protocol/contract/problem.ts'
import { routes } from '@citycop/protocol/routes.ts'
import Fastify, { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify'
import { refuse } from './handle.ts'

export type Stream = { write(line: string): void }

/** What is not even HTTP. */
function refuseGarbage(_error: Error, socket: Socket): void {
  const body = JSON.stringify(problemBody(new Problem('bad-request')))
  const head = [
    'HTTP/1.1 400 Bad Request',
    `content-length: ${body.length}`,
    'content-type: application/problem+json',
    'connection: close',
  ]
  if (socket.writable) socket.end([...head, '', body].join('\r\n'))
  else socket.destroy()
}

export function makeServer(trustProxy: string | undefined, stream: Stream | undefined): FastifyInstance {
  const options: FastifyServerOptions = {
    // Lines of our own only: Fastify's would hold addresses and user agents (J6).
    logger: stream ? { level: 'info', base: null, stream } : false,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trustProxy ?? false,
    requestTimeout: 120_000,
    connectionTimeout: 130_000,
    keepAliveTimeout: 10_000,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    exposeHeadRoutes: false,
    clientErrorHandler: refuseGarbage,
    frameworkErrors: refuse, // an address that is none
    routerOptions: { maxParamLength: 100 },
  }
  const app = Fastify(options)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, app.getDefaultJsonParser('error', 'error'))
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  )
  app.setErrorHandler(refuse)
  app.setNotFoundHandler((request, reply) => {
    const known = routes.some((route) => route.path === request.url && route.method !== request.method)
    const problem = new Problem(known ? 'method-not-allowed' : 'not-found')
    reply.code(problem.status).type('application/problem+json').send(problemBody(problem))
  })
  app.addHook('onSend', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff').header('referrer-policy', 'no-referrer')
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
  app.addHook('onResponse', async (request, reply) => {
    // Officers' acts leave a line for operators; citizens' leave none.
    const { logged, action } = request.routeOptions.config
    if (logged) request.log.info({ action, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'act')
  })
  return app
}
