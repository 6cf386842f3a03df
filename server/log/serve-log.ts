// The log as files, in the layout of C2SP tlog-tiles: anybody may fetch them, from any page, and caches may keep them. Nothing
// beyond the published size is served: the true size would tell when somebody reported.
import { Problem } from '@citycop/protocol/contract/problem.ts'
import { spellBundle } from '@citycop/protocol/log/entry-bundle.ts'
import { parseTilePath, type TilePath, tileWidth } from '@citycop/protocol/log/tile-path.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Context } from '../context.ts'
import { codingFor, compress } from './compress.ts'
import { entriesFrom, readTile } from './store.ts'

const keptForEver = 'public, max-age=31536000, immutable'
const keptAnHour = 'public, max-age=3600'

export function serveLog(server: FastifyInstance, ctx: Context): void {
  server.get('/log/checkpoint', async (_request, reply) => {
    const latest = ctx.publisher.latest()
    if (!latest) throw new Problem('not-found')
    return forAll(reply, 'no-store').type('text/plain; charset=utf-8').send(latest.note)
  })
  server.get('/log/policy', (_request, reply) =>
    forAll(reply, 'no-cache').type('text/plain; charset=utf-8').send(ctx.city.witnessPolicyText),
  )
  server.get<{ Params: { '*': string } }>('/log/tile/*', async (request, reply) => {
    const tile = parseTilePath(`tile/${request.params['*']}`)
    if (!tile || !isPublished(tile, ctx.publisher.latest()?.size ?? 0)) throw new Problem('not-found')
    forAll(reply, tile.width === tileWidth ? keptForEver : keptAnHour).type('application/octet-stream')
    if (tile.level !== 'entries') return reply.send(Buffer.from(await readHashes(ctx, tile.level, tile)))
    const coded = await compress(
      Buffer.from(await readBundle(ctx, tile)),
      codingFor(request.headers['accept-encoding']),
    )
    reply.header('vary', 'accept-encoding')
    if (coded.coding !== 'identity') reply.header('content-encoding', coded.coding)
    return reply.send(coded.body)
  })
}

const forAll = (reply: FastifyReply, cache: string): FastifyReply =>
  reply.header('access-control-allow-origin', '*').header('cache-control', cache)

/** How many hashes of a level, or entries, a tree of this size has; the tile must lie within them. */
function isPublished({ level, n, width }: TilePath, size: number): boolean {
  const count = level === 'entries' ? size : Math.floor(size / tileWidth ** level)
  return n * tileWidth + width <= count
}

async function readBundle({ database, city }: Context, { n, width }: TilePath): Promise<Uint8Array> {
  const from = n * tileWidth
  return spellBundle(await entriesFrom(database.query, city.pins.instance, from, from + width))
}

/** The widest stored form of a tile begins with every narrower one. */
async function readHashes({ database, city }: Context, level: number, { n, width }: TilePath): Promise<Uint8Array> {
  const hashes = await readTile(database.query, city.pins.instance, { level, n })
  if (!hashes || hashes.length < 32 * width) throw new Problem('broken')
  return hashes.subarray(0, 32 * width)
}
