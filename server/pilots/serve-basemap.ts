// The street map, whole or not at all: which part of it somebody asks for would tell us which street they look at.
import { basemapAddress, basemapType } from '@citycop/protocol/pilots/basemap/basemap.ts'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'

export function serveBasemap(server: FastifyInstance, { gate }: Pick<Context, 'gate'>): void {
  const basemap = gate.basemap()
  if (!basemap) return
  server.get(basemapAddress(basemap.sha256), (_request, reply) =>
    reply
      .type(basemapType)
      .header('accept-ranges', 'none')
      .header('cross-origin-resource-policy', 'same-origin')
      .header('cache-control', 'public, max-age=31536000, immutable')
      .send(basemap.body),
  )
}
