// What the city says of itself, for everybody; and whether it takes reports, with what is missing when it does not.
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'

export function servePilot(server: FastifyInstance, { gate }: Pick<Context, 'gate'>): void {
  server.get('/answers.json', (_request, reply) =>
    reply.header('cache-control', 'no-cache').send({ v: 1, answers: gate.answers() }),
  )
  server.get('/services.json', (_request, reply) =>
    reply.header('cache-control', 'no-cache').send({ v: 1, services: gate.services() }),
  )
  server.get('/pilot.json', async (_request, reply) => {
    const shown = gate.shown()
    if (!shown && gate.passes()) return reply.code(204).send() // no papers are asked for here, so there is nothing to say
    if (!shown) throw new Problem('not-found')
    return reply.header('access-control-allow-origin', '*').header('cache-control', 'no-cache').send(shown)
  })
}
