// That the build a door serves stands in the log: its entry, once for each build, and the proof for whoever will run it.
import { Problem } from '@citycop/protocol/contract/problem.ts'
import { spellProof } from '@citycop/protocol/log/inclusion.ts'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { appendPublic } from './append-public.ts'
import { findPublicEntry } from './published-store.ts'
import type { Build } from './read-build.ts'

/** The hash decides whether it was appended before: the time of another start makes no other build. */
/** Answers where the log has it. */
export async function announceBuild(ctx: Context, { content, hash }: Build): Promise<number | undefined> {
  await appendPublic(ctx, 'build', { ...content, not_before: ctx.clock.minute() }, hash)
  return (await findPublicEntry(ctx.database.query, ctx.city.pins.instance, 'build', hash))?.index
}

/** Against the published checkpoint, which the witnesses have cosigned; until it covers the entry there is nothing to show. */
export function serveBuildProof(server: FastifyInstance, ctx: Context, { hash }: Build): void {
  const { city, database, log, publisher } = ctx
  server.get('/build-proof', async (_request, reply) => {
    const latest = publisher.latest()
    const found = await findPublicEntry(database.query, city.pins.instance, 'build', hash)
    if (!latest || !found || found.index >= latest.size) throw new Problem('not-found')
    const proof = spellProof(found.index, await log.path(found.index, latest), latest.note)
    return reply.header('cache-control', 'no-store').send({ entry: found.entry.toString('base64'), proof })
  })
}
