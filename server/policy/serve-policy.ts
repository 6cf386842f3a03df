// Every version of the policy, for everybody: what the log holds, where it is easily read (J22).
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { PolicyVersion } from '@citycop/protocol/policy/contract.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Context } from '../context.ts'
import { sha256 } from '../platform/hash.ts'
import type { Version } from './versions.ts'

export function servePolicy(server: FastifyInstance, { city, versions }: Context): void {
  const { instance } = city.pins
  const forAll = (reply: FastifyReply, cache: string) =>
    reply.header('access-control-allow-origin', '*').header('cache-control', cache)
  server.get<{ Params: { city: string } }>('/policy/:city', async ({ params }, reply) => {
    if (params.city !== instance) throw new Problem('not-found')
    return forAll(reply, 'no-cache').send({ v: 1, city: instance, versions: versions.all().toReversed().map(shown) })
  })
  server.get<{ Params: { city: string; number: string } }>('/policy/:city/:number', async ({ params }, reply) => {
    const found = versions.all().find((one) => String(one.number) === params.number)
    if (params.city !== instance || !found) throw new Problem('not-found')
    return forAll(reply, 'public, max-age=31536000, immutable').send(shown(found))
  })
}

const shown = ({ number, startsOn, text, index, approvals }: Version): PolicyVersion => ({
  number,
  from: startsOn,
  sha256: sha256(Buffer.from(text)).toString('hex'),
  index,
  text,
  approvals: [...approvals],
})
