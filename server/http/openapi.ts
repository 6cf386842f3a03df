// The contract as OpenAPI 3.1, made from the same objects that check every request.

import { problems } from '@citycop/protocol/contract/problem.ts'
import type { Route } from '@citycop/protocol/contract/route.ts'
import { routes } from '@citycop/protocol/routes.ts'
import { toJsonSchema } from '@valibot/to-json-schema'
import type { GenericSchema } from 'valibot'

const bytes = { schema: { type: 'string', format: 'binary' } }
const json = (schema: GenericSchema) => ({ schema: toJsonSchema(schema, { errorMode: 'ignore' }) })
const problem = { $ref: '#/components/schemas/Problem' }

export const openapi = {
  openapi: '3.1.0',
  info: {
    title: 'CITYCoP',
    version: '1',
    description:
      'Sealed reports from a phone to a police unit, and the answer back. Ids stand in bodies, never in addresses.',
    license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
  },
  paths: Object.fromEntries(routes.map((route) => [route.path, { [route.method.toLowerCase()]: operation(route) }])),
  components: {
    securitySchemes: { officer: { type: 'http', scheme: 'bearer', description: 'from officer:sign-in' } },
    schemas: {
      Problem: {
        type: 'object',
        description: 'RFC 9457',
        required: ['type', 'title', 'status'],
        properties: {
          type: { enum: Object.keys(problems).map((code) => `urn:citycop:problem:${code}`) },
          title: { type: 'string' },
          status: { type: 'integer' },
          detail: { type: 'string' },
          bits: { type: 'integer', description: 'with work-missing: the price of a puzzle, as leading zero bits' },
        },
      },
    },
  },
}

function operation(route: Route) {
  const refusals = [...new Set(['bad-request', 'too-large', 'not-json', ...route.problems] as const)]
  const statuses = [...new Set(refusals.map((code) => problems[code][0]))].sort()
  const titled = (status: number) => refusals.filter((code) => problems[code][0] === status)
  return {
    operationId: route.action,
    summary: route.summary,
    ...(route.caller === 'officer' ? { security: [{ officer: [] }] } : {}),
    ...(route.method === 'POST' ? { requestBody: { required: true, content: content(route, 'request') } } : {}),
    responses: {
      200: { description: route.summary, content: content(route, 'reply') },
      ...Object.fromEntries(
        statuses.map((status) => [
          status,
          { description: titled(status).join(', '), content: { 'application/problem+json': { schema: problem } } },
        ]),
      ),
    },
  }
}

function content(route: Route, side: 'request' | 'reply') {
  if (route.bytes === side) return { 'application/octet-stream': bytes }
  // Each `data` line of the events is JSON of the reply's shape.
  if (route.stream && side === 'reply') return { 'text/event-stream': json(route.reply) }
  return { 'application/json': json(side === 'request' ? route.body : route.reply) }
}
